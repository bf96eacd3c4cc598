/**
 * What a sentence must be shown with to be understood as it was meant: what its pronoun points to, and whose words it is.
 */
import type { Excerpt, Passage } from "../corpus/passage.ts";
import { pointsBack } from "./pronouns.ts";
import { withWholeQuotation } from "./quotation-spans.ts";
import type { SentencePlace, SpeechOf } from "./speech.ts";

/** A speaker's sentence farther away than this is quoted by itself. */
const REACH = 2;

/** The sentence with what it needs: one excerpt, or a second one before it where that stands elsewhere. */
export function withContext(passage: Passage, sentence: number, speechOf: SpeechOf): Excerpt[] {
  if (passage.kind !== "paragraph") return [{ passage, from: 0, to: passage.sentences.length }];
  const { from, to } = withWholeQuotation(passage, opening(passage, sentence), sentence + 1);
  const needed = nameOf(passage, sentence, speechOf) ?? before(passage, from);
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

function nameOf(passage: Passage, sentence: number, speechOf: SpeechOf): SentencePlace | null {
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
