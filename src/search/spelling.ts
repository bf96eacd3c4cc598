/**
 * A mistyped word → the words of the passages that may be meant, by edit distance.
 */
import { distance } from "fastest-levenshtein";

import { fold } from "../text/fold.ts";

/** A shorter word is one letter away from too many others. */
const SHORTEST = 5;
/** From this length on two letters may be wrong. */
const LONG = 8;

/** Those of `words`, folded, that are one edit away from the typed one, long ones two; in no particular order. */
export function wordsSpeltLike(
  typed: string,
  words: readonly string[],
  language: string,
): readonly string[] {
  const word = fold(typed, language);
  if (word.length < SHORTEST) return [];
  const off = word.length < LONG ? 1 : 2;
  return words.filter(
    (other) =>
      Math.abs(other.length - word.length) <= off &&
      (distance(word, other) <= off || isSwapped(word, other)),
  );
}

/** "ptuin" for "putin": two letters side by side are one slip, and two edits. */
function isSwapped(word: string, other: string): boolean {
  if (word.length !== other.length) return false;
  let at = 0;
  while (at < word.length && word[at] === other[at]) at += 1;
  return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2) === other;
}
