/**
 * The distinct words of one language's passages, found by their terms and by what is spelt alike.
 *
 * A text becomes a set of numbers once, and a question's word the numbers that stand for it: to weigh a sentence is to
 * look them up.
 */
import { contentWordTest, hasStrictList } from "../text/lists/content-words.ts";
import { hashGrams } from "../text/grams.ts";
import type { Analyse } from "../text/terms.ts";
import { fold } from "../text/fold.ts";
import { splitWords } from "../text/words.ts";

export interface Lexicon {
  /** The numbers of a text's words; words that the passages do not hold have none. */
  read(text: string): ReadonlySet<number>;
  withTerm(term: string): readonly number[];
  /** Whether a word begins so. */
  hasBeginning(beginning: string): boolean;
  /** Words that hold at least half of the word's 4-grams and more than its ending, each with the share it holds. */
  alike(word: string): ReadonlyMap<number, number>;
}

/** A mistyped word or a part of a compound shares at least this much of its 4-grams with the word that is meant. */
const ALIKE = 0.5;

/** Words that begin differently are alike where they share so many letters in a row, or one holds the other: "Waffenprogramm" is like "Atomwaffenprogramm", "worried" not like "married". Set on the tuning sets of test/quality, where 5 to 7 are alike, 2026-11. */
const SHARED_RUN = 6;

/** Shares are sums of fractions. */
const ROUNDING = 1e-9;

/** Short words are alike by chance. */
const FEWEST_GRAMS = 4;

/** `texts` hold every word of the passages. */
export function createLexicon(
  texts: readonly string[],
  language: string,
  analyse: Analyse,
): Lexicon {
  const numbers = new Map<string, number>();
  const byTerm = new Map<string, number[]>();
  const byGram = new Map<number, number[]>();
  // "dessen" is not like "essen".
  const mayBeAlike = hasStrictList(language) ? contentWordTest(language) : () => true;
  for (const word of texts.flatMap((text) => splitWords(text, language))) {
    if (numbers.has(word)) continue;
    const number = numbers.size;
    numbers.set(word, number);
    for (const term of new Set(analyse(word))) append(byTerm, term, number);
    if (mayBeAlike(word))
      for (const gram of new Set(hashGrams(word, language))) append(byGram, gram, number);
  }
  // When a question first needs it.
  let sorted: readonly string[] | null = null;
  let folded: readonly string[] | null = null;
  const foldedWords = () => (folded ??= [...numbers.keys()].map((word) => fold(word, language)));
  return {
    read: (text) => new Set(splitWords(text, language).flatMap((word) => numbers.get(word) ?? [])),
    withTerm: (term) => byTerm.get(term) ?? [],
    hasBeginning: (beginning) => {
      sorted ??= foldedWords().toSorted();
      return hasBeginning(sorted, fold(beginning, language));
    },
    alike: (word) => {
      const shares = shareGrams(new Set(hashGrams(word, language)), byGram);
      if (shares.size === 0) return shares;
      const asked = fold(word, language);
      for (const number of shares.keys())
        if (!isMoreThanEnding(asked, foldedWords()[number] ?? "")) shares.delete(number);
      return shares;
    },
  };
}

/** `sorted` by code units. */
function hasBeginning(sorted: readonly string[], beginning: string): boolean {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((sorted[middle] ?? "") < beginning) from = middle + 1;
    else to = middle;
  }
  return sorted[from]?.startsWith(beginning) ?? false;
}

function isMoreThanEnding(word: string, other: string): boolean {
  if (word[0] === other[0]) return true;
  const run = Math.min(SHARED_RUN, word.length, other.length);
  for (let from = 0; from + run <= word.length; from += 1)
    if (other.includes(word.slice(from, from + run))) return true;
  return false;
}

/** The share of the grams that each word holds, where it is enough. */
function shareGrams(
  grams: ReadonlySet<number>,
  byGram: ReadonlyMap<number, readonly number[]>,
): Map<number, number> {
  const shares = new Map<number, number>();
  if (grams.size < FEWEST_GRAMS) return shares;
  for (const gram of grams)
    for (const number of byGram.get(gram) ?? [])
      shares.set(number, (shares.get(number) ?? 0) + 1 / grams.size);
  for (const [number, share] of shares) if (share < ALIKE - ROUNDING) shares.delete(number);
  return shares;
}

function append<Key>(lists: Map<Key, number[]>, key: Key, number: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [number]);
  else list.push(number);
}
