/**
 * What Telegram's clients find in typed text: commands, mentions, links and hashtags, as message entities.
 */
import type { MessageEntity } from "grammy/types";

type Found = Extract<MessageEntity["type"], "bot_command" | "mention" | "url" | "hashtag">;

/** In this order; a later kind does not start inside an earlier one. */
const PATTERNS: readonly (readonly [Found, RegExp])[] = [
  ["url", /(?<![\w@/])(?:https?:\/\/|www\.|t\.me\/)[^\s<>"„“”«»]+/giu],
  [
    "bot_command",
    /(?<![\p{L}\p{N}_/<>])\/[a-z0-9_]{1,64}(?:@[a-z0-9_]{3,32})?(?![\p{L}\p{N}_/<>])/giu,
  ],
  ["mention", /(?<![\p{L}\p{N}_])@[a-z][a-z0-9_]{2,31}(?![\p{L}\p{N}_])/giu],
  ["hashtag", /(?<![\p{L}\p{N}_])#(?=[\p{N}_]*\p{L})[\p{L}\p{N}_]{1,256}/giu],
];

/** A sentence's own punctuation after a link is not the link's. */
const AFTER_URL = /[.,;:!?)\]'…]+$/u;

/** In the text's order, never overlapping; offsets and lengths in UTF-16 units. */
export function findEntities(text: string): MessageEntity[] {
  const found: MessageEntity[] = [];
  for (const [type, pattern] of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const words = type === "url" ? match[0].replace(AFTER_URL, "") : match[0];
      const entity = { type, offset: match.index, length: words.length };
      if (words !== "" && !found.some((other) => overlap(other, entity))) found.push(entity);
    }
  }
  return found.toSorted((a, b) => a.offset - b.offset);
}

/** The characters an entity covers. */
export function wordsOf(text: string, entity: MessageEntity): string {
  return text.slice(entity.offset, entity.offset + entity.length);
}

/** True when both cover a character. */
export function overlap(a: Span, b: Span): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}

interface Span {
  readonly offset: number;
  readonly length: number;
}
