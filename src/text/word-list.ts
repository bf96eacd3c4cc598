/**
 * The lists of common words: English-German, `words/en-de.tsv`, and German words of like meaning, `words/synonyms-de.txt`.
 */
import { readFileSync } from "node:fs";

export interface WordEntry {
  readonly english: string;
  /** In order of use, most common first; nouns with their capital. */
  readonly german: readonly string[];
}

export function readWordList(): WordEntry[] {
  const lines = readFileSync(new URL("words/en-de.tsv", import.meta.url), "utf8").split("\n");
  return lines.flatMap((line) => {
    const [english, german] = line.split("\t");
    return english === undefined || german === undefined
      ? []
      : [{ english, german: german.split(" ") }];
  });
}

/** Groups of German words that may stand for one another, the most common first; a word may be in several. */
export function readSynonyms(): string[][] {
  const lines = readFileSync(new URL("words/synonyms-de.txt", import.meta.url), "utf8").split("\n");
  return lines.map((line) => line.split(" ")).filter((words) => words.length > 1);
}
