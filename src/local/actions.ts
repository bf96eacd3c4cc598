/**
 * What people do in the local Telegram: write, edit, press buttons, ask inline, and send what they found.
 */
import type {
  CallbackQuery,
  InlineQueryResult,
  Message,
  SentGuestMessage,
  Update,
  User,
} from "grammy/types";
import type { Room } from "./chats.ts";
import { findEntities } from "./entities.ts";
import { formatText } from "./bot-api/formatted-text.ts";
import { checkInlineKeyboard } from "./bot-api/keyboard.ts";
import type { CallbackAnswer, InlineAnswer, Outgoing } from "./clients.ts";
import { keepFile } from "./files.ts";
import {
  botUser,
  change,
  placeFields,
  post,
  reachesBot,
  unixTime,
  type Place,
  type World,
} from "./world.ts";

/** Clients send no more, counted in code points (Bot API, Message and InlineQuery). */
const MAX_CHARACTERS = 4096;
const MAX_QUERY_CHARACTERS = 256;
/** In a forum, what stands in no topic of its own. */
const GENERAL_TOPIC = 1;
/** Who Telegram names as the sender of what a chat says in a group. */
const ANONYMOUS_ADMIN: User = {
  id: 1_087_968_824,
  is_bot: true,
  first_name: "Group",
  username: "GroupAnonymousBot",
};
const CHANNEL_IN_GROUP: User = {
  id: 136_817_688,
  is_bot: true,
  first_name: "Channel",
  username: "Channel_Bot",
};

/** One of each, for there is nothing to see in them. */
const MEDIA: Readonly<Record<NonNullable<Outgoing["media"]>, Partial<Message>>> = {
  photo: { photo: [{ ...fileOf("photo"), width: 640, height: 480 }] },
  sticker: {
    sticker: {
      ...fileOf("sticker"),
      type: "regular",
      width: 512,
      height: 512,
      is_animated: false,
      is_video: false,
      emoji: "👍",
    },
  },
  voice: { voice: { ...fileOf("voice"), duration: 3, mime_type: "audio/ogg" } },
  document: {
    document: { ...fileOf("document"), file_name: "document.pdf", mime_type: "application/pdf" },
  },
};

function fileOf(kind: string): { readonly file_id: string; readonly file_unique_id: string } {
  return { file_id: `local-${kind}`, file_unique_id: `local-${kind}` };
}

/** The room, or an error for whoever wrote the test. */
export function roomOf(world: World, chat: number): Room {
  const room = world.chats.find(chat);
  if (room === null) throw new Error(`No chat ${chat} was opened in the local Telegram`);
  return room;
}

/** The person, from any chat. */
export function personOf(world: World, id: number): User {
  const person = world.chats.person(id);
  if (person === null) throw new Error(`Nobody has the id ${id} in the local Telegram`);
  return person;
}

export function say(world: World, outgoing: Outgoing): Message {
  const room = roomOf(world, outgoing.chat);
  const text = outgoing.text ?? outgoing.caption ?? "";
  if (Array.from(text).length > MAX_CHARACTERS)
    throw new Error(`A message holds at most ${MAX_CHARACTERS} characters`);
  const { text: words, media, file } = outgoing;
  if (words === undefined && media === undefined && file === undefined)
    throw new Error("A message needs a text, media or a file");
  const place = placeOf(world, room, outgoing);
  const message: Message = {
    message_id: world.chats.nextMessageId(room),
    ...senderFields(world, room, outgoing),
    chat: room.chat,
    date: outgoing.date ?? unixTime(world),
    ...placeFields(room, place),
    ...quoteField(place.replyTo, outgoing.quote),
    ...(outgoing.origin === undefined ? {} : { forward_origin: outgoing.origin }),
    ...contentFields(world, outgoing),
  };
  return post(world, room, message);
}

