/**
 * The calls by which the bot writes: messages, drafts, edits, deletions, and the small signs between them.
 */
import type { LinkPreviewOptions, Message } from "grammy/types";
import { z } from "zod";
import { withKeyboard, type Room } from "../chats.ts";
import { formatMessage, formatText, MESSAGE_LIMIT, type FormattedText } from "./formatted-text.ts";
import { checkInlineKeyboard, checkKeyboard } from "./keyboard.ts";
import { enter } from "../membership.ts";
import * as p from "./parameters.ts";
import { badRequest } from "./refusals.ts";
import { botUser, change, placeFields, post, unixTime, type Place, type World } from "../world.ts";

/** A draft is gone after this (Bot API, sendMessageDraft). */
const DRAFT_LIFETIME_MS = 30_000;
/** In UTF-16 units (Bot API, ReplyParameters). */
const MAX_QUOTE_LENGTH = 1024;
const ACTIONS: ReadonlySet<string> = new Set([
  "typing",
  "upload_photo",
  "record_video",
  "upload_video",
  "record_voice",
  "upload_voice",
  "upload_document",
  "choose_sticker",
  "find_location",
  "record_video_note",
  "upload_video_note",
]);

export const sendMessage = p.method(
  {
    chat_id: p.chatId,
    message_thread_id: p.thread,
    direct_messages_topic_id: p.thread,
    text: p.text,
    entities: p.entities,
    link_preview_options: p.linkPreview,
    reply_parameters: p.reply,
    reply_markup: p.replyMarkup,
    ...p.sendingOptions,
  },
  (world, args) => {
    const formatted = formatMessage(args.text, args.entities ?? []);
    const keyboard = checkKeyboard(args.reply_markup);
    const room = enter(world, args.chat_id);
    const replyTo = repliedTo(world, room, args.reply_parameters);
    const place = placeOf(room, args.message_thread_id, replyTo);
    const message: Message = {
      message_id: world.chats.nextMessageId(room),
      from: botUser(world),
      chat: room.chat,
      date: unixTime(world),
      ...placeFields(room, place),
      ...quoteField(replyTo, args.reply_parameters),
      ...textFields(formatted),
      ...previewField(args.link_preview_options),
    };
    world.drafts.delete(room.chat.id);
    return post(world, room, withKeyboard(message, keyboard));
  },
);

export const sendMessageDraft = p.method(
  {
    chat_id: z.int(),
    message_thread_id: p.thread,
    draft_id: z.int(),
    text: p.text.optional(),
    entities: p.entities,
    can_stop: p.flag,
    keep_on_stop: p.flag,
  },
  (world, args) => {
    const formatted = formatText(args.text ?? "", args.entities ?? []);
    if (formatted.text.length > MESSAGE_LIMIT) throw badRequest("message is too long");
    if (args.draft_id === 0) throw badRequest("draft_id must be non-zero");
    const room = enter(world, args.chat_id);
    if (room.chat.type !== "private") throw badRequest("TEXTDRAFT_PEER_INVALID");
    const place = placeOf(room, args.message_thread_id, null);
    const before = world.drafts.get(room.chat.id);
    const stopped = before?.id === args.draft_id && before.stopped;
    const canStop = args.can_stop === true;
    world.drafts.set(room.chat.id, {
      id: args.draft_id,
      thread: place.thread,
      until: world.now() + DRAFT_LIFETIME_MS,
      canStop,
      stopped,
    });
    // What was stopped is not shown any more, whatever the bot goes on to send.
    if (!stopped)
      world.tell({
        kind: "draft",
        chat: room.chat.id,
        draft: args.draft_id,
        ...formatted,
        canStop,
      });
    return true;
  },
);

export const editMessageText = p.method(
  {
    ...p.messageOrInline,
    text: p.text,
    entities: p.entities,
    link_preview_options: p.linkPreview,
    reply_markup: p.replyMarkup,
  },
  (world, args) => {
    const formatted = formatMessage(args.text, args.entities ?? []);
    const keyboard = checkInlineKeyboard(args.reply_markup);
    const { room, message, inline } = messageToEdit(world, args);
    const { text: _, entities: __, link_preview_options: ___, ...bare } = message;
    const edited = {
      ...bare,
      ...textFields(formatted),
      ...previewField(args.link_preview_options),
    };
    return replace(world, room, { old: message, edited: withKeyboard(edited, keyboard), inline });
  },
);

export const editMessageReplyMarkup = p.method(
  { ...p.messageOrInline, reply_markup: p.replyMarkup },
  (world, args) => {
    const keyboard = checkInlineKeyboard(args.reply_markup);
    const { room, message, inline } = messageToEdit(world, args);
    return replace(world, room, { old: message, edited: withKeyboard(message, keyboard), inline });
  },
);

