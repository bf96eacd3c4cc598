/**
 * The dates a text names: months and weekdays in any language, numeric dates, seasons, "yesterday".
 */
import { byLanguage } from "../lists/by-language.ts";
import { readNumeral } from "./numerals.ts";

/** What is found, in one form for every language ("month 9", "month 9 year 2024", "weekday 3", "yesterday"), and the text without it. */
export interface DatesRead {
  readonly dates: readonly string[];
  /** As long as the text; days and years of dates still stand in it. */
  readonly rest: string;
  readonly days: readonly CalendarDay[];
}

/** A day of the calendar as far as a text names it, and where: "1. Mai", "2026-05-01", "May". */
export interface CalendarDay {
  /** From 1. */
  readonly month: number;
  /** 0 where it is not named, and so for the year. */
  readonly day: number;
  readonly year: number;
  /** UTF-16 offsets. */
  readonly from: number;
  readonly to: number;
}

/** Names are read in lower case and as whole words, in German with what is joined to them: "Mittwochabend". */
interface Names {
  readonly pattern: RegExp;
  readonly dates: ReadonlyMap<string, string>;
}

/** Languages that part no words, or join particles to them. */
const UNSPACED = new Set(["ja", "ko", "th", "zh"]);
/** "May" opens a question, too; so does "March" an order. */
const VERB = /^(?:may|march|august)$/i;

const PHRASES: readonly (readonly [date: string, words: RegExp])[] = [
  ["yesterday", /(?<!\p{L})(?:gestern|yesterday)(?!\p{L})/giu],
  ["today", /(?<!\p{L})(?:heute|today|tonight)(?!\p{L})/giu],
  ["tomorrow", /(?<!\p{L})(?:(?<!(?:heute|gestern|jeden|am|guten) )morgen|[Tt]omorrow)(?!\p{L})/gu],
  [
    "last year",
    /(?<!\p{L})(?:last year|(?:vergangene|letzte|vorige)[nsm] Jahr(?:es)?)(?!\p{L})/giu,
  ],
  ["next year", /(?<!\p{L})(?:next year|(?:nächste|kommende)[nsm] Jahr(?:es)?)(?!\p{L})/giu],
  ["last month", /(?<!\p{L})(?:last month|(?:vergangene|letzte|vorige)[nsm] Monats?)(?!\p{L})/giu],
  ["next month", /(?<!\p{L})(?:next month|(?:nächste|kommende)[nsm] Monats?)(?!\p{L})/giu],
  ["last week", /(?<!\p{L})(?:last week|(?:vergangene|letzte|vorige)[nr]? Woche)(?!\p{L})/giu],
  ["next week", /(?<!\p{L})(?:next week|(?:nächste|kommende)[nr]? Woche)(?!\p{L})/giu],
  ["summer", /(?<!\p{L})(?:Sommern?s?|[Ss]ummers?)(?!\p{L})/gu],
  ["autumn", /(?<!\p{L})(?:Herbst(?:es)?|[Aa]utumn)(?!\p{L})/gu],
  ["winter", /(?<!\p{L})(?:Winters?|[Ww]inters?)(?!\p{L})/gu],
  [
    "spring",
    /(?<!\p{L})(?:Frühlings?|Frühjahrs?|(?<=(?:in|last|this|next|the|early|late) )[Ss]pring)(?!\p{L})/gu,
  ],
];

/** "24.06.2024", "24. 6.", "24.6.24" */
const GERMAN_DATE =
  /(?<![\d.])(?<day>\d{1,2})\.\s?(?<month>\d{1,2})\.(?:\s?(?<year>\d{4}|\d\d)(?![\d.]\d|\d)|(?=\s|$|[,;)?!]))/g;
const SLASHED_DATE = /(?<![\d/])(\d{1,2})\/(\d{1,2})\/(\d{4})(?![\d/])/g;
const ISO_DATE = /(?<!\d)(?<year>\d{4})-(?<month>\d{2})(?!\d)(?:-(?<day>\d{2})(?!\d))?/g;

