/**
 * The lists of common words: English-German, `words/en-de.tsv`, and words of like meaning in either language, `words/synonyms-….txt`.
 */
import { readFileSync } from "node:fs";

/** The languages of the lists, ISO 639-1. */
export type ListedLanguage = "de" | "en";

export interface WordEntry {
  readonly english: string;
  /** In order of use, most common first; nouns with their capital. */
  readonly german: readonly string[];
}

export function readWordList(): WordEntry[] {
  const lines = readFileSync(new URL("../words/en-de.tsv", import.meta.url), "utf8").split("\n");
  return lines.flatMap((line) => {
    const [english, german] = line.split("\t");
    return english === undefined || german === undefined
      ? []
      : [{ english, german: german.split(" ") }];
  });
}

/** Groups of words that may stand for one another; a word may be in several. */
export function readSynonyms(language: ListedLanguage): string[][] {
  const list = readFileSync(new URL(`../words/synonyms-${language}.txt`, import.meta.url), "utf8");
  return list
    .trimEnd()
    .split("\n")
    .map((line) => line.split(" "));
}
