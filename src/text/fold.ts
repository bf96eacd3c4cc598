/**
 * Brings a text, however it was typed, to one form: é becomes e, ß ss, capitals small; "11.000" and "11,000" one number.
 */

/** Soft hyphens, zero-width and bidi marks: they change how a word looks, never which word it is. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;

/** "11.000", "11,000", "11 000" and "11'000" are one number. */
const GROUPED_DIGITS = /(?<![\d.,])\d{1,3}(?:[.,'’ \u00A0\u2009\u202F]\d{3})+(?![\d.,]\d|\d)/g;

/** Latin letters and marks that normalising leaves as they are. */
const STABLE = /^[\t\n\r\x20-\x7E\xC0-\xFF]*$/;

/** `text` with every number in one notation and without characters nobody sees; lone surrogates replaced. */
export function normalise(text: string): string {
  const normal = STABLE.test(text)
    ? text
    : text.toWellFormed().normalize("NFKC").replace(INVISIBLE, "");
  return /\d/.test(normal)
    ? normal.replace(GROUPED_DIGITS, (digits) => digits.replace(/\D/g, ""))
    : normal;
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

/** A word in lower case, without accents, ß as ss; `language` is ISO 639-1. */
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
