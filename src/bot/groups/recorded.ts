/**
 * A group's message as it is recorded: its words, a placeholder for what is no words, who wrote it and in reply to what.
 *
 * Bots, commands and what only Telegram says are left out. Whether the group records is the store's to know.
 */
import type { RecordedMessage } from "../../store/recording/recorded.ts";
import type { Written } from "../incoming/incoming.ts";
import type { Chat, Message } from "../incoming/update.ts";

/** Stand in brackets before a text, in the store's own language; `sayPlaceholders` says them in the group's. */
export const PLACEHOLDERS = [
  "fwd",
  "photo",
  "video",
  "gif",
  "voice",
  "video note",
  "audio",
  "file",
  "sticker",
  "poll",
  "checklist",
  "place",
  "location",
  "contact",
  "dice",
  "game",
  "story",
  "media",
  "message",
] as const;

export type Placeholder = (typeof PLACEHOLDERS)[number];

/** Longer than any name Telegram allows. */
const NAME_LIMIT = 128;
const LEADING = new RegExp(`^\\[(${PLACEHOLDERS.join("|")})\\](?= |$)`, "u");

/** Null for what is not recorded. `now` in milliseconds, for a message without a date. */
export function recordedOf(written: Written, now: number): RecordedMessage | null {
  const { chat, command, message } = written;
  if (!isGroup(chat) || command?.isPath === false) return null;
  const name = authorOf(message);
  const text = wordsOf(message);
  if (name === null || text === null) return null;
  const numbers = numbersOf(written, now);
  // One that could not be stored would keep out all that came with it.
  const isSound = Object.values(numbers).every((number) => Number.isSafeInteger(number ?? 0));
  return isSound && numbers.id > 0 ? { ...numbers, name, text } : null;
}

/** With an id of 0 for what only one person sees. */
function numbersOf(
  { kind, id, asker, at, editedAt, repliesTo }: Written,
  now: number,
): Omit<RecordedMessage, "name" | "text"> {
  return {
    ...asker,
    id: id ?? 0,
    at: at ?? now,
    editedAt: kind === "edit" ? (editedAt ?? now) : null,
    replyTo: repliesTo?.id ?? null,
  };
}

function isGroup({ type }: Chat): boolean {
  return type === "group" || type === "supergroup";
}

/** "[fwd] [photo] das Café" → "[weitergeleitet] [Foto] das Café" */
export function sayPlaceholders(
  text: string,
  words: Readonly<Record<Placeholder, string>>,
): string {
  const found = LEADING.exec(text);
  if (found === null) return text;
  const [all, name] = found;
  const rest = text.slice(all.length);
  const said = `[${words[name as Placeholder]}]`;
  return rest === "" ? said : `${said} ${sayPlaceholders(rest.slice(1), words)}`;
}

/** Anonymous admins and channels write in the name of a chat; what says so besides is a bot of Telegram's. */
function authorOf({ from, sender_chat: chat }: Message): string | null {
  if (chat !== undefined) return (chat.title ?? "").slice(0, NAME_LIMIT);
  return from === undefined || from.is_bot ? null : from.first_name.slice(0, NAME_LIMIT);
}

/** Null when nobody said anything. */
function wordsOf(post: Message): string | null {
  const [placeholder, ...words] = post.text === undefined ? mediaOf(post) : [null, post.text];
  if (placeholder === undefined) return null;
  const isForwarded = post.forward_origin !== undefined && post.is_automatic_forward !== true;
  const before: (Placeholder | null)[] = [isForwarded ? "fwd" : null, placeholder];
  const marks = before.flatMap((mark) => (mark === null ? [] : [`[${mark}]`]));
  return [...marks, ...words, post.caption ?? ""].filter((part) => part !== "").join(" ");
}

/** The placeholder and the words that belong to it, but for a caption; empty for a service message. */
function mediaOf(post: Message): [Placeholder, ...string[]] | [] {
  for (const [field, placeholder] of FIELDS) {
    if (post[field] !== undefined) return [placeholder, detailsOf(post)];
  }
  return [];
}

/** In this order: a GIF is a file as well, and a venue is a location. File names are left out, as are people's numbers. */
const FIELDS: readonly (readonly [keyof Message, Placeholder])[] = [
  ["photo", "photo"],
  ["video", "video"],
  ["animation", "gif"],
  ["voice", "voice"],
  ["video_note", "video note"],
  ["audio", "audio"],
  ["document", "file"],
  ["sticker", "sticker"],
  ["poll", "poll"],
  ["checklist", "checklist"],
  ["venue", "place"],
  ["location", "location"],
  ["contact", "contact"],
  ["dice", "dice"],
  ["game", "game"],
  ["story", "story"],
  ["paid_media", "media"],
  ["rich_message", "message"],
];

function detailsOf({ sticker, poll, checklist, venue, dice, game }: Message): string {
  if (poll !== undefined) return listed(poll.question, poll.options);
  if (checklist !== undefined) return listed(checklist.title, checklist.tasks);
  if (dice !== undefined) return `${dice.emoji} ${dice.value}`;
  return sticker?.emoji ?? venue?.title ?? game?.title ?? "";
}

/** "Wann passt es? Freitag / Samstag" */
function listed(title: string, items: readonly { readonly text: string }[]): string {
  return `${title} ${items.map(({ text }) => text).join(" / ")}`.trim();
}
