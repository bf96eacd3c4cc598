/**
 * Text → terms: words brought to one form per language, so that "Verträge" finds "Vertrag".
 */
import { createStemmer, type IsoCode } from "multilingual-stemmer";

import { baseFormsOf } from "./lists/verb-forms.ts";
import { byLanguage } from "./lists/by-language.ts";
import { contentWordTest, hasStrictList } from "./lists/content-words.ts";
import { memo } from "./memo.ts";
import { fold } from "./fold.ts";
import { isUnspaced, splitWords } from "./words.ts";

/** Terms of a text, in order, repeated as often as they occur. */
export type Analyse = (text: string) => string[];

/** `language` is ISO 639-1; one that no stemmer is known for is folded only. */
export const analyserFor = byLanguage((language): Analyse => {
  const toTerms = memo(termsOfWord(language), { most: 100_000 });
  return (text) => splitWords(text, language).flatMap(toTerms);
});

function termsOfWord(language: string): (word: string) => string[] {
  const stem = stemmerFor(language);
  const baseForm = baseFormsOf(language);
  const isContentWord = hasStrictList(language) ? contentWordTest(language) : () => true;
  return (word) => {
    const lower = word.toLocaleLowerCase(language);
    if (isUnspaced(lower)) return [lower, ...bigrams(lower)];
    const term = withoutFinalS(fold(stem(baseForm(lower) ?? lower), language), language);
    // "Sicherheit" is not "sich", and "nächste" not "nach".
    return [isContentWord(term) || !isContentWord(lower) ? term : fold(lower, language)];
  };
}

function stemmerFor(language: string): (word: string) => string {
  try {
    // The package knows its languages by a closed type; any other throws.
    return createStemmer(language as IsoCode);
  } catch {
    return (word) => word;
  }
}

/** Snowball leaves the genitive "Nordkoreas" apart from "Nordkorea". */
function withoutFinalS(term: string, language: string): string {
  return language === "de" && /[aiou]s$/.test(term) && term.length > 3 ? term.slice(0, -1) : term;
}

/** Chinese, Japanese and Thai words are guessed by the segmenter; pairs of characters make up for its errors. */
function bigrams(word: string): string[] {
  const characters = Array.from(word);
  if (characters.length < 3) return [];
  return characters.slice(1).map((character, i) => `${characters[i]}${character}`);
}