/** `language` is the text's (ISO 639-1). */
export function readDates(text: string, language: string): DatesRead {
  const { dates: named, rest: left, days } = readDays(text, language);
  const dates = [...named];
  let rest = left;
  for (const [date, words] of PHRASES) {
    const without = rest.replace(words, (phrase) => " ".repeat(phrase.length));
    if (without !== rest) dates.push(date);
    rest = without;
  }
  return { dates, rest, days };
}

/** The same without "yesterday", "last year" and seasons, at a fifth of the time. */
export function readDays(text: string, language: string): DatesRead {
  const dates: string[] = [];
  const days: CalendarDay[] = [];
  const add = (one: CalendarDay) => {
    days.push(one);
    dates.push(...inFull(one.month, one.day, one.year));
  };
  let rest = text;
  for (const pattern of [GERMAN_DATE, ISO_DATE]) {
    rest = rest.replace(pattern, (...match) => {
      const { day = "", month, year = "" } = match.at(-1) as Record<string, string | undefined>;
      const [whole, at] = [match[0], Number(match.at(-3))];
      if (Number(month) < 1 || Number(month) > 12 || Number(day) > 31) return whole;
      const century = year.length === 2 ? 2000 : 0;
      add({
        month: Number(month),
        day: Number(day),
        year: century + Number(year),
        from: at,
        to: at + whole.length,
      });
      return ` ${day} ${year}`.padEnd(whole.length);
    });
  }
  rest = rest.replace(SLASHED_DATE, (whole: string, ...groups: readonly unknown[]) => {
    const [first, second, year, at] = groups.map(Number) as [number, number, number, number];
    const [from, to] = [at, at + whole.length];
    // "3/4/2026" is the third of April in Britain and the fourth of March in America.
    const readings = new Map([
      [second, first],
      [first, second],
    ]);
    for (const [month, day] of readings) if (month <= 12) add({ month, day, year, from, to });
    return ` ${year}`.padEnd(whole.length);
  });
  const names = namesIn(language);
  rest = rest.replace(names.pattern, (word: string, at: number) => {
    const date = names.dates.get(bare(word.toLocaleLowerCase(language), language));
    if (date === undefined) return word;
    const to = at + word.length;
    const beside = besideMonth(rest.slice(0, at), rest.slice(to), language);
    const isMonth = date.startsWith("month");
    if (isOtherWord(word, at, { text: rest, language, hasDay: isMonth && beside.day > 0 }))
      return word;
    if (isMonth)
      add({
        month: Number(date.slice(6)),
        day: beside.day,
        year: beside.year,
        from: at - beside.before,
        to: to + beside.behind,
      });
    else dates.push(date);
    return " ".repeat(word.length);
  });
  return { dates, rest, days };
}

/** Whether the word names a month or a weekday; `language` is its own. */
export function isDateName(word: string, language: string): boolean {
  return namesIn(language).dates.has(bare(word.toLocaleLowerCase(language), language));
}

/** A month, and with what stands beside it: "month 6", "month 6 day 24", "month 6 year 2024"; 0 for what does not. */
export function inFull(month: number, day: number, year: number): string[] {
  return [
    `month ${month}`,
    ...(day > 0 ? [`month ${month} day ${day}`] : []),
    ...(year > 0 ? [`month ${month} year ${year}`] : []),
  ];
}

/** The day and the year beside a month's name, and how many letters they reach: "24. Juni 2024", "June 24th, 2024", "zehnter August". */
function besideMonth(before: string, behind: string, language: string) {
  const [phrase = "", digits, word = ""] = DAY_BEFORE.exec(before) ?? [];
  const dayBefore = Number(digits ?? dayNamed(word.toLowerCase(), language));
  const [reach = "", day = 0, year = 0] = YEAR_BEHIND.exec(behind) ?? [];
  return {
    day: dayBefore > 0 ? dayBefore : Number(day),
    year: Number(year),
    before: dayBefore > 0 ? phrase.length : 0,
    behind: reach.length,
  };
}

