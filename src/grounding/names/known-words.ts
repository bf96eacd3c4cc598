/**
 * The word lists as the check asks them: read once, and every word tested once.
 */
import { baseFormsOf } from "../../text/lists/verb-forms.ts";
import { byLanguage } from "../../text/lists/by-language.ts";
import { commonWordTest, type IsCommonWord } from "../../text/lists/common-words.ts";

/** Common words of a language, in any form. */
export const knownWords = byLanguage((language) => remembering(commonWordTest(language)));

/** Each word is tested once. */
export function remembering(test: IsCommonWord): IsCommonWord {
  const known = new Map<string, boolean>();
  return (word) => {
    let answer = known.get(word);
    if (answer === undefined) {
      answer = test(word);
      known.set(word, answer);
    }
    return answer;
  };
}

/** "paid", "wrote": an irregular form of an English verb. */
export function isIrregularForm(word: string): boolean {
  return baseFormsOf("en")(word) !== null;
}