function senderFields(world: World, room: Room, { from, senderChat }: Outgoing): Partial<Message> {
  if (from !== null) {
    const member = room.members.get(from);
    if (member === undefined) throw new Error(`${from} is not in chat ${room.chat.id}`);
    return { from: world.chats.person(from) ?? member };
  }
  if (room.chat.type === "private") throw new Error("In a private chat somebody has to speak");
  const speaker = senderChat ?? room.chat.id;
  if (speaker === room.chat.id) return { from: ANONYMOUS_ADMIN, sender_chat: room.chat };
  const known = world.chats.find(speaker)?.chat;
  return {
    from: CHANNEL_IN_GROUP,
    sender_chat: known ?? { id: speaker, type: "channel", title: `Kanal ${Math.abs(speaker)}` },
  };
}

function placeOf(world: World, room: Room, { replyTo, thread }: Outgoing): Place {
  const answered = replyTo === undefined ? null : world.chats.message(room, replyTo);
  if (replyTo !== undefined && answered === null)
    throw new Error(`There is no message ${replyTo} in chat ${room.chat.id}`);
  const inherited = answered?.is_topic_message === true ? answered.message_thread_id : undefined;
  const topic = thread ?? inherited ?? GENERAL_TOPIC;
  if (topic === GENERAL_TOPIC) return { thread: null, replyTo: answered };
  if (room.chat.is_forum !== true)
    throw new Error(`Chat ${room.chat.id} is no forum and has no topics`);
  if (!room.topics.has(topic)) room.topics.set(topic, topicOpening(world, room, topic));
  return { thread: topic, replyTo: answered };
}

/** Messages in a topic that answer nothing else point to this one. */
function topicOpening(world: World, room: Room, thread: number): Message {
  const opener = room.creator === null ? null : (room.members.get(room.creator) ?? null);
  return {
    message_id: thread,
    ...(opener === null ? {} : { from: opener }),
    chat: room.chat,
    date: unixTime(world),
    message_thread_id: thread,
    is_topic_message: true,
    forum_topic_created: { name: `Thema ${thread}`, icon_color: 0x6f_b9_f0 },
  };
}

function quoteField(replyTo: Message | null, quote: string | undefined): Partial<Message> {
  if (quote === undefined) return {};
  const position = (replyTo?.text ?? replyTo?.caption ?? "").indexOf(quote);
  if (position === -1) throw new Error("The quote is not in the message it answers");
  return { quote: { text: quote, position, is_manual: true } };
}

function contentFields(world: World, { text, caption, media, file }: Outgoing): Partial<Message> {
  if (media === undefined && file === undefined) return textFields(text ?? "");
  const captioned = caption === undefined || media === "sticker" ? {} : captionFields(caption);
  if (file !== undefined) return { document: keepFile(world, file), ...captioned };
  return { ...(media === undefined ? {} : MEDIA[media]), ...captioned };
}

function textFields(text: string): Partial<Message> {
  const entities = findEntities(text);
  return entities.length === 0 ? { text } : { text, entities };
}

function captionFields(caption: string): Partial<Message> {
  const entities = findEntities(caption);
  return entities.length === 0 ? { caption } : { caption, caption_entities: entities };
}

/** A person changes their own text or caption. */
export function edit(world: World, message: Message, text: string): Message {
  const room = roomOf(world, message.chat.id);
  const current = world.chats.message(room, message.message_id);
  if (current === null)
    throw new Error(`There is no message ${message.message_id} in chat ${room.chat.id}`);
  const { entities: _, caption_entities: __, ...bare } = current;
  const words = current.caption === undefined ? textFields(text) : captionFields(text);
  const edited = change(world, room, { ...bare, ...words, edit_date: unixTime(world) });
  if (reachesBot(world, room, edited)) {
    world.updates.push({ edited_message: edited as NonNullable<Update["edited_message"]> });
  }
  return edited;
}

export function remove(world: World, { chat, message_id: id }: Message): void {
  if (world.chats.remove(roomOf(world, chat.id), id))
    world.tell({ kind: "deleted", chat: chat.id, message: id });
}

