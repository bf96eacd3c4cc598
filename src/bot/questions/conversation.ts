/**
 * What a question follows up, and what of its answer is remembered for the next one.
 */
import type { Context } from "grammy";
import type { Message } from "grammy/types";

import type { Answer } from "../../answer/answer.ts";
import { excerptText } from "../../corpus/passage.ts";
import type { Exchange, Turns } from "../../store/contract/turns.ts";
import type { Self } from "../incoming/address.ts";
import type { Parts } from "../parts.ts";
import type { Screen } from "../screens/screen.ts";
import { askerOf, type Place } from "../delivery/send.ts";
import { texts } from "../screens/texts/texts.ts";

/** Whether a message is the bot's business, as far as its memory and the message's looks tell; and which answer it continues. */
export async function selfOf(
  ctx: Context,
  { store }: Pick<Parts, "store">,
): Promise<Self & { readonly continued: Exchange | null }> {
  const continued = await exchangeRepliedTo(ctx, store.turns);
  return {
    me: ctx.me,
    continued,
    isAnswer: (message) => continued !== null || looksLikeAnswer(message),
    isPrompt: ({ text }) => Object.values(texts).some(({ bare }) => bare === text),
  };
}

/** Null when the message replies to no answer, or to too old a one. */
async function exchangeRepliedTo({ msg, me }: Context, turns: Turns): Promise<Exchange | null> {
  const reply = msg?.reply_to_message;
  if (msg === undefined || reply?.from?.id !== me.id) return null;
  return turns.exchangeOf(msg.chat.id, reply.message_id);
}

/** After an hour: a quotation with something below it, the source line. */
function looksLikeAnswer({ text = "", entities = [] }: Message): boolean {
  const quotations = entities.filter(
    ({ type }) => type === "blockquote" || type === "expandable_blockquote",
  );
  const end = Math.max(0, ...quotations.map(({ offset, length }) => offset + length));
  return quotations.length > 0 && text.slice(end).trim() !== "";
}

/** Oldest first: the answer that is replied to, else what this person asked there within the hour. */
export async function historyOf(
  ctx: Context,
  place: Place,
  { continued, turns }: { readonly continued: Exchange | null; readonly turns: Turns },
): Promise<readonly Exchange[]> {
  return continued === null ? turns.history(askerOf(ctx, place)) : [continued];
}

/** The words a person chose by hand of the message they reply to; null where they chose none, or ask nothing else. */
export function chosenWords({ quote }: Message, question: string): string | null {
  const words = quote?.is_manual === true ? quote.text.trim() : "";
  return words === "" || words === question ? null : words;
}

/** An answer as a follow-up needs it: prose without marks, the best of several quotations, else the bot's own first line. */
export function plainAnswer(answer: Answer, { text }: Screen): string {
  if (answer.kind === "written") return answer.sentences.map((one) => one.text).join(" ");
  if (answer.kind === "overview") return excerptText(answer.lead);
  if (answer.kind !== "quotes") return text.text.split("\n", 1).join("");
  const best = answer.citations.find(({ mark }) => mark === answer.ranking[0]);
  return best === undefined ? "" : excerptText(best);
}
