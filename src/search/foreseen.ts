/**
 * How alike a question is to one that was foreseen: one that a sentence answers, or one that the article leaves open.
 */
import { splitWords } from "../text/words.ts";
import type { coverageOf } from "./coverage.ts";
import { expectedAnswerOf, type ExpectedAnswer } from "./expected-answer.ts";
import type { Lexicon } from "./lexicon.ts";
import { languageOf, type Query } from "./query.ts";

/** A foreseen question as it is compared with one that is asked. */
export interface ForeseenReading {
  readonly text: string;
  /** What each of its content words is worth, as a question's words are, by their numbers in the lexicon. */
  readonly idfs: ReadonlyMap<number, number>;
  /** Their sum. */
  readonly totalIdf: number;
  readonly expected: ExpectedAnswer | null;
}

/** What is foreseen of one sentence. */
export interface ForeseenList {
  readonly questions: readonly ForeseenReading[];
  /** By the numbers of their words. */
  readonly withWord: ReadonlyMap<number, readonly ForeseenReading[]>;
}

interface Parts {
  /** Of the passages, ISO 639-1. */
  readonly language: string;
  readonly lexicon: Lexicon;
  readonly idfOf: (word: string) => number;
}

export type ReadForeseen = (texts: readonly string[]) => ForeseenList;

export function createReadForeseen(parts: Parts): ReadForeseen {
  return (texts) => {
    const questions = texts.map((text) => readForeseen(text, parts));
    const withWord = new Map<number, ForeseenReading[]>();
    for (const question of questions)
      for (const number of question.idfs.keys()) {
        const others = withWord.get(number);
        if (others === undefined) withWord.set(number, [question]);
        else others.push(question);
      }
    return { questions, withWord };
  };
}

function readForeseen(text: string, { language, lexicon, idfOf }: Parts): ForeseenReading {
  const { isContentWord } = languageOf(text, language);
  const idfs = new Map<number, number>();
  for (const word of splitWords(text, language).filter(isContentWord))
    for (const number of lexicon.read(word)) idfs.set(number, idfOf(word));
  return {
    text,
    idfs,
    totalIdf: idfs.values().reduce((sum, idf) => sum + idf, 0),
    expected: expectedAnswerOf(text),
  };
}

/** Of questions that ask for different things, a time and a number. Set on the tuning sets of test/quality, where 0.5 and 0.6 are alike, 2026-11. */
const ASKING_OTHERWISE = 0.5;

export interface AskedQuestion {
  readonly query: Query;
  readonly expected: ExpectedAnswer | null;
  readonly cover: typeof coverageOf;
}

/** How alike the question is to the one of them that is most like it, `without` left aside; 0 to 1. */
export function mostAlike(
  { withWord }: ForeseenList,
  asked: AskedQuestion,
  without: ForeseenReading | undefined,
): number {
  const sharing = new Set<ForeseenReading>();
  for (const number of asked.query.matchWeights.keys())
    for (const one of withWord.get(number) ?? []) sharing.add(one);
  let most = 0;
  for (const one of sharing) if (one !== without) most = Math.max(most, likeness(one, asked, most));
  return most;
}

/** The geometric mean of each one's coverage by the other, 0 to 1; `atMost` where it is no more than that. */
function likeness(
  { idfs, totalIdf, expected }: ForeseenReading,
  asked: AskedQuestion,
  atMost: number,
): number {
  let met = 0;
  for (const [number, value] of idfs) met += value * (asked.query.matchWeights.get(number) ?? 0);
  if (met === 0) return 0;
  const weight = expected === asked.expected ? 1 : ASKING_OTHERWISE;
  const precision = met / totalIdf;
  // Coverage of the question is slower to compute, and 1 at most: skip it where even 1 would change nothing.
  if (weight * Math.sqrt(precision) <= atMost) return atMost;
  return weight * Math.sqrt(precision * asked.cover(asked.query, idfs));
}