/** "zehnter", "third"; 0 for any other word. */
function dayNamed(word: string, language: string): number {
  const numeral = word === "" ? null : readNumeral(word, language);
  if (numeral?.kind !== "value" || numeral.unit !== "") return 0;
  return numeral.value <= 31 && Number.isInteger(numeral.value) ? numeral.value : 0;
}

const DAY_BEFORE =
  /(?:(?<!\d)(\d{1,2})(?:\.|st|nd|rd|th|er)?|(?<!\p{L})(\p{L}{5,}))\s+(?:of |de )?$/u;
const YEAR_BEHIND =
  /^(?:\s+(\d{1,2})(?:st|nd|rd|th)?(?![\d.:]))?(?:,?\s+(?:of |de |des Jahres )?(\d{4})(?!\d))?/u;

interface Reading {
  readonly text: string;
  readonly language: string;
  /** Whether the day of a month stands beside it. */
  readonly hasDay: boolean;
}

/** "May he?", "the march": words that are no dates here. */
function isOtherWord(word: string, at: number, { text, language, hasDay }: Reading): boolean {
  if (hasDay || language !== "en" || !VERB.test(word)) return false;
  if (/^\p{Ll}/u.test(word)) return true;
  const opens = /(?:^|[.!?:]\s+)$/.test(text.slice(0, at));
  return opens && !/^\s\d/.test(text.slice(at + word.length));
}

/** "mittwochabend", "montags", "mondays" → the name itself. */
function bare(word: string, language: string): string {
  if (language === "de") return word.replace(DAYTIME, "");
  return language === "en" ? word.replace(/s$/, "") : word;
}

const DAYTIME = /(?<=tag|woch|abend)(?:(?:vor|nach)?mittags?|morgens?|abends?|nachts?|s|en?|es)$/;

const namesIn = byLanguage(readNames);

/** 2 January 2000 was a Sunday. */
function readNames(language: string): Names {
  const locale = Intl.DateTimeFormat.supportedLocalesOf(language)[0] ?? "en";
  const dates = new Map<string, string>();
  const formatted = (options: Intl.DateTimeFormatOptions, month: number, day: number) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
    return format.formatToParts(Date.UTC(2000, month, day));
  };
  const add = (parts: readonly Intl.DateTimeFormatPart[], date: string) => {
    const name = parts.map(({ value }) => value).join("");
    if (/\p{L}/u.test(name)) dates.set(name.toLocaleLowerCase(locale), date);
  };
  for (let month = 0; month < 12; month += 1) {
    add(formatted({ month: "long" }, month, 1), `month ${month + 1}`);
    // Russian and Greek say "июня", not "июнь", beside a day; what else stands there is no name: "1 de enero".
    const beside = formatted({ month: "long", day: "numeric" }, month, 1);
    add(
      beside.filter(({ type }) => type === "month"),
      `month ${month + 1}`,
    );
  }
  for (let day = 0; day < 7; day += 1)
    add(formatted({ weekday: "long" }, 0, 2 + day), `weekday ${day}`);
  if (locale === "de") {
    dates.set("jänner", "month 1");
    dates.set("sonnabend", "weekday 6");
  }
  const words = [...dates.keys()].map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const [start, end] = UNSPACED.has(locale) ? ["", ""] : ["(?<!\\p{L})", "(?!\\p{L})"];
  const ending =
    locale === "de" ? "(?:(?:vor|nach)?mittags?|morgens?|abends?|nachts?|s|en?|es)?" : "s?";
  return { pattern: new RegExp(`${start}(?:${words.join("|")})${ending}${end}`, "giu"), dates };
}
