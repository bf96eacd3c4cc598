/**
 * A span of time, or a number of messages, as people name it: "gestern abend", "seit halb neun", "last 2 hours", "50 nachrichten".
 *
 * Each word is looked up, then a small grammar has to use up all of them: a wrong span is worse than being asked again.
 *
 * @example
 * readSpan("seit freitagabend", { now: Date.now(), timeZone: "Europe/Berlin" }); // { kind: "between", from: …, to: null }
 */
import { readDays } from "../../text/numbers/calendar.ts";
import { createLocalTime, type LocalTime } from "./summary-times.ts";
import { DAY, MONTH, readWord, WEEK, type Meaning, type Word } from "./span-words.ts";

export type Span =
  | { readonly kind: "last"; readonly count: number }
  | { readonly kind: "span"; readonly ms: number }
  /** In milliseconds; `to` is null for until now. */
  | { readonly kind: "between"; readonly from: number; readonly to: number | null };

const MINUTE_MS = 60_000;
const DAY_MS = DAY * MINUTE_MS;
const HALF_DAY = DAY / 2;

/** A day in local time, and what of it is meant, in minutes. */
interface Point {
  /** Null where no day is named. */
  readonly day: number | null;
  readonly from: number;
  /** Null for a moment. */
  readonly to: number | null;
  /** "halb neun" may be twelve hours later as well. */
  readonly isLoose: boolean;
}

interface Now {
  readonly now: number;
  /** IANA. */
  readonly timeZone: string;
}

