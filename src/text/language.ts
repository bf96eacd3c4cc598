/**
 * Text → the language it is written in: by its function words, then by a detector, which needs more text than people type on a phone.
 */
import { createRequire } from "node:module";
import type * as Tinyld from "tinyld";

import { contentWordTest } from "./lists/content-words.ts";
import { memo } from "./memo.ts";
import { splitWords } from "./words.ts";

/** More text makes it slower, not surer. */
const SAMPLE_LENGTH = 4000;

const require = createRequire(import.meta.url);

/**
 * The language of an article or another longer text, ISO 639-1, one of `among` if given; null where the text has too few
 * words to tell, or none. The first call takes 0.1 s, later ones less than 1 ms.
 */
export function detectLanguage(text: string, among: readonly string[] = []): string | null {
  // Here and not above: its tables take 0.1 s to load, which a start need not wait for.
  const { detect } = require("tinyld") as typeof Tinyld;
  const language = detect(text.slice(0, SAMPLE_LENGTH), { only: [...among] });
  return language.length === 2 ? language : null;
}

/** The detector is more often wrong than right about fewer words. */
const DETECTABLE_WORDS = 3;

/** The languages that the bot speaks: for these there are lists of function words alone. */
const SPOKEN = ["de", "en"];

/** The language of a question, ISO 639-1; null where it has nothing to tell it by ("Stoltenberg"). */
export const tellLanguage = memo(tellAnew, { most: 64 });

/** Which of the spoken languages and `other` a question is in, by its function words alone; null where they do not tell. */
export function tellByFunctionWords(question: string, other: string): string | null {
  const words = splitWords(question, "de");
  const counts = [...new Set([...SPOKEN, other])]
    .map((language) => ({ language, count: functionWords(words, language) }))
    .toSorted((a, b) => b.count - a.count);
  const [best, next] = counts;
  return best === undefined || best.count === (next?.count ?? 0) ? null : best.language;
}

function tellAnew(question: string): string | null {
  const words = splitWords(question, "de");
  const clear = clearLanguage(words);
  if (clear !== null) return clear;
  // "was will kim": both languages have these words, and the detector only guesses.
  if (words.length < DETECTABLE_WORDS + 2 && isEitherSpoken(words)) return null;
  const detected = detectLanguage(question);
  const languages = [...new Set([...SPOKEN, ...(detected === null ? [] : [detected])])];
  const counts = languages.map((language) => {
    const count = functionWords(words, language);
    return {
      language,
      count: count + (language === detected ? weightOfDetector(language, count) : 0),
    };
  });
  const most = Math.max(...counts.map(({ count }) => count));
  const [best, other] = counts.filter(({ count }) => count === most);
  if (best !== undefined && most >= 1)
    return other === undefined ? best.language : detectLanguage(question, SPOKEN);
  return isGermanSpelling(question) ? "de" : trusted(detected, words);
}

/** The detector decides between two languages with as many function words; but what is as German as it is Afrikaans is German. */
function weightOfDetector(language: string, count: number): number {
  return count >= 2 && !SPOKEN.includes(language) ? -0.5 : 0.5;
}

/** German or English, where at least two function words of the one and none of the other say so. */
function clearLanguage(words: readonly string[]): string | null {
  const [german, english] = [functionWords(words, "de"), functionWords(words, "en")];
  const enough = Math.max(2, words.length / 3);
  if (german >= enough && english === 0) return "de";
  return english >= enough && german === 0 ? "en" : null;
}

function isEitherSpoken(words: readonly string[]): boolean {
  const german = functionWords(words, "de");
  return german > 0 && german === functionWords(words, "en") && !isGermanSpelling(words.join(" "));
}

/** The language of a question that is in none of these and in none that the bot speaks; null where that is not sure. */
export function tellForeign(question: string, languages: readonly string[]): string | null {
  const language = tellLanguage(question);
  if (language === null || [...SPOKEN, ...languages].includes(language)) return null;
  const words = splitWords(question, language);
  if (words.some((word) => /[^\p{Script=Latin}\p{N}\p{M}]/u.test(word))) return language;
  // A name may have such letters, too.
  if (words.some((word) => /^\p{Ll}/u.test(word) && /[^a-zäöüß\P{L}]/u.test(word))) return language;
  const spoken = Math.max(...SPOKEN.map((one) => functionWords(words, one)));
  return functionWords(words, language) > spoken ? language : null;
}

