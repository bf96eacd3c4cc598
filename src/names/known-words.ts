/**
 * The word lists as the check asks them: read once, and every word tested once.
 */
import { readBaseForms } from "../text/base-forms.ts";
import { commonWordTest, type IsCommonWord } from "../text/common-words.ts";

const commonWords = new Map<string, IsCommonWord>();

/** Common words of a language (ISO 639-1), in any form. */
export function knownWords(language: string): IsCommonWord {
  let test = commonWords.get(language);
  if (test === undefined) {
    test = remembering(commonWordTest(language));
    commonWords.set(language, test);
  }
  return test;
}

function remembering(test: IsCommonWord): IsCommonWord {
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

let irregular: ((word: string) => string | null) | null = null;

/** "paid", "wrote": an irregular form of an English verb. */
export function isIrregularForm(word: string): boolean {
  irregular ??= readBaseForms("en");
  return irregular(word) !== null;
}
