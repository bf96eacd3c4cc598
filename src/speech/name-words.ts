/**
 * What a capitalised word may be in a name: an office before it, a given name, or what no name holds.
 */
import { commonWordTest } from "../text/lists/common-words.ts";
import { wordList } from "../text/lists/word-patterns.ts";

export interface NameWords {
  /** "Präsident", "US-Außenminister", "Mayor": says what the person behind it is. */
  readonly isOffice: (word: string) => boolean;
  /** By its ending only: "Glaziologin", "Torhüter"; so many a surname ends too. */
  readonly mayBeOffice: (word: string) => boolean;
  readonly isGiven: (word: string) => boolean;
  readonly isCommon: (word: string) => boolean;
  /** Months, units, numerals: where they stand, a name ends. */
  readonly partsNames: (word: string) => boolean;
  /** "Gazette", "Straße": what ends so is no person. */
  readonly isThing: (word: string) => boolean;
}

const MAY_BE_OFFICE =
  /(?:er|erin|in|ent|ist|är|or|ant|eur|loge|graf|chef|haber|rat|wart|mann|frau|nde|nder|ierte|ierter)$/;
const ABBREVIATION = /^\p{Lu}{2,}$/u;
const FEMININE = /(?:in|innen)$/;

const isGiven = readList("given-names");
const isOfficeWord = readList("offices");
const partsNames = readList("never-names");
const isThing = readList("thing-names");

/** `language` is the article's (ISO 639-1). */
export function nameWords(language: string): NameWords {
  const isCommonWord = commonWordTest(language);
  return {
    isOffice: (word) => !isGiven(word) && endsInOffice(lastPart(word).toLowerCase()),
    mayBeOffice: (word) => language === "de" && !isGiven(word) && MAY_BE_OFFICE.test(word),
    isGiven,
    isCommon: (word) => {
      const last = lastPart(word);
      return !isGiven(word) && (ABBREVIATION.test(word) || isCommonWord(last));
    },
    partsNames,
    isThing: (word) => isThing(lastPart(word)),
  };
}

function endsInOffice(word: string): boolean {
  const masculine = word.replace(FEMININE, "");
  return [word, masculine, word.replace(/(?:en|n|s)$/, "")].some((form) => {
    // The head of a compound is at least three letters.
    if (isOfficeWord(form)) return true;
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
