/**
 * Tells the language a model answered in, even from its first sentence.
 */
import { detectLanguage, tellLanguage } from "../text/language.ts";
import { commonWordTest } from "../text/lists/common-words.ts";
import { contentWordTest } from "../text/lists/content-words.ts";
import { splitWords } from "../text/words.ts";

/** Only the beginning is read; in UTF-16 units. */
const SAMPLE = 720;
/** A German or English sentence has at least this many function words. */
const CLEAR = 2;
/** With fewer words the detector guesses. */
const DETECTABLE_WORDS = 7;
/** Letters that neither German nor English has. */
const ACCENTED = /[à-ãåæç-ïñ-õøù-ûýÿœłşğıćčšžńśźżąęőű]/iu;
const FOREIGN = /[^\p{Script=Latin}\P{L}]|[à-ãåæç-ïñ-õøù-ûýÿœłşğıćčšžńśźżąęőű]/iu;

/** ISO 639-1; "en" where it cannot be told. For a short answer the question's language counts as well. */
export function answerLanguage(text: string, question = ""): string {
  const sample = text.slice(0, SAMPLE);
  const words = splitWords(sample, "de");
  const [german, english] = [functionWords(words, "de"), functionWords(words, "en")];
  const isClear = Math.max(german, english) >= Math.max(CLEAR, words.length / 4);
  if (isClear && german !== english) return german > english ? "de" : "en";
  const told = tellOther(sample, words, tellLanguage(question));
  return told ?? (knownWords(words, "de") > knownWords(words, "en") ? "de" : "en");
}

/** Null where its words, names aside, are known to be German or English. */
function tellOther(sample: string, words: readonly string[], asked: string | null): string | null {
  const isShort = words.length < DETECTABLE_WORDS;
  // Of a few words in Latin letters the detector may tell any language that has their accents.
  if (isShort && ACCENTED.test(sample) && isOther(asked)) return asked;
  if (FOREIGN.test(sample)) return tellLanguage(sample);
  const known = knownShare(words);
  if (!isShort) return known > 1 / 2 ? null : tellLanguage(sample);
  if (words.filter(isPlain).length < 2) return null;
  if (known <= 1 / 2 && isOther(asked)) return asked;
  return known <= 1 / 4 ? detectLanguage(sample) : null;
}

/** Which share of its words, names aside, is known to be German, or English. */
function knownShare(words: readonly string[]): number {
  const plain = words.filter(isPlain);
  return Math.max(knownWords(plain, "de"), knownWords(plain, "en")) / Math.max(1, plain.length);
}

function isPlain(word: string): boolean {
  return /^\p{Ll}/u.test(word);
}

function isOther(language: string | null): language is string {
  return language !== null && language !== "de" && language !== "en";
}

function functionWords(words: readonly string[], language: string): number {
  const isContent = contentWordTest(language);
  return words.filter((word) => !isContent(word)).length;
}

function knownWords(words: readonly string[], language: string): number {
  return words.filter(commonWordTest(language)).length;
}
