/**
 * Moments of a group's messages as they are read: "Mo 14:03–18:30".
 */
import { createDays } from "../../store/day.ts";
import type { Language } from "../incoming/language.ts";

/** All in milliseconds. */
export interface Times {
  /** "14:03", and with the weekday where it is not the day of `among`. */
  clock(at: number, among?: number): string;
  /** "Mo 14:03–18:30", "So 22:10 – Mo 18:30" */
  span(from: number, to: number): string;
}

const DAY_MS = 86_400_000;
/** Of older ones a weekday alone would name another day. */
const WEEKDAY_DAYS = 6;

export function createTimes(
  timeZone: string,
  language: Language,
  { now }: { readonly now: number },
): Times {
  const dayOf = createDays(timeZone);
  const locale = language === "de" ? "de-DE" : "en-GB";
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options });
  const time = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const weekday = format({ weekday: "short" });
  const date = format({ day: "numeric", month: language === "de" ? "numeric" : "short" });

  function moment(at: number): string {
    const isRecent = dayOf(now) - dayOf(at) <= WEEKDAY_DAYS * DAY_MS;
    const day = isRecent ? [] : [date.format(at)];
    return [weekday.format(at), ...day, time.format(at)].join(" ");
  }

  return {
    clock: (at, among = at) => (dayOf(at) === dayOf(among) ? time.format(at) : moment(at)),
    span(from, to) {
      const [begin, end] = [moment(from), moment(to)];
      if (begin === end) return begin;
      return dayOf(from) === dayOf(to) ? `${begin}–${time.format(to)}` : `${begin} – ${end}`;
    },
  };
}

/** Moments as a clock on the wall there shows them: the milliseconds at which it would be so in Greenwich. */
export interface LocalTime {
  toLocal(at: number): number;
  fromLocal(local: number): number;
}

export function createLocalTime(timeZone: string): LocalTime {
  const dayOf = createDays(timeZone);
  const clock = new Intl.DateTimeFormat("en", {
    timeZone,
    hour: "numeric",
    minute: "numeric",
    hourCycle: "h23",
  });
  function toLocal(at: number): number {
    const parts = clock.formatToParts(at);
    const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
    return dayOf(at) + (part("hour") * 60 + part("minute")) * MINUTE_MS + (at % MINUTE_MS);
  }
  const shift = (local: number, guess: number) => local - (toLocal(guess) - guess);
  return { toLocal, fromLocal: (local) => shift(local, shift(local, local)) };
}

const MINUTE_MS = 60_000;
/** No day is longer. */
const LONGEST_DAY_MS = 26 * 60 * MINUTE_MS;

/** When the day of this moment began there. */
export function startOfDay(at: number, timeZone: string): number {
  const dayOf = createDays(timeZone);
  let [before, after] = [at - LONGEST_DAY_MS, at];
  while (after - before > MINUTE_MS) {
    const middle = Math.floor((before + after) / 2);
    if (dayOf(middle) === dayOf(at)) after = middle;
    else before = middle;
  }
  // Days begin at whole minutes.
  return after - (after % MINUTE_MS);
}
