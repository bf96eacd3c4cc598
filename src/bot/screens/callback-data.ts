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
import { isUtf8 } from "node:buffer";
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

/** `language` is the one that the button or link was labelled in. */
export type Opening = Target & { readonly language: Language };

export type Action =
  | Opening
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
  /** What an owner sent; `id` is the store's. */
  | { readonly kind: "add-article"; readonly id: string }
  | { readonly kind: "discard-article"; readonly id: string }
  /** One that an owner sent, by its hash. */
  | { readonly kind: "remove-article"; readonly article: string }
  | { readonly kind: "switch-on" }
  | { readonly kind: "ask-delete-recorded" }
  | { readonly kind: "delete-recorded" }
  /** What /privacy says besides its first lines. */
  | { readonly kind: "privacy" }
  | { readonly kind: "leave-out" }
  | { readonly kind: "take-in" }
  | { readonly kind: "show" }
  | { readonly kind: "ask-erase-chat" }
  | { readonly kind: "erase-chat" };

export type ActionOf<Kind extends Action["kind"]> = Extract<Action, { readonly kind: Kind }>;

/** Which of a group's messages: both ends in milliseconds, on whole seconds, and both included. */
export interface SummarySpan {
  readonly chat: number;
  readonly topic: number | null | "all";
  readonly from: number;
  readonly to: number;
}

interface Form<Kind extends Action["kind"]> {
  readonly pattern: RegExp;
  /** From what the pattern's groups hold, "" for one that is not there; null for what no action can be. */
  readonly read: (...groups: string[]) => ActionOf<Kind> | null;
  readonly write: (action: ActionOf<Kind>) => string;
}

/** Telegram's limit on callback data in bytes, and on a `start` parameter in characters. */
export const ACTION_LIMIT = 64;
const MAX_SECONDS = 1e11;
/** In base 36, and "_" for the sign of groups' ids: "-" parts the numbers. */
const NUMBER = "(_?[0-9a-z]{1,11})";

const FORMS: { readonly [Kind in Action["kind"]]: Form<Kind> } = {
  passage: {
    pattern: /^(de|en)-p(\d{1,4})-(\d{1,4})-([\w-]{1,40})$/u,
    read: (language, from, to, ref) =>
      Number(to) > Number(from)
        ? { kind: "passage", ref, from: Number(from), to: Number(to), ...labelledIn(language) }
        : null,
    write: ({ language, from, to, ref }) => `${language}-p${from}-${to}-${ref}`,
  },
  section: {
    pattern: /^(de|en)-s-([\w-]{1,40})$/u,
    read: (language, ref) => ({ kind: "section", ref, ...labelledIn(language) }),
    write: ({ language, ref }) => `${language}-s-${ref}`,
  },
  overview: {
    pattern: /^(de|en)-o-([\w-]{1,40})$/u,
    read: (language, ref) => ({ kind: "overview", ref, ...labelledIn(language) }),
    write: ({ language, ref }) => `${language}-o-${ref}`,
  },
  suggestion: {
    pattern: /^(de|en)-h-([\w-]+)$/u,
    read: (language, hash) => ({ kind: "suggestion", hash, ...labelledIn(language) }),
    write: ({ language, hash }) => `${language}-h-${hash}`,
  },
  sources: {
    pattern: /^(de|en)-l-(\d{1,6})$/u,
    read: (language, page) => ({ kind: "sources", page: Number(page), ...labelledIn(language) }),
    write: ({ language, page }) => `${language}-l-${page}`,
  },
  question: {
    pattern: /^(de|en)-q-([\w-]+)$/u,
    read: (language, encoded) => {
      const text = decodeText(encoded);
      return text === "" ? null : { kind: "question", text, ...labelledIn(language) };
    },
    write: ({ language, text }) => `${language}-q-${encodeText(text)}`,
  },
  translate: {
    pattern: /^(de|en)-t$/u,
    read: (language) => ({ kind: "translate", ...labelledIn(language) }),
    write: ({ language }) => `${language}-t`,
  },
  summary: {
    pattern: /^g-(new|today|me)(-all)?$/u,
    read: (range, all) => ({
      kind: "summary",
      wanted: range === "new" || range === "today" ? range : "since-me",
      isOfAllTopics: all !== "",
    }),
    write: ({ wanted, isOfAllTopics }) =>
      `g-${wanted === "since-me" ? "me" : wanted}${isOfAllTopics ? "-all" : ""}`,
  },
  "private-summary": {
    // A topic's number is above 0: none looks like `_all` and `_main`, every topic and none.
    pattern: new RegExp(`^g-sum-${NUMBER}-${NUMBER}-${NUMBER}-${NUMBER}$`, "u"),
    read: (group, place, begin, end) => {
      const [chat, from, to] = [toNumber(group), toNumber(begin), toNumber(end)];
      if (chat >= 0 || from < 0 || from > to || to > MAX_SECONDS) return null;
      const named = place === "_all" ? "all" : null;
      const topic = place.startsWith("_") ? named : toNumber(place);
      return { kind: "private-summary", chat, topic, from: from * 1000, to: to * 1000 };
    },
    write: ({ chat, topic, from, to }) => {
      const named = topic === "all" ? "_all" : "_main";
      const place = typeof topic === "number" ? toText(topic) : named;
      return `g-sum-${toText(chat)}-${place}-${toText(from / 1000)}-${toText(to / 1000)}`;
    },
  },
  "ask-erase": {
    pattern: new RegExp(`^g-mine(?:-${NUMBER})?$`, "u"),
    read: (chat) => ({ kind: "ask-erase", chat: chat === "" ? null : toNumber(chat) }),
    write: ({ chat }) => (chat === null ? "g-mine" : `g-mine-${toText(chat)}`),
  },
  erase: {
    pattern: new RegExp(`^g-erase-${NUMBER}-${NUMBER}$`, "u"),
    read: (person, chat) => ({
      kind: "erase",
      person: toNumber(person),
      chat: toNumber(chat) === 0 ? null : toNumber(chat),
    }),
    write: ({ person, chat }) => `g-erase-${toText(person)}-${toText(chat ?? 0)}`,
  },
  "add-article": {
    pattern: /^o-add-([\w-]{16})$/u,
    read: (id) => ({ kind: "add-article", id }),
    write: ({ id }) => `o-add-${id}`,
  },
  "discard-article": {
    pattern: /^o-drop-([\w-]{16})$/u,
    read: (id) => ({ kind: "discard-article", id }),
    write: ({ id }) => `o-drop-${id}`,
  },
  "remove-article": {
    pattern: /^o-out-([\w-]{12})$/u,
    read: (article) => ({ kind: "remove-article", article }),
    write: ({ article }) => `o-out-${article}`,
  },
  "switch-on": plainForm(/^g-on$/u, { kind: "switch-on" }),
  "ask-delete-recorded": plainForm(/^g-askdel$/u, { kind: "ask-delete-recorded" }),
  "delete-recorded": plainForm(/^g-del$/u, { kind: "delete-recorded" }),
  privacy: plainForm(/^g-priv$/u, { kind: "privacy" }),
  "leave-out": plainForm(/^g-out$/u, { kind: "leave-out" }),
  "take-in": plainForm(/^g-in$/u, { kind: "take-in" }),
  show: plainForm(/^g-show$/u, { kind: "show" }),
  "ask-erase-chat": plainForm(/^g-chat$/u, { kind: "ask-erase-chat" }),
  "erase-chat": plainForm(/^g-delchat$/u, { kind: "erase-chat" }),
};

