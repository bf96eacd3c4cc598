/**
 * Finding: what a search hands to whoever answers.
 */
import type { Passage } from "../corpus/passage.ts";

export interface RankedPassage {
  readonly passage: Passage;
  /** The number they were ordered by, comparable within one finding only. */
  readonly score: number;
  /** How well each sentence of the passage answers: 0 to 1, up to 2 where foreseen questions are like this one. */
  readonly sentences: readonly number[];
}

/**
 * How likely the passages answer the question: `sure` that they do, `unsure` whether they do;
 * `near`: they are about it and do not answer; `absent`: they are about something else.
 */
export type Confidence = "sure" | "unsure" | "near" | "absent";

export interface Finding {
  /** Best first; empty when nothing of the question occurs in the corpus. */
  readonly passages: readonly RankedPassage[];
  readonly confidence: Confidence;
}
