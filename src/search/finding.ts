/**
 * Finding: what a search hands to whoever answers.
 */
import type { Passage } from "../corpus/passage.ts";

export interface RankedPassage {
  readonly passage: Passage;
  /** The number they were ordered by, comparable within one finding only. */
  readonly score: number;
  /** For each sentence of the passage, which share of the question it bears, 0 to 1. */
  readonly sentences: readonly number[];
}

/**
 * How far the corpus bears the question:
 * `sure` answers it, `unsure` may help, `near` is about it without answering, `absent` is about something else.
 */
export type Sureness = "sure" | "unsure" | "near" | "absent";

export interface Finding {
  /** Best first; empty when nothing of the question occurs in the corpus. */
  readonly passages: readonly RankedPassage[];
  readonly sureness: Sureness;
}
