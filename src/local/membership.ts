/**
 * Who is in a chat and with which rights: the bot's coming and going, and what it may ask about the others.
 */
import type { ChatMember, Message, User } from "grammy/types";
import { isAdmin, type BotStatus, type Room } from "./chats.ts";
import { forbidden, groupMoved, badRequest } from "./bot-api/refusals.ts";
import { botUser, post, unixTime, type World } from "./world.ts";

/** The room a call is about; refused when the bot cannot be there. */
export function enter(world: World, chat: number | string): Room {
  const room = world.chats.find(chat);
  if (room === null) {
    // A person the bot knows from a group, who never wrote to it.
    if (typeof chat === "number" && world.chats.person(chat) !== null)
      throw forbidden("bot can't initiate conversation with a user");
    throw badRequest("chat not found");
  }
  if (room.movedTo !== null) throw groupMoved(room.movedTo);
  const kind = room.chat.type === "group" ? "group" : room.chat.type;
  if (room.bot === "kicked")
    throw forbidden(
      kind === "private" ? "bot was blocked by the user" : `bot was kicked from the ${kind} chat`,
    );
  if (room.bot === "left") throw forbidden(`bot is not a member of the ${kind} chat`);
  return room;
}

/** Adds the bot, promotes it or removes it; in a private chat `kicked` blocks it and `member` lets it in again. */
export function setMembership(
  world: World,
  room: Room,
  to: { readonly by: User; readonly status: BotStatus },
): void {
  const before = !room.introduced && room.bot === to.status ? "left" : room.bot;
  room.introduced = true;
  room.bot = to.status;
  const date = unixTime(world);
  const user = botUser(world);
  world.updates.push({
    my_chat_member: {
      chat: room.chat,
      from: to.by,
      date,
      old_chat_member: memberOf(user, before),
      new_chat_member: memberOf(user, to.status),
    },
  });
  if (room.chat.type === "private" || isIn(before) === isIn(to.status)) return;
  const service: Partial<Message> = isIn(to.status)
    ? { new_chat_members: [user] }
    : { left_chat_member: user };
  post(world, room, {
    message_id: world.chats.nextMessageId(room),
    from: to.by,
    chat: room.chat,
    date,
    ...service,
  });
}

/** A basic group becomes a supergroup: a new chat with a new id, and an old one that answers no call. */
export function upgrade(world: World, room: Room): Room {
  if (room.chat.type !== "group") throw new Error(`Chat ${room.chat.id} is no basic group`);
  const successor = world.chats.openGroup({
    title: room.chat.title,
    members: [...room.members.values()],
    admins: [...room.admins],
  });
  successor.bot = room.bot;
  successor.introduced = true;
  const from =
    room.creator === null ? {} : { from: room.members.get(room.creator) ?? botUser(world) };
  const date = unixTime(world);
  post(world, room, {
    message_id: world.chats.nextMessageId(room),
    ...from,
    chat: room.chat,
    date,
    migrate_to_chat_id: successor.chat.id,
  });
  post(world, successor, {
    message_id: world.chats.nextMessageId(successor),
    ...from,
    chat: successor.chat,
    date,
    migrate_from_chat_id: room.chat.id,
  });
  room.movedTo = successor.chat.id;
  return successor;
}

/** Refused for people who were never there. */
export function findMember(world: World, room: Room, id: number): ChatMember {
  if (id === world.me.id) return memberOf(botUser(world), room.bot);
  const person = room.members.get(id);
  if (person !== undefined) return personIn(room, person);
  const stranger = world.chats.person(id);
  if (stranger === null) throw badRequest("invalid user_id specified");
  return memberOf(stranger, "left");
}

/** The owner first; other bots are left out, as Telegram does unless asked. */
export function listAdmins(world: World, room: Room): ChatMember[] {
  if (room.chat.type === "private")
    throw badRequest("there are no administrators in the private chat");
  const people = [...room.members.values()].filter(
    (person) => isAdmin(room, person.id) && !person.is_bot,
  );
  const sorted = people.toSorted(
    (a, b) => Number(b.id === room.creator) - Number(a.id === room.creator),
  );
  const bot = room.bot === "administrator" ? [memberOf(botUser(world), room.bot)] : [];
  return [...sorted.map((person) => personIn(room, person)), ...bot];
}

export function countMembers(room: Room): number {
  return room.members.size + (isIn(room.bot) ? 1 : 0);
}

function isIn(status: BotStatus): boolean {
  return status === "member" || status === "administrator";
}

function personIn(room: Room, person: User): ChatMember {
  if (room.creator === person.id) return { status: "creator", user: person, is_anonymous: false };
  return memberOf(person, room.admins.has(person.id) ? "administrator" : "member");
}

function memberOf(user: User, status: BotStatus): ChatMember {
  if (status === "kicked") return { status, user, until_date: 0 };
  if (status !== "administrator") return { status, user };
  return {
    status,
    user,
    can_be_edited: false,
    is_anonymous: false,
    can_manage_chat: true,
    can_delete_messages: true,
    can_manage_video_chats: true,
    can_restrict_members: true,
    can_promote_members: false,
    can_change_info: true,
    can_invite_users: true,
    can_post_stories: false,
    can_edit_stories: false,
    can_delete_stories: false,
    can_pin_messages: true,
    can_send_welcome_messages: false,
  };
}
