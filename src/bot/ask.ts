/**
 * Questions, privately and in groups: each answered where it was asked.
 */
import { Composer, type Context } from "grammy";
import type { Message } from "grammy/types";

import type { Library } from "../library.ts";
import { addressOf, type Self } from "./address.ts";
import { languageOfArticle, languageOfCode, toldLanguage, type Language } from "./language.ts";
import type { Parts } from "./parts.ts";
import { renderAnswer } from "./render.ts";
import { joined, shortened, styled } from "./rich.ts";
import { askerOf, nameOfPlace, placeOf, send, sendPrompt, type Place } from "./send.ts";
import { texts } from "./texts.ts";
import type { Turns } from "./turns.ts";

export interface Asked {
  readonly text: string;
  readonly place: Place;
  /** What the question follows up; null when it stands alone. */
  readonly previous: string | null;
  /** Says the question again above its answer, for one that was tapped and not written. */
  readonly isEchoed: boolean;
}

export interface Asking {
  answer(ctx: Context, asked: Asked): Promise<void>;
}

/** Of a tapped question no more than this is said again. */
const ECHO_LENGTH = 200;

export function createAsking({ library, turns }: Parts & { readonly turns: Turns }): Asking {
  return {
    async answer(ctx, { text, place, previous, isEchoed }) {
      const articles = library();
      const question = text.toWellFormed();
      const answer = await articles.answerer.answer({ text: question, previous });
      if (answer.kind !== "small-talk") turns.asked(nameOfPlace(place), askerOf(ctx), question);
      const language = toldLanguage(question) ?? languageOfPerson(ctx, articles);
      const screen = renderAnswer(answer, articles.corpus, {
        language,
        isPrivate: place.isPrivate,
        bot: ctx.me.username,
      });
      if (screen === null) return;
      const echo = isEchoed
        ? styled("bold", shortened(question.replace(/\s+/gu, " "), ECHO_LENGTH))
        : "";
      const sent = await send(ctx, place, { ...screen, text: joined([echo, screen.text], "\n\n") });
      for (const { message_id } of sent) turns.answered(place.chat, message_id, question);
    },
  };
}

/** For what is not a question: the person's language, else the articles'. */
export function languageOfPerson(ctx: Context, { corpus }: Library): Language {
  return languageOfCode(ctx.from?.language_code) ?? languageOfArticle(corpus.articles[0]);
}

/** Whether a message is the bot's business, as far as its memory and the message's looks tell. */
export function selfOf(ctx: Context, turns: Turns): Self {
  return {
    me: ctx.me,
    isAnswer: (message) =>
      turns.questionOf(message.chat.id, message.message_id) !== null || looksLikeAnswer(message),
    isPrompt: ({ text }) => Object.values(texts).some(({ bare }) => bare === text),
  };
}

/** After a restart: a quotation with something below it, the source line. */
function looksLikeAnswer({ text = "", entities = [] }: Message): boolean {
  const quotations = entities.filter(
    ({ type }) => type === "blockquote" || type === "expandable_blockquote",
  );
  const end = Math.max(0, ...quotations.map(({ offset, length }) => offset + length));
  return quotations.length > 0 && text.slice(end).trim() !== "";
}

/** The composer for questions; what is not meant for the bot passes. */
export function ask({
  library,
  turns,
  asking,
}: Parts & { readonly turns: Turns; readonly asking: Asking }): Composer<Context> {
  const composer = new Composer();
  composer.on(["message", "channel_post"], async (ctx, next) => {
    const place = placeOf(ctx);
    const address = addressOf(ctx.msg, selfOf(ctx, turns));
    if (place === null || address.kind === "none") return next();
    if (address.kind === "bare") {
      // A channel has nobody who could be asked back.
      if (ctx.chat.type === "channel") return;
      const own = texts[languageOfPerson(ctx, library())];
      return sendPrompt(ctx, place, { text: own.bare, placeholder: own.barePlaceholder });
    }
    const continued =
      address.continues === null ? null : turns.questionOf(place.chat, address.continues);
    const previous = continued ?? turns.previous(nameOfPlace(place), askerOf(ctx));
    await asking.answer(ctx, { text: address.text, place, previous, isEchoed: false });
  });
  return composer;
}
