/**
 * What a button or a deep link opens, as text: callback data and `/start` payloads share one form.
 *
 * At most 64 of `[A-Za-z0-9_-]`, the narrower of Telegram's two rules. A passage is named by its reference,
 * so that an old button finds the same words or none.
 */
import { createHash } from "node:crypto";

import type { Language } from "../incoming/language.ts";

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
  | { readonly kind: "question"; readonly text: string }
  /** The quotations of the message that the button stands under, in the language of its answer. */
  | { readonly kind: "translation" };

/** What can be opened from anywhere: it names what it opens. */
export type Placed = Exclude<Target, { readonly kind: "translation" }>;

/** What a button or link opens, and the language it was labelled in. */
export interface Opening {
  readonly target: Target;
  readonly language: Language;
}

const LIMIT = 64;
const REF = /^[\w-]{1,40}$/u;

/** Null when it does not fit, which only a question can fail to. */
export function encodeOpening({ target, language }: Opening): string | null {
  const payload = `${language}-${encode(target)}`;
  return payload.length <= LIMIT ? payload : null;
}

function encode(target: Target): string {
  if (target.kind === "passage") return `p${target.from}-${target.to}-${target.ref}`;
  if (target.kind === "question")
    return `q-${Buffer.from(target.text.toWellFormed()).toString("base64url")}`;
  if (target.kind === "suggestion") return `h-${target.hash}`;
  if (target.kind === "sources") return `l-${target.page}`;
  if (target.kind === "translation") return "t";
  return `${target.kind === "section" ? "s" : "o"}-${target.ref}`;
}

/** Null for what this bot never wrote. */
export function parseOpening(payload: string): Opening | null {
  if (payload.length > LIMIT) return null;
  const [, code, kind = "", value = ""] = /^(de|en)-([psohlqt])([\w-]*)$/u.exec(payload) ?? [];
  const target = code === undefined ? null : parseTarget(kind, value);
  return target === null ? null : { target, language: code === "de" ? "de" : "en" };
}

function parseTarget(kind: string, value: string): Target | null {
  if (kind === "p") return passageTarget(value);
  if (kind === "t") return value === "" ? { kind: "translation" } : null;
  return /^-./u.test(value) ? namedTarget(kind, value.slice(1)) : null;
}

function namedTarget(kind: string, rest: string): Target | null {
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
      return questionTarget(rest);
  }
}

/** Names a suggested question in a button: 12 of `[A-Za-z0-9_-]`. */
export function hashOfQuestion(question: string): string {
  return createHash("sha256").update(question.toWellFormed()).digest("base64url").slice(0, 12);
}

function passageTarget(value: string): Target | null {
  const [, from, to, ref = ""] = /^(\d{1,4})-(\d{1,4})-([\w-]+)$/u.exec(value) ?? [];
  if (!REF.test(ref) || Number(to) <= Number(from)) return null;
  return { kind: "passage", ref, from: Number(from), to: Number(to) };
}

/** What someone else put into a link: decoded only when it is text. */
function questionTarget(value: string): Target | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(value, "base64url"));
    const plain = text.replace(/\p{Cc}/gu, " ").trim();
    return plain === "" ? null : { kind: "question", text: plain };
  } catch {
    return null;
  }
}
