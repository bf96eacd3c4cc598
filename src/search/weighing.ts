/**
 * What a passage bears of a question, sentence by sentence.
 */
import type { Passage } from "../corpus/passage.ts";
import { bornShare } from "./bearing.ts";
import { meets, type Expectation } from "./expectation.ts";
import { mostAlike, type ForeseenReading } from "./foreseen.ts";
import type { LanguageIndex } from "./language-index.ts";
import type { Query } from "./query.ts";
import type { Reading, SentenceReading } from "./reading.ts";

export interface Weighing {
  readonly query: Query;
  readonly index: LanguageIndex;
  readonly expectation: Expectation | null;
  /** A foreseen question that counts as if nobody had foreseen it. */
  readonly without?: ForeseenReading | undefined;
}

export interface Weighed {
  /** For each sentence of the passage, which share of the question it bears, and how alike the question is to one that it is foreseen to answer: 0 to 2. */
  readonly sentences: readonly number[];
  /** What the whole passage bears, its heading too, 0 to 1. */
  readonly whole: number;
  /** How alike the question is to one that is foreseen to be left open, 0 to 1. */
  readonly leftOpen: number;
}

/** What the sentence before adds to one that points back to it. These three are set on test/quality, where 0.6 to 0.8 are alike, 2026-11. */
const LEANING = 0.75;
/** Where only the one that points back has what was asked for: "… den Haushalt. Er umfasst 14 Millionen." */
const LEANING_ANSWER = 0.9;
/** Where it does not point back: "… Unterschriften zu sammeln. Nötig wären 1.900 Stimmen." */
const FOLLOWING_ANSWER = 0.8;

/** What the words of foreseen questions add. On the tuning sets of test/quality 0.6 and 0.9 are alike, 0.3 finds less, 2026-11. */
const FORESEEN = 0.6;

type Bear = typeof bornShare;

export function weighPassage(
  passage: Passage,
  weighing: Weighing,
  bear: Bear = bornShare,
): Weighed {
  const { query, index, expectation, without } = weighing;
  const reading = index.read(passage);
  const meeting = (one: Reading) => meets(expectation, one.has(expectation));
  const asked = { query, expectation, bear };
  return {
    whole: bear(query, reading.words) * meeting(reading),
    sentences: reading.sentences.map(
      (sentence, i) =>
        bornBy(sentence, reading.sentences[i - 1] ?? null, { weighing, bear }) * meeting(sentence) +
        mostAlike(sentence.answered, asked, without),
    ),
    leftOpen: Math.max(
      0,
      ...reading.sentences.map((one) => mostAlike(one.unanswered, asked, without)),
    ),
  };
}

interface Bearing {
  readonly weighing: Weighing;
  readonly bear: Bear;
}

/** What a sentence bears with its own words, and with those it is foreseen to be asked in. */
function bornBy(
  sentence: SentenceReading,
  before: SentenceReading | null,
  bearing: Bearing,
): number {
  const own = bornWith(sentence, before, bearing);
  const foreseen = sentence.withForeseen(bearing.weighing.without);
  if (foreseen === null) return own;
  const all = bornWith({ ...sentence, ...foreseen }, before, bearing);
  return own + FORESEEN * (all - own);
}

/** What a sentence bears with the one before it, as far as it belongs to it. */
function bornWith(
  sentence: SentenceReading,
  before: SentenceReading | null,
  { weighing: { query, expectation }, bear }: Bearing,
): number {
  const alone = bear(query, sentence.words);
  if (sentence.both === null || before === null) return alone;
  const answers = expectation !== null && sentence.has(expectation) > before.has(expectation);
  if (!sentence.leans && !answers) return alone;
  const both = bear(query, sentence.both);
  if (!sentence.leans) return Math.max(alone, FOLLOWING_ANSWER * both);
  return answers ? LEANING_ANSWER * both : alone + LEANING * (both - alone);
}
