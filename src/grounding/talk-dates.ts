/**
 * The dates of a message: those it names, and those that "Fr" or "morgen" mean on the day it was written.
 */
import { inFull, readDates, type DatesRead } from "../text/numbers/calendar.ts";

export interface DatedMessage {
  /** In its author's words. */
  readonly text: string;
  /** "14:03" */
  readonly time: string;
  /** "Monday 2026-11-23" */
  readonly day: string;
}

const DAY_MS = 86_400_000;

/** As people shorten them, in lower case, too: "fr", "weds", "dec". From Sunday on, and from January on. */
const SHORT_DAYS: readonly RegExp[] = [
  short("so|sun"),
  short("mo|mon"),
  short("di|tues?"),
  short("mi|weds?"),
  short("do|thu(?:rs?)?"),
  short("fr|fri"),
  short("sa|sat"),
];
/** In a sentence with capitals; "So" at its beginning is no Sunday. */
const CAPITAL_DAYS: readonly RegExp[] = [
  /(?<=[\p{L}\d,] )So(?!\p{L})/u,
  ..."Mo Di Mi Do Fr Sa".split(" ").map((name) => new RegExp(`(?<!\\p{L})${name}(?!\\p{L})`, "u")),
];
const SHORT_MONTHS: readonly RegExp[] = [
  "jan",
  "feb",
  "mär|mar|mrz",
  "apr",
  "mai|may",
  "jun",
  "jul",
  "aug",
  "sept?",
  "okt|oct",
  "nov",
  "dez|dec",
].map((names) => short(names));

function short(names: string): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${names})(?!\\p{L})`, "iu");
}

const RELATIVE: readonly (readonly [days: number, words: RegExp])[] = [
  [-2, /(?<!\p{L})vorgestern(?!\p{L})/iu],
  [-1, /(?<!\p{L})(?:gestern|yesterday|last night)(?!\p{L})/iu],
  [0, /(?<!\p{L})(?:heute?|today|tonight)(?!\p{L})/iu],
  [1, /(?<!\p{L})(?:morgen|tomorrow|tmrw?|tmw)(?!\p{L})/iu],
  [2, /(?<!\p{L})übermorgen(?!\p{L})/iu],
];

/** As `readDates` names them, and the text without them: of a sentence that a model wrote. */
export function writtenDates(text: string, language: string): DatesRead {
  const read = readDates(text, language);
  const cut = SHORT_DAYS.flatMap((_, weekday) =>
    CAPITAL_DAYS[weekday]?.test(read.rest) === true ? [`weekday ${weekday}`] : [],
  );
  return { ...read, dates: [...read.dates, ...cut] };
}

/** "Mo und Di" names no person. */
export function isShortDay(word: string): boolean {
  return CAPITAL_DAYS.some((names) => names.test(word));
}

/** As `readDates` names them: those it writes and those they mean. */
export function datesOfMessage({ text, day }: DatedMessage, language: string): ReadonlySet<string> {
  const capitalised = text.replace(/(?<!\p{L})\p{Ll}/gu, (letter) => letter.toUpperCase());
  const said = [text, capitalised].flatMap((spelling) => readDates(spelling, language).dates);
  const meant = RELATIVE.filter(([, words]) => words.test(text)).map(([days]) => days);
  const weekdays = SHORT_DAYS.flatMap((names, weekday) =>
    names.test(text) || said.includes(`weekday ${weekday}`) ? [weekday] : [],
  );
  const today = new Date(day.slice(-10));
  const next = weekdays.map((weekday) => (weekday - today.getUTCDay() + 7) % 7);
  return new Set([
    ...said,
    ...SHORT_MONTHS.flatMap((names, month) => (names.test(text) ? monthIn(text, month + 1) : [])),
    ...numericDates(text),
    ...RELATIVE_NAMES.filter(([days]) => meant.includes(days)).map(([, name]) => name),
    // A weekday may be the one that is coming, or the one after it.
    ...[...meant, ...next, ...next.map((days) => days + 7)].flatMap((days) =>
      namesOf(new Date(today.getTime() + days * DAY_MS)),
    ),
  ]);
}

const RELATIVE_NAMES: readonly (readonly [days: number, name: string])[] = [
  [-1, "yesterday"],
  [0, "today"],
  [1, "tomorrow"],
];

function namesOf(date: Date): string[] {
  const [day, month, year] = [date.getUTCDate(), date.getUTCMonth() + 1, date.getUTCFullYear()];
  return [`weekday ${date.getUTCDay()}`, ...inFull(month, day, year)];
}

/** "sat 12 dec": every number of the text may be its day. */
function monthIn(text: string, month: number): string[] {
  const days = [...text.matchAll(/(?<!\d)\d{1,2}(?!\d)/gu)].map(([day]) => Number(day));
  return [`month ${month}`, ...days.flatMap((day) => inFull(month, day, 0))];
}

/** "22.5", "5/12": either may come first. */
function numericDates(text: string): string[] {
  return [...text.matchAll(/(?<!\d)(\d{1,2})[./](\d{1,2})(?!\d)/gu)].flatMap(([, a, b]) =>
    [[Number(a), Number(b)] as const, [Number(b), Number(a)] as const].flatMap(([day, month]) =>
      month >= 1 && month <= 12 && day <= 31 ? inFull(month, day, 0) : [],
    ),
  );
}
