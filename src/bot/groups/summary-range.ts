/**
 * What follows `/summary`: which messages are meant, or that recording is to be switched.
 */

export type Wanted =
  /** Since the person's last message, or since the last summary. */
  | { readonly kind: "unseen" }
  | { readonly kind: "last"; readonly count: number }
  | { readonly kind: "span"; readonly ms: number }
  | { readonly kind: "today" }
  /** Since the person's last message. */
  | { readonly kind: "since-me" }
  /** From this message on, which was written then, in milliseconds. */
  | { readonly kind: "from"; readonly message: number; readonly at: number };

export interface SummaryCall {
  readonly wanted: Wanted;
  /** Of every topic of a forum. */
  readonly isOfAllTopics: boolean;
  /** More was asked for than there can be. */
  readonly isCapped: boolean;
}

interface Limits {
  /** Nothing older is kept. */
  readonly retentionDays: number;
}

/** More are not read. */
export const MOST_MESSAGES = 5000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const ALL = /(?<!\p{L})(?:all|alle|alles|alle themen)(?!\p{L})/iu;
const SWITCH = new Map([
  ["on", true],
  ["an", true],
  ["ein", true],
  ["off", false],
  ["aus", false],
]);
const TODAY = new Set(["today", "heute"]);
const SINCE_ME = new Set(["since me", "seit mir", "me", "mir"]);
const COUNT = /^\d{1,9}$/u;
const SPAN =
  /^(\d{1,6})\s*(m|min|minuten?|minutes?|h|std|stunden?|hours?|d|t|tage?n?|days?|w|wochen?|weeks?)$/iu;

/** True for `/summary on`, false for `/summary off`; null for what is no switch. */
export function readSwitch(rest: string): boolean | null {
  return SWITCH.get(rest.trim().toLowerCase()) ?? null;
}

/** `replied`: the message that the command replies to. Null for nonsense. */
export function readSummaryCall(
  rest: string,
  replied: Replied | null,
  { retentionDays }: Limits,
): SummaryCall | null {
  const words = rest.trim().toLowerCase().replace(/\s+/gu, " ");
  const range = readRange(words.replace(ALL, "").trim(), replied, retentionDays * DAY_MS);
  return range === null ? null : { isOfAllTopics: ALL.test(words), ...range };
}

interface Replied {
  readonly id: number;
  readonly at: number;
}

interface Range {
  readonly wanted: Wanted;
  readonly isCapped: boolean;
}

/** Null for nonsense. */
function readRange(range: string, replied: Replied | null, mostMs: number): Range | null {
  if (range === "" && replied === null) return exactly({ kind: "unseen" });
  if (range === "" && replied !== null)
    return exactly({ kind: "from", message: replied.id, at: replied.at });
  if (TODAY.has(range)) return exactly({ kind: "today" });
  if (SINCE_ME.has(range)) return exactly({ kind: "since-me" });
  const [amount, most, toWanted] = readAmount(range, mostMs) ?? [0, 0, null];
  if (toWanted === null || amount === 0) return null;
  return { wanted: toWanted(Math.min(amount, most)), isCapped: amount > most };
}

type Amount = readonly [amount: number, most: number, toWanted: (amount: number) => Wanted];

function exactly(wanted: Wanted): Range {
  return { wanted, isCapped: false };
}

/** "50" is a number of messages, "3h" a time. */
function readAmount(range: string, mostMs: number): Amount | null {
  if (COUNT.test(range))
    return [Number(range), MOST_MESSAGES, (count) => ({ kind: "last", count })];
  const [, number, unit = ""] = SPAN.exec(range) ?? [];
  if (number === undefined) return null;
  return [Number(number) * lengthOf(unit), mostMs, (ms) => ({ kind: "span", ms })];
}

/** In milliseconds. */
function lengthOf(unit: string): number {
  switch (unit.charAt(0)) {
    case "m":
      return 60_000;
    case "h":
    case "s":
      return HOUR_MS;
    case "w":
      return 7 * DAY_MS;
    default:
      return DAY_MS;
  }
}