export function press(
  world: World,
  message: Message,
  pressed: { readonly data: string; readonly person: number },
): Promise<CallbackAnswer> {
  const room = roomOf(world, message.chat.id);
  const { id, answered } = world.callbacks.open();
  const inlineId = world.chats.inlineIdOf(room, message.message_id);
  const seen = world.chats.message(room, message.message_id) ?? {
    chat: room.chat,
    message_id: message.message_id,
    date: 0 as const,
  };
  const query: CallbackQuery = {
    id,
    from: personOf(world, pressed.person),
    chat_instance: String(BigInt(room.chat.id) * 7919n),
    data: pressed.data,
    ...(inlineId === null ? { message: seen } : { inline_message_id: inlineId }),
  };
  world.updates.push({ callback_query: query });
  return answered;
}

export function ask(
  world: World,
  query: string,
  asked: { readonly from: number; readonly offset?: string },
): Promise<InlineAnswer> {
  if (!world.me.supports_inline_queries)
    return Promise.reject(new Error("The bot's inline mode is off"));
  const from = personOf(world, asked.from);
  const { id, answered } = world.inlineQueries.open();
  const typed = Array.from(query).slice(0, MAX_QUERY_CHARACTERS).join("");
  world.updates.push({
    inline_query: { id, from, query: typed, offset: asked.offset ?? "", chat_type: "sender" },
  });
  return answered;
}

/** Sends an inline result as its text; results that are files are not shown here. */
export function send(
  world: World,
  result: InlineQueryResult,
  to: { readonly chat: number; readonly from: number },
): Message {
  const room = roomOf(world, to.chat);
  const sender = senderFields(world, room, { chat: to.chat, from: to.from });
  return postResult(world, room, result, { ...sender, via_bot: botUser(world) });
}

/** The bot's one answer where it was called and is no member. */
export function sendAsGuest(
  world: World,
  { room, called }: { readonly room: Room; readonly called: Message },
  result: InlineQueryResult,
): SentGuestMessage {
  const { message_id: id } = postResult(world, room, result, {
    from: botUser(world),
    ...(called.from === undefined ? {} : { guest_bot_caller_user: called.from }),
    ...placeFields(room, { thread: called.message_thread_id ?? null, replyTo: called }),
  });
  return { inline_message_id: inlineIdOf(room, id) };
}

function inlineIdOf({ chat }: Room, message: number): string {
  return `local-${chat.id}-${message}`;
}

function postResult(
  world: World,
  room: Room,
  result: InlineQueryResult,
  sender: Partial<Message>,
): Message {
  const content = "input_message_content" in result ? result.input_message_content : undefined;
  if (content === undefined || !("message_text" in content))
    throw new Error(
      `The local Telegram shows no inline results of type ${result.type} without a text`,
    );
  const { text, entities } = formatText(content.message_text, content.entities ?? []);
  const keyboard = checkInlineKeyboard(
    result.reply_markup === undefined ? undefined : { ...result.reply_markup },
  );
  const messageId = world.chats.nextMessageId(room);
  if (keyboard !== null) world.chats.addInline(inlineIdOf(room, messageId), room, messageId);
  return post(world, room, {
    message_id: messageId,
    ...sender,
    chat: room.chat,
    date: unixTime(world),
    text,
    ...(entities.length === 0 ? {} : { entities: [...entities] }),
    ...(content.link_preview_options === undefined
      ? {}
      : { link_preview_options: content.link_preview_options }),
    ...(keyboard === null ? {} : { reply_markup: keyboard }),
  });
}

/** Presses Stop under the chat's draft. */
export function stop(world: World, chat: number, draftId: number): void {
  const room = roomOf(world, chat);
  const draft = world.drafts.get(chat);
  if (room.chat.type !== "private" || draft?.id !== draftId || draft.until < world.now())
    throw new Error(`Chat ${chat} shows no draft ${draftId}`);
  if (!draft.canStop) throw new Error(`Draft ${draftId} has no Stop button`);
  world.drafts.set(chat, { ...draft, stopped: true });
  const thread = draft.thread === null ? {} : { message_thread_id: draft.thread };
  world.updates.push({
    stopped_message_generation: { chat: room.chat, draft_id: draftId, ...thread },
  });
}
