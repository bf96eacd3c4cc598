/**
 * What a button or a `/start` link does, as text: the one table of callback data and deep-link payloads.
 *
 * Such a text is at most 64 of `[A-Za-z0-9_-]`, the narrower of Telegram's two rules, so one form serves both. Buttons
 * stay on people's screens for years: a form may be added, but none may change its meaning. Anybody can make one up:
 * whoever carries out an action checks anew whether this person may.
 *
 * @example
 * const data = encodeAction({ kind: "erase", person: 101, chat: null }); // "g-erase-2t-0"
 * parseAction(data); // { kind: "erase", person: 101, chat: null }
 * parseAction("what somebody made up"); // null
 */
import { createHash } from "node:crypto";

import type { Language } from "../incoming/language.ts";

/** Something of the articles. A passage is named by its reference, so an old button finds the same words or none. */
export type Target =
  /** Sentences `from` to `to` of a passage in their context. */
  | { readonly kind: "passage"; readonly ref: string; readonly from: number; readonly to: number }
  /** The section that this passage stands in, from it on. */
  | { readonly kind: "section"; readonly ref: string }
  /** What the article of this passage is about. */
  | { readonly kind: "overview"; readonly ref: string }
  /** One of the questions the articles suggest, by its hash. */
  | { readonly kind: "suggestion"; readonly hash: string }
  /** The list of articles, page from 0. */
  | { readonly kind: "sources"; readonly page: number }
  | { readonly kind: "question"; readonly text: string };

export type Action =
  /** `language` is the one that the button or link was labelled in. */
  | { readonly kind: "open"; readonly target: Target; readonly language: Language }
  /** Translates the quotations of the message that the button stands under. */
  | { readonly kind: "translate"; readonly language: Language }
  | {
      readonly kind: "summary";
      readonly wanted: "new" | "today" | "since-me";
      readonly isOfAllTopics: boolean;
    }
  /** A group's messages, summed up in private. */
  | ({ readonly kind: "private-summary" } & SummarySpan)
  /** In `chat`; null: in the chat of the button. */
  | { readonly kind: "ask-erase"; readonly chat: number | null }
  /** In `chat`, or with null everywhere; `person` is whose messages they are. */
  | { readonly kind: "erase"; readonly person: number; readonly chat: number | null }
  | { readonly kind: PlainKind };

/** Which of a group's messages: both ends in milliseconds, on whole seconds, and both included. */
export interface SummarySpan {
  readonly chat: number;
  readonly topic: number | null | "all";
  readonly from: number;
  readonly to: number;
}

/** Actions that need no more than their name. */
const PLAIN = {
  on: "switch-on",
  del: "delete-recorded",
  out: "leave-out",
  in: "take-in",
  show: "show",
  chat: "ask-erase-chat",
  delchat: "erase-chat",
} as const;
const RANGES = { new: "new", today: "today", me: "since-me" } as const;

type PlainKind = (typeof PLAIN)[keyof typeof PLAIN];

/** Telegram's limit on callback data in bytes, and on a `start` parameter in characters. */
export const ACTION_LIMIT = 64;
const REF = /^[\w-]{1,40}$/u;
const MAX_SECONDS = 1e11;

/** Longer than `ACTION_LIMIT` only where a question is opened: whoever makes such a link looks. */
export function encodeAction(action: Action): string {
  if (isPlain(action)) return `g-${keyOf(PLAIN, action.kind)}`;
  switch (action.kind) {
    case "open":
      return `${action.language}-${encodeTarget(action.target)}`;
    case "translate":
      return `${action.language}-t`;
    case "summary":
      return `g-${keyOf(RANGES, action.wanted)}${action.isOfAllTopics ? "-all" : ""}`;
    case "private-summary":
      return encodeSpan(action);
    case "ask-erase":
      return action.chat === null ? "g-mine" : `g-mine-${toText(action.chat)}`;
    case "erase":
      break;
  }
  return `g-erase-${toText(action.person)}-${toText(action.chat ?? 0)}`;
}

/** Null for what this bot never wrote. */
export function parseAction(data: string): Action | null {
  if (data.length > ACTION_LIMIT) return null;
  const ofGroup = /^g-([a-z]+)(?:-([\w-]+))?$/u.exec(data);
  if (ofGroup !== null) return parseGroupAction(ofGroup[1] ?? "", ofGroup[2] ?? "");
  return parseOpening(data);
}

function parseOpening(data: string): Action | null {
  const [, code, kind = "", value = ""] = /^(de|en)-([psohlqt])([\w-]*)$/u.exec(data) ?? [];
  if (code === undefined) return null;
  const language = code === "de" ? "de" : "en";
  if (kind === "t") return value === "" ? { kind: "translate", language } : null;
  const target = parseTarget(kind, value);
  return target === null ? null : { kind: "open", target, language };
}

function isPlain(action: Action): action is Extract<Action, { kind: PlainKind }> {
  return (Object.values(PLAIN) as readonly string[]).includes(action.kind);
}

