/**
 * How well a passage covers a question, sentence by sentence.
 */
import type { Passage } from "../corpus/passage.ts";
import { coverageOf } from "./coverage.ts";
import { meets, type Expectation } from "./expectation.ts";
import { mostAlike, type ForeseenReading } from "./foreseen.ts";
import type { LanguageIndex } from "./language-index.ts";
import type { Query } from "./query.ts";
import type { Reading, SentenceReading } from "./reading.ts";

export interface SearchTask {
  readonly query: Query;
  readonly index: LanguageIndex;
  readonly expectation: Expectation | null;
  /** A foreseen question that counts as if nobody had foreseen it. */
  readonly without?: ForeseenReading | undefined;
}

export interface PassageCoverage {
  /** For each sentence its coverage, plus the question's similarity to one that the sentence is foreseen to answer: 0 to 2. */
  readonly sentences: readonly number[];
  /** Coverage by the whole passage and its heading, 0 to 1. */
  readonly whole: number;
  /** The question's similarity to one that the article is foreseen to leave open, 0 to 1. */
  readonly unanswered: number;
}

/** What the sentence before adds to one that points back to it. These three are set on test/quality, where 0.6 to 0.8 are alike, 2026-11. */
const LEANING = 0.75;
/** Where only the one that points back has what was asked for: "… den Haushalt. Er umfasst 14 Millionen." */
const LEANING_ANSWER = 0.9;
/** Where it does not point back: "… Unterschriften zu sammeln. Nötig wären 1.900 Stimmen." */
const FOLLOWING_ANSWER = 0.8;

/** How much of the coverage that foreseen questions add counts. On the tuning sets of test/quality 0.6 and 0.9 are alike, 0.3 finds less, 2026-11. */
const FORESEEN = 0.6;

type Cover = typeof coverageOf;

export function measureCoverage(
  passage: Passage,
  task: SearchTask,
  cover: Cover = coverageOf,
): PassageCoverage {
  const { query, index, expectation, without } = task;
  const reading = index.read(passage);
  const meeting = (one: Reading) => meets(expectation, one.has(expectation));
  const asked = { query, expectation, cover };
  return {
    whole: cover(query, reading.words) * meeting(reading),
    sentences: reading.sentences.map(
      (sentence, i) =>
        sentenceCoverage(sentence, reading.sentences[i - 1] ?? null, { task, cover }) *
          meeting(sentence) +
        mostAlike(sentence.answered, asked, without),
    ),
    unanswered: Math.max(
      0,
      ...reading.sentences.map((one) => mostAlike(one.unanswered, asked, without)),
    ),
  };
}

interface Measure {
  readonly task: SearchTask;
  readonly cover: Cover;
}

/** Coverage by the sentence's own words and, for less, by those of the questions it is foreseen to answer. */
function sentenceCoverage(
  sentence: SentenceReading,
  before: SentenceReading | null,
  measure: Measure,
): number {
  const own = coverageWithPrevious(sentence, before, measure);
  const foreseen = sentence.withForeseen(measure.task.without);
  if (foreseen === null) return own;
  const all = coverageWithPrevious({ ...sentence, ...foreseen }, before, measure);
  return own + FORESEEN * (all - own);
}

/** Coverage by a sentence together with the one before it, where it belongs to that one. */
function coverageWithPrevious(
  sentence: SentenceReading,
  before: SentenceReading | null,
  { task: { query, expectation }, cover }: Measure,
): number {
  const alone = cover(query, sentence.words);
  if (sentence.both === null || before === null) return alone;
  const answers = expectation !== null && sentence.has(expectation) > before.has(expectation);
  if (!sentence.leans && !answers) return alone;
  const both = cover(query, sentence.both);
  if (!sentence.leans) return Math.max(alone, FOLLOWING_ANSWER * both);
  return answers ? LEANING_ANSWER * both : alone + LEANING * (both - alone);
}
