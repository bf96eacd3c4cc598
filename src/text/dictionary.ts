/**
 * Words of like meaning between English and German, and within either by way of the other: "trip" → "Reise", "Abkommen" → "Vertrag".
 *
 * General lists of common words, for questions that no model reads.
 */
import { createAnalyser, type Analyse } from "./terms.ts";
import { readSynonyms, readWordList, type WordEntry } from "./word-list.ts";

/** Words of one language that mean what `word`, a word of the language `from` (ISO 639-1), may mean. */
export type Related = (word: string, from: string) => readonly string[];

/** Only an English word's first meanings make its German words alike: "party" is "Partei" as well as "Feier". */
const FIRST_MEANINGS = 2;

/** `language` is the passages'; without German or English on both sides it relates nothing. */
export function createDictionary(language: string): Related {
  if (language !== "de" && language !== "en") return () => [];
  const entries = readWordList();
  const english = keyedBy(createAnalyser("en"));
  const german = keyedBy(createAnalyser("de"));
  const byEnglish = groupBy(entries, (entry) => [english(entry.english)]);
  const byGerman = groupBy(entries, (entry) => entry.german.map(german));
  const bySynonym = groupBy(readSynonyms(), (words) => words.map(german));
  const ofGerman = (word: string) =>
    verbForms(word).flatMap((form) => byGerman.get(german(form)) ?? []);
  const synonyms = (word: string) =>
    verbForms(word)
      .flatMap((form) => bySynonym.get(german(form)) ?? [])
      .flat();
  const ofEnglish = (word: string) => byEnglish.get(english(word)) ?? [];
  const relate: Readonly<Record<string, Record<string, (word: string) => string[]>>> = {
    de: {
      de: (word) => [...synonyms(word), ...ofGerman(word).flatMap(firstMeanings)],
      en: (word) =>
        ofEnglish(word).flatMap((entry) => [...entry.german, ...synonyms(entry.german[0] ?? "")]),
    },
    en: {
      de: (word) => ofGerman(word).map((entry) => entry.english),
      en: (word) =>
        ofEnglish(word)
          .flatMap((entry) => entry.german.slice(0, 1))
          .flatMap(ofGerman)
          .map((entry) => entry.english),
    },
  };
  return (word, from) => [...new Set(relate[language]?.[from]?.(word))];
}

/** The word, and the infinitive whose regular form it may be: "kriegt", "geschickt". */
function verbForms(word: string): string[] {
  const stem = /^(?:ge)?(\p{L}{3,}?)(?:e?t|e?te[nst]?|e?test)$/u.exec(word.toLowerCase())?.[1];
  return stem === undefined ? [word] : [word, `${stem}en`];
}

function firstMeanings({ german }: WordEntry): readonly string[] {
  return german.slice(0, FIRST_MEANINGS);
}

function keyedBy(analyse: Analyse): (word: string) => string {
  return (word) => analyse(word).join(" ");
}

function groupBy<Entry>(
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
