/**
 * Which share of a question a text bears: the worth of the question's words that it holds.
 */
import { hashGrams } from "../text/grams.ts";
import type { Analyse } from "../text/terms.ts";
import { splitWords } from "../text/words.ts";
import { totalWorth, type Query, type QueryWord } from "./query.ts";

/** A text taken apart for comparing. */
export interface ComparedText {
  readonly terms: ReadonlySet<string>;
  /** The 4-grams of each distinct word. */
  readonly words: readonly ReadonlySet<number>[];
}

/** A mistyped word or a part of a compound shares at least this much of its 4-grams with the word that is meant. */
const ALIKE = 0.5;

/** Short words are alike by chance. */
const FEWEST_GRAMS = 4;

/** What is alike is not the same. Set on test/quality/tuning.jsonl, 2026-11, as is SINGLE_WORD. */
const LIKENESS_WEIGHT = 0.85;

/** Texts and words that were taken apart are kept up to this many each. */
const CACHE_LIMIT = 20_000;

export type TakeApart = (text: string) => ComparedText;

export function createTakeApart(language: string, analyse: Analyse): TakeApart {
  const gramsOf = remembering(
    (word: string): ReadonlySet<number> => new Set(hashGrams(word, language)),
  );
  return remembering((text: string) => ({
    terms: new Set(analyse(text)),
    words: [...new Set(splitWords(text, language))].map(gramsOf),
  }));
}

function remembering<Value>(make: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, Value>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) {
      value = make(key);
      if (known.size >= CACHE_LIMIT) known.clear();
      known.set(key, value);
    }
    return value;
  };
}

/** One word of several says little: it may be any text's word. */
const SINGLE_WORD = 0.75;

/** 0 to 1; 0 for a question of function words only. */
export function bornShare(query: Query, text: ComparedText): number {
  const total = totalWorth(query);
  if (total === 0) return 0;
  const matches = query.words
    .filter(({ worth }) => worth > 0)
    .map((word) => ({ worth: word.worth * word.weight, ...match(word, text) }));
  const counted = matches.filter(
    ({ by }, i) => by === null || matches.findIndex((other) => other.by === by) === i,
  );
  const borne = counted.reduce((sum, { worth, held }) => sum + worth * held, 0);
  const isSingle = matches.length > 1 && counted.filter(({ held }) => held > 0).length === 1;
  return (borne / total) * (isSingle ? SINGLE_WORD : 1);
}

interface Match {
  /** How well the text holds the word, 0 to 1. */
  readonly held: number;
  /** The text's term that stands for the word without being it; it cannot stand for a second one. */
  readonly by: string | null;
}

function match(word: QueryWord, text: ComparedText): Match {
  const [best] = word.terms
    .filter(({ term }) => text.terms.has(term))
    .toSorted((a, b) => b.weight - a.weight);
  if (best?.weight === 1) return { held: 1, by: null };
  const alike = likeness(word.grams[0] ?? new Set(), text.words);
  return best === undefined || alike > best.weight
    ? { held: alike, by: null }
    : { held: best.weight, by: best.isJoint ? null : best.term };
}

function likeness(grams: ReadonlySet<number>, words: readonly ReadonlySet<number>[]): number {
  if (grams.size < FEWEST_GRAMS) return 0;
  let best = 0;
  for (const other of words) {
    let shared = 0;
    for (const gram of grams) if (other.has(gram)) shared += 1;
    best = Math.max(best, shared / grams.size);
  }
  return best >= ALIKE ? best * LIKENESS_WEIGHT : 0;
}
