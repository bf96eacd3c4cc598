/**
 * The English-German list of common words, `words/en-de.tsv`, as entries.
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
