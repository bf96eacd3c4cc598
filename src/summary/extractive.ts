/**
 * Sums up a talk without a model: the messages that matter most, word for word, each with those it is understood by.
 */
import { asksBot } from "../grounding/talk-orders.ts";
import { isBallot } from "../grounding/talk-votes.ts";
import { isSmallTalk } from "./cues.ts";
import { findExchanges, type Exchange } from "./exchanges.ts";
import { labelOf } from "./label.ts";
import { FEWEST_MESSAGES, mostPoints, type Point, type Summarizer, type Talk } from "./summary.ts";

/** Each point is one message, or a few that belong together. */
export function createExtractiveSummarizer(): Summarizer {
  return {
    async sumUp(talk) {
      const points = talk.messages.length < FEWEST_MESSAGES ? allOf(talk) : bestOf(talk);
      return { points, isFallback: false };
    },
  };
}

function allOf({ messages }: Talk): Point[] {
  return messages
    .filter((message) => !asksBot(message.text))
    .map((message) => ({ kind: "point", text: null, messages: [message] }));
}

/** Lines kept for questions that nobody has answered, where there are any. */
const OPEN_LINES = 2;
/**
 * What was agreed or taken on counts as if it had so many times the words. On test/quality/talks/tuning (105 points,
 * 2026-11) the lines then hold 95 of the points, 94 without; figures, cue words and assents added nothing to it.
 */
const SETTLED = 2;

function bestOf(talk: Talk): Point[] {
  const told = findExchanges(talk).filter(
    ({ messages }) => !messages.every((one) => isSmallTalk(one) || isBallot(one.text)),
  );
  // Of those with the same words only the last.
  const distinct = [...new Map(told.map((one) => [wordsOf(one), one])).values()].map(
    (exchange) => ({ exchange, kind: labelOf(exchange, talk) }),
  );
  const ranked = distinct.toSorted((a, b) => weigh(b) - weigh(a));
  const ofKind = (wanted: Point["kind"]) => ranked.filter(({ kind }) => kind === wanted);
  const first = [...ofKind("yours"), ...ofKind("open").slice(0, OPEN_LINES), ...ranked];
  const shown = new Set([...new Set(first)].slice(0, mostPoints(talk)));
  return distinct
    .filter((one) => shown.has(one))
    .map(({ exchange, kind }) => ({
      kind,
      text: null,
      messages: exchange.messages.map(({ message }) => message),
    }));
}

/** By its longest message: comparable only within one talk. */
function weigh({ exchange, kind }: { readonly exchange: Exchange; readonly kind: Point["kind"] }) {
  const words = Math.max(...exchange.messages.map((message) => message.words.length));
  return words * (kind === "agreed" || kind === "todo" ? SETTLED : 1);
}

function wordsOf({ messages }: Exchange): string {
  return messages.flatMap(({ words }) => words).join(" ");
}
