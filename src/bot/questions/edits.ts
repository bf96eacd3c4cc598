/**
 * Edited questions: the answer that stands below turns into the new one.
 *
 * What was not asked, is too old, or says the same as before is passed over in silence.
 */
import { Composer } from "grammy";

import { addressOf } from "../incoming/address.ts";
import type { Asking } from "./ask.ts";
import type { BotContext } from "../context.ts";
import { chosenWords, historyOf, selfOf } from "./conversation.ts";
import type { Parts } from "../parts.ts";
import { readBeginning } from "./question-length.ts";
import { askerOf, placeOf } from "../delivery/send.ts";

const EDITABLE_SECONDS = 10 * 60;
/** UTF-16 units; a shorter question is remembered whole. */
const LONG = 500;

export function edits(parts: Parts & { readonly asking: Asking }): Composer<BotContext> {
  const { store, asking, now } = parts;
  const composer = new Composer<BotContext>();
  composer.on("edited_message", async (ctx) => {
    const { msg } = ctx;
    const place = placeOf(ctx);
    const editedAt = msg.edit_date ?? msg.date;
    const isLate = editedAt - msg.date > EDITABLE_SECONDS;
    if (place === null || isLate || now() / 1000 - editedAt > EDITABLE_SECONDS) return;
    const self = await selfOf(ctx, parts);
    const address = addressOf(msg, self);
    if (address.kind !== "question") return;
    const before = await store.turns.answersTo(place.chat, msg.message_id);
    if (before === null || isSame(address.text, before.question)) return;
    // It is no part of what the new one follows up.
    await store.turns.forget(askerOf(ctx, place), msg.message_id);
    const { continued } = self;
    await asking.answer(ctx, {
      text: address.text,
      place,
      history: await historyOf(ctx, place, { continued, turns: store.turns }),
      quote: chosenWords(msg, address.text),
      edits: before.messages,
    });
    const { messages, turn } = ctx.draft.reply();
    if (turn !== null) await remove(ctx, place.chat, before.messages.slice(messages.length));
  });
  return composer;
}

/** A shorter answer has no place for them; where they cannot be removed they stay. */
async function remove(
  { api }: BotContext,
  chat: number,
  messages: readonly number[],
): Promise<void> {
  for (const message of messages) await api.deleteMessage(chat, message).catch(() => {});
}

/** Of a long question no more than its beginning is remembered. */
function isSame(text: string, remembered: string): boolean {
  const { text: question } = readBeginning(text.toWellFormed());
  return question === remembered || (remembered.length >= LONG && question.startsWith(remembered));
}
