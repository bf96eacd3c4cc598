/**
 * Words of like meaning between English and German, and within either by way of the other: "trip" → "Reise", "Abkommen" → "Vertrag".
 *
 * A general list of common words (`words/en-de.tsv`), for questions that no model reads.
 */
import { readFileSync } from "node:fs";

import { createAnalyser } from "./terms.ts";

/** Words of one language that mean what `word`, a word of the language `from` (ISO 639-1), may mean. */
export type Related = (word: string, from: string) => readonly string[];

/** Only an English word's first meanings make its German words alike: "party" is "Partei" as well as "Feier". */
const FIRST_MEANINGS = 2;

/** One line of the list; German words in order of use, most common first. */
interface Entry {
  readonly english: string;
  readonly german: readonly string[];
}

/** `language` is the passages'; without German or English on both sides it relates nothing. */
export function createDictionary(language: string): Related {
  if (language !== "de" && language !== "en") return () => [];
  const entries = readEntries();
  const english = createAnalyser("en");
  const german = createAnalyser("de");
  const byEnglish = groupBy(entries, (entry) => [english(entry.english).join(" ")]);
  const byGerman = groupBy(entries, (entry) =>
    entry.german.slice(0, FIRST_MEANINGS).map((word) => german(word).join(" ")),
  );
  return (word, from) => {
    if (from === "en" && language === "de")
      return distinct(byEnglish.get(english(word).join(" "))?.flatMap((entry) => entry.german));
    if (from === "de" && language === "de")
      return distinct(
        byGerman
          .get(german(word).join(" "))
          ?.flatMap((entry) => entry.german.slice(0, FIRST_MEANINGS)),
      );
    if (from === "de")
      return distinct(byGerman.get(german(word).join(" "))?.map((entry) => entry.english));
    if (from !== "en") return [];
    const meanings =
      byEnglish.get(english(word).join(" "))?.flatMap((entry) => entry.german.slice(0, 1)) ?? [];
    return distinct(
      meanings.flatMap(
        (meaning) => byGerman.get(german(meaning).join(" "))?.map((entry) => entry.english) ?? [],
      ),
    );
  };
}

function distinct(words: readonly string[] | undefined): string[] {
  return [...new Set(words)];
}

function readEntries(): Entry[] {
  const lines = readFileSync(new URL("words/en-de.tsv", import.meta.url), "utf8").split("\n");
  return lines.flatMap((line) => {
    const [english, german] = line.split("\t");
    return english === undefined || german === undefined
      ? []
      : [{ english, german: german.split(" ") }];
  });
}

function groupBy(
  entries: readonly Entry[],
  keysOf: (entry: Entry) => readonly string[],
): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    for (const key of new Set(keysOf(entry))) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [entry]);
      else group.push(entry);
    }
  }
  return groups;
}