/** Names a suggested question in a button: 12 of `[A-Za-z0-9_-]`. */
export function hashOfQuestion(question: string): string {
  return createHash("sha256").update(question.toWellFormed()).digest("base64url").slice(0, 12);
}

function encodeTarget(target: Target): string {
  switch (target.kind) {
    case "passage":
      return `p${target.from}-${target.to}-${target.ref}`;
    case "section":
      return `s-${target.ref}`;
    case "overview":
      return `o-${target.ref}`;
    case "suggestion":
      return `h-${target.hash}`;
    case "sources":
      return `l-${target.page}`;
    case "question":
      break;
  }
  return `q-${Buffer.from(target.text.toWellFormed()).toString("base64url")}`;
}

function parseTarget(kind: string, value: string): Target | null {
  if (kind === "p") return parsePassage(value);
  if (!/^-./u.test(value)) return null;
  const rest = value.slice(1);
  switch (kind) {
    case "s":
      return REF.test(rest) ? { kind: "section", ref: rest } : null;
    case "o":
      return REF.test(rest) ? { kind: "overview", ref: rest } : null;
    case "h":
      return { kind: "suggestion", hash: rest };
    case "l":
      return /^\d{1,6}$/u.test(rest) ? { kind: "sources", page: Number(rest) } : null;
    default:
      return parseQuestion(rest);
  }
}

function parsePassage(value: string): Target | null {
  const [, from, to, ref = ""] = /^(\d{1,4})-(\d{1,4})-([\w-]+)$/u.exec(value) ?? [];
  if (!REF.test(ref) || Number(to) <= Number(from)) return null;
  return { kind: "passage", ref, from: Number(from), to: Number(to) };
}

/** What someone else put into a link: decoded only when it is text. */
function parseQuestion(value: string): Target | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(value, "base64url"));
    const plain = text.replace(/\p{Cc}/gu, " ").trim();
    return plain === "" ? null : { kind: "question", text: plain };
  } catch {
    return null;
  }
}

function parseGroupAction(name: string, rest: string): Action | null {
  if (name === "sum") return parseSpan(rest);
  if (name === "erase") return parseErase(rest);
  if (name === "mine") {
    const chat = toNumber(rest);
    return chat === null && rest !== "" ? null : { kind: "ask-erase", chat };
  }
  if (Object.hasOwn(RANGES, name)) {
    if (rest !== "" && rest !== "all") return null;
    const wanted = RANGES[name as keyof typeof RANGES];
    return { kind: "summary", wanted, isOfAllTopics: rest === "all" };
  }
  if (rest !== "" || !Object.hasOwn(PLAIN, name)) return null;
  return { kind: PLAIN[name as keyof typeof PLAIN] };
}

function parseErase(rest: string): Action | null {
  const [person = null, chat = null, ...others] = rest.split("-").map(toNumber);
  if (person === null || chat === null || others.length > 0) return null;
  return { kind: "erase", person, chat: chat === 0 ? null : chat };
}

/** "g-sum-<chat>-<topic>-<from>-<to>"; no topic's number looks like `_main` and `_all`. */
function encodeSpan({ chat, topic, from, to }: SummarySpan): string {
  const named = topic === "all" ? "_all" : "_main";
  const place = typeof topic === "number" ? toText(topic) : named;
  return `g-sum-${[toText(chat), place, toText(from / 1000), toText(to / 1000)].join("-")}`;
}

function parseSpan(rest: string): Action | null {
  const [, group = "", place = "", ...times] =
    /^([^-]+)-([^-]+)-([^-]+)-([^-]+)$/u.exec(rest) ?? [];
  const [chat, topic] = [toNumber(group), parseTopic(place)];
  const [from = -1, to = -1] = times.map((time) => toNumber(time) ?? -1);
  if (chat === null || chat >= 0 || topic === undefined) return null;
  const isSpan = from >= 0 && from <= to && to <= MAX_SECONDS;
  return isSpan ? { kind: "private-summary", chat, topic, from: from * 1000, to: to * 1000 } : null;
}

/** Undefined for what is none. */
function parseTopic(place: string): SummarySpan["topic"] | undefined {
  if (place === "_all") return "all";
  if (place === "_main") return null;
  return toNumber(place) ?? undefined;
}

/** In base 36. Groups' ids are below 0: "_" stands for the sign, for "-" parts the numbers. */
function toText(number: number): string {
  return `${number < 0 ? "_" : ""}${Math.abs(number).toString(36)}`;
}

function toNumber(text: string): number | null {
  const [, sign = "", digits] = /^(_?)([0-9a-z]{1,11})$/u.exec(text) ?? [];
  if (digits === undefined) return null;
  const number = Number.parseInt(digits, 36) * (sign === "_" ? -1 : 1);
  return Number.isSafeInteger(number) ? number : null;
}

function keyOf<T extends string>(table: Readonly<Record<string, T>>, wanted: T): string {
  return Object.keys(table).find((key) => table[key] === wanted) ?? "";
}
