/**
 * Questions, privately and in groups: each answered where it was asked.
 */
import { Composer, type Context } from "grammy";
import type { Message } from "grammy/types";

import { readWish } from "../answer/intent.ts";
import type { Library } from "../library.ts";
import type { Asker } from "../store/store.ts";
import { addressOf, type Self } from "./address.ts";
import type { BotContext } from "./context.ts";
import { createGate } from "./gate.ts";
import { languageOfArticle, languageOfCode, toldLanguage, type Language } from "./language.ts";
import type { Verdict } from "./limits.ts";
import type { Parts } from "./parts.ts";
import { readBeginning } from "./question-length.ts";
import { renderAnswer } from "./render.ts";
import { joined, rich, shortened, styled } from "./rich.ts";
import { askerOf, placeOf, send, sendPrompt, type Place } from "./send.ts";
import { texts } from "./texts.ts";

export interface Asked {
  readonly text: string;
  readonly place: Place;
  /** What the question follows up; null when it stands alone. */
  readonly previous: string | null;
  /** Says the question again above its answer, for one that was tapped and not written. */
  readonly isEchoed: boolean;
}

export interface Asking {
  answer(ctx: BotContext, asked: Asked): Promise<void>;
}

/** Of a tapped question no more than this is said again. */
const ECHO_LENGTH = 200;
/** Written at once, in this process. */
const ANSWERS_AT_ONCE = 8;

export function createAsking({ library, limits, log, pseudonym, now }: Parts): Asking {
  const gate = createGate(ANSWERS_AT_ONCE);

  /** A question that is tried again was counted the first time. */
  async function judge(ctx: BotContext, question: string, asker: Asker): Promise<Verdict> {
    const isSmallTalk = readWish(question)?.intent.kind === "small-talk";
    return isSmallTalk || ctx.attempt > 1 ? { kind: "free" } : limits.question(asker);
  }

  return {
    async answer(ctx, { text, place, previous, isEchoed }) {
      const articles = library();
      const { text: question, until } = readBeginning(text.toWellFormed());
      const language = toldLanguage(question) ?? languageOfPerson(ctx, articles);
      const asker = askerOf(ctx, place);
      const verdict = await judge(ctx, question, asker);
      if (verdict.kind !== "free") return refuse(ctx, place, { verdict, language });
      const start = now();
      const answer = await gate(() => articles.answerer.answer({ text: question, previous }));
      log.info(
        { kind: answer.kind, ms: now() - start, chat: pseudonym(place.chat) },
        "A question was answered",
      );
      const screen = renderAnswer(answer, articles.corpus, {
        language,
        isPrivate: place.isPrivate,
        bot: ctx.me.username,
      });
      if (screen === null) return;
      const lines = [
        isEchoed ? styled("bold", shortened(question.replace(/\s+/gu, " "), ECHO_LENGTH)) : "",
        until === null ? "" : texts[language].readUntil(until),
        screen.text,
      ];
      send(ctx, place, { ...screen, text: joined(lines, "\n\n") });
      if (answer.kind !== "small-talk") ctx.draft.answers({ ...asker, question });
    },
  };
}

/** Says so once, and then keeps silent. */
function refuse(
  ctx: BotContext,
  place: Place,
  { verdict, language }: { readonly verdict: Verdict; readonly language: Language },
): void {
  if (verdict.kind === "free" || !verdict.isFirst) return;
  const own = texts[language];
  const words = verdict.kind === "too-fast" ? own.tooFast(verdict.seconds) : own.tooManyToday;
  send(ctx, place, { text: rich(words), buttons: [] });
}

/** For what is not a question: the person's language, else the articles'. */
export function languageOfPerson(ctx: Context, { corpus }: Library): Language {
  return languageOfCode(ctx.from?.language_code) ?? languageOfArticle(corpus.articles[0]);
}

/** Whether a message is the bot's business, as far as its memory and the message's looks tell. */
export async function selfOf(
  ctx: Context,
  { store }: Pick<Parts, "store">,
): Promise<Self & { readonly continued: string | null }> {
  const continued = await questionRepliedTo(ctx, store.turns);
  return {
    me: ctx.me,
    continued,
    isAnswer: (message) => continued !== null || looksLikeAnswer(message),
    isPrompt: ({ text }) => Object.values(texts).some(({ bare }) => bare === text),
  };
}

/** The question that the message replied to has answered; null when it is no answer, or too old a one. */
async function questionRepliedTo(
  { msg, me }: Context,
  turns: Parts["store"]["turns"],
): Promise<string | null> {
  const reply = msg?.reply_to_message;
  if (msg === undefined || reply?.from?.id !== me.id) return null;
  return turns.questionOf(msg.chat.id, reply.message_id);
}

/** After an hour: a quotation with something below it, the source line. */
function looksLikeAnswer({ text = "", entities = [] }: Message): boolean {
  const quotations = entities.filter(
    ({ type }) => type === "blockquote" || type === "expandable_blockquote",
  );
  const end = Math.max(0, ...quotations.map(({ offset, length }) => offset + length));
  return quotations.length > 0 && text.slice(end).trim() !== "";
}

/** The composer for questions; what is not meant for the bot passes. */
export function ask(parts: Parts & { readonly asking: Asking }): Composer<BotContext> {
  const { library, store, asking } = parts;
  const composer = new Composer<BotContext>();
  composer.on(["message", "channel_post"], async (ctx, next) => {
    const place = placeOf(ctx);
    const self = await selfOf(ctx, parts);
    const address = addressOf(ctx.msg, self);
    if (place === null || address.kind === "none") return next();
    if (address.kind === "bare") {
      // A channel has nobody who could be asked back.
      if (ctx.chat.type === "channel") return;
      const own = texts[languageOfPerson(ctx, library())];
      return sendPrompt(ctx, place, { text: own.bare, placeholder: own.barePlaceholder });
    }
    const previous = self.continued ?? (await store.turns.previous(askerOf(ctx, place)));
    await asking.answer(ctx, { text: address.text, place, previous, isEchoed: false });
  });
  return composer;
}
