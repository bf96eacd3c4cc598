/**
 * Which words are common ones of German or English, though they are written with a capital: "Ortsteil", "Gelben", "Council".
 *
 * By the list of common words, by inflection, and for German by compounding and the endings of nouns.
 */
import { memo } from "../memo.ts";
import { byLanguage } from "./by-language.ts";
import { contentWordTest } from "./content-words.ts";
import { readWordList } from "./word-list.ts";

export type IsCommonWord = (word: string) => boolean;

/** "-ung", "-schaft": no name ends so. */
const NOUN_ENDING =
  /\p{L}{2}(?:ung|ungen|heit|heiten|keit|keiten|schaft|schaften|tion|tionen|tät|täten|ismus|nisse|nissen|leute|leuten|jährige[nrms]?)$/u;
const ENDINGS = {
  de: ["", "s", "es", "e", "en", "n", "er", "ern", "em", "in", "innen"],
  en: ["", "s", "es", "ed", "ing"],
} as const;
/** The last part of a compound, with and without a known part before it. */
const COMPOUND = { tail: 4, aloneFrom: 6, head: 3 } as const;

/** Words that are remembered, for each language. */
const REMEMBERED = 20_000;

/** For other languages than German and English (ISO 639-1) only function words are known. */
export const commonWordTest = byLanguage((language): IsCommonWord => {
  const known = listedWordTest(language);
  const isCommon: IsCommonWord = (written) => {
    const word = written.toLowerCase();
    return (
      known(word) || (language === "de" && (NOUN_ENDING.test(word) || isCompound(word, known)))
    );
  };
  return memo(isCommon, { most: REMEMBERED });
});

/** Which words (in lower case) are function words or listed ones with an ending: it tells a mistyped word from a right one. */
export const listedWordTest = byLanguage((language): IsCommonWord => {
  const isContent = contentWordTest(language);
  if (language !== "de" && language !== "en") return (word) => !isContent(word);
  const words = new Set(
    readWordList().flatMap(({ english, german }) =>
      (language === "en" ? [english] : german).map((word) => word.toLowerCase()),
    ),
  );
  return (word) =>
    !isContent(word) ||
    ENDINGS[language].some(
      (ending) =>
        word.endsWith(ending) &&
        word.length - ending.length > 2 &&
        words.has(word.slice(0, word.length - ending.length)),
    );
});

/** "Artilleriemunition", "Ortsteil". */
function isCompound(word: string, known: IsCommonWord): boolean {
  for (let at = COMPOUND.head; at <= word.length - COMPOUND.tail; at += 1) {
    const tail = word.slice(at);
    if (!known(tail)) continue;
    const head = word.slice(0, at);
    if (tail.length >= COMPOUND.aloneFrom || known(head) || known(head.replace(/s$/, "")))
      return true;
  }
  return false;
}
