/**
 * A question → its language: by its function words first, for a detector needs more text than people type on a phone.
 */
import { contentWordTest } from "./lists/content-words.ts";
import { detectLanguage } from "./language.ts";
import { splitWords } from "./words.ts";

/** Fewer words a detector tells wrongly more often than rightly. */
const DETECTABLE_WORDS = 3;

/** The languages that the bot speaks, told by lists of function words alone. */
const SPOKEN = ["de", "en"];

/** Questions whose language is remembered: on its way one is asked several times. */
const REMEMBERED = 64;
const remembered = new Map<string, string | null>();

/** ISO 639-1, or null where a question has nothing to tell it by ("Stoltenberg"). */
export function tellLanguage(question: string): string | null {
  const known = remembered.get(question);
  if (known !== undefined) return known;
  const told = tellAnew(question);
  if (remembered.size >= REMEMBERED) remembered.clear();
  remembered.set(question, told);
  return told;
}

function tellAnew(question: string): string | null {
  const words = splitWords(question, "de");
  const clear = clearLanguage(words);
  if (clear !== null) return clear;
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

/** It decides where as many words are of two languages; but what is as German as Afrikaans is German. */
function weightOfDetector(language: string, count: number): number {
  return count >= 2 && !SPOKEN.includes(language) ? -0.5 : 0.5;
}

/** German or English, where two words of the one and none of the other say so. */
function clearLanguage(words: readonly string[]): string | null {
  const [german, english] = [functionWords(words, "de"), functionWords(words, "en")];
  const enough = Math.max(2, words.length / 3);
  if (german >= enough && english === 0) return "de";
  return english >= enough && german === 0 ? "en" : null;
}

function functionWords(words: readonly string[], language: string): number {
  const isContentWord = contentWordTest(language);
  return words.filter((word) => !isContentWord(word)).length;
}

/** Umlauts, and no letter that German lacks. */
function isGermanSpelling(text: string): boolean {
  return /[äöüß]/iu.test(text) && !/[^a-zäöüß\P{L}]/iu.test(text.normalize("NFC"));
}

function trusted(detected: string | null, words: readonly string[]): string | null {
  if (detected === null) return null;
  const isForeign = words.some((word) => /[^\p{Script=Latin}\d]/u.test(word));
  const isBorneOut =
    words.length > DETECTABLE_WORDS ||
    (words.length === DETECTABLE_WORDS && functionWords(words, detected) > 0);
  return isForeign || isBorneOut ? detected : null;
}

/** "German" for "de"; the code itself for one that has no name. */
export function nameInEnglish(code: string): string {
  try {
    return new Intl.DisplayNames(["en"], { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}
