/**
 * The times of day a text names, in digits and in German and English words: "19.30 Uhr", "7pm", "halb acht", "quarter past two".
 */
import { readNumeral } from "./numerals.ts";
import { unitNamed } from "./units.ts";

export interface TimesRead {
  /** In minutes of half a day, for people say "um 7" and mean 19:00. */
  readonly times: readonly number[];
  /** As long as the text, without them. */
  readonly rest: string;
}

const HALF_DAY = 12 * 60;

const UNIT = "(?:uhr|h|o['’]?clock|am|pm|a\\.m\\.|p\\.m\\.)(?![\\p{L}\\p{N}])";
const HOUR = "(?<hour>\\d{1,2}|\\p{L}{3,})";

interface Pattern {
  readonly words: RegExp;
  /** Added to the hour, in minutes. */
  readonly shift: number;
}

const PATTERNS: readonly Pattern[] = [
  // "19:30", "19.30 Uhr", "7.15pm"
  {
    words: new RegExp(
      `(?<![\\d.,:])(?<hour>\\d{1,2})(?::(?<minute>[0-5]\\d)(?!\\d)(?:\\s?${UNIT})?|[.](?<minutes>[0-5]\\d)\\s?${UNIT})`,
      "giu",
    ),
    shift: 0,
  },
  // "19 Uhr 30", "19h30", "7pm", "sieben Uhr"
  {
    words: new RegExp(
      `(?<![\\p{L}\\d.,:])${HOUR}\\s?(?:${UNIT}|h(?=\\d\\d))(?:\\s?(?<minute>[0-5]\\d)(?!\\d))?`,
      "giu",
    ),
    shift: 0,
  },
  // "half eight" is half past in Britain.
  { words: new RegExp(`(?<!\\p{L})half(?: past)?\\s+${HOUR}(?!\\p{L}|\\d)`, "giu"), shift: 30 },
  { words: new RegExp(`(?<!\\p{L})halb\\s+${HOUR}(?!\\p{L}|\\d)`, "giu"), shift: -30 },
  {
    words: new RegExp(`(?<!\\p{L})(?:viertel nach|quarter past)\\s+${HOUR}(?!\\p{L}|\\d)`, "giu"),
    shift: 15,
  },
  {
    words: new RegExp(
      `(?<!\\p{L})(?:viertel vor|quarter to|dreiviertel|drei viertel)\\s+${HOUR}(?!\\p{L}|\\d)`,
      "giu",
    ),
    shift: -15,
  },
  // "um 7", "at 7"
  {
    words:
      /(?<!\p{L})(?:um|ab|gegen|at|by)\s+(?<hour>\d{1,2})(?:\.(?<minute>[0-5]\d))?(?!\d|\s?[.,:]\d|\s?[%€$£]|\p{L})(?:(?=\s+(?<next>\p{L}+)))?/giu,
    shift: 0,
  },
];

/** `language` is the text's (ISO 639-1), for its number words. */
export function readTimes(text: string, language: string): TimesRead {
  const times: number[] = [];
  let rest = text;
  for (const { words, shift } of PATTERNS)
    rest = rest.replace(words, (...match) => {
      const {
        hour = "",
        minute,
        minutes,
        next = "",
      } = match.at(-1) as Partial<Record<string, string>>;
      const read = hourOf(hour.toLowerCase(), language);
      if (read === null || (next.length > 2 && unitNamed(next.toLowerCase()) !== null))
        return match[0];
      times.push(inHalfDay(read * 60 + Number(minute ?? minutes ?? 0) + shift));
      return " ".repeat(match[0].length);
    });
  return { times, rest };
}

/** What a bare number may mean as a time: "7", "3.15" as 3:15; null for what is none. */
export function timeOfNumber(amount: string): number | null {
  const { hour, minute = "" } =
    /^(?<hour>\d{1,2})(?:\.(?<minute>\d{1,2}))?$/u.exec(amount)?.groups ?? {};
  if (hour === undefined || Number(hour) > 24) return null;
  // 2.3 was read from "2.30".
  const minutes = Number(minute.padEnd(2, "0"));
  return minutes > 59 ? null : inHalfDay(Number(hour) * 60 + minutes);
}

function hourOf(word: string, language: string): number | null {
  if (/^\d/.test(word)) return Number(word) <= 24 ? Number(word) : null;
  if (word === "eins" || word === "one" || word === "ein") return 1;
  const numeral = readNumeral(word, language);
  return numeral?.kind === "value" && numeral.unit === "" && numeral.value <= 24
    ? numeral.value
    : null;
}

function inHalfDay(minutes: number): number {
  return ((minutes % HALF_DAY) + HALF_DAY) % HALF_DAY;
}
