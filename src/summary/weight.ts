/**
 * How much a message matters to somebody who missed it, by what stands in it and by what others made of it.
 *
 * A weighted sum. The weights are those that make the messages that carry points the likeliest of their talk, on
 * test/quality/talks/tuning (13 talks, 2021 messages, 105 points), 2026-11. Eight lines hold 76 of the points, and 75
 * where each talk is summed up by the weights of the others; the eight longest messages of each hold 66. Without words
 * it is 68 of 75, without assents 71, without parts 72, without one of the rest 74 or 75.
 */
import type { Cues } from "./cues.ts";
import type { ReadMessage } from "./read-messages.ts";
import type { Reception } from "./reception.ts";

type Signal = keyof typeof WEIGHTS;

const WEIGHTS = {
  /** By their logarithm, as the terms. */
  words: 1.8,
  terms: 0.4,
  /** Sentences and clauses. */
  parts: 0.45,
  figures: 0.2,
  time: 0.15,
  money: 0.2,
  /** Of people who agree. */
  assents: 0.25,
  decisions: 0.2,
  /** Nobody took it up. */
  isLast: -1.1,
  link: -2.7,
  /** Set by hand: what is written to whoever sums up is no part of the talk. */
  program: -3,
} as const;

/** Signals that count at most so much. */
const MOST = { parts: 3, figures: 2, assents: 3, decisions: 2 } as const;

const SILENCE_MS = 10 * 60_000;
/** Of a sentence or a clause, with something behind it. */
const PART_END = /[.!?:;,/]\s+(?=\S)/gu;

/** The most of the weight, quickly told. */
export function weighRoughly(message: ReadMessage): number {
  return sum(lengthsOf(message));
}

export function weigh(message: ReadMessage, reception: Reception, cues: Cues): number {
  return sum(signalsOf(message, reception, cues));
}

function signalsOf(
  message: ReadMessage,
  { responses, silenceMs }: Reception,
  cues: Cues,
): Record<Signal, number> {
  const assenting = new Set(responses.filter(cues.isAssent).map((one) => one.message.person));
  return {
    ...lengthsOf(message),
    figures: Math.min(MOST.figures, cues.countFigures(message)),
    time: Number(cues.hasTime(message)),
    money: Number(cues.hasMoney(message)),
    assents: Math.min(MOST.assents, assenting.size),
    decisions: Math.min(MOST.decisions, cues.countDecisions(message)),
    isLast: Number(silenceMs > SILENCE_MS),
    link: Number(cues.hasLink(message)),
    program: Number(cues.addressesProgram(message)),
  };
}

function lengthsOf({ text, words, terms }: ReadMessage) {
  return {
    words: Math.log1p(words.length),
    terms: Math.log1p(terms.length),
    parts: Math.min(MOST.parts, text.match(PART_END)?.length ?? 0),
  };
}

function sum(signals: Readonly<Partial<Record<Signal, number>>>): number {
  let total = 0;
  for (const [signal, strength] of Object.entries(signals))
    total += WEIGHTS[signal as Signal] * strength;
  return total;
}
