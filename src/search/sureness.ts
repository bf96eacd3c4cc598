/**
 * How sure a ranking is: what it bears of the question, beside what this corpus bears of any question by chance.
 */
import type { Sureness } from "../corpus/finding.ts";
import type { Passage } from "../corpus/passage.ts";
import { contentWordTest } from "../text/content-words.ts";
import { bornShare } from "./bearing.ts";
import { calibrate, type Thresholds } from "./calibrate.ts";
import { meets, type Expectation } from "./expectation.ts";
import type { LanguageIndex } from "./language-index.ts";
import { buildQuery, type Query } from "./query.ts";
import { rankPassages } from "./rank.ts";
import type { Reading, SentenceReading } from "./reading.ts";

/** Passages that are weighed. */
export const WEIGHED = 5;

export interface Weighing {
  readonly query: Query;
  readonly index: LanguageIndex;
  readonly expectation: Expectation | null;
}

/** What the sentence before adds to one that points back to it. These three are set on test/quality, where 0.6 to 0.8 are alike, 2026-11. */
const LEANING = 0.75;
/** Where only the one that points back has what was asked for: "… den Haushalt. Er umfasst 14 Millionen." */
const LEANING_ANSWER = 0.9;
/** Where it does not point back: "… Unterschriften zu sammeln. Nötig wären 1.900 Stimmen." */
const FOLLOWING_ANSWER = 0.8;

/** What the words of foreseen questions add. On the tuning sets of test/quality 0.6 to 1 are alike, but for what is near and not answered, 2026-11. */
const FORESEEN = 0.6;

export interface Weighed {
  /** For each sentence of the passage, which share of the question it bears. */
  readonly sentences: readonly number[];
  /** What the whole passage bears, its heading too. */
  readonly whole: number;
}

type Bear = typeof bornShare;

export function weighPassage(
  passage: Passage,
  weighing: Weighing,
  bear: Bear = bornShare,
): Weighed {
  const { query, index, expectation } = weighing;
  const reading = index.read(passage);
  const meeting = (one: Reading) => meets(expectation, one.has(expectation));
  return {
    whole: bear(query, reading.words) * meeting(reading),
    sentences: reading.sentences.map(
      (sentence, i) =>
        bornBy(sentence, reading.sentences[i - 1] ?? null, { weighing, bear }) * meeting(sentence),
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
  if (sentence.foreseen === null) return own;
  const all = bornWith({ ...sentence, ...sentence.foreseen }, before, bearing);
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

/** The mean of what the best sentence and the best passage of the first few bear, 0 to 1. */
export function shareOf(weighed: readonly Weighed[]): number {
  const first = weighed.slice(0, WEIGHED);
  const sentence = Math.max(0, ...first.flatMap(({ sentences }) => sentences));
  // What is foreseen of a sentence is not counted for its passage, which bears as much all the same.
  return (sentence + Math.max(sentence, ...first.map(({ whole }) => whole))) / 2;
}

export function judge(share: number, { near, unsure, sure }: Thresholds): Sureness {
  if (share >= sure) return "sure";
  if (share >= unsure) return "unsure";
  return share >= near ? "near" : "absent";
}

/** Asks the index's sentences against its other passages. */
export function measureThresholds(index: LanguageIndex): Thresholds {
  const isContentWord = contentWordTest(index.language);
  const sentences = index.passages.flatMap((passage, position) =>
    passage.kind === "paragraph" ? passage.sentences.map(({ text }) => ({ position, text })) : [],
  );
  const bear = (question: string, without: number) => {
    const leftOut = new Set(index.analyse(index.passages[without]?.text ?? ""));
    const others = {
      ...index,
      // Words of like meaning raise a question's share and chance's alike; without them it is quicker told.
      related: () => [],
      frequency: (term: string) => index.frequency(term) - (leftOut.has(term) ? 1 : 0),
    };
    const query = buildQuery([{ text: question, weight: 1 }], others, {
      language: index.language,
      isContentWord,
    });
    const ranking = rankPassages(query, index, WEIGHED + 1).filter(
      ({ position }) => position !== without,
    );
    const passages = ranking.flatMap(({ position }) => index.passages[position] ?? []);
    return shareOf(
      passages
        .slice(0, WEIGHED)
        .map((passage) => weighPassage(passage, { query, index, expectation: null })),
    );
  };
  const foreseen = index.passages.filter(({ sentences: all }) =>
    all.some((sentence) => sentence.foreseen.length > 0),
  );
  const isForeseen = foreseen.length > index.passages.length / 2;
  return calibrate(sentences, isContentWord, { language: index.language, isForeseen, bear });
}
