/**
 * Text with its entities, put together from pieces: what a message says and how it looks.
 *
 * Nothing is escaped because nothing is parsed: the bot never sets `parse_mode`.
 */
import type { MessageEntity } from "grammy/types";

export interface RichText {
  readonly text: string;
  /** Outer ones before those they hold. */
  readonly entities: readonly MessageEntity[];
}

export type Words = string | RichText;
export type Style = "bold" | "blockquote" | "expandable_blockquote";

/** The pieces one behind the other. Half an emoji becomes U+FFFD, for Telegram refuses it. */
export function rich(...pieces: readonly Words[]): RichText {
  let text = "";
  const entities: MessageEntity[] = [];
  for (const piece of pieces) {
    const { text: words, entities: inner } =
      typeof piece === "string" ? { text: piece, entities: [] } : piece;
    for (const entity of inner) entities.push({ ...entity, offset: entity.offset + text.length });
    text += words.toWellFormed();
  }
  return { text, entities };
}

/** The words as a whole in this style; empty words stay without. */
export function styled(style: Style, words: Words): RichText {
  const { text, entities } = rich(words);
  if (text === "") return { text, entities };
  return { text, entities: [{ type: style, offset: 0, length: text.length }, ...entities] };
}

/** The words as a link. */
export function linked(url: string, words: string): RichText {
  const { text } = rich(words);
  return { text, entities: [{ type: "text_link", offset: 0, length: text.length, url }] };
}

/** The pieces that say something, parted by `separator`. */
export function joined(pieces: readonly Words[], separator = "\n"): RichText {
  const parted: Words[] = [];
  for (const piece of pieces) {
    if ((typeof piece === "string" ? piece : piece.text) === "") continue;
    if (parted.length > 0) parted.push(separator);
    parted.push(piece);
  }
  return rich(...parted);
}

/** What stands from `start` to `end`, with the entities cut to it. */
export function cut({ text, entities }: RichText, start: number, end = text.length): RichText {
  const kept: MessageEntity[] = [];
  for (const entity of entities) {
    const from = Math.max(entity.offset, start);
    const to = Math.min(entity.offset + entity.length, end);
    if (to > from) kept.push({ ...entity, offset: from - start, length: to - from });
  }
  return { text: text.slice(start, end), entities: kept };
}

/** At most `length` characters, the last one "…" when something was left out. */
export function shortened(words: string, length: number): string {
  const characters = Array.from(words.toWellFormed());
  if (characters.length <= length) return characters.join("");
  return `${characters
    .slice(0, length - 1)
    .join("")
    .trimEnd()}…`;
}
