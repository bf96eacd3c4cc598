/**
 * Text with entities as Telegram takes it from a bot: cleaned, trimmed, and refused when the entities do not fit.
 */
import type { MessageEntity } from "grammy/types";
import { findEntities, overlap } from "../entities.ts";
import { badRequest } from "./refusals.ts";
import { checkUrl } from "./web-address.ts";

export interface FormattedText {
  readonly text: string;
  /** In the text's order, the longer first. */
  readonly entities: readonly MessageEntity[];
}

/** Telegram's limit on one message, in UTF-16 units: within it a text is short enough however it is counted. */
export const MESSAGE_LIMIT = 4096;
/** Telegram keeps the first of them. */
const MAX_ENTITIES = 100;
const QUOTATIONS: ReadonlySet<string> = new Set(["blockquote", "expandable_blockquote"]);
/** May stand in one another and around anything. */
const STYLES: ReadonlySet<string> = new Set([
  "bold",
  "italic",
  "underline",
  "strikethrough",
  "spoiler",
  ...QUOTATIONS,
]);

/** The text as it will be shown; may be empty. */
export function formatText(text: string, entities: readonly MessageEntity[]): FormattedText {
  for (const entity of entities) checkEntity(text, entity);
  checkNesting(entities);
  const cleaned = trim(clean({ text, entities: entities.slice(0, MAX_ENTITIES) }));
  const given = cleaned.entities.filter((entity) => entity.length > 0);
  const found = findEntities(cleaned.text).filter(
    (entity) => !given.some((other) => !STYLES.has(other.type) && overlap(other, entity)),
  );
  const all = [...given, ...found].toSorted((a, b) => a.offset - b.offset || b.length - a.length);
  return { text: cleaned.text, entities: all };
}

/** As formatText, for a message that must have words. */
export function formatMessage(text: string, entities: readonly MessageEntity[]): FormattedText {
  const formatted = formatText(text, entities);
  if (formatted.text === "") throw badRequest("message text is empty");
  if (formatted.text.length > MESSAGE_LIMIT) throw badRequest("message is too long");
  return formatted;
}

function checkEntity(text: string, entity: MessageEntity): void {
  const { offset, length } = entity;
  const end = offset + length;
  if (offset < 0 || length <= 0) throw badRequest(`entity of type "${entity.type}" covers no text`);
  if (offset >= text.length)
    throw badRequest(`entity begins after the end of the text at UTF-16 offset ${offset}`);
  if (end > text.length)
    throw badRequest(
      `entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${end}`,
    );
  if (splitsPair(text, offset))
    throw badRequest(
      `entity begins in a middle of a UTF-16 symbol at byte offset ${bytesThrough(text, offset)}`,
    );
  if (splitsPair(text, end)) {
    throw badRequest(
      `entity beginning at UTF-16 offset ${offset} ends in a middle of a UTF-16 symbol at byte offset ${bytesThrough(text, end)}`,
    );
  }
  if (entity.type === "text_link") checkUrl("entity URL", entity.url);
}

/** Telegram mends these silently, and not always as meant. */
function checkNesting(entities: readonly MessageEntity[]): void {
  for (const [index, a] of entities.entries()) {
    for (const b of entities.slice(index + 1)) {
      if (!overlap(a, b)) continue;
      if (QUOTATIONS.has(a.type) && QUOTATIONS.has(b.type))
        throw badRequest("blockquote entities can't be nested");
      if (!contains(a, b) && !contains(b, a))
        throw badRequest(
          `entities "${a.type}" and "${b.type}" overlap without one containing the other`,
        );
      if (!STYLES.has(a.type) && !STYLES.has(b.type))
        throw badRequest(`entities "${a.type}" and "${b.type}" can't contain each other`);
    }
  }
}

function contains(a: MessageEntity, b: MessageEntity): boolean {
  return a.offset <= b.offset && a.offset + a.length >= b.offset + b.length;
}

function splitsPair(text: string, offset: number): boolean {
  const before = text.charCodeAt(offset - 1);
  const after = text.charCodeAt(offset);
  return before >= 0xd8_00 && before < 0xdc_00 && after >= 0xdc_00 && after < 0xe0_00;
}

/** Where the split symbol ends, as Telegram tells it. */
function bytesThrough(text: string, offset: number): number {
  return Buffer.byteLength(text.slice(0, offset + 1));
}

/** Control characters become spaces; carriage returns and marks that turn the writing direction go. */
function clean({ text, entities }: FormattedText): FormattedText {
  const spaced = text.replaceAll(/(?![\n\r])\p{Cc}/gu, (found) => (found < " " ? " " : found));
  return remove(spaced, entities, /[\r\u{2028}-\u{202e}]/gu);
}

/** No white space at either end; what an entity begins with is kept. */
function trim({ text, entities }: FormattedText): FormattedText {
  const trailing = remove(text, entities, /\s+$/gu);
  const first = Math.min(
    ...trailing.entities.map((entity) => entity.offset),
    trailing.text.search(/\S|$/u),
  );
  if (first === 0) return trailing;
  const moved = trailing.entities.map((entity) => ({ ...entity, offset: entity.offset - first }));
  return { text: trailing.text.slice(first), entities: moved };
}

function remove(text: string, entities: readonly MessageEntity[], pattern: RegExp): FormattedText {
  const gone = [...text.matchAll(pattern)].map((match) => ({
    offset: match.index,
    length: match[0].length,
  }));
  if (gone.length === 0) return { text, entities };
  const moved = (position: number): number =>
    position -
    gone.reduce((sum, hole) => sum + Math.min(hole.length, Math.max(0, position - hole.offset)), 0);
  return {
    text: text.replaceAll(pattern, ""),
    entities: entities.map((entity) => {
      const offset = moved(entity.offset);
      return { ...entity, offset, length: moved(entity.offset + entity.length) - offset };
    }),
  };
}
