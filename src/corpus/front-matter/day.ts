/**
 * What somebody wrote for a date → YYYY-MM-DD, or the month or year where no day stands in it.
 *
 * The day is the one that was written: a time zone behind it moves nothing.
 */
import { isDate } from "../draft.ts";

/** German and English; three letters tell each of them. */
const MONTHS = "jan feb mär|mar|mrz apr mai|may jun jul aug sep okt|oct nov dez|dec".split(" ");

const MONTH =
  "(?<name>(?:jan|feb|mär|mar|mrz|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec)\\p{L}*)\\.?";

/** The first that is found counts; each finds a year, and a month and a day where they are written. */
const NOTATIONS: readonly RegExp[] = [
  // 2026-06-14T23:45, 2026/6/14
  /(?<!\d)(?<year>\d{4})(?<mark>[-/.])(?<month>\d{1,2})\k<mark>(?<day>\d{1,2})(?!\d)/u,
  // 20260614
  /(?<!\d)(?<year>(?:19|20)\d{2})(?<month>\d{2})(?<day>\d{2})(?!\d)/u,
  // 14.6.2026, 14. 06. 26
  /(?<!\d)(?<day>\d{1,2})\.\s?(?<month>\d{1,2})\.\s?(?<year>\d{4}|\d{2})(?!\d)/u,
  // 14-06-2026
  /(?<!\d)(?<day>\d{1,2})-(?<month>\d{1,2})-(?<year>\d{4})(?!\d)/u,
  // 14. Juni 2026, 14 Jun 2026, 14th of June 2026
  new RegExp(
    `(?<!\\d)(?<day>\\d{1,2})(?:\\.|st|nd|rd|th)?\\s*(?:of\\s)?${MONTH},?\\s*(?<year>\\d{4})`,
    "iu",
  ),
  // June 14, 2026
  new RegExp(
    `(?<!\\p{L})${MONTH}\\s+(?<day>\\d{1,2})(?:st|nd|rd|th)?,?\\s+(?<year>\\d{4})(?!\\d)`,
    "iu",
  ),
  // Juni 2026
  new RegExp(`(?<!\\p{L})${MONTH},?\\s+(?<year>\\d{4})(?!\\d)`, "iu"),
  // 2026-06
  /(?<!\d)(?<year>\d{4})[-/](?<month>\d{2})(?![\d/-])/u,
  /^(?<year>\d{4})$/u,
];

/** 14/06/2026 and 06/14/2026: which of the two is the day is told only by one that is no month. */
const SLASHES = /(?<!\d)(?<first>\d{1,2})\/(?<second>\d{1,2})\/(?<year>\d{4})(?!\d)/u;

/** Two digits up to this are of this century. */
const NEWEST_SHORT_YEAR = 69;

/** Null where no day, month or year is told, or one that does not exist. */
export function readDay(text: string): string | null {
  const slashes = SLASHES.exec(text)?.groups;
  if (slashes !== undefined) return readSlashes(slashes);
  for (const notation of NOTATIONS) {
    const found = notation.exec(text)?.groups;
    if (found !== undefined) return compose(found);
  }
  return null;
}

function readSlashes({ first = "", second = "", year = "" }: Record<string, string | undefined>) {
  if (Number(first) > 12 || first === second) return compose({ year, month: second, day: first });
  return Number(second) > 12 ? compose({ year, month: first, day: second }) : null;
}

function compose({ year = "", month, name, day }: Record<string, string | undefined>) {
  const parts = [fullYear(year), name === undefined ? month : monthOf(name), day];
  const date = parts
    .filter((part) => part !== undefined)
    .map((part) => part.padStart(2, "0"))
    .join("-");
  return isDate(date) ? date : null;
}

function fullYear(year: string): string {
  if (year.length !== 2) return year;
  return `${Number(year) > NEWEST_SHORT_YEAR ? 19 : 20}${year}`;
}

function monthOf(name: string): string {
  const start = name.slice(0, 3).toLowerCase();
  return String(MONTHS.findIndex((names) => names.split("|").includes(start)) + 1);
}
