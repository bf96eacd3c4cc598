/**
 * Questions, privately and in groups: each answered where it was asked.
 */
import type { NextFunction } from "grammy";

import type { Answer, Question, Talk } from "../../answer/answer.ts";
import { readQuestion } from "../../answer/wish.ts";
import type { Library } from "../../library.ts";
import type { SentAnswer } from "../../store/turns/answers.ts";
import type { Exchange } from "../../store/turns/exchange.ts";
import type { Asker } from "../../store/turns/turns.ts";
import type { Store } from "../../store/store.ts";
import type { BotContext } from "../context.ts";
import { say, send, sendPrompt } from "../delivery/reply.ts";
import type { Streams } from "../delivery/stream.ts";
import type { Meaning } from "../incoming/address.ts";
import type { Tapped, Written } from "../incoming/incoming.ts";
import { isAboutFile } from "../incoming/is-question.ts";
import { toldLanguage, type Language } from "../incoming/language.ts";
import { outcomeOf } from "../operator/stats.ts";
import type { Parts } from "../parts.ts";
import { createGate, createYielding } from "../queue/gate.ts";
import { renderAnswer, type AnswerScreen } from "../screens/render.ts";
import { joined, shortened, styled, type RichText, type Screen } from "../screens/screen.ts";
import { texts } from "../screens/texts/texts.ts";
import type { Verdict } from "./limits.ts";
import { readBeginning } from "./question-length.ts";

export interface Asked {
  readonly text: string;
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
  answer(ctx: BotContext<Written | Tapped>, asked: Asked): Promise<void>;
}

interface AskingParts extends Pick<
  Parts,
  "library" | "limits" | "stats" | "log" | "pseudonym" | "now"
> {
  readonly streams: Streams;
  /** Opens the bot's own screen that is called so; false where there is none. */
  readonly open: (talk: Talk, ctx: BotContext<Written | Tapped>) => Promise<boolean>;
}

/** Of a tapped question no more than this is said again. */
const ECHO_LENGTH = 200;
/** Written at once, in this process. */
const ANSWERS_AT_ONCE = 8;

export function createAsking(parts: AskingParts): Asking {
  const { library, limits, stats, log, pseudonym, now, streams, open } = parts;
  const gate = createGate(ANSWERS_AT_ONCE);
  const ownTurn = createYielding();

  /** A question that is tried again was counted the first time. */
  async function judge(attempt: number, wish: Question["wish"], asker: Asker): Promise<Verdict> {
    const isSmallTalk = wish?.kind === "small-talk" && wish.talk !== "cannot";
    return isSmallTalk || attempt > 1 ? { kind: "free", missed: 0 } : limits.question(asker);
  }

  /** Shows in the meantime that something is coming. */
  async function write(
    articles: Library,
    question: Question,
    { incoming: { place } }: BotContext<Written | Tapped>,
    { edits = [] }: Asked,
  ): Promise<Answer> {
    const start = now();
    const stream = edits.length === 0 ? streams.open(place) : streams.openForEdit(place);
    try {
      const answer = await gate(async () => {
        // What has just been sent is noted before the next answer takes the processor.
        await ownTurn();
        // A machine's clock may be set back.
        const waitedMs = Math.max(0, now() - start);
        return articles.answerer.answer({ ...question, waitedMs }, stream);
      });
      const ms = now() - start;
      log.info({ kind: answer.kind, ms, chat: pseudonym(place.chat) }, "A question was answered");
      stats.count(outcomeOf(answer), ms);
      return answer;
    } finally {
      await stream.end();
    }
  }

  return {
    async answer(ctx, asked) {
      const { asker } = ctx.incoming;
      const articles = library();
      const { text: question, until } = readBeginning(asked.text.toWellFormed());
      const language = toldLanguage(question, ctx.language);
      const read = readQuestion(question, { ...leadingTo(asked), language });
      const { wish } = read;
      const verdict = await judge(ctx.attempt, wish, asker);
      if (verdict.kind !== "free") {
        stats.count("refused");
        return refuse(ctx, verdict, language);
      }
      const payer = { ...asker, job: ctx.job };
      if (wish?.kind === "small-talk" && (await open(wish.talk, ctx))) return;
      const told = { ...read, asker: payer };
      const answer = await write(articles, told, ctx, asked);
      const screen = renderAnswer(answer, articles.corpus, { ...ctx.view, language });
      if (screen === null) return;
      const lines = [
        asked.isEchoed === true ? echo(question) : "",
        verdict.missed === 0 ? "" : texts[language].missed(verdict.missed),
        until === null ? "" : texts[language].readUntil(until),
        screen.text,
      ];
      send(ctx, { ...screen, text: joined(lines, "\n\n") }, { edits: asked.edits ?? [] });
      if (answer.kind !== "small-talk") remember(ctx, { ...told, text: question }, answer, screen);
    },
  };
}

