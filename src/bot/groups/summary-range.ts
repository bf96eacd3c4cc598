/**
 * What follows `/summary`: which messages are meant, or that recording is to be switched.
 */
import type { RepliedTo } from "../incoming/incoming.ts";

export type Wanted =
  /** Since the person's last message, or since the last summary. */
  | { readonly kind: "unseen" }
  /** Since the last summary. */
  | { readonly kind: "new" }
  | { readonly kind: "last"; readonly count: number }
  | { readonly kind: "span"; readonly ms: number }
  | { readonly kind: "today" }
  /** Since the person's last message. */
  | { readonly kind: "since-me" }
  /** From this message on, which was written then, in milliseconds. */
  | { readonly kind: "from"; readonly message: number; readonly at: number };

export interface SummaryCall extends Range {
  /** Of every topic of a forum. */
  readonly isOfAllTopics: boolean;
}

interface Range {
  readonly wanted: Wanted;
  /** More was asked for than there can be. */
  readonly isCapped: boolean;
}

/** More are not read. */
export const MOST_MESSAGES = 5000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
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
const SINCE_ME = new Set([
  "since me",
  "since my last",
  "since my last message",
  "me",
  "seit mir",
  "seit meiner letzten",
  "seit meiner letzten nachricht",
  "mir",
]);
const COUNT = /^\d{1,9}$/u;
const SPAN =
  /^(\d{1,6})\s*(m|min|minuten?|minutes?|h|std|stunden?|hours?|d|t|tage?n?|days?|w|wochen?|weeks?)$/iu;

/** True for `/summary on`, false for `/summary off`; null for what is no switch. */
export function readSwitch(rest: string): boolean | null {
  return SWITCH.get(rest.trim().toLowerCase()) ?? null;
}

/** `replied`: the message that the command replies to; `retentionDays`: nothing older is kept. Null for nonsense. */
export function readSummaryCall(
  rest: string,
  replied: Pick<RepliedTo, "id" | "at"> | null,
  { retentionDays }: { readonly retentionDays: number },
): SummaryCall | null {
  const words = rest.trim().toLowerCase().replace(/\s+/gu, " ");
  const isOfAllTopics = ALL.test(words);
  const range = words.replace(ALL, "").trim();
  if (range === "" && replied !== null) {
    const wanted = { kind: "from", message: replied.id, at: replied.at } as const;
    return { wanted, isOfAllTopics, isCapped: false };
  }
  const read = readRange(range, retentionDays * DAY_MS);
  return read === null ? null : { ...read, isOfAllTopics };
}

/** "50" is a number of messages, "3h" a time. */
function readRange(range: string, mostMs: number): Range | null {
  if (range === "") return { wanted: { kind: "unseen" }, isCapped: false };
  if (TODAY.has(range)) return { wanted: { kind: "today" }, isCapped: false };
  if (SINCE_ME.has(range)) return { wanted: { kind: "since-me" }, isCapped: false };
  if (COUNT.test(range)) {
    const count = Math.min(Number(range), MOST_MESSAGES);
    return count === 0
      ? null
      : { wanted: { kind: "last", count }, isCapped: Number(range) > MOST_MESSAGES };
  }
  const [, number = "0", unit = ""] = SPAN.exec(range) ?? [];
  const ms = Number(number) * lengthOf(unit);
  return ms === 0
    ? null
    : { wanted: { kind: "span", ms: Math.min(ms, mostMs) }, isCapped: ms > mostMs };
}

/** In milliseconds. */
function lengthOf(unit: string): number {
  if (unit.startsWith("m")) return MINUTE_MS;
  if (unit.startsWith("h") || unit.startsWith("s")) return HOUR_MS;
  return unit.startsWith("w") ? 7 * DAY_MS : DAY_MS;
}
