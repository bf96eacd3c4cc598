/**
 * Similarity of a question to a foreseen one: one that a sentence answers, or one that the article leaves open.
 */
import { splitWords } from "../text/words.ts";
import { coverageOf } from "./coverage.ts";
import { expectedAnswerOf, type ExpectedAnswer } from "./expected-answer.ts";
import type { Lexicon } from "./lexicon.ts";
import { languageOfForeseen, type Query } from "./query.ts";

/** A foreseen question, prepared for comparing. */
export interface ForeseenQuestion {
  readonly text: string;
  /** The idf of each of its content words, by word id. */
  readonly idfs: ReadonlyMap<number, number>;
  /** Their sum. */
  readonly totalIdf: number;
  readonly expected: ExpectedAnswer | null;
}

/** The questions foreseen for one sentence: those it answers, or those left open. */
export interface ForeseenQuestionList {
  readonly questions: readonly ForeseenQuestion[];
  /** Those that hold a word, by its id. */
  readonly byWordId: ReadonlyMap<number, readonly ForeseenQuestion[]>;
}

interface Parts {
  /** The passages', ISO 639-1. */
  readonly language: string;
  readonly lexicon: Lexicon;
  readonly idfOf: (word: string) => number;
}

export type AnalyseForeseen = (texts: readonly string[]) => ForeseenQuestionList;

export function createForeseenAnalyser(parts: Parts): AnalyseForeseen {
  return (texts) => {
    const questions = texts.map((text) => analyseForeseen(text, parts));
    const byWordId = new Map<number, ForeseenQuestion[]>();
    for (const question of questions)
      for (const wordId of question.idfs.keys()) {
        const others = byWordId.get(wordId);
        if (others === undefined) byWordId.set(wordId, [question]);
        else others.push(question);
      }
    return { questions, byWordId };
  };
}

function analyseForeseen(text: string, { language, lexicon, idfOf }: Parts): ForeseenQuestion {
  const { isContentWord } = languageOfForeseen(text, language);
  const idfs = new Map<number, number>();
  for (const word of splitWords(text, language).filter(isContentWord))
    for (const wordId of lexicon.idsOf(word)) idfs.set(wordId, idfOf(word));
  return {
    text,
    idfs,
    totalIdf: idfs.values().reduce((sum, idf) => sum + idf, 0),
    expected: expectedAnswerOf(text),
  };
}

/** What the similarity is multiplied by where the two expect different kinds of answers. Set on the tuning sets of test/quality, where 0.5 and 0.6 are alike, 2026-11. */
const OTHER_EXPECTED_ANSWER = 0.5;

export interface AskedQuestion {
  readonly query: Query;
  readonly expected: ExpectedAnswer | null;
}

/** Similarity to the most similar question of the list, `without` left out; 0 to 1. */
export function bestSimilarity(
  { byWordId }: ForeseenQuestionList,
  asked: AskedQuestion,
  without: ForeseenQuestion | undefined,
): number {
  const sharing = new Set<ForeseenQuestion>();
  for (const wordId of asked.query.matchWeights.keys())
    for (const one of byWordId.get(wordId) ?? []) sharing.add(one);
  let best = 0;
  for (const one of sharing)
    if (one !== without) best = Math.max(best, similarity(one, asked, best));
  return best;
}

/** The geometric mean of each one's coverage by the other, 0 to 1; `atMost` where it is no more than that. */
function similarity(
  { idfs, totalIdf, expected }: ForeseenQuestion,
  asked: AskedQuestion,
  atMost: number,
): number {
  let shared = 0;
  for (const [wordId, idf] of idfs) shared += idf * (asked.query.matchWeights.get(wordId) ?? 0);
  if (shared === 0) return 0;
  const weight = expected === asked.expected ? 1 : OTHER_EXPECTED_ANSWER;
  const precision = shared / totalIdf;
  // Coverage of the question is slower to compute, and 1 at most: skip it where even 1 would change nothing.
  if (weight * Math.sqrt(precision) <= atMost) return atMost;
  return weight * Math.sqrt(precision * coverageOf(asked.query, idfs));
}
