/**
 * How much of a question a corpus bears by chance, measured on the corpus itself.
 *
 * Every passage is asked for in its own words while it is left out: what the others bear of it is what a question
 * without an answer may look like. Five words of such a sentence are about what a question carries.
 */
import { splitWords } from "../text/words.ts";

/** Shares of a question, 0 to 1, rising. */
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

/** Where questions are foreseen the answerable bear more, so that more may be asked of them: with 0.78 half of what is near in the tuning sets is declined, 2026-11. */
const UNSURE_FORESEEN = 0.78;

/** Sure is clearly more than chance: so much of the way from there to a whole question. */
const SURE_MARGIN = 0.15;

export interface Sampled {
  /** The position of the passage it is from, which must not answer. */
  readonly position: number;
  readonly text: string;
}

interface Calibration {
  readonly language: string;
  /** Whether most passages have foreseen questions. */
  readonly isForeseen: boolean;
  /** Which share of a question the passages bear without the one at the position. */
  readonly bear: (question: string, without: number) => number;
}

export function calibrate(
  sentences: readonly Sampled[],
  isContentWord: (word: string) => boolean,
  { language, isForeseen, bear }: Calibration,
): Thresholds {
  const shares = spread(sentences, SAMPLES).flatMap(({ position, text }) => {
    const words = [...new Set(splitWords(text, language).filter(isContentWord))];
    return words.length < WORDS_ASKED ? [] : [bear(spread(words, WORDS_ASKED).join(" "), position)];
  });
  if (shares.length < FEWEST_SAMPLES) return FALLBACK;
  shares.sort((a, b) => a - b);
  const quantile = (share: number) => shares[Math.floor(share * (shares.length - 1))] ?? 0;
  return {
    near: quantile(QUANTILES.near),
    unsure: quantile(isForeseen ? UNSURE_FORESEEN : QUANTILES.unsure),
    sure: quantile(QUANTILES.sure) + SURE_MARGIN * (1 - quantile(QUANTILES.sure)),
  };
}

/** `count` items at even distances. */
function spread<Item>(items: readonly Item[], count: number): Item[] {
  if (items.length <= count) return [...items];
  return Array.from(
    { length: count },
    (_, i) => items[Math.floor((i * items.length) / count)],
  ).filter((item) => item !== undefined);
}
