/**
 * Guest mode: the bot is mentioned in a chat that it is no member of, and answers once, from the passages alone.
 *
 * Like an inline query it waits behind nothing, and nothing is kept of it but that it was asked.
 */
import { readQuestion } from "../../answer/wish.ts";
import type { BotContext } from "../context.ts";
import { replyToGuest } from "../delivery/reply.ts";
import type { Guest } from "../incoming/incoming.ts";
import { toldLanguage } from "../incoming/language.ts";
import { outcomeOf } from "../operator/stats.ts";
import type { Parts } from "../parts.ts";
import { renderAnswer } from "../screens/render.ts";
import { plain } from "../screens/screen.ts";
import { texts } from "../screens/texts/texts.ts";
import { readBeginning } from "./question-length.ts";

/** As in a group; a mention is never met with silence, for the bot would seem dead. */
export async function answerGuest(
  ctx: BotContext<Guest>,
  { library, stats, now }: Pick<Parts, "library" | "stats" | "now">,
): Promise<void> {
  const begun = now();
  const articles = library();
  const { text } = readBeginning(ctx.incoming.question.toWellFormed());
  const language = toldLanguage(text, ctx.language);
  if (text === "") return replyToGuest(ctx, plain(texts[language].bare));
  const answer = await articles.extractive.answer(readQuestion(text, { previous: null, language }));
  stats.count(outcomeOf(answer), now() - begun);
  const view = { ...ctx.view, language, isPrivate: false };
  const screen = renderAnswer(answer, articles.corpus, view) ?? plain(texts[language].bare);
  await replyToGuest(ctx, screen);
}
