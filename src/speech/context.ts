/**
 * What a sentence must be shown with, wherever it is shown: what its pronoun points to, who says it, what denies it.
 *
 * @example
 * const { excerpts, denial, speaker } = contextOf(passage, sentence);
 */
import type { Excerpt, Passage } from "../corpus/passage.ts";
import { denialOf } from "./denials.ts";
import { pointsBack } from "./pronouns.ts";
import { withWholeQuotation } from "./quotation-spans.ts";
import { type SentencePlace, speakerOf, speechOf } from "./speech.ts";

export interface Context {
  /** What is shown for the sentence: one excerpt that holds it, or before it a second one that stands elsewhere. */
  readonly excerpts: readonly Excerpt[];
  /** The sentence that denies what this one claims; null where none does. */
  readonly denial: Excerpt | null;
  /** The full name; null for the article's own statement, and where nobody is named. */
  readonly speaker: string | null;
}

/** A speaker's sentence farther away than this is quoted by itself. */
const REACH = 2;

export function contextOf(passage: Passage, sentence: number): Context {
  return {
    excerpts: excerptsFor(passage, sentence),
    denial: denialOf(passage, sentence),
    speaker: speakerOf(passage, sentence),
  };
}

function excerptsFor(passage: Passage, sentence: number): Excerpt[] {
  if (passage.kind !== "paragraph") return [{ passage, from: 0, to: passage.sentences.length }];
  const { from, to } = withWholeQuotation(passage, opening(passage, sentence), sentence + 1);
  const needed = nameOf(passage, sentence) ?? before(passage, from);
  if (needed === null) return [{ passage, from, to }];
  if (needed.passage === passage && Math.abs(sentence - needed.sentence) <= REACH) {
    const start = Math.min(from, needed.sentence);
    return [{ passage, ...withWholeQuotation(passage, start, Math.max(to, needed.sentence + 1)) }];
  }
  return [whole(needed), { passage, from, to }];
}

function whole({ passage, sentence }: SentencePlace): Excerpt {
  return { passage, ...withWholeQuotation(passage, sentence, sentence + 1) };
}

/** Where an excerpt starts that ends with this sentence: one sentence earlier when it points back. */
function opening({ sentences }: Passage, sentence: number): number {
  return sentence > 0 && pointsBack(sentences[sentence]?.text ?? "") ? sentence - 1 : sentence;
}

function nameOf(passage: Passage, sentence: number): SentencePlace | null {
  const named = speechOf(passage, sentence)?.named ?? null;
  return named === null || (named.passage === passage && named.sentence === sentence)
    ? null
    : named;
}

/** A paragraph that opens by pointing back needs the end of the one before. */
function before(passage: Passage, from: number): SentencePlace | null {
  if (from !== 0 || !pointsBack(passage.sentences[0]?.text ?? "")) return null;
  const { passages } = passage.article;
  const previous = passages
    .slice(0, passages.indexOf(passage))
    .findLast(({ kind, section }) => kind === "paragraph" && section === passage.section);
  return previous === undefined
    ? null
    : { passage: previous, sentence: previous.sentences.length - 1 };
}
