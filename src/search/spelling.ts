/**
 * A mistyped word → the words of the passages that may be meant, by edit distance.
 */
import { distance } from "fastest-levenshtein";

import { fold } from "../text/fold.ts";
import { splitWords } from "../text/words.ts";

/** A shorter word is one letter away from too many others. */
const SHORTEST = 5;
/** From this length on two letters may be wrong. */
const LONG = 8;

/** Words of the passages one edit away, long ones two; folded, in no particular order. */
export type SpeltLike = (word: string) => readonly string[];

export function createSpelling(texts: readonly string[], language: string): SpeltLike {
  const byLength = new Map<number, string[]>();
  const words = new Set(
    texts.flatMap((text) => splitWords(text, language).map((word) => fold(word, language))),
  );
  for (const word of words) {
    const sameLength = byLength.get(word.length);
    if (sameLength === undefined) byLength.set(word.length, [word]);
    else sameLength.push(word);
  }
  return (typed) => {
    const word = fold(typed, language);
    if (word.length < SHORTEST) return [];
    const off = word.length < LONG ? 1 : 2;
    const lengths = Array.from({ length: 2 * off + 1 }, (_, i) => word.length - off + i);
    return lengths
      .flatMap((length) => byLength.get(length) ?? [])
      .filter((other) => distance(word, other) <= off || isSwapped(word, other));
  };
}

/** "ptuin" for "putin": two letters side by side are one slip, and two edits. */
function isSwapped(word: string, other: string): boolean {
  if (word.length !== other.length) return false;
  let at = 0;
  while (at < word.length && word[at] === other[at]) at += 1;
  return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2) === other;
}
