/**
 * Text → hashed character 4-grams: most of them stay the same when a word is mistyped, inflected or part of a compound.
 */
import { fold } from "./fold.ts";
import { isUnspaced, splitWords } from "./words.ts";

const LENGTH = 4;

/** Signed 32-bit hashes in order, repeated as often as they occur; scripts without spaces give pairs of characters. */
export function hashGrams(text: string, language: string): number[] {
  const grams: number[] = [];
  let run = "";
  for (const word of splitWords(text, language)) {
    if (isUnspaced(word)) {
      run += word;
      continue;
    }
    hashWindows(run, 2, grams);
    hashWindows(`_${withoutUmlautSpelling(fold(word, language), language)}_`, LENGTH, grams);
    run = "";
  }
  hashWindows(run, 2, grams);
  return grams;
}

/** "Fuehrung" as "Fuhrung", as folding makes of "Führung". */
function withoutUmlautSpelling(folded: string, language: string): string {
  return language === "de" ? folded.replace(/(?<![aeiouyq])([ao]|u)e/g, "$1") : folded;
}

function hashWindows(word: string, length: number, into: number[]): void {
  if (word === "") return;
  const last = Math.max(0, word.length - length);
  for (let from = 0; from <= last; from += 1) into.push(hash(word, from, from + length));
}

/** FNV-1a over UTF-16 units. */
export function hash(text: string, from = 0, to = text.length): number {
  let value = 0x811c9dc5;
  const end = Math.min(to, text.length);
  for (let i = from; i < end; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value;
}
