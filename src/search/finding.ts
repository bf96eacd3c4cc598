/**
 * Finding: what a search returns, passages best first and the confidence that they answer.
 */
import type { Passage } from "../corpus/passage.ts";

export interface RankedPassage {
  readonly passage: Passage;
  /** The number they were ordered by, comparable within one finding only. */
  readonly score: number;
  /** Each sentence's coverage of the question: 0 to 1, up to 2 where a foreseen question is similar. */
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