/** For what follows it up. */
function remember(
  { draft, incoming }: BotContext<Written | Tapped>,
  { text, wish, previous }: Question,
  answer: Answer,
  screen: AnswerScreen,
): void {
  const askedIn = incoming.kind === "tap" ? null : incoming.id;
  // Whoever asks for "mehr" goes on asking about the question before.
  const question = wish?.kind === "last" ? (previous ?? text) : text;
  draft.turn = { ...incoming.asker, question, answer: plainAnswer(answer, screen), askedIn };
  draft.shown = shownBy(screen);
}

function leadingTo({ history = [], quote = null }: Asked): Omit<Question, "text" | "wish"> {
  const previous = history.at(-1)?.question ?? null;
  return { previous, history, ...(quote === null ? {} : { selectedText: quote }) };
}

function echo(question: string): RichText {
  return styled("bold", shortened(question.replace(/\s+/gu, " "), ECHO_LENGTH));
}

/** Says so once, and then keeps silent. */
function refuse(
  ctx: BotContext,
  verdict: Exclude<Verdict, { readonly kind: "free" }>,
  language: Language,
): void {
  if (!verdict.isFirst) return;
  const own = texts[language];
  say(ctx, verdict.kind === "too-fast" ? own.tooFast(verdict.seconds) : own.tooManyToday);
}

function shownBy({ language, citations }: AnswerScreen): SentAnswer {
  return {
    kind: "answer",
    language,
    citations: citations.map(({ mark, passage, from, to }) => ({
      mark,
      ref: passage.ref,
      from,
      to,
    })),
  };
}

/** An answer as a follow-up needs it: prose without marks, the best of several quotations, else the bot's own first line. */
export function plainAnswer(answer: Answer, { text }: Screen): string {
  if (answer.kind === "written") return answer.sentences.map((one) => one.text).join(" ");
  if (answer.kind === "overview") return answer.lead.words;
  if (answer.kind !== "quotes") return text.text.split("\n", 1).join("");
  const best = answer.citations.find(
    ({ mark, answers }) => mark === answer.ranking[0] && answers.length > 0,
  );
  return best?.words ?? "";
}

/** For a message that no other handler takes; one that asks nothing is passed on. */
export async function ask(
  ctx: BotContext<Written>,
  parts: Pick<Parts, "store"> & { readonly asking: Asking },
  next: NextFunction,
): Promise<void> {
  const meaning = await ctx.meaning();
  if (meaning.kind === "none") return next();
  const isCaption = ctx.incoming.message.caption !== undefined;
  if (meaning.kind === "question" && isCaption && isAboutFile(meaning.text))
    return say(ctx, texts[toldLanguage(meaning.text, ctx.language)].onlyText);
  if (meaning.kind === "question")
    return parts.asking.answer(ctx, await questionFrom(ctx, meaning, parts.store));
  // A channel has nobody who could be asked back.
  if (ctx.incoming.chat.type === "channel") return;
  const own = texts[ctx.language];
  sendPrompt(ctx, { text: own.bare, placeholder: own.barePlaceholder });
}

/** /new */
export async function startOver(
  ctx: BotContext<Written>,
  { store }: Pick<Parts, "store">,
): Promise<void> {
  await store.turns.forget(ctx.incoming.asker);
  say(ctx, texts[ctx.language].forgotten);
}

/** With what it follows up: the answer that is replied to, else what this person asked there within the hour. */
export async function questionFrom(
  { incoming }: BotContext<Written>,
  { text, quote, continues }: Extract<Meaning, { readonly kind: "question" }>,
  { turns }: Pick<Store, "turns">,
): Promise<Asked> {
  const history = continues === null ? await turns.history(incoming.asker) : [continues];
  return { text, quote, history };
}
