/**
 * "milyon", "миллиардов", "万": the words behind a number that multiply it, in whatever language, as Node's ICU knows them.
 */
import { byLanguage } from "../lists/by-language.ts";
import { normalise } from "../fold.ts";

/** Their words are read by `numerals.ts`. */
const OWN: ReadonlySet<string> = new Set(["de", "en"]);
/** "万" is nothing by itself. */
const SHORTEST = 3;

/** Numbers whose words take all the forms a language has for one, a few and many. */
const COUNTS = [1, 2, 5, 20, 100, 120];
const POWERS = [1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e12];
/** Endings that a form may have besides: "milyonun", "миллионами". */
const LONGEST_ENDING = 3;
/** What is shorter is the beginning of too many other words, but for scripts that put no space behind it. */
const SHORTEST_STEM = 5;
const UNSPACED = /^[\p{Script=Han}\p{Script=Hangul}]/u;

/** `word` in lower case; null where it is none, and for German and English. Behind a number, other forms of one as well. */
export function readMagnitude(
  word: string,
  language: string,
  { follows }: { readonly follows: boolean },
): number | null {
  if (OWN.has(language)) return null;
  const magnitudes = magnitudesOf(language);
  const exact = magnitudes.get(word) ?? null;
  if (!follows) return word.length < SHORTEST ? null : exact;
  if (exact !== null) return exact;
  const stems = [...magnitudes.keys()].filter((stem) => isFormOf(stem, word));
  const longest = stems.toSorted((one, other) => other.length - one.length)[0];
  return longest === undefined ? null : (magnitudes.get(longest) ?? null);
}

function isFormOf(stem: string, word: string): boolean {
  if (!word.startsWith(stem)) return false;
  const isLong = stem.length >= SHORTEST_STEM && word.length - stem.length <= LONGEST_ENDING;
  return isLong || UNSPACED.test(stem);
}

const magnitudesOf = byLanguage(listMagnitudes);

/** Of one word each: of "mil millones" both are known by themselves, and of "de milioane" the last is meant. */
function listMagnitudes(language: string): Map<string, number> {
  const format = new Intl.NumberFormat(language, {
    notation: "compact",
    compactDisplay: "long",
    numberingSystem: "latn",
    maximumFractionDigits: 0,
  });
  const magnitudes = new Map<string, number>();
  for (const number of POWERS.flatMap((power) => COUNTS.map((count) => count * power))) {
    const parts = format.formatToParts(number);
    const digits = parts.filter(({ type }) => type === "integer").map(({ value }) => value);
    const name = parts.find(({ type }) => type === "compact")?.value ?? "";
    const word = normalise(name).trim().toLowerCase().replace(/^de /, "");
    const counted = digits.length === 0 ? 1 : Number(digits.join(""));
    // A word without a figure beside it may be "two thousand" in one.
    const isOfOne = digits.length > 0 || number === 1e3;
    if (/^\p{L}[\p{L}\p{M}]*$/u.test(word) && isOfOne) magnitudes.set(word, number / counted);
  }
  return magnitudes;
}
