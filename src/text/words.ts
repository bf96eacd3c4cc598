/**
 * Text → words: normalised, segmented and lower-cased, before any stemming.
 */

/** Soft hyphens, zero-width and bidi marks: they change how a word looks, never which word it is. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;

/** "11.000", "11,000", "11 000" and "11'000" are one number. */
const GROUPED_DIGITS = /(?<![\d.,])\d{1,3}(?:[.,'’ \u00A0\u2009\u202F]\d{3})+(?![\d.,]\d|\d)/g;

/** Languages in which what stands before the apostrophe is an article or a preposition ("l'accord"). */
const ELIDING = new Set(["ca", "fr", "it"]);

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** What a segmenter finds where words are parted by spaces, at a tenth of its time. */
const SPACED_WORD = /[\p{L}\p{M}\p{Nd}]+(?:['’][\p{L}\p{M}]+|[.,]\p{Nd}+)*/gu;

const segmenters = new Map<string, Intl.Segmenter>();

/** `text` with every number in one notation and without characters nobody sees; lone surrogates replaced. */
export function normalise(text: string): string {
  const normal = STABLE.test(text)
    ? text
    : text.toWellFormed().normalize("NFKC").replace(INVISIBLE, "");
  return /\d/.test(normal)
    ? normal.replace(GROUPED_DIGITS, (digits) => digits.replace(/\D/g, ""))
    : normal;
}

/** Latin letters and marks that normalising leaves as they are. */
const STABLE = /^[\t\n\r\x20-\x7E\xC0-\xFF]*$/;

/** Whether a word belongs to a script that is written without spaces. */
export function isUnspaced(word: string): boolean {
  return UNSPACED.test(word);
}

/** Words in order, as written but normalised; `language` is ISO 639-1. */
export function splitWords(text: string, language: string): string[] {
  const normal = normalise(text);
  const words = UNSPACED.test(normal)
    ? segmentWords(normal, language)
    : (normal.match(SPACED_WORD) ?? []);
  return words.map((word) => withoutApostrophe(word, language));
}

/** Lower case, without accents, ß as ss: for comparing words however they were typed. */
export function fold(word: string, language: string): string {
  if (ASCII.test(word) && !DOTLESS.has(language)) return word.toLowerCase();
  return word
    .toLocaleLowerCase(language)
    .replace(
      DOTLESS.has(language) ? /[ßæœøłđðþŋ]/gu : /[ßæœøłđðþŋı]/gu,
      (letter) => PLAIN_LETTERS[letter] ?? letter,
    )
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .normalize("NFC");
}

/** Languages that tell ı from i. */
const DOTLESS = new Set(["az", "tr"]);

const ASCII = /^[\0-\x7F]*$/;

/** Letters that no accent is taken from, and how they are typed without. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
  ŋ: "n",
};

function segmentWords(text: string, language: string): string[] {
  return [...segmenterOf(language).segment(text)]
    .filter(({ isWordLike }) => isWordLike === true)
    .map(({ segment }) => segment);
}

function segmenterOf(language: string): Intl.Segmenter {
  let segmenter = segmenters.get(language);
  if (segmenter === undefined) {
    segmenter = new Intl.Segmenter(language, { granularity: "word" });
    segmenters.set(language, segmenter);
  }
  return segmenter;
}

function withoutApostrophe(word: string, language: string): string {
  const at = word.search(/['’]/);
  if (at <= 0) return word;
  return ELIDING.has(language) ? word.slice(at + 1) || word : word.slice(0, at);
}
