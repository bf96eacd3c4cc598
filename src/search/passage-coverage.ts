/**
 * How well a passage covers a question, sentence by sentence.
 */
import type { Passage } from "../corpus/passage.ts";
import { isHeader } from "../speech/shown-words.ts";
import { coverageOf } from "./coverage.ts";
import { expectedFactor, type ExpectedAnswer } from "./expected-answer.ts";
import { bestSimilarity, type ForeseenQuestion } from "./foreseen-similarity.ts";
import type { LanguageIndex } from "./language-index.ts";
import type { Query } from "./query.ts";
import type { AnalysedText, AnalysedSentence } from "./analysed-passage.ts";

export interface SearchTask {
  readonly query: Query;
  readonly index: LanguageIndex;
  readonly expected: ExpectedAnswer | null;
  /** A foreseen question that counts as if nobody had foreseen it. */
  readonly without?: ForeseenQuestion | undefined;
}

export interface PassageCoverage {
  /** For each sentence its coverage, plus the question's similarity to one that the sentence is foreseen to answer: 0 to 2. */
  readonly sentences: readonly number[];
  /** Coverage by the whole passage and its heading, 0 to 1. */
  readonly whole: number;
  /** The question's similarity to one that the article is foreseen to leave open, 0 to 1. */
  readonly unanswered: number;
}

/** How much the coverage counts that the previous sentence adds to one that points back to it. These three are set on test/quality, where 0.6 to 0.8 are alike, 2026-11. */
const ANTECEDENT = 0.75;
/** The same where only the sentence that points back holds the expected answer: "… den Haushalt. Er umfasst 14 Millionen." */
const ANTECEDENT_OF_ANSWER = 0.9;
/** The same where it holds the expected answer and does not point back: "… Unterschriften zu sammeln. Nötig wären 1.900 Stimmen." */
const BEFORE_ANSWER = 0.8;

/** How much of the coverage that foreseen questions add counts. On the tuning sets of test/quality 0.6 and 0.9 are alike, 0.3 finds less, 2026-11. */
const FORESEEN = 0.6;

export function measureCoverage(passage: Passage, task: SearchTask): PassageCoverage {
  const { query, index, expected, without } = task;
  const analysed = index.analysePassage(passage);
  const factor = (one: AnalysedText) => expectedFactor(expected, degreeOf(one, task));
  const asked = { query, expected };
  return {
    whole: coverageOf(query, analysed.words) * factor(analysed),
    sentences: analysed.sentences.map((sentence, i) =>
      isHeader(passage, i)
        ? 0
        : sentenceCoverage(sentence, analysed.sentences[i - 1] ?? null, task) * factor(sentence) +
          bestSimilarity(sentence.answered, asked, without),
    ),
    unanswered: Math.max(
      0,
      ...analysed.sentences.map((one) => bestSimilarity(one.unanswered, asked, without)),
    ),
  };
}

/** How far a text holds what the question expects, 0 to 1; 1 where it expects nothing. */
export function degreeOf(text: AnalysedText, { query, expected }: SearchTask): number {
  return expected === null ? 1 : text.expectedDegree(expected, query.folded);
}

/** Coverage by the sentence's own words and, for less, by those of the questions it is foreseen to answer. */
function sentenceCoverage(
  sentence: AnalysedSentence,
  before: AnalysedSentence | null,
  task: SearchTask,
): number {
  const own = coverageWithPrevious(sentence, before, task);
  const foreseen = sentence.withForeseen(task.without);
  if (foreseen === null) return own;
  const all = coverageWithPrevious({ ...sentence, ...foreseen }, before, task);
  return own + FORESEEN * (all - own);
}

/** Coverage by a sentence together with the one before it, where it belongs to that one. */
function coverageWithPrevious(
  sentence: AnalysedSentence,
  before: AnalysedSentence | null,
  task: SearchTask,
): number {
  const { query } = task;
  const alone = coverageOf(query, sentence.words);
  if (sentence.withPrevious === null || before === null) return alone;
  const isAnswer = degreeOf(sentence, task) > degreeOf(before, task);
  if (!sentence.pointsBack && !isAnswer) return alone;
  const both = coverageOf(query, sentence.withPrevious);
  if (!sentence.pointsBack) return Math.max(alone, BEFORE_ANSWER * both);
  return isAnswer ? ANTECEDENT_OF_ANSWER * both : alone + ANTECEDENT * (both - alone);
}
