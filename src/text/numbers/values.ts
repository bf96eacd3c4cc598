/**
 * The days and quantities of a text by their value, however they are written: what a question and a sentence have in
 * common that say "1. Mai" and "2026-05-01", "0,9 km²" and "Quadratkilometer".
 *
 * @example
 * readValues("Am 1. Mai kamen elf Kinder.", "de").quantities; // [{ amount: "11", kind: "count", … }]
 * inOneNotation("am 1.5.2026 für 2,3 Mio €", "de"); // "am m5 m5d1 2026 für 2300000 euro"
 */
import { normalise } from "../fold.ts";
import { byLanguage } from "../lists/by-language.ts";
import { memo } from "../memo.ts";
import { splitWords } from "../words.ts";
import { isDateName, readDates, readDays, type CalendarDay } from "./calendar.ts";
import { readTimes } from "./clock-times.ts";
import { countedBy, figuresIn, type PlacedFigure } from "./figures.ts";
import { readMagnitude } from "./magnitudes.ts";
import { readNumeral } from "./numerals.ts";
import { unitNamed } from "./units.ts";

/** A number with what it measures; no day, year or time of day is one. */
export interface Quantity extends PlacedFigure {
  /** Of its unit: "time", "money", "length", …; of one that has none "count". */
  readonly kind: string;
}

export interface Values {
  readonly quantities: readonly Quantity[];
  readonly days: readonly CalendarDay[];
  /** "yesterday", "weekday 3", as `readDates` names them. */
  readonly dates: readonly string[];
  /** Numbers that are years by themselves. */
  readonly years: readonly string[];
  /** Times of day, in minutes. */
  readonly times: readonly number[];
}

/** `language` is the text's (ISO 639-1). */
export function readValues(text: string, language: string): Values {
  const { dates, rest, days } = readDates(normalise(text), language);
  const { times, rest: timeless } = readTimes(blank(rest, days), language);
  const figures = figuresIn(timeless, language);
  const isYear = (figure: PlacedFigure) => mayBeYear(figure, timeless, language);
  return {
    dates,
    days,
    times,
    years: figures.filter(isYear).map(({ amount }) => amount),
    quantities: figures
      .filter((figure) => !isYear(figure))
      .map((figure) => ({ ...figure, kind: unitNamed(figure.unit ?? "")?.kind ?? "count" })),
  };
}

const YEAR = /^(?:1[0-9]|20)\d\d$/;
/** What stands before a year: "seit 1987", "in 1979", "Sommer 2019". */
const BEFORE_YEAR =
  /(?<!\p{L})(?:seit|seither|jahre?s?|anno|bis|ab|von|in|since|from|until|till|by|before|after|of|to|year|sommer|winter|herbst|frühjahr|summer|autumn|spring)\s+$/iu;

/** "1260 Unterschriften" is none, "seit 1987" is one. */
function mayBeYear(figure: PlacedFigure, text: string, language: string): boolean {
  if (!YEAR.test(figure.amount) || figure.unit !== null) return false;
  return BEFORE_YEAR.test(text.slice(0, figure.from)) || countedBy(figure, language).length === 0;
}

/** Numbers in words below it are left as they are: they count little, and "zweite" is no "zwei". */
const FEWEST = 13;

/** The text with what `inOneNotation` makes of it added: words to be found by. */
export function withValues(text: string, language: string): string {
  const rewritten = inOneNotation(text, language);
  if (rewritten === text) return text;
  const own = new Set(splitWords(text, language));
  return [text, ...splitWords(rewritten, language).filter((word) => !own.has(word))].join(" ");
}

/** The text with every day, larger number and unit in one notation, the same for all languages: words to search by. */
export function inOneNotation(text: string, language: string): string {
  const words = text.match(WORD) ?? [];
  if (!words.some(valueWordTest(language))) return text;
  const normal = normalise(text);
  const { days } = readDays(normal, language);
  const numbers = figuresIn(blank(normal, days), language).filter(
    ({ amount, unit }) => Number(amount) >= FEWEST || (unit !== null && Number(amount) > 0),
  );
  const places = [
    ...days.map((day) => ({ ...day, words: wordsOfDay(day) })),
    ...numbers.map((number) => ({ ...number, words: [number.amount] })),
  ].toSorted((a, b) => b.from - a.from);
  // Two readings of "3/4/2026" stand in one place.
  const rewritten = places.reduce(
    (rest, { from, to, words: notation }, i) =>
      `${rest.slice(0, from)}${notation.join(" ")} ${rest.slice(from === places[i - 1]?.from ? from : to)}`,
    normal,
  );
  return rewritten.replace(UNIT, (form: string) => {
    const unit = unitNamed(form.toLowerCase().replace("/", "").replace(" ", "_"));
    return unit === null || unit.kind === "time" ? form : ` ${unit.name} `;
  });
}

/** Short ones are a unit behind a number only. */
const UNIT =
  /(?:square|cubic|per) \p{L}+|(?<=\d\s*)(?:k?m[23]|km\/h|\p{L}{1,3}|°[CF]?)(?![\p{L}\p{N}])|\p{L}{4,}|[%€$£¥]/giu;

const WORD = /\p{L}+|\p{Nd}|[%€$£¥°]/gu;

/** Whether a word may be a part of a day, a number or a unit. */
const valueWordTest = byLanguage((language) =>
  memo(
    (word: string) =>
      !/^\p{L}/u.test(word) ||
      isDateName(word, language) ||
      readNumeral(word.toLowerCase(), language) !== null ||
      readMagnitude(word.toLowerCase(), language, { follows: true }) !== null ||
      unitNamed(word.toLowerCase()) !== null,
    { most: 20_000 },
  ),
);

function wordsOfDay({ month, day, year }: CalendarDay): string[] {
  return [
    `m${month}`,
    ...(day > 0 ? [`m${month}d${day}`] : []),
    ...(year > 0 ? [String(year)] : []),
  ];
}

function blank(text: string, places: readonly { from: number; to: number }[]): string {
  return places.reduce(
    (rest, { from, to }) => rest.slice(0, from) + " ".repeat(to - from) + rest.slice(to),
    text,
  );
}
