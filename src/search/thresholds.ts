/**
 * Thresholds: from which coverage on an answer is sure, unsure or only near, measured on the corpus itself.
 *
 * Questions without an answer are imitated: five words of a passage's sentence, about as many as a question has, are put
 * to all other passages, and whatever coverage they reach is chance. Foreseen questions, each asked as if it had not been
 * foreseen, show what questions with an answer reach; asked of the other articles only, they have none again.
 */
import { splitWords } from "../text/words.ts";

/** Coverages, 0 to 1, rising. */
export interface Thresholds {
  /** Below it the corpus is about something else. */
  readonly near: number;
  /** Below it the corpus is about the subject and does not answer. */
  readonly unsure: number;
  readonly sure: number;
}

/** For a corpus too small to be measured. */
const FALLBACK: Thresholds = { near: 0.12, unsure: 0.22, sure: 0.3 };

const WORDS_ASKED = 5;
const SAMPLES = 40;
const FEWEST_SAMPLES = 8;

/**
 * Which share of the questions without an answer lies below each threshold. On XQuAD in four languages at 5, 25 and 240 passages the
 * quantile that keeps 92 % of the answerable lay between 0.75 and 0.9; `unsure` is set on eleven articles and question
 * files of test/quality without foreseen questions: 0.57 keeps 440 of 493 and declines 118 of 323, 0.65 427 and 131, 2026-11.
 */
const QUANTILES = { near: 0.5, unsure: 0.6, sure: 0.9 } as const;

/**
 * Which share of the foreseen questions may fall below each threshold. Those of one sentence share no words, so real
 * questions reach more coverage. On the same files with foreseen questions 0.05 to 0.08 for `unsure` are alike, 2026-11.
 */
const ANSWERED_QUANTILES = { unsure: 0.06, sure: 0.4 } as const;

/** Which share of them must stay below "sure" when they are asked of the other articles. On eight articles of test/quality together half as many questions without an answer get a sure one, 2026-11. */
const ABSENT_QUANTILE = 0.9;

/** Coverage of foreseen questions by the passages; empty where hardly any are foreseen. */
export interface ForeseenCoverage {
  /** Each as if it were not foreseen. */
  readonly answered: readonly number[];
  /** Each without the article that answers it; empty where there is no other. */
  readonly absent: readonly number[];
}

/** Sure is clearly above chance: this much of the way from there to full coverage. */
const SURE_MARGIN = 0.15;

export interface Sampled {
  /** Of the passage it is from, which is left out when it is asked. */
  readonly position: number;
  readonly text: string;
}

interface Calibration {
  readonly language: string;
  readonly isContentWord: (word: string) => boolean;
  readonly foreseen: ForeseenCoverage;
  /** Coverage of a question by all passages but the one at the position `without`. */
  readonly coverageWithout: (question: string, without: number) => number;
}

export function calibrate(
  sentences: readonly Sampled[],
  { language, isContentWord, coverageWithout, foreseen }: Calibration,
): Thresholds {
  const chance = spread(sentences, SAMPLES).flatMap(({ position, text }) => {
    const words = [...new Set(splitWords(text, language).filter(isContentWord))];
    return words.length < WORDS_ASKED
      ? []
      : [coverageWithout(spread(words, WORDS_ASKED).join(" "), position)];
  });
  const { near, unsure, sure } = thresholdsByChance(chance);
  const { answered, absent } = foreseen;
  return {
    near,
    unsure: Math.max(unsure, quantileOrZero(answered, ANSWERED_QUANTILES.unsure)),
    sure: Math.max(
      sure,
      quantileOrZero(answered, ANSWERED_QUANTILES.sure),
      quantileOrZero(absent, ABSENT_QUANTILE),
    ),
  };
}

/** The quantile; 0 of too few values to tell. */
function quantileOrZero(values: readonly number[], share: number): number {
  return values.length < FEWEST_SAMPLES ? 0 : quantile(values, share);
}

function thresholdsByChance(chance: readonly number[]): Thresholds {
  if (chance.length < FEWEST_SAMPLES) return FALLBACK;
  const sure = quantile(chance, QUANTILES.sure);
  return {
    near: quantile(chance, QUANTILES.near),
    unsure: quantile(chance, QUANTILES.unsure),
    sure: sure + SURE_MARGIN * (1 - sure),
  };
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? 0;
}

/** `count` items at even distances. */
export function spread<Item>(items: readonly Item[], count: number): Item[] {
  if (items.length <= count) return [...items];
  return Array.from(
    { length: count },
    (_, i) => items[Math.floor((i * items.length) / count)],
  ).filter((item) => item !== undefined);
}
