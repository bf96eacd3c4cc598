/**
 * The context that a sentence must be shown with: the sentence its pronoun points to, the one that names its speaker, and
 * the denial of what it claims.
 *
 * In comes a passage of an article, out goes a Context. It is found in this order:
 *
 * 1. `people.ts`: the people an article names, from `capital-runs.ts`, `name-words.ts` and `mentions.ts`.
 * 2. `attribution.ts`: the speaker that one sentence names, with `quotation-spans.ts` and `subjunctive.ts`.
 * 3. `speech.ts`: the speaker of every sentence, which another sentence may name.
 * 4. `antecedent.ts` and `denials.ts`: the other sentences that belong to one.
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
  /** What to show for the sentence: the excerpt that holds it, with an earlier one before it where that stands elsewhere. */
  readonly excerpts: readonly Excerpt[];
  /** The sentence that denies what this one claims; null where none does. */
  readonly denial: Excerpt | null;
  /** The speaker's full name; null for the article's own statement, and where nobody is named. */
  readonly speaker: string | null;
}

/** The sentence that names the speaker becomes an excerpt of its own when it stands farther away than this; in sentences. */
const REACH = 2;

export function contextOf(passage: Passage, sentence: number): Context {
  return {
    excerpts: excerptsFor(passage, sentence),
    denial: denialOf(passage, sentence),
    speaker: speakerOf(passage, sentence),
  };
}

/** The notes at the foot of the page that belong to an excerpt's words, in order. */
export function footnotesOf({ passage, from, to }: Excerpt): string[] {
  const start = passage.sentences[from]?.start ?? 0;
  const end = passage.sentences[to - 1]?.end ?? start;
  return passage.footnotes.filter(({ at }) => start < at && at <= end).map(({ text }) => text);
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

/** The other sentence that names the speaker; null where the sentence names its own, or none does. */
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
