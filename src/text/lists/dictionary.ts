/**
 * Translations between English and German, and synonyms within either: "trip" → "Reise", "Abkommen" → "Vertrag".
 *
 * General lists of common words, for questions that no model reads.
 */
import { byLanguage } from "./by-language.ts";
import { analyserFor } from "../terms.ts";
import { readSynonyms, readWordList, type ListedLanguage, type WordEntry } from "./word-list.ts";

/** Words of one language that mean what `word`, a word of the language `from` (ISO 639-1), may mean. */
export type Related = (word: string, from: string) => readonly string[];

/** Only an English word's first meanings make its German words alike: "party" is "Partei" as well as "Feier". */
const FIRST_MEANINGS = 2;

/** `language` is the passages'; without German or English on both sides it relates nothing. */
export const dictionaryFor = byLanguage((language): Related => {
  if (language !== "de" && language !== "en") return () => [];
  const entries = readWordList();
  const ofEnglish = lookUp("en", entries, ({ english }) => [english]);
  const ofGerman = lookUp("de", entries, ({ german }) => german);
  const ofFirstGerman = lookUp("de", entries, firstMeaning);
  const groupsOf = lookUp(language, readSynonyms(language), (words) => words);
  const synonyms = (word: string) => groupsOf(word).flat();
  const relate: Readonly<
    Record<ListedLanguage, Readonly<Record<string, (word: string) => string[]>>>
  > = {
    de: {
      de: (word) => [...synonyms(word), ...ofGerman(word).flatMap(firstMeanings)],
      en: (word) =>
        ofEnglish(word).flatMap((entry) => [
          ...entry.german,
          ...firstMeaning(entry).flatMap(synonyms),
        ]),
    },
    en: {
      en: (word) => [
        ...synonyms(word),
        ...ofEnglish(word)
          .flatMap(firstMeaning)
          .flatMap(ofGerman)
          .map(({ english }) => english),
      ],
      de: (word) => [
        ...ofGerman(word).map(({ english }) => english),
        ...ofFirstGerman(word).flatMap(({ english }) => synonyms(english)),
      ],
    },
  };
  return (word, from) => [...new Set(relate[language][from]?.(word))];
});

function firstMeaning({ german }: WordEntry): readonly string[] {
  return german.slice(0, 1);
}

function firstMeanings({ german }: WordEntry): readonly string[] {
  return german.slice(0, FIRST_MEANINGS);
}

/** A word of `language`, in whatever form → the entries it stands in. They are sorted when the first is asked for. */
function lookUp<Entry>(
  language: ListedLanguage,
  entries: readonly Entry[],
  wordsOf: (entry: Entry) => readonly string[],
): (word: string) => Entry[] {
  const analyse = analyserFor(language);
  const keyOf = (word: string) => analyse(word).join(" ");
  const formsOf = language === "de" ? verbForms : (word: string) => [word];
  let byKey: Map<string, Entry[]> | null = null;
  return (word) => {
    const groups = (byKey ??= groupBy(entries, (entry) => wordsOf(entry).map(keyOf)));
    return formsOf(word).flatMap((form) => groups.get(keyOf(form)) ?? []);
  };
}

/** A German word, and the infinitive whose regular form it may be: "kriegt", "geschickt". */
function verbForms(word: string): string[] {
  const stem = /^(?:ge)?(\p{L}{3,}?)(?:e?t|e?te[nst]?|e?test)$/u.exec(word.toLowerCase())?.[1];
  return stem === undefined ? [word] : [word, `${stem}en`];
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
