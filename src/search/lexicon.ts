/**
 * The distinct words of one language's passages, each with an id, looked up by term and by similar spelling.
 *
 * A sentence becomes a set of word ids once, and a question's word the ids it matches, so that comparing them is a
 * lookup.
 */
import { contentWordTest, hasStrictList } from "../text/lists/content-words.ts";
import { hashGrams } from "../text/grams.ts";
import type { Analyse } from "../text/terms.ts";
import { fold } from "../text/fold.ts";
import { withValues } from "../text/numbers/values.ts";
import { splitWords } from "../text/words.ts";
import { createPostings, type Postings } from "./postings.ts";

export interface Lexicon {
  /** `text` with its values (`withValues`). Its words stay when it is taken out: no sentence holds them then. */
  add(text: string): void;
  /** The ids of a text's words; words that the passages do not hold have none. */
  idsOf(text: string): ReadonlySet<number>;
  idsWithTerm(term: string): readonly number[];
  /** Whether a word of the passages begins with it. */
  hasBeginning(beginning: string): boolean;
  /** Words with at least half of the word's 4-grams that share more than an ending: the share of the 4-grams, by word id. */
  similarTo(word: string): ReadonlyMap<number, number>;
  /** All words, folded, by id. */
  readonly folded: readonly string[];
}

/** The least share of 4-grams that a mistyped word, or a part of a compound, has in common with the word meant. */
const LEAST_SHARED = 0.5;

/** Letters in a row that words with different beginnings must share, or one must hold the other: "Waffenprogramm" is similar to "Atomwaffenprogramm", "worried" not to "married". Set on the tuning sets of test/quality, where 5 to 7 give the same, 2026-11. */
const SHARED_RUN = 6;

/** Shares are sums of fractions, so half may be a little less. */
const ROUNDING = 1e-9;

/** A word with fewer 4-grams is similar to others by chance. */
const FEWEST_GRAMS = 4;

/** Words that begin alike are looked through one by one. */
const BEGINNING = 3;

export function createLexicon(language: string, analyse: Analyse): Lexicon {
  const ids = new Map<string, number>();
  const folded: string[] = [];
  const byTerm = new Map<string, number[]>();
  const byGram = createPostings();
  const byBeginning = new Map<string, string[]>();
  // Only content words can be similar: "dessen" is no misspelt "essen".
  const mayBeSimilar = hasStrictList(language) ? contentWordTest(language) : () => true;
  const wordsOf = (text: string) => splitWords(withValues(text, language), language);
  return {
    folded,
    add(text) {
      for (const word of splitWords(text, language)) {
        if (ids.has(word)) continue;
        const id = ids.size;
        const plain = fold(word, language);
        ids.set(word, id);
        folded.push(plain);
        append(byBeginning, plain.slice(0, BEGINNING), plain);
        for (const term of new Set(analyse(word))) append(byTerm, term, id);
        if (mayBeSimilar(word))
          for (const gram of new Set(hashGrams(word, language))) byGram.add(gram, id);
      }
    },
    idsOf: (text) => new Set(wordsOf(text).flatMap((word) => ids.get(word) ?? [])),
    idsWithTerm: (term) => byTerm.get(term) ?? [],
    hasBeginning(written) {
      const beginning = fold(written, language);
      if (beginning.length < BEGINNING)
        return byBeginning.keys().some((one) => one.startsWith(beginning));
      const words = byBeginning.get(beginning.slice(0, BEGINNING));
      return words?.some((word) => word.startsWith(beginning)) ?? false;
    },
    similarTo(word) {
      const shares = shareGrams(new Set(hashGrams(word, language)), byGram);
      const asked = fold(word, language);
      for (const id of shares.keys())
        if (!sharesMoreThanEnding(asked, folded[id] ?? "")) shares.delete(id);
      return shares;
    },
  };
}

function sharesMoreThanEnding(word: string, other: string): boolean {
  if (word[0] === other[0]) return true;
  const run = Math.min(SHARED_RUN, word.length, other.length);
  for (let from = 0; from + run <= word.length; from += 1)
    if (other.includes(word.slice(from, from + run))) return true;
  return false;
}

/** The share of the grams that each word holds, where it is enough. */
function shareGrams(grams: ReadonlySet<number>, byGram: Postings): Map<number, number> {
  const shares = new Map<number, number>();
  if (grams.size < FEWEST_GRAMS) return shares;
  for (const gram of grams)
    byGram.forEach(gram, (id) => shares.set(id, (shares.get(id) ?? 0) + 1 / grams.size));
  for (const [id, share] of shares) if (share < LEAST_SHARED - ROUNDING) shares.delete(id);
  return shares;
}

function append<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
