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
const FOREIGN = /[^\p{Script=Latin}\P{L}]|[à-ãåæç-ïñ-õøù-ûýÿœłşğıćčšžńśźżąęőű]/iu;

/** ISO 639-1; "en" where it cannot be told. For a short answer the question's language counts as well. */
export function answerLanguage(text: string, question = ""): string {
  const sample = text.slice(0, SAMPLE);
  const words = splitWords(sample, "de");
  const [german, english] = [functionWords(words, "de"), functionWords(words, "en")];
  const isClear = Math.max(german, english) >= Math.max(CLEAR, words.length / 4);
  if (isClear && german !== english) return german > english ? "de" : "en";
  const isLong = words.length >= DETECTABLE_WORDS || FOREIGN.test(sample);
  const told = isLong ? tellLanguage(sample) : tellShort(sample, words, question);
  return told ?? (knownWords(words, "de") > knownWords(words, "en") ? "de" : "en");
}

/** Null where its words, names aside, are known to be German or English. */
function tellShort(sample: string, words: readonly string[], question: string): string | null {
  const plain = words.filter((word) => /^\p{Ll}/u.test(word));
  if (plain.length < 2) return null;
  const known = Math.max(knownWords(plain, "de"), knownWords(plain, "en")) / plain.length;
  const asked = tellLanguage(question);
  if (known <= 1 / 2 && asked !== null && asked !== "de" && asked !== "en") return asked;
  return known <= 1 / 4 ? detectLanguage(sample) : null;
}

function functionWords(words: readonly string[], language: string): number {
  const isContent = contentWordTest(language);
  return words.filter((word) => !isContent(word)).length;
}

function knownWords(words: readonly string[], language: string): number {
  return words.filter(commonWordTest(language)).length;
}