function functionWords(words: readonly string[], language: string): number {
  const isContentWord = contentWordTest(language);
  return words.filter((word) => !isContentWord(word)).length;
}

/** Umlauts, and no letter that German lacks. */
export function isGermanSpelling(text: string): boolean {
  return /[äöüß]/iu.test(text) && !/[^a-zäöüß\P{L}]/iu.test(text.normalize("NFC"));
}

/** The detector's language, where the question has letters that are not Latin or enough words. */
function trusted(detected: string | null, words: readonly string[]): string | null {
  if (detected === null) return null;
  const isForeign = words.some((word) => /[^\p{Script=Latin}\d]/u.test(word));
  const isLongEnough =
    words.length > DETECTABLE_WORDS ||
    (words.length === DETECTABLE_WORDS && functionWords(words, detected) > 0);
  return isForeign || isLongEnough ? detected : null;
}

/** In words; of a text of as many the shares of its function words tell. */
const SURE_WORDS = 60;

/** Of the words of a text, function words are at least this share. */
const SURE_SHARE = 0.2;

/** As many are the other way round hardly ever: German ones are 0.15 of a Dutch text. */
const PREVAILING_SHARE = 0.3;

/** Which of all languages comes last where nothing tells: the table of numbers has to have one. */
const LAST_RESORT = "en";

/**
 * The language of an article. A short text is in a likely one: German or English by its function words, another one only
 * where the detector and that language's function words agree. Else it is not sure, and that of its neighbours is likelier.
 */
export function tellTextLanguage(text: string): {
  readonly language: string;
  readonly isSure: boolean;
} {
  // Titles and quotations in it may be in another language.
  const own = text.slice(0, SAMPLE_LENGTH).replace(/[„“"«»][^„“”"«»]{1,200}[“”"«»]/gu, " ");
  const words = splitWords(own, "de").filter((word) => /\p{L}/u.test(word));
  const clear = clearLanguage(words) ?? prevailing(words);
  if (clear !== null && words.length >= DETECTABLE_WORDS) return { language: clear, isSure: true };
  const detected = detectLanguage(text);
  if (detected !== null && isSureOf(detected, words)) return { language: detected, isSure: true };
  if (isGermanSpelling(text)) return { language: "de", isSure: false };
  const likely = functionWords(words, "de") - functionWords(words, "en");
  if (likely !== 0) return { language: likely > 0 ? "de" : "en", isSure: false };
  return { language: detectLanguage(text, SPOKEN) ?? LAST_RESORT, isSure: false };
}

/** German or English, where its function words make up so much of a longer text and the other's so little. */
function prevailing(words: readonly string[]): string | null {
  if (words.length < SURE_WORDS) return null;
  const [german, english] = [functionWords(words, "de"), functionWords(words, "en")];
  const [language, more, less] =
    german > english ? ["de", german, english] : ["en", english, german];
  return more / words.length >= PREVAILING_SHARE && more >= 2 * less ? language : null;
}

/** The detector takes a list of German names and prices for Hindi or Volapük. */
function isSureOf(language: string, words: readonly string[]): boolean {
  const foreign = words.filter((word) => /[^\p{Script=Latin}\p{N}\p{M}]/u.test(word)).length;
  if (foreign > words.length / 2) return true;
  if (new Intl.Locale(language).maximize().script !== "Latn") return false;
  const own = functionWords(words, language);
  const others = Math.max(
    ...SPOKEN.filter((spoken) => spoken !== language).map((spoken) => functionWords(words, spoken)),
  );
  const share = words.length < SURE_WORDS ? SURE_SHARE : SURE_SHARE / 2;
  return own >= 2 && own > others && own / words.length >= share;
}

/** "German" for "de"; the code itself for one that has no name. */
export function nameInEnglish(code: string): string {
  try {
    return new Intl.DisplayNames(["en"], { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}
