/**
 * What a sentence must be shown with to be understood as it was meant: what its pronoun points to, and whose words it is.
 */
import type { Excerpt, Passage } from "../corpus/passage.ts";
import type { SpeechOf } from "../corpus/speech.ts";

/** A sentence that opens so cannot stand alone. */
const POINTS_BACK =
  /^[\s„“"»«(]*(?:er|sie|es(?! (?:ist|war|gibt|gab|wird|wurde|sei|wäre|geht|ging|handelt|heißt|hieß|kam|kommt|bleibt|blieb|scheint|fehlt)(?!\p{L}))|ihn|ihm|ihnen|ihre?[mnrs]?|seine?[mnrs]?|dies\p{L}*|das(?= \p{Ll}+ (?!\p{Lu}))|dazu|dabei|dafür|dagegen|damit|danach|daher|darum|deshalb|dadurch|davon|darüber|dort|dann|beide|letztere\p{L}*|he|she|it(?! (?:is|was|will|would|has been|seems)(?!\p{L}))|they|his|her|their|this|that|these|those|both|then|there)(?!\p{L})/iu;

/** A speaker's sentence farther away than this is quoted by itself. */
const REACH = 2;

/** The sentence with what it needs: one excerpt, or a second one before it where that stands elsewhere. */
export function withContext(passage: Passage, sentence: number, speechOf: SpeechOf): Excerpt[] {
  if (passage.kind !== "paragraph") return [{ passage, from: 0, to: passage.sentences.length }];
  const from = opening(passage, sentence);
  const to = closing(passage, sentence);
  const needed = nameOf(passage, sentence, speechOf) ?? before(passage, from);
  if (needed === null) return [{ passage, from, to }];
  if (needed.passage === passage && Math.abs(sentence - needed.sentence) <= REACH) {
    return [
      { passage, from: Math.min(from, needed.sentence), to: Math.max(to, needed.sentence + 1) },
    ];
  }
  return [
    { passage: needed.passage, from: needed.sentence, to: needed.sentence + 1 },
    { passage, from, to },
  ];
}

/** Where an excerpt starts that ends with this sentence: one sentence earlier when it points back. */
function opening({ sentences }: Passage, sentence: number): number {
  return sentence > 0 && POINTS_BACK.test(sentences[sentence]?.text ?? "")
    ? sentence - 1
    : sentence;
}

function opensQuotation(text: string): boolean {
  return (text.match(/„/gu)?.length ?? 0) > (text.match(/[“”]/gu)?.length ?? 0);
}

/** Where it ends: with the sentence, or where a quotation that begins in it is closed. */
function closing({ sentences }: Passage, sentence: number): number {
  if (!opensQuotation(sentences[sentence]?.text ?? "")) return sentence + 1;
  const end = sentences.findIndex(
    ({ text }, i) => i > sentence && i <= sentence + REACH && /[“”]/u.test(text),
  );
  return (end < 0 ? sentence : end) + 1;
}

function nameOf(
  passage: Passage,
  sentence: number,
  speechOf: SpeechOf,
): { passage: Passage; sentence: number } | null {
  const named = speechOf(passage, sentence)?.named ?? null;
  return named === null || (named.passage === passage && named.sentence === sentence)
    ? null
    : named;
}

/** A paragraph that opens by pointing back needs the end of the one before. */
function before(passage: Passage, from: number): { passage: Passage; sentence: number } | null {
  if (from !== 0 || !POINTS_BACK.test(passage.sentences[0]?.text ?? "")) return null;
  const { passages } = passage.article;
  const previous = passages
    .slice(0, passages.indexOf(passage))
    .findLast(({ kind, section }) => kind === "paragraph" && section === passage.section);
  return previous === undefined
    ? null
    : { passage: previous, sentence: previous.sentences.length - 1 };
}
