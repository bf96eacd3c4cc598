/**
 * Edited questions: the answer that stands below turns into the new one.
 *
 * What was not asked, is too old, or says the same as before is passed over in silence.
 */
import type { BotContext } from "../context.ts";
import type { Written } from "../incoming/incoming.ts";
import type { Parts } from "../parts.ts";
import { questionFrom, type Asking } from "./ask.ts";
import { readBeginning } from "./question-length.ts";

const EDITABLE_MS = 10 * 60_000;
/** UTF-16 units; a shorter question is remembered whole. */
const LONG = 500;

export async function answerAgain(
  ctx: BotContext<Written>,
  { store, asking, now }: Pick<Parts, "store" | "now"> & { readonly asking: Asking },
): Promise<void> {
  const { id, asker, at } = ctx.incoming;
  const editedAt = ctx.incoming.editedAt ?? at;
  if (id === null || at === null || editedAt === null) return;
  if (editedAt - at > EDITABLE_MS || now() - editedAt > EDITABLE_MS) return;
  const meaning = await ctx.meaning();
  if (meaning.kind !== "question") return;
  const before = await store.turns.answersTo(asker.chat, id);
  if (before === null || isSame(meaning.text, before.question)) return;
  // It is no part of what the new one follows up.
  await store.turns.forget(asker, id);
  const question = await questionFrom(ctx, meaning, store);
  await asking.answer(ctx, { ...question, edits: before.messages });
  const { messages, turn } = ctx.draft;
  if (turn !== null) await remove(ctx, before.messages.slice(messages.length));
}

/** A shorter answer has no place for them; where they cannot be removed they stay. */
async function remove(
  { api, incoming }: BotContext<Written>,
  messages: readonly number[],
): Promise<void> {
  for (const message of messages)
    await api.deleteMessage(incoming.place.chat, message).catch(() => {});
}

/** Of a long question no more than its beginning is remembered. */
function isSame(text: string, remembered: string): boolean {
  const { text: question } = readBeginning(text.toWellFormed());
  return question === remembered || (remembered.length >= LONG && question.startsWith(remembered));
}
