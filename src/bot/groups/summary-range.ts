/**
 * What follows `/summary`: which messages are meant, or that recording is to be switched.
 */
import type { RepliedTo } from "../incoming/incoming.ts";
import type { Language } from "../incoming/language.ts";
import { readSpan, type Span } from "./span.ts";

export type Wanted =
  /** Since the person's last message, or since the last summary. */
  | { readonly kind: "unseen" }
  /** Since the last summary. */
  | { readonly kind: "new" }
  | Span
  | { readonly kind: "today" }
  /** Since the person's last message. */
  | { readonly kind: "since-me" }
  /** From this message on, which was written then, in milliseconds. */
  | { readonly kind: "from"; readonly message: number; readonly at: number };

export interface SummaryCall extends Range {
  /** Of every topic of a forum. */
  readonly isOfAllTopics: boolean;
  /** Null: the group's own. */
  readonly language?: Language | null;
}

interface Range {
  readonly wanted: Wanted;
  /** More was asked for than there can be. */
  readonly isCapped: boolean;
}

/** More are not read. */
export const MOST_MESSAGES = 5000;
const DAY_MS = 86_400_000;

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
const LANGUAGE = /(?<!\p{L})(?:auf|in) (deutsch|german|englisch|english)(?!\p{L})/u;
const LONGEST = 100;

/** True for `/summary on`, false for `/summary off`; null for what is no switch. */
export function readSwitch(rest: string): boolean | null {
  return SWITCH.get(rest.trim().toLowerCase()) ?? null;
}

interface Reading {
  /** Nothing older is kept. */
  readonly retentionDays: number;
  readonly now: number;
  /** IANA. */
  readonly timeZone: string;
}

/** `replied`: the message that the command replies to. Null for nonsense. */
export function readSummaryCall(
  rest: string,
  replied: Pick<RepliedTo, "id" | "at"> | null,
  reading: Reading,
): SummaryCall | null {
  const said = rest.trim().toLowerCase().replace(/\s+/gu, " ");
  if (said.length > LONGEST) return null;
  const [, named] = LANGUAGE.exec(said) ?? [];
  const language = named === undefined ? null : named.startsWith("e") ? "en" : "de";
  const words = said.replace(LANGUAGE, "").trim();
  const isOfAllTopics = ALL.test(words);
  const range = words.replace(ALL, "").trim();
  if (range === "" && replied !== null) {
    const wanted = { kind: "from", message: replied.id, at: replied.at } as const;
    return { wanted, isOfAllTopics, isCapped: false, language };
  }
  const read = readRange(range, reading);
  return read === null ? null : { ...read, isOfAllTopics, language };
}

/** "50" is a number of messages, "3h" and "seit montag" are times. */
function readRange(range: string, { retentionDays, now, timeZone }: Reading): Range | null {
  if (range === "") return { wanted: { kind: "unseen" }, isCapped: false };
  if (TODAY.has(range)) return { wanted: { kind: "today" }, isCapped: false };
  if (SINCE_ME.has(range)) return { wanted: { kind: "since-me" }, isCapped: false };
  const span = readSpan(range, { now, timeZone });
  if (span === null) return null;
  const mostMs = retentionDays * DAY_MS;
  switch (span.kind) {
    case "last":
      return {
        wanted: { ...span, count: Math.min(span.count, MOST_MESSAGES) },
        isCapped: span.count > MOST_MESSAGES,
      };
    case "span":
      return { wanted: { ...span, ms: Math.min(span.ms, mostMs) }, isCapped: span.ms > mostMs };
    case "between":
      break;
  }
  return { wanted: span, isCapped: span.from < now - mostMs };
}
