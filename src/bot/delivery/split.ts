/**
 * A long text as several messages: parted at paragraphs, else at lines, sentences, words.
 *
 * An entity that reaches over a border ends there and begins again in the next message.
 */
import { cut, type RichText } from "../screens/screen.ts";

/** Telegram's limit on one message, in UTF-16 code units (Bot API, sendMessage). */
export const MESSAGE_LIMIT = 4096;

/** Where a text may be parted, best first; each matches the white space that is left out. */
const borders = [/\n\s*\n/gu, /\n/gu, /(?<=[.!?…]["'“”»«)]*)\s+/gu, /\s+/gu];

/** Messages of at most `limit` units, none of them empty. */
export function split(message: RichText, limit = MESSAGE_LIMIT): RichText[] {
  const messages: RichText[] = [];
  let rest = trimmed(message);
  while (rest.text.length > limit) {
    const end = border(rest.text, limit);
    messages.push(trimmed(cut(rest, 0, end)));
    rest = trimmed(cut(rest, end));
  }
  messages.push(rest);
  return messages.filter(({ text }) => text !== "");
}

/** A border in the second half of what fits; in a text without any, the last whole character. */
function border(text: string, limit: number): number {
  const head = text.slice(0, limit + 1);
  for (const kind of borders) {
    const last = Array.from(head.matchAll(kind)).findLast(({ index }) => index <= limit);
    if (last !== undefined && last.index >= limit / 2) return last.index;
  }
  const isInsidePair = /[\uD800-\uDBFF]/u.test(text.charAt(limit - 1));
  return isInsidePair ? limit - 1 : limit;
}

/** Without white space at its ends, which Telegram cuts off and which would move the entities. */
function trimmed(message: RichText): RichText {
  const { text } = message;
  const start = text.length - text.trimStart().length;
  const end = text.trimEnd().length;
  const inside = cut(message, start, Math.max(start, end));
  return {
    text: inside.text,
    entities: inside.entities.flatMap((entity) => {
      const words = inside.text.slice(entity.offset, entity.offset + entity.length);
      const offset = entity.offset + words.length - words.trimStart().length;
      const length = words.trim().length;
      return length === 0 ? [] : [{ ...entity, offset, length }];
    }),
  };
}
