/**
 * An update → what it is understood as, once for all who handle it.
 */
import { parseAction, type Action } from "../screens/callback-data.ts";
import { isFromBot, readAddress, readCommand, type Addressee, type Command } from "./address.ts";
import type {
  Arrived,
  Incoming,
  MemberChange,
  Migration,
  Person,
  Placed,
  Readable,
  RepliedTo,
  Tapped,
  UnknownTap,
  Written,
} from "./incoming.ts";
import { languageOfCode } from "./language.ts";
import {
  parseUpdate,
  type Chat,
  type Member,
  type MemberUpdate,
  type Message,
  type Tap,
  type Update,
  type User,
} from "./update.ts";

/** Telegram's ids begin with 1, and a reply to none is sent as a plain message. */
const NO_MESSAGE = 0;

/**
 * `received` is what Telegram sent, or what was stored of it. `presentChat` is what the update's chat has become since
 * it was sent; null when that is not known.
 */
export function readUpdate(
  received: unknown,
  me: Addressee,
  presentChat: number | null = null,
): Incoming {
  const name = nameOf(received);
  try {
    const update = parseUpdate(received);
    return read(presentChat === null ? update : inPresentChat(update, presentChat), name, me);
  } catch (error) {
    return { kind: "unreadable", name, error };
  }
}

function nameOf(received: unknown): string {
  const isObject = typeof received === "object" && received !== null;
  return Object.keys(isObject ? received : {}).find((key) => key !== "update_id") ?? "none";
}

function read(update: Update, name: string, me: Addressee): Readable {
  const post = update.message ?? update.channel_post ?? update.edited_message;
  if (post !== undefined) return readMessage(post, { update, name }, me);
  const { callback_query, inline_query, my_chat_member, stopped_message_generation } = update;
  if (callback_query !== undefined) return readTap(callback_query, { update, name });
  if (inline_query !== undefined) {
    const { from, query, offset } = inline_query;
    return { update, name, kind: "inline", person: personOf(from), place: null, query, offset };
  }
  const { guest_message: called } = update;
  if (called?.from !== undefined) {
    const address = readAddress(called, null, me);
    const question = "text" in address ? address.text : "";
    return { update, name, kind: "guest", person: personOf(called.from), place: null, question };
  }
  if (my_chat_member !== undefined) return readMemberChange(my_chat_member, { update, name });
  const nobody = { update, name, person: null, place: null };
  if (stopped_message_generation === undefined) return { ...nobody, kind: "other" };
  const { chat, draft_id: draft } = stopped_message_generation;
  return { ...nobody, kind: "stop", chat: chat.id, draft };
}

type Named = Pick<Arrived, "update" | "name">;

function readMessage(message: Message, named: Named, me: Addressee): Written | Migration {
  const { chat, from, sender_chat, date } = message;
  const person = from === undefined ? null : personOf(from);
  const senderChat = sender_chat?.id ?? null;
  const placed = {
    ...named,
    ...placedIn(chat, message, senderChat ?? person?.id ?? 0),
    person,
    at: millisecondsOf(date),
  };
  const migration = migrationOf(message);
  if (migration !== null) return { ...placed, ...migration, kind: "migration" };
  const isEdit = named.name === "edited_message";
  const command = readCommand(message, me);
  return {
    ...placed,
    kind: isEdit ? "edit" : "message",
    message,
    id: message.message_id > NO_MESSAGE ? message.message_id : null,
    editedAt: isEdit ? millisecondsOf(message.edit_date) : null,
    senderChat,
    isFromBot: isFromBot(message, me),
    repliesTo: repliedTo(message, me),
    command,
    link: placed.place.isPrivate ? linkOf(command) : null,
    address: readAddress(message, command, me),
    partOf: partOf(message, named.name),
  };
}

/** Of what a channel posts, Telegram puts a copy into its linked group; of an album, each picture is a message. */
function partOf(message: Message, name: string): string | null {
  const { chat, message_id: id, forward_origin: origin, media_group_id: album } = message;
  if (name === "channel_post") return `${chat.id}/${id}`;
  if (message.is_automatic_forward === true && origin?.chat !== undefined)
    return `${origin.chat.id}/${origin.message_id ?? 0}`;
  return album === undefined ? null : `${chat.id}/album/${album}`;
}

