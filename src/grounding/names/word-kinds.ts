/**
 * What a capitalised word is by the word lists: a common word, a given name, a title, an office, a month.
 */
import { nameWords, type NameWords } from "../../speech/name-words.ts";
import { byLanguage } from "../../text/lists/by-language.ts";
import { commonWordTest, type IsCommonWord } from "../../text/lists/common-words.ts";
import { memo } from "../../text/memo.ts";
import { isDateName } from "../../text/numbers/calendar.ts";

export interface WordKinds extends Pick<
  NameWords,
  "isOffice" | "mayBeOfficeByEnding" | "endsName"
> {
  readonly isGiven: IsCommonWord;
  /** In whatever form; a month, a title and an office are common, too. An abbreviation is not. */
  readonly isCommon: IsCommonWord;
  /** Written with a capital without being a name: a month, a title, the pronoun "I". */
  readonly isCapital: IsCommonWord;
}

/** Words that are remembered, for each language. */
const WORDS = 20_000;

/** English nouns, adjectives and adverbs by their ends. */
const ENGLISH_ENDING =
  /\p{L}{3}(?:tion|sion|ment|ness|ity|ism|ship|ance|ence|ency|ly|able|ible|ful|less|ous|ive|ing|ward)s?$/u;

const TITLE = /^(?:mr|mrs|ms|dr|prof|sir|lord|lady|st|mme|m|i)$/i;
const ABBREVIATION = /^\p{Lu}{2,}s?$/u;

/** `language` is the word's (ISO 639-1). */
export const wordKindsOf = byLanguage((language): WordKinds => {
  const { isGiven, isOffice, mayBeOfficeByEnding, endsName } = nameWords(language);
  const isListed = commonWordTest(language);
  const isCapital = (word: string) =>
    TITLE.test(word) || isDateName(word, language) || endsName(word);
  const isCommon = (word: string) =>
    isCapital(word) ||
    isListed(word.slice(word.lastIndexOf("-") + 1)) ||
    isOffice(word) ||
    (language === "en" && ENGLISH_ENDING.test(word));
  return {
    isOffice,
    mayBeOfficeByEnding,
    endsName,
    // "June" is a month before it is anybody.
    isGiven: (word) => isGiven(word) && !isDateName(word, language),
    isCommon: memo((word) => !ABBREVIATION.test(word) && isCommon(word), { most: WORDS }),
    isCapital,
  };
});
