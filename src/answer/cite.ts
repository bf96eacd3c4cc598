/**
 * The sentences that answer → the citations that are shown: each sentence with its context, marked in the articles' order.
 */
import { inArticleOrder, joinTouching } from "../corpus/excerpts.ts";
import type { Excerpt, Passage } from "../corpus/passage.ts";
import { contextOf } from "../speech/context.ts";
import type { Citation } from "../grounding/citations.ts";

/** The most citations of an answer, unless its best sentence alone needs more. */
const MOST = 3;

export interface AnsweringSentence {
  readonly passage: Passage;
  /** Index into the passage's sentences. */
  readonly sentence: number;
}

export interface Cited {
  /** In the articles' order, numbered so. */
  readonly citations: readonly Citation[];
  /** Marks of the citations, the one that answers best first. */
  readonly ranking: readonly number[];
}

/** `sentences` best first; one that would need more than `MOST` citations together with the better ones is left out. */
export function cite(
  sentences: readonly AnsweringSentence[],
  { withDenials }: { readonly withDenials: boolean },
): Cited {
  let excerpts: readonly Shown[] = [];
  for (const sentence of sentences) {
    const joined = joinTouching([...excerpts, ...shownFor(sentence, withDenials)]);
    if (joined.length <= MOST || excerpts.length === 0) excerpts = joined;
  }
  const ordered = inArticleOrder(excerpts);
  return {
    citations: ordered.map((excerpt, i) => ({ ...excerpt, mark: i + 1 })),
    ranking: excerpts.map((excerpt) => ordered.indexOf(excerpt) + 1),
  };
}

type Shown = Omit<Citation, "mark">;

/** The sentence with its context; the excerpt that holds the sentence stands first. */
function shownFor({ passage, sentence }: AnsweringSentence, withDenials: boolean): Shown[] {
  const { excerpts, denial } = contextOf(passage, sentence);
  const holds = (one: Excerpt) =>
    one.passage === passage && one.from <= sentence && sentence < one.to;
  const shown = withDenials && denial !== null ? [...excerpts, denial] : excerpts;
  return shown
    .map((one) => ({ ...one, best: holds(one) ? sentence : one.from }))
    .toSorted((a, b) => Number(holds(b)) - Number(holds(a)));
}
