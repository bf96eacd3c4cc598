/**
 * Screens → messages: to the right chat and topic, in groups as a reply, in parts when long.
 */
import type { Context } from "grammy";
import type { Chat, InlineKeyboardMarkup, Message } from "grammy/types";

import type { Screen } from "./screen.ts";
import { split } from "./split.ts";

/** Where an answer goes. */
export interface Place {
  readonly chat: number;
  readonly isPrivate: boolean;
  /** A forum's topic; in other groups a thread is only a chain of replies, and Telegram refuses it. */
  readonly thread: number | null;
  /** The message that is answered; null in private, where it is plain. */
  readonly replyTo: number | null;
}

/** Where the update came from; null where nothing can be sent back. */
export function placeOf(ctx: Context): Place | null {
  const { msg, chat } = ctx;
  if (chat === undefined) return null;
  const isPrivate = chat.type === "private";
  return {
    chat: chat.id,
    isPrivate,
    thread: msg?.is_topic_message === true ? (msg.message_thread_id ?? null) : null,
    replyTo: isPrivate ? null : (msg?.message_id ?? null),
  };
}

/** Names a chat and topic, for what is remembered of them. */
export function nameOfPlace({ chat, thread }: Place): string {
  return thread === null ? String(chat) : `${chat}/${thread}`;
}

/** Who asked: the chat in whose name it was asked, else the person; 0 when Telegram does not say. */
export function askerOf(ctx: Context): number {
  const senderChat: Chat | undefined = ctx.msg?.sender_chat;
  return senderChat?.id ?? ctx.from?.id ?? 0;
}

export async function send(ctx: Context, place: Place, screen: Screen): Promise<Message[]> {
  const sent: Message[] = [];
  const parts = split(screen.text);
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    sent.push(
      await ctx.api.sendMessage(place.chat, part.text, {
        entities: [...part.entities],
        link_preview_options: { is_disabled: true },
        ...(place.thread === null ? {} : { message_thread_id: place.thread }),
        ...(index === 0 ? replyTo(place) : {}),
        ...(isLast && screen.buttons.length > 0 ? { reply_markup: keyboard(screen) } : {}),
      }),
    );
  }
  return sent;
}

/** Asks back: the person's next message is a reply to this one. */
export async function sendPrompt(
  ctx: Context,
  place: Place,
  words: { text: string; placeholder: string },
): Promise<void> {
  await ctx.api.sendMessage(place.chat, words.text, {
    ...(place.thread === null ? {} : { message_thread_id: place.thread }),
    ...replyTo(place),
    reply_markup: {
      force_reply: true,
      selective: true,
      input_field_placeholder: words.placeholder,
    },
  });
}

export function keyboard({ buttons }: Screen): InlineKeyboardMarkup {
  return { inline_keyboard: buttons.map((row) => [...row]) };
}

function replyTo({ replyTo: message }: Place) {
  return message === null
    ? {}
    : { reply_parameters: { message_id: message, allow_sending_without_reply: true } };
}
