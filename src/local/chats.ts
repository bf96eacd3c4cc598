/**
 * The chats of the local Telegram: who is in them, what was said, and what the bot may do there.
 */
import type { Chat, InlineKeyboardMarkup, Message, User } from "grammy/types";
import type { NewGroup } from "./clients.ts";

export type BotStatus = "member" | "administrator" | "left" | "kicked";

export interface Room {
  readonly chat: Chat;
  /** People; the bot is told by `bot`. */
  readonly members: ReadonlyMap<number, User>;
  readonly creator: number | null;
  readonly admins: ReadonlySet<number>;
  bot: BotStatus;
  /** True once the bot's coming or going was reported to it. */
  introduced: boolean;
  /** In order, the last 1,000; an edited message is replaced, never changed. */
  messages: Message[];
  /** A forum's topics: thread to the service message that opened it. */
  readonly topics: Map<number, Message>;
  /** The supergroup that this basic group became. */
  movedTo: number | null;
}

export interface Chats {
  openPrivateChat(person: User): Room;
  openGroup(group: NewGroup): Room;
  /** By id, or a supergroup's `@username`. */
  find(id: number | string): Room | null;
  person(id: number): User | null;
  all(): readonly Room[];
  nextMessageId(room: Room): number;
  /** Adds the message, or replaces the one with its id. */
  put(room: Room, message: Message): void;
  remove(room: Room, messageId: number): boolean;
  message(room: Room, messageId: number): Message | null;
  /** Remembers a message sent through the bot's inline mode that has buttons. */
  addInline(inlineId: string, room: Room, messageId: number): void;
  findInline(inlineId: string): { readonly room: Room; readonly messageId: number } | null;
  inlineIdOf(room: Room, messageId: number): string | null;
}

const MAX_HISTORY = 1000;
/** Supergroups' ids are this minus a channel's number; basic groups' are plainly negative (Telegram). */
const SUPERGROUP_BASE = -1_000_000_000_000;
const FIRST_SUPERGROUP = 1_500_000_000;
const FIRST_BASIC_GROUP = 4_000_000_000;

export function createChats(): Chats {
  const rooms = new Map<number, Room>();
  const people = new Map<number, User>();
  const inline = new Map<string, { readonly room: Room; readonly messageId: number }>();
  const lastIds = new WeakMap<Room, number>();
  let lastSharedId = 0;
  let groups = 0;

  function add(room: Room): Room {
    rooms.set(room.chat.id, room);
    return room;
  }

  function groupChat(group: NewGroup): Chat {
    groups += 1;
    if (group.basic === true)
      return { id: -(FIRST_BASIC_GROUP + groups), type: "group", title: group.title };
    return {
      id: SUPERGROUP_BASE - (FIRST_SUPERGROUP + groups),
      type: "supergroup",
      title: group.title,
      ...(group.username === undefined ? {} : { username: group.username }),
      ...(group.forum === true ? { is_forum: true } : {}),
    };
  }

  return {
    openPrivateChat: (person) => {
      people.set(person.id, person);
      const known = rooms.get(person.id);
      if (known !== undefined) return known;
      return add({ ...emptyRoom(privateChat(person)), members: new Map([[person.id, person]]) });
    },
    openGroup: (group) => {
      const members = new Map(group.members.map((person) => [person.id, person]));
      for (const person of members.values()) people.set(person.id, people.get(person.id) ?? person);
      const admins = new Set(group.admins ?? []);
      const creator =
        group.admins?.[0] ?? group.members.find((person) => !person.is_bot)?.id ?? null;
      const bot = group.isForeign === true ? "left" : "member";
      return add({ ...emptyRoom(groupChat(group)), members, admins, creator, bot });
    },
    find: (id) => {
      if (typeof id === "number") return rooms.get(id) ?? null;
      if (/^-?\d+$/u.test(id)) return rooms.get(Number(id)) ?? null;
      const name = id.replace(/^@/u, "").toLowerCase();
      return (
        [...rooms.values()].find(
          ({ chat }) => chat.type !== "private" && chat.username?.toLowerCase() === name,
        ) ?? null
      );
    },
    person: (id) => people.get(id) ?? null,
    all: () => [...rooms.values()],
    nextMessageId: (room) => {
      // Supergroups count for themselves; all other chats share the bot's own counter.
      if (room.chat.type !== "supergroup") return (lastSharedId += 1);
      const id = (lastIds.get(room) ?? 0) + 1;
      lastIds.set(room, id);
      return id;
    },
    put: (room, message) => {
      const at = room.messages.findIndex((other) => other.message_id === message.message_id);
      room.messages =
        at === -1
          ? [...room.messages, message].slice(-MAX_HISTORY)
          : room.messages.with(at, message);
    },
    remove: (room, messageId) => {
      const left = room.messages.filter((message) => message.message_id !== messageId);
      const removed = left.length < room.messages.length;
      room.messages = left;
      return removed;
    },
    message: (room, messageId) =>
      room.messages.find((message) => message.message_id === messageId) ?? null,
    addInline: (inlineId, room, messageId) => {
      inline.set(inlineId, { room, messageId });
    },
    findInline: (inlineId) => inline.get(inlineId) ?? null,
    inlineIdOf: (room, messageId) => {
      for (const [id, place] of inline)
        if (place.room === room && place.messageId === messageId) return id;
      return null;
    },
  };
}

function emptyRoom(chat: Chat): Room {
  return {
    chat,
    members: new Map(),
    creator: null,
    admins: new Set(),
    bot: "member",
    introduced: false,
    messages: [],
    topics: new Map(),
    movedTo: null,
  };
}

function privateChat(person: User): Chat.PrivateChat {
  return {
    id: person.id,
    type: "private",
    first_name: person.first_name,
    ...(person.last_name === undefined ? {} : { last_name: person.last_name }),
    ...(person.username === undefined ? {} : { username: person.username }),
  };
}

/** True for the people who run a group. */
export function isAdmin(room: Room, person: number): boolean {
  return room.creator === person || room.admins.has(person);
}

/** The message with these buttons, or with none. */
export function withKeyboard(message: Message, keyboard: InlineKeyboardMarkup | null): Message {
  const { reply_markup: _, ...bare } = message;
  return keyboard === null ? bare : { ...bare, reply_markup: keyboard };
}