/** Stands for a date that was found, among the words. */
const DATE = "§";
const TOKEN = /§|\d+(?:st|nd|rd|th)\b|\d+(?:[.:,]\d+|\.(?!\d))?|\p{L}+|[^\s,;!?"()]/gu;

/** Null for what cannot be read. */
export function readSpan(said: string, { now, timeZone }: Now): Span | null {
  const words = readWords(
    said
      .toLowerCase()
      .replace(/o['’]clock/gu, "uhr")
      .replace(/([ap])\.m\./gu, "$1m"),
  );
  return words === null ? null : parse(words, { time: createLocalTime(timeZone), now });
}

/** Null where one of them means nothing. */
function readWords(said: string): Word[] | null {
  const { text, dates } = takeDates(said);
  const words: Word[] = [];
  for (const token of text.match(TOKEN) ?? []) {
    const isMorning = token === "am" && ["number", "clock"].includes(words.at(-1)?.kind ?? "");
    const date = token === DATE ? dates.shift() : undefined;
    const found = date === undefined ? readWord(isMorning ? "a.m" : token) : [date];
    if (found === null) return null;
    words.push(...found);
  }
  return words.filter(({ kind }) => kind !== "none");
}

/** "seit dem 24.11." → "seit dem §" and the date. */
function takeDates(said: string): { text: string; dates: Word[] } {
  for (const language of ["de", "en"]) {
    const days = readDays(said, language).days.filter(({ day }) => day > 0);
    const isClear = new Set(days.map(({ from }) => from)).size === days.length;
    if (days.length === 0 || !isClear) continue;
    let text = said;
    for (const { from, to } of days.toReversed())
      text = `${text.slice(0, from)} ${DATE} ${text.slice(to)}`;
    return {
      text,
      dates: days.map(({ month, day, year }) => ({ kind: "date", text: DATE, month, day, year })),
    };
  }
  return { text: said.replaceAll(DATE, "?"), dates: [] };
}

interface Here {
  readonly time: LocalTime;
  readonly now: number;
}

function parse(words: readonly Word[], here: Here): Span | null {
  const [first] = words;
  const hasSince = first?.kind === "since";
  const rest = hasSince ? words.slice(1) : words;
  return (
    readCount(rest, hasSince) ??
    readCalendar(rest, hasSince, here) ??
    readLength(rest) ??
    readPoints(rest, hasSince, here)
  );
}

/** "letzte 50", "50 nachrichten" */
function readCount(words: readonly Word[], hasSince: boolean): Span | null {
  const numbers = words.filter(({ kind }) => kind === "number");
  const isCount = words.every(({ kind }) => ["last", "messages", "number"].includes(kind));
  if (hasSince || !isCount || numbers.length === 0) return null;
  // "50 50" is no number; "zwei dutzend" is.
  if (numbers.length > 1 && numbers.some(({ text }) => /^\d/u.test(text))) return null;
  const count = productOf(numbers);
  return Number.isInteger(count) && count > 0 ? { kind: "last", count } : null;
}

/** "letzte woche", "this month", "am wochenende" */
function readCalendar(words: readonly Word[], hasSince: boolean, here: Here): Span | null {
  const named = periodNamed(words);
  const today = dayOf(here.time.toLocal(here.now));
  const period = named === null ? null : periodOf(named, today);
  return period === null ? null : spanOf(period.from, hasSince ? null : period.to, here);
}

interface Period {
  readonly word: Word;
  /** How many of them ago. */
  readonly back: number;
}

function periodNamed([first, second, ...others]: readonly Word[]): Period | null {
  if (first === undefined || others.length > 0) return null;
  if (second === undefined) return first.kind === "weekend" ? { word: first, back: 0 } : null;
  if (first.kind === "this") return { word: second, back: 0 };
  return first.kind === "last" && !first.rolls ? { word: second, back: 1 } : null;
}

function periodOf({ word, back }: Period, today: number): { from: number; to: number } | null {
  const monday = today - (weekdayOf(today) - 1) * DAY_MS;
  if (word.kind === "weekend") {
    const saturday = monday + 5 * DAY_MS;
    const from = saturday > today ? saturday - WEEK * MINUTE_MS : saturday;
    return { from, to: from + 2 * DAY_MS };
  }
  if (word.kind !== "unit") return null;
  if (word.minutes === WEEK) {
    const from = monday - back * WEEK * MINUTE_MS;
    return { from, to: from + WEEK * MINUTE_MS };
  }
  if (word.minutes !== MONTH) return null;
  const date = new Date(today);
  const first = (months: number) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
  return { from: first(-back), to: first(1 - back) };
}

/** "2h30m", "die letzten 2 stunden", "half an hour", "3 hours ago" */
function readLength(words: readonly Word[]): Span | null {
  const rest = words.filter(({ kind }) => kind !== "ago");
  const isLast = rest[0]?.kind === "last";
  const lengths = isLast ? rest.slice(1) : rest;
  let minutes = 0;
  let numbers: Word[] = [];
  for (const word of lengths) {
    if (word.kind === "unit") {
      // "letzte stunde" needs no number.
      if (numbers.length === 0 && (minutes > 0 || !isLast)) return null;
      minutes += productOf(numbers) * word.minutes;
      numbers = [];
    } else if (word.kind === "number" || word.kind === "and") numbers.push(word);
    else return null;
  }
  const isWhole = minutes > 0 && numbers.length === 0;
  return isWhole ? { kind: "span", ms: Math.round(minutes * MINUTE_MS) } : null;
}

/** "zwei hundert", "half an", "two and a half" */
function productOf(words: readonly Word[]): number {
  const numbers = words.flatMap((word) => (word.kind === "number" ? [word.value] : []));
  const [first = 1, ...others] = numbers;
  const isSum = words.length > 2 && words.some(({ kind }) => kind === "and") && first >= 1;
  const product = others.reduce((all, one) => all * one, 1);
  return isSum ? first + product : first * product;
}

/** "seit montag", "gestern abend", "from 9am to 1pm" */
function readPoints(words: readonly Word[], hasSince: boolean, here: Here): Span | null {
  const at = words.findIndex(
    ({ kind }, index) => isUntil(kind) && words[index - 1]?.text !== "quarter",
  );
  const local = here.time.toLocal(here.now);
  if (at >= 0) return readBetween(words.slice(0, at), words.slice(at + 1), here);
  const point = readPoint(words, local);
  const isBare = !hasSince && words.every(({ kind }) => kind === "number");
  if (point === null || isBare) return null;
  const from = momentOf(point, local, false);
  if (hasSince || point.to === null) return spanOf(from, null, here);
  return spanOf(from, from + (point.to - point.from) * MINUTE_MS, here);
}

function isUntil(kind: Word["kind"]): boolean {
  return kind === "until" || kind === "and";
}

function readBetween(begin: readonly Word[], end: readonly Word[], here: Here): Span | null {
  const local = here.time.toLocal(here.now);
  const [first, last] = [readPoint(begin, local), readPoint(end, local)];
  if (first === null || last === null) return null;
  const from = momentOf(first, local, true);
  const to = (last.day ?? dayOf(from)) + (last.to ?? last.from) * MINUTE_MS;
  const isLater = last.isLoose && to <= from;
  return spanOf(from, isLater ? to + HALF_DAY * MINUTE_MS : to, here);
}

/** Null for what has not come yet, and for an end before the beginning. */
function spanOf(from: number, to: number | null, { time, now }: Here): Span | null {
  const [begin, end] = [time.fromLocal(from), to === null ? null : time.fromLocal(to)];
  if (begin > now || (end !== null && end <= begin)) return null;
  return { kind: "between", from: begin, to: end !== null && end < now ? end : null };
}

/** The last such moment that has come. `isExact`: its hour is meant as it is said. */
function momentOf({ day, from, isLoose }: Point, local: number, isExact: boolean): number {
  const said = (day ?? dayOf(local)) + from * MINUTE_MS;
  if (day !== null && day !== dayOf(local)) return said;
  const later = said + HALF_DAY * MINUTE_MS;
  if (isLoose && !isExact && later <= local) return later;
  return day === null && said > local ? said - DAY_MS : said;
}

function readPoint(words: readonly Word[], local: number): Point | null {
  const today = dayOf(local);
  const [first, ...others] = words;
  const isLast = first?.kind === "last";
  const named = isLast || first?.kind === "this" ? others : words;
  const [head, ...behind] = named;
  if (head === undefined) return null;
  const day = dayNamed(head, today, isLast);
  const rest = day === null ? named : behind;
  // "letzte nacht" and "last friday" may be said so, and no other day or hour.
  const canBeLast = head.kind === "weekday" || isNight(head);
  return named === words || canBeLast ? readHours(rest, day, today) : null;
}

function readHours(words: readonly Word[], day: number | null, today: number): Point | null {
  const [one, ...more] = words;
  if (one === undefined) return day === null ? null : { day, from: 0, to: DAY, isLoose: false };
  if (one.kind === "part" && more.length === 0) {
    // "morgen" alone is tomorrow.
    if (one.text === "morgen" && day === null) return null;
    const { from, to } = one;
    return { day: isNight(one) ? today : day, from, to, isLoose: false };
  }
  const clock = readClock(words);
  return clock === null ? null : { day, ...clock, to: null };
}

/** The one that ends today, whichever day it is counted to. */
function isNight(word: Word): boolean {
  return word.kind === "part" && word.from < 0;
}

/** As the beginning of a local day; null for what names none. */
function dayNamed(word: Meaning, today: number, isLast: boolean): number | null {
  if (word.kind === "day") return today - word.back * DAY_MS;
  if (word.kind === "weekday") {
    const back = (weekdayOf(today) - word.day + 7) % 7;
    return today - (back === 0 && isLast ? 7 : back) * DAY_MS;
  }
  if (word.kind !== "date") return null;
  const date = new Date(today);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const named = (back: number) =>
    word.month === 0
      ? Date.UTC(year, month - back, word.day)
      : Date.UTC(word.year === 0 ? year - back : word.year, word.month - 1, word.day);
  const last = named(0) > today ? named(1) : named(0);
  // There is no 31st of February.
  return new Date(last).getUTCDate() === word.day ? last : null;
}

type Clock = Pick<Point, "from" | "isLoose">;

/** "14 uhr 30", "9am", "halb neun", "quarter past two", "mitternacht" */
function readClock(words: readonly Word[]): Clock | null {
  const [first, second, ...more] = words;
  const spoken = spokenTime(words);
  if (spoken !== null) return { from: spoken, isLoose: true };
  const said = first === undefined ? null : clockSaid(first);
  if (first === undefined || said === null) return null;
  if (second === undefined)
    return { from: said, isLoose: first.kind === "number" && said <= HALF_DAY };
  if (second.kind === "half-day" && more.length === 0)
    return { from: inHalf(said, second.minutes), isLoose: false };
  const minutes = second.kind === "oclock" ? minutesIn(more) : null;
  return minutes === null ? null : { from: said + minutes, isLoose: false };
}

function clockSaid(word: Word): number | null {
  if (word.kind === "clock") return word.minutes;
  return word.kind === "number" ? word.clock : null;
}

/** What follows "14 uhr". */
function minutesIn([first, ...more]: readonly Word[]): number | null {
  if (first === undefined) return 0;
  const isMinutes = first.kind === "number" && first.value < 60 && more.length === 0;
  return isMinutes ? first.value : null;
}

/** "12am" is midnight. */
function inHalf(clock: number, half: number): number {
  return (clock % HALF_DAY) + half;
}

/** Added to the hour that follows, in minutes. */
const SHIFTS: ReadonlyMap<string, number> = new Map([
  ["halb", -30],
  ["half past", 30],
  ["viertel nach", 15],
  ["quarter past", 15],
  ["quarter after", 15],
  ["viertel vor", -15],
  ["quarter to", -15],
  ["dreiviertel", -15],
]);

function spokenTime(words: readonly Word[]): number | null {
  const hour = words.at(-1);
  const said = words.slice(0, -1).map(({ text }) => text);
  const shift = SHIFTS.get(said.join(" "));
  return shift === undefined || hour?.kind !== "number" || hour.clock === null
    ? null
    : hour.clock + shift;
}

/** The beginning of the day of a local moment. */
function dayOf(local: number): number {
  return local - (local % DAY_MS);
}

/** From 1 for Monday. */
function weekdayOf(day: number): number {
  return new Date(day).getUTCDay() || 7;
}
