/**
 * A question → its language: by its function words first, for a detector needs more text than people type on a phone.
 */
import { contentWordTest } from "./content-words.ts";
import { detectLanguage } from "./language.ts";
import { splitWords } from "./words.ts";

/** Fewer words a detector tells wrongly more often than rightly. */
const DETECTABLE_WORDS = 3;

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
  const languages = [...new Set(["de", "en", ...(detected === null ? [] : [detected])])];
  const counts = languages.map((language) => ({
    language,
    count: functionWords(words, language) + (language === detected ? 0.5 : 0),
  }));
  const [best, second] = counts.toSorted((a, b) => b.count - a.count);
  if (best !== undefined && best.count >= 1 && best.count > (second?.count ?? 0))
    return best.language;
  return isGermanSpelling(question) ? "de" : trusted(detected, words);
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
