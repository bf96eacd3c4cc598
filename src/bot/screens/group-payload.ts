/**
 * What the buttons and links of groups do, as text: callback data and `/start` payloads share one form.
 *
 * At most 64 of `[A-Za-z0-9_-]`. Anybody can make up one: what it does is judged anew each time.
 */

export type Tap =
  | { readonly kind: "switch-on" }
  | { readonly kind: "delete-recorded" }
  | {
      readonly kind: "summary";
      readonly wanted: "new" | "today" | "since-me";
      readonly isOfAllTopics: boolean;
    }
  | { readonly kind: "leave-out" }
  | { readonly kind: "take-in" }
  /** In `chat`, or with null everywhere; `person` is whose they are. */
  | { readonly kind: "erase"; readonly person: number; readonly chat: number | null }
  | { readonly kind: "ask-erase" }
  | { readonly kind: "show" }
  | { readonly kind: "ask-erase-chat" }
  | { readonly kind: "erase-chat" };

/** A group's messages, to be summed up in private. */
export interface PrivateSummary {
  readonly chat: number;
  readonly topic: number | null | "all";
  /** The first and the last one's, in milliseconds; whole seconds. */
  readonly from: number;
  readonly to: number;
}

/** What a link into the private chat opens. */
export type GroupLink =
  | ({ readonly kind: "summary" } & PrivateSummary)
  | { readonly kind: "show" }
  | { readonly kind: "ask-erase"; readonly chat: number };

const PLAIN = {
  on: "switch-on",
  del: "delete-recorded",
  out: "leave-out",
  in: "take-in",
  mine: "ask-erase",
  show: "show",
  chat: "ask-erase-chat",
  delchat: "erase-chat",
} as const satisfies Record<string, Tap["kind"]>;
const RANGES = { new: "new", today: "today", me: "since-me" } as const;
const MAX_SECONDS = 1e11;

type PlainKind = (typeof PLAIN)[keyof typeof PLAIN];

export function encodeTap(tap: Tap): string {
  if (tap.kind === "summary")
    return `g-${keyOf(RANGES, tap.wanted)}${tap.isOfAllTopics ? "-all" : ""}`;
  if (tap.kind === "erase") return `g-erase-${toText(tap.person)}-${toText(tap.chat ?? 0)}`;
  return `g-${keyOf<PlainKind>(PLAIN, tap.kind)}`;
}

/** Null for what this bot never wrote. */
export function parseTap(data: string): Tap | null {
  const [, name = "", rest = ""] = /^g-([a-z]+)(?:-([\w-]+))?$/u.exec(data) ?? [];
  if (Object.hasOwn(RANGES, name)) return toSummary(name as keyof typeof RANGES, rest);
  if (name === "erase") return toErase(rest);
  if (rest !== "" || !Object.hasOwn(PLAIN, name)) return null;
  return { kind: PLAIN[name as keyof typeof PLAIN] };
}

function toSummary(name: keyof typeof RANGES, rest: string): Tap | null {
  if (rest !== "" && rest !== "all") return null;
  return { kind: "summary", wanted: RANGES[name], isOfAllTopics: rest === "all" };
}

function toErase(rest: string): Tap | null {
  const [person = null, chat = null, ...others] = rest.split("-").map(toNumber);
  if (person === null || chat === null || others.length > 0) return null;
  return { kind: "erase", person, chat: chat === 0 ? null : chat };
}

export function encodeLink(link: GroupLink): string {
  if (link.kind === "show") return "g-show";
  if (link.kind === "ask-erase") return `g-mine-${toText(link.chat)}`;
  const { chat, topic, from, to } = link;
  // No number looks like these.
  const place =
    topic === null || topic === "all" ? (topic === null ? "_main" : "_all") : toText(topic);
  return `g-sum-${[toText(chat), place, toText(from / 1000), toText(to / 1000)].join("-")}`;
}

/** Null for what this bot never wrote. */
export function parseLink(payload: string): GroupLink | null {
  const [, name = "", rest = ""] = /^g-([a-z]+)(?:-([\w-]+))?$/u.exec(payload) ?? [];
  if (name === "sum") return toPrivateSummary(rest);
  if (name === "show" && rest === "") return { kind: "show" };
  const chat = name === "mine" ? toNumber(rest) : null;
  return chat === null ? null : { kind: "ask-erase", chat };
}

function toPrivateSummary(rest: string): GroupLink | null {
  const [group, place = "", ...times] = rest.split("-");
  const [chat, topic] = [toNumber(group), toTopic(place)];
  const span = toSpan(times.map(toNumber));
  return chat === null || chat >= 0 || topic === undefined || span === null
    ? null
    : { kind: "summary", chat, topic, ...span };
}

/** From two numbers of seconds, in this order. */
function toSpan(seconds: readonly (number | null)[]): { from: number; to: number } | null {
  const [from = null, to = null] = seconds;
  if (seconds.length !== 2 || from === null || to === null) return null;
  return from >= 0 && from <= to && to <= MAX_SECONDS ? { from: from * 1000, to: to * 1000 } : null;
}

/** Undefined for what is none. */
function toTopic(place: string): PrivateSummary["topic"] | undefined {
  if (place === "_all") return "all";
  if (place === "_main") return null;
  return toNumber(place) ?? undefined;
}

/** Groups' ids are below 0: "_" stands for the sign, for "-" parts the numbers. */
function toText(number: number): string {
  return `${number < 0 ? "_" : ""}${Math.abs(number).toString(36)}`;
}

function toNumber(text: string | undefined): number | null {
  const [, sign = "", digits] = /^(_?)([0-9a-z]{1,11})$/u.exec(text ?? "") ?? [];
  if (digits === undefined) return null;
  const number = Number.parseInt(digits, 36) * (sign === "_" ? -1 : 1);
  return Number.isSafeInteger(number) ? number : null;
}

function keyOf<T extends string>(table: Readonly<Record<string, T>>, wanted: T): string {
  return Object.keys(table).find((key) => table[key] === wanted) ?? "";
}
