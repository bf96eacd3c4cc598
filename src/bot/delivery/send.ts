/**
 * Screens → messages in the draft: for the right topic, in groups as a reply, in parts when long.
 */
import type { Context } from "grammy";
import type { Chat, InlineKeyboardMarkup } from "grammy/types";

import type { Asker } from "../../store/contract/turns.ts";
import type { BotContext } from "../context.ts";
import type { Screen } from "../screens/screen.ts";
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
    replyTo: isPrivate || msg === undefined || msg.message_id === 0 ? null : msg.message_id,
  };
}

/** Who asked there: the chat in whose name it was asked, else the person; 0 when Telegram does not say. */
export function askerOf(ctx: Context, { chat, thread }: Place): Asker {
  const senderChat: Chat | undefined = ctx.msg?.sender_chat;
  return { chat, topic: thread, person: senderChat?.id ?? ctx.from?.id ?? 0 };
}

/** Goes out when the update is handled; the messages in `edits` turn into its first ones. */
export function send(
  { draft }: BotContext,
  place: Place,
  screen: Screen,
  edits: readonly number[] = [],
): void {
  const parts = split(screen.text);
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    draft.say({
      ...part,
      thread: place.thread,
      replyTo: index === 0 ? place.replyTo : null,
      markup: isLast && screen.buttons.length > 0 ? keyboard(screen) : null,
      edits: edits[index] ?? null,
    });
  }
}

/** In the place of a message that shows another screen; of a screen too long for it, the beginning. */
export function turnTo({ draft }: BotContext, message: number, screen: Screen): void {
  const [page] = split(screen.text);
  if (page === undefined) return;
  draft.say({ ...page, thread: null, replyTo: null, markup: keyboard(screen), edits: message });
}

/** Asks back: the person's next message is a reply to this one. */
export function sendPrompt(
  { draft }: BotContext,
  { thread, replyTo }: Place,
  { text, placeholder }: { readonly text: string; readonly placeholder: string },
): void {
  draft.say({
    text,
    entities: [],
    thread,
    replyTo,
    markup: { force_reply: true, selective: true, input_field_placeholder: placeholder },
    edits: null,
  });
}

function keyboard({ buttons }: Screen): InlineKeyboardMarkup {
  return { inline_keyboard: buttons.map((row) => [...row]) };
}
