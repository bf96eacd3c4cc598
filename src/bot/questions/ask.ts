/**
 * Questions, privately and in groups: each answered where it was asked.
 */
import { Composer, type Context } from "grammy";

import type { Answer, Question } from "../../answer/answer.ts";
import { readWish } from "../../answer/wish.ts";
import type { Library } from "../../library.ts";
import type { Asker, Exchange } from "../../store/contract/turns.ts";
import { addressOf } from "../incoming/address.ts";
import type { BotContext } from "../context.ts";
import { fateOf } from "../operator/fate.ts";
import { chosenWords, historyOf, plainAnswer, selfOf } from "./conversation.ts";
import { createGate, createTurns } from "../queue/gate.ts";
import {
  languageOfArticle,
  languageOfCode,
  toldLanguage,
  type Language,
} from "../incoming/language.ts";
import type { Verdict } from "./limits.ts";
import type { Parts } from "../parts.ts";
import { readBeginning } from "./question-length.ts";
import { renderAnswer } from "../screens/render.ts";
import { joined, rich, shortened, styled, type RichText } from "../screens/rich.ts";
import { askerOf, placeOf, send, sendPrompt, type Place } from "../delivery/send.ts";
import type { Streams } from "../delivery/stream.ts";
import { texts } from "../screens/texts/texts.ts";

export interface Asked {
  readonly text: string;
  readonly place: Place;
  /** What the question follows up, oldest first; empty when it stands alone. */
  readonly history?: readonly Exchange[];
  /** Words of another message that it is about. */
  readonly quote?: string | null;
  /** Says the question again above its answer, for one that was tapped and not written. */
  readonly isEchoed?: boolean;
  /** The bot's messages that the answer takes the place of. */
  readonly edits?: readonly number[];
}

export interface Asking {
  answer(ctx: BotContext, asked: Asked): Promise<void>;
}

/** Of a tapped question no more than this is said again. */
const ECHO_LENGTH = 200;
/** Written at once, in this process. */
const ANSWERS_AT_ONCE = 8;

export function createAsking({
  library,
  limits,
  stats,
  log,
  pseudonym,
  now,
  streams,
}: Parts & { readonly streams: Streams }): Asking {
  const gate = createGate(ANSWERS_AT_ONCE);
  const ownTurn = createTurns();

  /** A question that is tried again was counted the first time. */
  async function judge(ctx: BotContext, wish: Question["wish"], asker: Asker): Promise<Verdict> {
    const isSmallTalk = wish?.kind === "small-talk";
    return isSmallTalk || ctx.attempt > 1 ? { kind: "free" } : limits.question(asker);
  }

  /** Shows in the meantime that something is coming. */
  async function write(
    articles: Library,
    asked: Question,
    { place, edits = [] }: Asked,
  ): Promise<Answer> {
    const start = now();
    const stream = edits.length === 0 ? streams.open(place) : streams.openForEdit(place);
    try {
      const answer = await gate(async () => {
        // What has just been sent is noted before the next answer takes the processor.
        await ownTurn();
        // A machine's clock may be set back.
        const waitedMs = Math.max(0, now() - start);
        return articles.answerer.answer({ ...asked, waitedMs }, stream);
      });
      log.info(
        { kind: answer.kind, ms: now() - start, chat: pseudonym(place.chat) },
        "A question was answered",
      );
      stats.count(fateOf(answer));
      return answer;
    } finally {
      await stream.end();
    }
  }

  return {
    async answer(ctx, asked) {
      const { place } = asked;
      const articles = library();
      const { text: question, until } = readBeginning(asked.text.toWellFormed());
      const language = toldLanguage(question) ?? languageOfPerson(ctx, articles);
      const asker = askerOf(ctx, place);
      const wish = readWish(question);
      const verdict = await judge(ctx, wish, asker);
      if (verdict.kind !== "free") {
        stats.count("refused");
        return refuse(ctx, place, { verdict, language });
      }
      const answer = await write(
        articles,
        { text: question, wish, ...leadingTo(asked), asker, language },
        asked,
      );
      const screen = renderAnswer(answer, articles.corpus, {
        language,
        isPrivate: place.isPrivate,
        bot: ctx.me.username,
      });
      if (screen === null) return;
      const lines = [
        asked.isEchoed === true ? echo(question) : "",
        until === null ? "" : texts[language].readUntil(until),
        screen.text,
      ];
      send(ctx, place, { ...screen, text: joined(lines, "\n\n") }, asked.edits);
      if (answer.kind === "small-talk") return;
      const answered = { question, answer: plainAnswer(answer, screen), askedIn: askedInOf(ctx) };
      ctx.draft.answers({ ...asker, ...answered });
    },
  };
}

function leadingTo({ history = [], quote = null }: Asked): Omit<Question, "text" | "wish"> {
  const previous = history.at(-1)?.question ?? null;
  return { previous, history, ...(quote === null ? {} : { quote }) };
}

function echo(question: string): RichText {
  return styled("bold", shortened(question.replace(/\s+/gu, " "), ECHO_LENGTH));
}

/** Null for a question that was tapped, and for one whose message has another id by now. */
function askedInOf({ callbackQuery, msgId }: Context): number | null {
  return callbackQuery !== undefined || msgId === undefined || msgId === 0 ? null : msgId;
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
    const { continued } = self;
    await asking.answer(ctx, {
      text: address.text,
      place,
      history: await historyOf(ctx, place, { continued, turns: store.turns }),
      quote: chosenWords(ctx.msg, address.text),
    });
  });
  return composer;
}
