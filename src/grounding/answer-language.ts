/**
 * The language a model answered in: German and English by their function words, from the first sentence on.
 */
import { commonWordTest } from "../text/lists/common-words.ts";
import { contentWordTest } from "../text/lists/content-words.ts";
import { detectLanguage, tellLanguage } from "../text/language.ts";
import { splitWords } from "../text/words.ts";

/** A sentence has so many function words. */
const CLEAR = 2;
/** Words it is told by: the beginning says as much as the whole. */
const SAMPLE = 60;

/** ISO 639-1; "en" where there is nothing to tell it by. What was asked tells it where a short answer does not. */
export function answerLanguage(text: string, question = ""): string {
  const words = splitWords(text.slice(0, SAMPLE * 12), "de").slice(0, SAMPLE);
  const [german, english] = ["de", "en"].map((language) => {
    const isContent = contentWordTest(language);
    return words.filter((word) => !isContent(word)).length;
  });
  const most = Math.max(german ?? 0, english ?? 0);
  if (most >= Math.max(CLEAR, words.length / 4) && german !== english)
    return most === german ? "de" : "en";
  const guess = isRatherGerman(words) ? "de" : "en";
  return words.length >= DETECTABLE_WORDS || FOREIGN.test(text)
    ? (tellLanguage(text) ?? guess)
    : (tellOther({ text, words, question }) ?? guess);
}

interface Short {
  readonly text: string;
  readonly words: readonly string[];
  readonly question: string;
}

/** Null where its words are known of German or English. */
function tellOther({ text, words, question }: Short): string | null {
  const known = shareKnown(words);
  const asked = known <= 1 / 2 ? askedIn(question) : null;
  return asked ?? (known <= 1 / 4 ? detectLanguage(text) : null);
}

/** How many of the words are known of German or of English; names, which begin with a capital, are not asked. */
function shareKnown(words: readonly string[]): number {
  const plain = words.filter((word) => /^\p{Ll}/u.test(word));
  const known = ["de", "en"].map((language) => plain.filter(commonWordTest(language)).length);
  return plain.length < 2 ? 1 : Math.max(...known) / plain.length;
}

/** Null for German and English, of which an answer would have known words. */
function askedIn(question: string): string | null {
  const language = tellLanguage(question);
  return language === "de" || language === "en" ? null : language;
}

/** By all words that are known of either language. */
function isRatherGerman(words: readonly string[]): boolean {
  const [german = 0, english = 0] = ["de", "en"].map(
    (language) => words.filter(commonWordTest(language)).length,
  );
  return german > english;
}

/** Of fewer plain words a detector makes any language. */
const DETECTABLE_WORDS = 7;
/** Letters that neither German nor English has. */
const FOREIGN = /[^\p{Script=Latin}\P{L}]|[à-ãåæç-ïñ-õøù-ûýÿœłşğıćčšžńśźżąęőű]/iu;
