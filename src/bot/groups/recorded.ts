/**
 * A group's message as it is recorded: its words, a placeholder for what is no words, who wrote it and in reply to what.
 *
 * Bots, commands and what only Telegram says are left out. Whether the group records is the store's to know.
 */
import type { Message, Update } from "grammy/types";

import type { RecordedMessage } from "../../store/contract/messages.ts";
import { isAdmitted, type Admitted } from "../operator/admission.ts";

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
export function recordedOf(
  { message, edited_message }: Update,
  { admitted, now }: { readonly admitted: Admitted; readonly now: number },
): RecordedMessage | null {
  const post = message ?? edited_message;
  if (post === undefined || !isFromGroup(post)) return null;
  if (!isAdmitted([post.chat.id, post.from?.id], admitted)) return null;
  const author = authorOf(post);
  const text = isCommand(post) ? null : wordsOf(post);
  if (author === null || text === null) return null;
  const editedAt = edited_message === undefined ? null : timeOf(post.edit_date, now);
  const numbers = { ...placeOf(post), person: author.person, at: timeOf(post.date, now), editedAt };
  // One that could not be stored would keep out all that came with it.
  const isSound = Object.values(numbers).every((number) => Number.isSafeInteger(number ?? 0));
  return isSound ? { ...numbers, name: author.name, text } : null;
}

function placeOf(post: Message): Pick<RecordedMessage, "chat" | "id" | "topic" | "replyTo"> {
  return {
    chat: post.chat.id,
    id: post.message_id,
    topic: post.is_topic_message === true ? (post.message_thread_id ?? null) : null,
    replyTo: repliedTo(post),
  };
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

/** Messages that only one person sees have no id. */
function isFromGroup({ chat, message_id }: Message): boolean {
  return (chat.type === "group" || chat.type === "supergroup") && message_id > 0;
}

/** Anonymous admins and channels write in the name of a chat; what says so besides is a bot of Telegram's. */
function authorOf({
  from,
  sender_chat: chat,
}: Message): Pick<RecordedMessage, "person" | "name"> | null {
  if (chat !== undefined) return { person: chat.id, name: nameOf(chat.title ?? "") };
  if (from === undefined || from.is_bot) return null;
  return { person: from.id, name: nameOf(from.first_name) };
}

function nameOf(name: string): string {
  return name.slice(0, NAME_LIMIT);
}

/** "/r/de" is none. */
function isCommand(post: Message): boolean {
  const text = post.text ?? post.caption ?? "";
  const entities = post.entities ?? post.caption_entities ?? [];
  return entities.some(
    ({ type, offset, length }) =>
      type === "bot_command" && offset === 0 && /^(?:\s|$)/u.test(text.slice(length)),
  );
}

function timeOf(seconds: number | undefined, now: number): number {
  return seconds !== undefined && seconds > 0 ? seconds * 1000 : now;
}

/** In a topic, what replies to nothing is sent as a reply to the topic's beginning. */
export function repliedTo({ chat, reply_to_message: reply }: Message): number | null {
  if (reply === undefined || reply.forum_topic_created !== undefined) return null;
  return reply.chat.id === chat.id && reply.message_id > 0 ? reply.message_id : null;
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