/** Longer than `ACTION_LIMIT` only where a question is opened: whoever makes such a link looks. */
export function encodeAction<Kind extends Action["kind"]>(action: ActionOf<Kind>): string {
  const form: Form<Kind> = FORMS[action.kind];
  return form.write(action);
}

/** Null for what this bot never wrote. */
export function parseAction(data: string): Action | null {
  if (data.length > ACTION_LIMIT) return null;
  for (const { pattern, read } of Object.values(FORMS)) {
    const groups = pattern.exec(data)?.slice(1);
    const action = groups === undefined ? null : read(...groups.map((group) => group ?? ""));
    if (action !== null && Object.values(action).every(isSound)) return action;
  }
  return null;
}

/** Names a suggested question in a button: 12 of `[A-Za-z0-9_-]`. */
export function hashOfQuestion(question: string): string {
  return hashOf(question);
}

/** Names an article in a button, by its id: 12 of `[A-Za-z0-9_-]`. */
export function hashOfArticle(id: string): string {
  return hashOf(id);
}

function hashOf(text: string): string {
  return createHash("sha256").update(text.toWellFormed()).digest("base64url").slice(0, 12);
}

/** An action that needs no more than its name. */
function plainForm<Kind extends Action["kind"]>(
  pattern: RegExp,
  action: ActionOf<Kind>,
): Form<Kind> {
  return { pattern, read: () => action, write: () => pattern.source.slice(1, -1) };
}

function labelledIn(code: string): { readonly language: Language } {
  return { language: code === "de" ? "de" : "en" };
}

function encodeText(text: string): string {
  return Buffer.from(text.toWellFormed()).toString("base64url");
}

/** Empty for what is no text: somebody else put it into a link. */
function decodeText(encoded: string): string {
  const bytes = Buffer.from(encoded, "base64url");
  return isUtf8(bytes)
    ? bytes
        .toString()
        .replace(/\p{Cc}/gu, " ")
        .trim()
    : "";
}

function isSound(value: unknown): boolean {
  return typeof value !== "number" || Number.isSafeInteger(value);
}

function toText(number: number): string {
  return `${number < 0 ? "_" : ""}${Math.abs(number).toString(36)}`;
}

function toNumber(text: string): number {
  return text.startsWith("_") ? -toNumber(text.slice(1)) : Number.parseInt(text, 36);
}
