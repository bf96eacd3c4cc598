/**
 * From what on a question counts as answered, measured on the corpus itself.
 *
 * Every passage is asked for in its own words while it is left out: what the others bear of it is what a question
 * without an answer may look like. Five words of such a sentence are about what a question carries. Where questions are
 * foreseen, each is asked as if it were not: that is what a question with an answer looks like; and without the article
 * that answers it, which is what one without looks like.
 */
import { splitWords } from "../text/words.ts";

/** Shares of a question, rising. */
export interface Thresholds {
  /** Below it the subject is absent. */
  readonly near: number;
  /** Below it the corpus does not answer. */
  readonly unsure: number;
  readonly sure: number;
}

/** For a corpus too small to be asked about itself. */
const FALLBACK: Thresholds = { near: 0.12, unsure: 0.22, sure: 0.3 };

const WORDS_ASKED = 5;
const SAMPLES = 40;
const FEWEST_SAMPLES = 8;

/**
 * Which share of the unanswerable lies below each threshold. On XQuAD in four languages at 5, 25 and 240 passages the
 * quantile that keeps 92 % of the answerable lay between 0.75 and 0.9; set on test/quality/tuning.jsonl and
 * tuning-2.jsonl, where 0.65 to 0.72 give the same figures, 2026-11.
 */
const QUANTILES = { near: 0.5, unsure: 0.65, sure: 0.9 } as const;

/**
 * Which share of the foreseen questions may fall below each threshold. No two for one sentence share their words, so
 * that people's bear more. On the tuning sets of test/quality 0.08 to 0.15 are alike, 2026-11.
 */
const ANSWERED_QUANTILES = { unsure: 0.08, sure: 0.4 } as const;

/** Which share of them may not be sure, asked of the other articles. On eight articles of test/quality together half as many questions without an answer get a sure one, 2026-11. */
const ABSENT_QUANTILE = 0.9;

/** What the passages bear of foreseen questions; empty where hardly any are foreseen. */
export interface ForeseenShares {
  /** Each as if it were not foreseen. */
  readonly answered: readonly number[];
  /** Each without the article that answers it; empty where there is no other. */
  readonly absent: readonly number[];
}

/** Sure is clearly more than chance: so much of the way from there to a whole question. */
const SURE_MARGIN = 0.15;

export interface Sampled {
  /** The position of the passage it is from, which must not answer. */
  readonly position: number;
  readonly text: string;
}

interface Calibration {
  readonly language: string;
  readonly isContentWord: (word: string) => boolean;
  readonly foreseen: ForeseenShares;
  /** Which share of a question the passages bear without the one at the position. */
  readonly bear: (question: string, without: number) => number;
}

export function calibrate(
  sentences: readonly Sampled[],
  { language, isContentWord, bear, foreseen }: Calibration,
): Thresholds {
  const shares = spread(sentences, SAMPLES).flatMap(({ position, text }) => {
    const words = [...new Set(splitWords(text, language).filter(isContentWord))];
    return words.length < WORDS_ASKED ? [] : [bear(spread(words, WORDS_ASKED).join(" "), position)];
  });
  const { near, unsure, sure } = thresholdsByChance(shares);
  const { answered, absent } = foreseen;
  return {
    near,
    unsure: Math.max(unsure, enough(answered, ANSWERED_QUANTILES.unsure)),
    sure: Math.max(
      sure,
      enough(answered, ANSWERED_QUANTILES.sure),
      enough(absent, ABSENT_QUANTILE),
    ),
  };
}

/** 0 of too few values to tell. */
function enough(values: readonly number[], share: number): number {
  return values.length < FEWEST_SAMPLES ? 0 : quantile(values, share);
}

function thresholdsByChance(shares: readonly number[]): Thresholds {
  if (shares.length < FEWEST_SAMPLES) return FALLBACK;
  const sure = quantile(shares, QUANTILES.sure);
  return {
    near: quantile(shares, QUANTILES.near),
    unsure: quantile(shares, QUANTILES.unsure),
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
