/**
 * Everything the local Telegram knows, and how a message comes into it.
 */
import type { BotCommand, Message, Update, User, UserFromGetMe } from "grammy/types";
import { createChats, type Chats, type Room } from "./chats.ts";
import { wordsOf } from "./entities.ts";
import { createQueries, type Queries } from "./queries.ts";
import type { CallbackAnswer, Change, InlineAnswer } from "./clients.ts";
import { createUpdateQueue, type UpdateQueue } from "./updates.ts";

export interface Draft {
  readonly id: number;
  readonly thread: number | null;
  /** Milliseconds, by `now`. */
  readonly until: number;
  readonly canStop: boolean;
  readonly stopped: boolean;
}

export interface World {
  readonly me: UserFromGetMe;
  readonly now: () => number;
  readonly tell: (change: Change) => void;
  readonly chats: Chats;
  readonly updates: UpdateQueue;
  readonly callbacks: Queries<CallbackAnswer>;
  readonly inlineQueries: Queries<InlineAnswer>;
  /** Messages that called the bot as a guest and wait for its one answer, by the query's id. */
  readonly guestQueries: Map<string, Message>;
  /** By chat; the newest only. */
  readonly drafts: Map<number, Draft>;
  /** What people sent, by `file_id`. */
  readonly files: Map<string, StoredFile>;
  /** Only remembered: who plays Telegram's part sends the updates there. */
  readonly webhook: { url: string; secret: string };
  readonly profile: Profile;
}

export interface StoredFile {
  /** As `getFile` gives it: "documents/file_1.md". */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Commands and descriptions, by kind, scope and language. */
export interface Profile {
  readonly commands: Map<string, readonly BotCommand[]>;
  readonly descriptions: Map<string, string>;
}

/** Telegram does not publish how long an answer is taken; bots that answer at once never meet it. */
const CALLBACK_MAX_AGE_MS = 15 * 60_000;
const INLINE_QUERY_MAX_AGE_MS = 30_000;

interface Parts {
  readonly me: UserFromGetMe;
  readonly now: () => number;
  readonly tell: (change: Change) => void;
}

export function createWorld({ me, now, tell }: Parts): World {
  return {
    me,
    now,
    tell,
    chats: createChats(),
    updates: createUpdateQueue(),
    callbacks: createQueries("the pressed button", now, CALLBACK_MAX_AGE_MS),
    inlineQueries: createQueries("the inline query", now, INLINE_QUERY_MAX_AGE_MS),
    guestQueries: new Map(),
    drafts: new Map(),
    files: new Map(),
    webhook: { url: "", secret: "" },
    profile: { commands: new Map(), descriptions: new Map() },
  };
}

/** Unix time, in seconds. */
export function unixTime(world: World): number {
  return Math.floor(world.now() / 1000);
}

/** The bot as messages name it. */
export function botUser({ me }: World): User {
  return { id: me.id, is_bot: true, first_name: me.first_name, username: me.username };
}

/** What a message shares with its neighbours: where it stands and what it answers. */
export interface Place {
  readonly thread: number | null;
  readonly replyTo: Message | null;
}

/** The fields of a message that say where it stands. */
export function placeFields(room: Room, { thread, replyTo }: Place): Partial<Message> {
  if (thread !== null && room.chat.is_forum === true) {
    const answered = replyTo ?? room.topics.get(thread) ?? null;
    return { message_thread_id: thread, is_topic_message: true, ...replyField(answered) };
  }
  if (replyTo === null) return {};
  // Outside topics a thread is only a chain of replies, named for its first message.
  const chain =
    room.chat.type === "supergroup"
      ? { message_thread_id: replyTo.message_thread_id ?? replyTo.message_id }
      : {};
  return { ...chain, ...replyField(replyTo) };
}

/** One level deep, as Telegram sends it. */
function replyField(message: Message | null): Partial<Message> {
  if (message === null) return {};
  const { reply_to_message: _, ...bare } = message;
  return { reply_to_message: bare as NonNullable<Message["reply_to_message"]> };
}

/** Keeps a new message, shows it, and tells the bot where Telegram would. */
export function post(world: World, room: Room, message: Message): Message {
  world.chats.put(room, message);
  world.tell({ kind: "message", message });
  if (reachesBot(world, room, message)) {
    const update = room.chat.type === "channel" ? { channel_post: message } : { message };
    world.updates.push(update as Parameters<UpdateQueue["push"]>[0]);
  } else if (callsGuest(world, room, message)) {
    const id = `guest-${room.chat.id}-${message.message_id}`;
    world.guestQueries.set(id, message);
    const called = { ...message, guest_query_id: id };
    world.updates.push({ guest_message: called as NonNullable<Update["guest_message"]> });
  }
  return message;
}

/** Keeps an edited message and shows it. */
export function change(world: World, room: Room, message: Message): Message {
  world.chats.put(room, message);
  world.tell({ kind: "edited", message });
  return message;
}

/** A person mentions the bot, or answers what it said, where it is no member. */
function callsGuest(world: World, room: Room, message: Message): boolean {
  const isAway = room.bot === "left" && room.chat.type !== "channel";
  const isPerson = message.from?.is_bot === false && message.via_bot === undefined;
  const isCommand = message.entities?.[0]?.type === "bot_command";
  if (world.me.supports_guest_queries !== true || !isAway || !isPerson || isCommand) return false;
  return isForBot(world, message);
}

/**
 * True where Telegram would deliver the message: never a bot's own; in groups with privacy mode on only commands,
 * mentions of the bot, replies to it, what was sent through it, and service messages. An administrator reads all.
 */
export function reachesBot(world: World, room: Room, message: Message): boolean {
  if (room.bot !== "member" && room.bot !== "administrator") return false;
  if (message.from?.is_bot === true && message.sender_chat === undefined) return false;
  return readsAll(world, room) || isService(message) || isForBot(world, message);
}

function readsAll({ me }: World, room: Room): boolean {
  if (room.chat.type === "private" || room.chat.type === "channel") return true;
  return me.can_read_all_group_messages || room.bot === "administrator";
}

function isForBot(world: World, message: Message): boolean {
  const { id } = world.me;
  if (message.via_bot?.id === id || message.reply_to_message?.from?.id === id) return true;
  return addressesBot(world, message);
}

function addressesBot({ me }: World, message: Message): boolean {
  const text = message.text ?? message.caption ?? "";
  const name = `@${me.username.toLowerCase()}`;
  return (message.entities ?? message.caption_entities ?? []).some((entity) => {
    const words = wordsOf(text, entity).toLowerCase();
    if (entity.type === "mention") return words === name;
    if (entity.type === "text_mention") return entity.user.id === me.id;
    return (
      entity.type === "bot_command" &&
      entity.offset === 0 &&
      (!words.includes("@") || words.endsWith(name))
    );
  });
}

const CONTENT: readonly (keyof Message)[] = [
  "text",
  "caption",
  "photo",
  "sticker",
  "voice",
  "document",
];

function isService(message: Message): boolean {
  return CONTENT.every((field) => message[field] === undefined);
}
