/**
 * The sentences that answer → the citations that are shown: each sentence with its context, marked in the articles' order.
 */
import type { Excerpt, Passage } from "../corpus/passage.ts";
import { type Citation, toCitations } from "../grounding/citations.ts";
import { show, type Shown } from "../speech/context.ts";

/** The most quotations of an answer, unless its best sentence alone needs more. */
const MOST = 3;

export interface AnsweringSentence {
  readonly passage: Passage;
  /** Index into the passage's sentences. */
  readonly sentence: number;
}

export interface Cited {
  /** In the articles' order, numbered so. */
  readonly citations: readonly Citation[];
  /** Their marks, the one that answers best first. */
  readonly ranking: readonly number[];
}

/** `sentences` best first; one that would need more than `most` quotations together with the better ones is left out. */
export function cite(sentences: readonly AnsweringSentence[], { most = MOST } = {}): Cited {
  let asked: readonly Excerpt[] = [];
  let shown: readonly Shown[] = [];
  for (const { passage, sentence } of sentences) {
    const more = [...asked, { passage, from: sentence, to: sentence + 1 }];
    const together = show(more);
    if (together.length > most && asked.length > 0) continue;
    [asked, shown] = [more, together];
  }
  const citations = toCitations(shown, asked);
  return {
    citations,
    ranking: citations
      .filter(({ answers }) => answers.length > 0)
      .toSorted((a, b) => Math.min(...a.answers) - Math.min(...b.answers))
      .map(({ mark }) => mark),
  };
}
