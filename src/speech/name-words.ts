/**
 * What the word lists say of a capitalised word: an office, a given name, a common word, a thing.
 */
import { commonWordTest } from "../text/lists/common-words.ts";
import { wordList } from "../text/lists/word-patterns.ts";

export interface NameWords {
  /** "Präsident", "US-Außenminister", "Mayor": a person's office before the name. */
  readonly isOffice: (word: string) => boolean;
  /** An office by its ending only, "Glaziologin", "Torhüter"; many surnames have the same endings. */
  readonly mayBeOfficeByEnding: (word: string) => boolean;
  readonly isGiven: (word: string) => boolean;
  readonly isCommon: (word: string) => boolean;
  /** Months, units and numerals: no name goes on across them. */
  readonly endsName: (word: string) => boolean;
  /** "Gazette", "Straße": last words of names that are not people's. */
  readonly isThing: (word: string) => boolean;
}

const MAY_BE_OFFICE =
  /(?:er|erin|in|ent|ist|är|or|ant|eur|loge|graf|chef|haber|rat|wart|mann|frau|nde|nder|ierte|ierter)$/;
const ABBREVIATION = /^\p{Lu}{2,}$/u;
const FEMININE = /(?:in|innen)$/;

const isGiven = readList("given-names");
const isOfficeWord = readList("offices");
const endsName = readList("never-names");
const isThing = readList("thing-names");

/** `language` is the article's (ISO 639-1). */
export function nameWords(language: string): NameWords {
  const isCommonWord = commonWordTest(language);
  return {
    isOffice: (word) => !isGiven(word) && endsInOffice(lastPart(word).toLowerCase()),
    mayBeOfficeByEnding: (word) => language === "de" && !isGiven(word) && MAY_BE_OFFICE.test(word),
    isGiven,
    isCommon: (word) => {
      const last = lastPart(word);
      return !isGiven(word) && (ABBREVIATION.test(word) || isCommonWord(last));
    },
    endsName,
    isThing: (word) => isThing(lastPart(word)),
  };
}

function endsInOffice(word: string): boolean {
  const masculine = word.replace(FEMININE, "");
  return [word, masculine, word.replace(/(?:en|n|s)$/, "")].some((form) => {
    if (isOfficeWord(form)) return true;
    // The first part of a compound has at least three letters, the office at least four.
    for (let at = 3; at <= form.length - 4; at += 1) if (isOfficeWord(form.slice(at))) return true;
    return false;
  });
}

function lastPart(word: string): string {
  return word.slice(word.lastIndexOf("-") + 1);
}

function readList(name: string): (word: string) => boolean {
  return wordList(new URL(`../text/words/${name}.txt`, import.meta.url));
}
