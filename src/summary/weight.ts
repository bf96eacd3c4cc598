/**
 * How much a message matters to somebody who missed it: by what it says, and by how many agree with it.
 *
 * A weighted sum of round numbers. On test/quality/talks/tuning (13 talks, 105 points, 2026-11) eight lines hold 77 of
 * the points, and 74 to 78 with any of the numbers half as large again; the eight longest messages hold 63. Without
 * words it is 56, without clauses 72, without a figure 74, without one of the rest 75 or 76.
 */
import { addressesProgram, countDecisions, hasFigure, isAssent } from "./cues.ts";
import type { ReadMessage } from "./read-messages.ts";

const WEIGHTS = {
  /** Of the logarithm of their number: the tenth word adds less than the second. */
  words: 6,
  /** Of each sentence or clause but the last. */
  clause: 1,
  figure: 1,
  /** Of each person who agrees. */
  assent: 1,
  /** Of each word that settles something. */
  decision: 2,
  /** Set by hand: what speaks to a program is no part of the talk. */
  toProgram: -12,
} as const;

/** Of a sentence or a clause, with something behind it. */
const CLAUSE_END = /[.!?:;,/]\s+(?=\S)/gu;

/** Comparable only within one talk. */
export function weigh(message: ReadMessage): number {
  const { text, words, responses } = message;
  const agreeing = new Set(responses.filter(isAssent).map((one) => one.message.person));
  return (
    WEIGHTS.words * Math.log1p(words.length) +
    WEIGHTS.clause * (text.match(CLAUSE_END)?.length ?? 0) +
    WEIGHTS.figure * Number(hasFigure(message)) +
    WEIGHTS.assent * agreeing.size +
    WEIGHTS.decision * countDecisions(message) +
    WEIGHTS.toProgram * Number(addressesProgram(message))
  );
}
