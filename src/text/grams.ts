/**
 * Text → hashed character 4-grams: most of them stay the same when a word is mistyped, inflected or part of a compound.
 */
import { fold } from "./fold.ts";
import { isUnspaced, splitWords } from "./words.ts";

const LENGTH = 4;

/** 32-bit hashes in order, repeated as often as they occur; scripts without spaces give pairs of characters. */
export function hashGrams(text: string, language: string): number[] {
  const grams: string[] = [];
  let run = "";
  for (const word of splitWords(text, language)) {
    if (isUnspaced(word)) {
      run += word;
      continue;
    }
    grams.push(
      ...windows(run, 2),
      ...windows(`_${withoutUmlautSpelling(fold(word, language), language)}_`, LENGTH),
    );
    run = "";
  }
  return [...grams, ...windows(run, 2)].map(hash);
}

/** "Fuehrung" as "Fuhrung", as folding makes of "Führung". */
function withoutUmlautSpelling(folded: string, language: string): string {
  return language === "de" ? folded.replace(/(?<![aeiouyq])([ao]|u)e/g, "$1") : folded;
}

function windows(word: string, length: number): string[] {
  if (word.length <= length) return word === "" ? [] : [word];
  return Array.from({ length: word.length - length + 1 }, (_, i) => word.slice(i, i + length));
}

/** FNV-1a over UTF-16 units. */
function hash(gram: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < gram.length; i += 1)
    value = Math.imul(value ^ gram.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