export const deleteMessage = p.method(
  { chat_id: p.chatId, message_id: p.messageId },
  (world, args) => {
    const room = enter(world, args.chat_id);
    const message = world.chats.message(room, args.message_id);
    if (message === null) throw badRequest("message to delete not found");
    const isOwn = message.from?.id === world.me.id;
    if (!isOwn && room.chat.type !== "private" && room.bot !== "administrator")
      throw badRequest("message can't be deleted");
    world.chats.remove(room, args.message_id);
    world.tell({ kind: "deleted", chat: room.chat.id, message: args.message_id });
    return true;
  },
);

export const sendChatAction = p.method(
  { chat_id: p.chatId, message_thread_id: p.thread, action: p.text },
  (world, args) => {
    if (!ACTIONS.has(args.action)) throw badRequest("wrong parameter action in request");
    const room = enter(world, args.chat_id);
    const { thread } = placeOf(room, args.message_thread_id, null);
    world.tell({ kind: "typing", chat: room.chat.id, thread });
    return true;
  },
);

export const setMessageReaction = p.method(
  {
    chat_id: p.chatId,
    message_id: p.messageId,
    reaction: z.array(z.looseObject({ type: z.string() })).optional(),
    is_big: p.flag,
  },
  (world, args) => {
    const room = enter(world, args.chat_id);
    if (world.chats.message(room, args.message_id) === null)
      throw badRequest("message to react not found");
    if ((args.reaction ?? []).length > 1) throw badRequest("REACTIONS_TOO_MANY");
    return true;
  },
);

function repliedTo(world: World, room: Room, wanted: p.ReplyParameters): Message | null {
  if (wanted === undefined) return null;
  if (wanted.message_id === undefined) throw badRequest("message identifier is not specified");
  if (wanted.chat_id !== undefined && world.chats.find(wanted.chat_id) !== room)
    throw badRequest("the local Telegram knows no replies to other chats");
  const message = world.chats.message(room, wanted.message_id);
  if (message === null && wanted.allow_sending_without_reply !== true)
    throw badRequest("message to be replied not found");
  return message;
}

/** The topic goes with the message replied to. A chain of replies in a group without topics is none. */
function placeOf(room: Room, wanted: number | undefined, replyTo: Message | null): Place {
  const inherited = replyTo?.is_topic_message === true ? (replyTo.message_thread_id ?? null) : null;
  if (wanted === undefined) return { thread: inherited, replyTo };
  if (!room.topics.has(wanted)) throw badRequest("message thread not found");
  if (replyTo !== null && inherited !== wanted) throw badRequest("message to be replied not found");
  return { thread: wanted, replyTo };
}

function quoteField(replyTo: Message | null, wanted: p.ReplyParameters): Partial<Message> {
  const quote = wanted?.quote;
  if (quote === undefined || quote === "" || replyTo === null) return {};
  const said = replyTo.text ?? replyTo.caption ?? "";
  const near = said.indexOf(quote, wanted?.quote_position ?? 0);
  const position = near === -1 ? said.indexOf(quote) : near;
  if (position === -1 || quote.length > MAX_QUOTE_LENGTH) throw badRequest("QUOTE_TEXT_INVALID");
  return { quote: { text: quote, position, is_manual: true } };
}

function textFields({ text, entities }: FormattedText): Partial<Message> {
  return entities.length === 0 ? { text } : { text, entities: [...entities] };
}

function previewField(options: LinkPreviewOptions | undefined): Partial<Message> {
  return options === undefined ? {} : { link_preview_options: options };
}

interface Target {
  readonly room: Room;
  readonly message: Message;
  readonly inline: boolean;
}

function messageToEdit(
  world: World,
  args: {
    readonly chat_id?: number | string | undefined;
    readonly message_id?: number | undefined;
    readonly inline_message_id?: string | undefined;
  },
): Target {
  if (args.inline_message_id !== undefined) {
    if (args.chat_id !== undefined || args.message_id !== undefined)
      throw badRequest("a message is named by chat_id and message_id or by inline_message_id");
    const found = world.chats.findInline(args.inline_message_id);
    const message = found === null ? null : world.chats.message(found.room, found.messageId);
    if (found === null || message === null) throw badRequest("MESSAGE_ID_INVALID");
    return { room: found.room, message, inline: true };
  }
  if (args.chat_id === undefined) throw badRequest("chat_id is empty");
  if (args.message_id === undefined) throw badRequest("message identifier is not specified");
  const room = enter(world, args.chat_id);
  const message = world.chats.message(room, args.message_id);
  if (message === null) throw badRequest("message to edit not found");
  if (message.from?.id !== world.me.id) throw badRequest("message can't be edited");
  return { room, message, inline: false };
}

function replace(
  world: World,
  room: Room,
  {
    old,
    edited,
    inline,
  }: { readonly old: Message; readonly edited: Message; readonly inline: boolean },
): Message | true {
  if (contentOf(old) === contentOf(edited)) {
    throw badRequest(
      "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
    );
  }
  const message = change(world, room, { ...edited, edit_date: unixTime(world) });
  return inline ? true : message;
}

function contentOf({ text, entities, reply_markup, link_preview_options }: Message): string {
  return JSON.stringify([text, entities, reply_markup, link_preview_options]);
}
