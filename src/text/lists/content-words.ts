/**
 * Content words: all words but the function words of a language.
 */
import { readFileSync } from "node:fs";

import stopwords from "stopwords-iso" with { type: "json" };

import { fold } from "../fold.ts";
import { memo } from "../memo.ts";
import { byLanguage } from "./by-language.ts";

/** Own lists, without the "wie groß" and "last year" that the general ones count as empty. */
const OWN_LISTS = new Set(["de", "en"]);

const lists: Readonly<Record<string, readonly string[]>> = stopwords;

/** True for words that say what a text is about. */
export type IsContentWord = (word: string) => boolean;

/** Whether a language's list holds function words alone; the general ones hold words that carry a question too. */
export function hasStrictList(language: string): boolean {
  return OWN_LISTS.has(language);
}

/** By a language's function words (ISO 639-1); a language without a list has none. */
export const contentWordTest = byLanguage((language): IsContentWord => {
  const functionWords = new Set(functionWordsOf(language).map((word) => fold(word, language)));
  return memo((word) => !functionWords.has(fold(word, language)), { most: 20_000 });
});

function functionWordsOf(language: string): readonly string[] {
  if (!OWN_LISTS.has(language)) return lists[language] ?? [];
  const file = new URL(`../words/function-words-${language}.txt`, import.meta.url);
  return readFileSync(file, "utf8").trim().split(/\s+/);
}
