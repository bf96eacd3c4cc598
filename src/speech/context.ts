/**
 * What a sentence must be shown with, wherever it is shown: the sentence its pronoun points to, the sentence that says
 * who speaks, the sentence that denies it.
 *
 * Articles come into this room, and contexts go out. `capital-runs`, `name-words`, `people` and `mentions` find who is
 * named; `quotation-spans`, `subjunctive` and `attribution` how a sentence reports what somebody said; `speech` tells
 * who says each sentence; `antecedent` and `denials` find the other sentences; here they are put together.
 *
 * @example
 * const { excerpts, denial, speaker } = contextOf(passage, sentence);
 */
import type { Excerpt, Passage } from "../corpus/passage.ts";
import { antecedentOf, pointsBack } from "./antecedent.ts";
import { denialOf } from "./denials.ts";
import { withWholeQuotation } from "./quotation-spans.ts";
import { speakerOf, speechOf } from "./speech.ts";

export interface Context {
  /** What is shown for the sentence: an excerpt that holds it, or before that a second one that stands elsewhere. */
  readonly excerpts: readonly Excerpt[];
  /** The sentence that denies what this one claims; null where none does. */
  readonly denial: Excerpt | null;
  /** The full name; null for the article's own statement, and where nobody is named. */
  readonly speaker: string | null;
}

/** A speaker's sentence farther away than this is an excerpt of its own; in sentences. */
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
  const leans = sentence > 0 && pointsBack(passage.sentences[sentence]?.text ?? "");
  const from = leans ? sentence - 1 : sentence;
  const own = withWholeQuotation({ passage, from, to: sentence + 1 });
  const other = speakerSentence(passage, sentence) ?? (own.from === 0 ? lastBefore(passage) : null);
  if (other === null) return [own];
  if (other.passage !== passage || Math.abs(sentence - other.from) > REACH)
    return [withWholeQuotation(other), own];
  const both = { from: Math.min(own.from, other.from), to: Math.max(own.to, other.to) };
  return [withWholeQuotation({ passage, ...both })];
}

/** Where another sentence says who speaks. */
function speakerSentence(passage: Passage, sentence: number): Excerpt | null {
  const place = speechOf(passage, sentence)?.speakerAt ?? null;
  if (place === null || (place.passage === passage && place.sentence === sentence)) return null;
  return { passage: place.passage, from: place.sentence, to: place.sentence + 1 };
}

function lastBefore(passage: Passage): Excerpt | null {
  const before = antecedentOf(passage);
  if (before === null) return null;
  const { length } = before.sentences;
  return { passage: before, from: length - 1, to: length };
}
