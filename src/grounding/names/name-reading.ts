/**
 * What is known of words when a sentence is read for names, and which texts may hold them.
 */
import { byLanguage } from "../../text/lists/by-language.ts";
import { nameWords, type NameWords } from "../../speech/name-words.ts";
import { isDateName } from "../../text/numbers/calendar.ts";
import type { IsCommonWord } from "../../text/lists/common-words.ts";
import { knownWords, remembering } from "./known-words.ts";
import type { HeldWords } from "./held-words.ts";

export interface Holders {
  /** Where a name must stand. */
  readonly near: readonly HeldWords[];
  /** A name that many of these hold needs not stand near. */
  readonly all: readonly HeldWords[];
}

/** What so many texts speak of, the whole article does. */
const TOPIC_TEXTS = 4;

/** Whether one stands near, or the whole article speaks of it. */
export function isHeld({ near, all }: Holders, holds: (words: HeldWords) => boolean): boolean {
  if (near.some(holds)) return true;
  let count = 0;
  for (const words of all) if (holds(words) && (count += 1) >= TOPIC_TEXTS) return true;
  return false;
}

export interface Reading {
  readonly text: string;
  readonly language: string;
  readonly words: NameWords;
  readonly isCommon: IsCommonWord;
  readonly holders: Holders;
}

type Knowledge = Pick<Reading, "words" | "isCommon">;

export const knowledgeOf = byLanguage((language): Knowledge => {
  const listed = knownWords(language);
  const words = nameWords(language);
  return { words, isCommon: remembering((word) => isListed(word, { listed, words, language })) };
});

/** English nouns, adjectives and adverbs by their ends. */
const ENGLISH_ENDING =
  /\p{L}{3}(?:tion|sion|ment|ness|ity|ism|ship|ance|ence|ency|ly|able|ible|ful|less|ous|ive|ing|ward)s?$/u;

const TITLE = /^(?:mr|mrs|ms|dr|prof|sir|lord|lady|st|mme|m|i)$/i;

function isListed(
  word: string,
  { listed, words, language }: { listed: IsCommonWord; words: NameWords; language: string },
): boolean {
  if (/^\p{Lu}{2,}s?$/u.test(word)) return false;
  const last = word.slice(word.lastIndexOf("-") + 1);
  return (
    TITLE.test(word) ||
    isDateName(word, language) ||
    listed(last) ||
    words.isOffice(word) ||
    words.partsNames(word) ||
    (language === "en" && ENGLISH_ENDING.test(word))
  );
}

/** A month, a title, the pronoun. */
export function isOtherwiseCapital(word: string, { language, words }: Reading): boolean {
  return TITLE.test(word) || isDateName(word, language) || words.partsNames(word);
}

/** "June" is a month before it is anybody. */
export function isGiven(text: string, { words, language }: Reading): boolean {
  return words.isGiven(text) && !isDateName(text, language);
}
