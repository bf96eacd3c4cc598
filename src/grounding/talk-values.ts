/**
 * The values a message of a talk says that may change: days, times of day and numbers, in German and English alike.
 */
import { readDates } from "../text/numbers/calendar.ts";
import { readTimes } from "../text/numbers/clock-times.ts";

export interface TalkValues {
  /** Weekdays and days of a month, as `readDates` names them. */
  readonly days: ReadonlySet<string>;
  /** In minutes of half a day. */
  readonly times: ReadonlySet<string>;
  /** All other numbers in digits. */
  readonly numbers: ReadonlySet<string>;
}

/** People mix them, and a date name of one is no word of the other. */
export const TALK_LANGUAGES = ["de", "en"] as const;

export function readTalkValues(text: string): TalkValues {
  const [days, times, numbers] = [new Set<string>(), new Set<string>(), new Set<string>()];
  let rest = capitalised(text);
  for (const language of TALK_LANGUAGES) {
    const read = readDates(rest, language);
    for (const date of read.dates) if (/^weekday|day \d/u.test(date)) days.add(date);
    rest = read.rest;
  }
  // "24. Juni": its day stays behind.
  for (const date of days) rest = rest.replace(/(?<=day )\d+/u.exec(date)?.[0] ?? "\0", " ");
  for (const language of TALK_LANGUAGES) {
    const read = readTimes(rest, language);
    for (const time of read.times) times.add(String(time));
    rest = read.rest;
  }
  for (const [number] of rest.matchAll(/\p{Nd}+(?:[.,]\p{Nd}+)*/gu))
    numbers.add(number.replace(/[.,](?=\p{Nd}{3})/gu, ""));
  return { days, times, numbers };
}

/** People write the names of days in lower case. */
function capitalised(text: string): string {
  return text.replace(/(?<!\p{L})\p{Ll}/gu, (letter) => letter.toUpperCase());
}
