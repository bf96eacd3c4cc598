/**
 * Splits a text into words, normalised but as they are written, in any language and script.
 *
 * In this room strings come in and values go out; it knows neither articles nor Telegram. A text for the search passes
 * `sentences.ts`, then this file, `fold.ts`, and `terms.ts` (stems) or `grams.ts` (4-grams). `language.ts` tells a
 * language, `sounds.ts` compares names, `inert-text.ts` disarms a model's text; `lists/` holds word lists, `numbers/` reads
 * figures, dates and times.
 *
 * @example
 * const words = splitWords("Café für alle!", "de"); // ["Café", "für", "alle"]
 * const folded = words.map((word) => fold(word, "de")); // ["cafe", "fur", "alle"]
 */
import { normalise } from "./fold.ts";
import { byLanguage } from "./lists/by-language.ts";

/** Languages in which what stands before the apostrophe is an article or a preposition ("l'accord"). */
const ELIDING = new Set(["ca", "fr", "it"]);

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** What a segmenter finds where spaces stand between words, at a tenth of its time. */
const SPACED_WORD = /[\p{L}\p{M}\p{Nd}]+(?:['’][\p{L}\p{M}]+|[.,]\p{Nd}+)*/gu;

/** Whether a word belongs to a script that is written without spaces. */
export function isUnspaced(word: string): boolean {
  return UNSPACED.test(word);
}

/** Words in order; `language` is ISO 639-1. */
export function splitWords(text: string, language: string): string[] {
  const normal = normalise(text);
  const words = UNSPACED.test(normal)
    ? segmentWords(normal, language)
    : (normal.match(SPACED_WORD) ?? []);
  return words.map((word) => withoutApostrophe(word, language));
}

const segmenterFor = byLanguage(
  (language) => new Intl.Segmenter(language, { granularity: "word" }),
);

function segmentWords(text: string, language: string): string[] {
  return [...segmenterFor(language).segment(text)]
    .filter(({ isWordLike }) => isWordLike === true)
    .map(({ segment }) => segment);
}

function withoutApostrophe(word: string, language: string): string {
  const at = word.search(/['’]/);
  if (at <= 0) return word;
  return ELIDING.has(language) ? word.slice(at + 1) || word : word.slice(0, at);
}