function migrationOf({
  chat,
  migrate_to_chat_id: to,
  migrate_from_chat_id: from,
}: Message): Pick<Migration, "from" | "to"> | null {
  if (to !== undefined) return { from: chat.id, to };
  return from === undefined ? null : { from, to: chat.id };
}

function linkOf(command: Command | null): Action | null {
  return command?.name === "start" && command.isForMe ? parseAction(command.rest) : null;
}

function readTap(tap: Tap, named: Named): Tapped | UnknownTap {
  const { message, from, data = "" } = tap;
  const person = personOf(from);
  const action = parseAction(data);
  const placed = message === undefined ? null : placedIn(message.chat, message, from.id);
  if (placed === null || action === null)
    return { ...named, kind: "tap", person, place: placed?.place ?? null, action: null };
  // A tap has no date of its own.
  const tapped = { ...placed, person, at: null, action };
  return { ...named, ...tapped, kind: "tap", message: message?.message_id ?? NO_MESSAGE };
}

function readMemberChange(changed: MemberUpdate, named: Named): MemberChange {
  const { chat, from, date, old_chat_member: before, new_chat_member: after } = changed;
  return {
    ...named,
    ...placedIn(chat, {}, from.id),
    kind: "member",
    person: personOf(from),
    at: millisecondsOf(date),
    wasIn: isIn(before),
    isIn: isIn(after),
  };
}

export function isIn(member: Member): boolean {
  return member.status === "restricted"
    ? member.is_member === true
    : member.status !== "left" && member.status !== "kicked";
}

interface Threaded {
  readonly message_id?: number;
  readonly is_topic_message?: boolean | undefined;
  readonly message_thread_id?: number | undefined;
  readonly direct_messages_topic?: { readonly topic_id: number } | undefined;
}

function placedIn(
  chat: Chat,
  { message_id: id = NO_MESSAGE, ...at }: Threaded,
  person: number,
): Pick<Placed, "chat" | "place" | "asker"> {
  const isPrivate = chat.type === "private";
  const direct = at.direct_messages_topic?.topic_id ?? null;
  const thread = direct ?? (at.is_topic_message === true ? (at.message_thread_id ?? null) : null);
  const replyTo = isPrivate || id === NO_MESSAGE ? null : id;
  return {
    chat,
    place: {
      chat: chat.id,
      isPrivate,
      thread,
      replyTo,
      ...(direct === null ? {} : { isDirect: true }),
    },
    asker: { chat: chat.id, topic: thread, person },
  };
}

function personOf({ id, first_name: name, language_code }: User): Person {
  return { id, name, language: languageOfCode(language_code) };
}

/** Null for no time, which Telegram says with 0. */
function millisecondsOf(seconds: number | undefined): number | null {
  return seconds !== undefined && seconds > 0 ? seconds * 1000 : null;
}

/** In a topic, what replies to nothing is sent as a reply to the topic's beginning. */
function repliedTo({ chat, reply_to_message: reply }: Message, me: Addressee): RepliedTo | null {
  if (reply === undefined || reply.forum_topic_created !== undefined) return null;
  if (reply.chat.id !== chat.id || reply.message_id <= NO_MESSAGE) return null;
  return { id: reply.message_id, at: reply.date * 1000, isMine: reply.from?.id === me.id };
}

/** Where a group has become another one, its messages' ids, and its topics, are others'. */
function inPresentChat(update: Update, chat: number): Update {
  const { message, callback_query: tap } = update;
  if (message !== undefined && message.chat.id !== chat) {
    const { message_thread_id: _, is_topic_message: __, ...rest } = message;
    const moved = { ...rest, message_id: NO_MESSAGE, chat: { ...message.chat, id: chat } };
    return { ...update, message: moved };
  }
  if (tap?.message !== undefined && tap.message.chat.id !== chat) {
    const there = { ...tap.message.chat, id: chat };
    const shown = { chat: there, message_id: NO_MESSAGE, date: 0 as const };
    return { ...update, callback_query: { ...tap, message: shown } };
  }
  return update;
}
