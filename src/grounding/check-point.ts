/**
 * Checks a point of a summary: its people, names, numbers, days, times and quotations must be in the messages it cites.
 */
import type { Source } from "../llm/model.ts";
import { disarm } from "../text/inert-text.ts";
import { holdsWords, quotedIn } from "../text/quoted-words.ts";
import { readSourceWords, ungroundedName, type SourceWords } from "./names.ts";
import { numbersIn, withoutNumbers } from "./person-numbers.ts";
import { resolvePointer } from "./pointers.ts";
import { holdsInTalk, type ClaimedMessage } from "./talk-claims.ts";
import type { DatedMessage } from "./talk-dates.ts";
import { talkHasFigures } from "./talk-figures.ts";
import type { WrittenLine } from "./written-lines.ts";

/** A message as a model reads it and may cite it. */
export interface CitedMessage extends DatedMessage, ClaimedMessage {
  /** Who wrote it, whom it answers, who is named in it: "P1". */
  readonly people: readonly string[];
}

/** Block `i` of the source is line `i`. */
export interface SentTalk<Line extends CitedMessage = CitedMessage> {
  readonly source: Source;
  readonly lines: readonly Line[];
}

export interface GroundedPoint<Line extends CitedMessage> {
  /** On one line, without markup and links; people are numbers still. */
  readonly text: string;
  /** In the order of the talk, each once. */
  readonly lines: readonly Line[];
}

/** A point that cites more messages than this shows no source for anything. */
const MOST_LINES = 20;

/** `language` is the talk's (ISO 639-1). Null where the point must not be shown. */
export function checkPoint<Line extends CitedMessage>(
  written: WrittenLine,
  sent: SentTalk<Line>,
  language: string,
): GroundedPoint<Line> | null {
  const text = disarm(written.text);
  if (text === null || !/\p{L}/u.test(text)) return null;
  const lines = citedLines(written, sent);
  if (lines.length === 0 || lines.length > MOST_LINES) return null;
  return isGrounded(text, lines, language) ? { text, lines } : null;
}

/** The lines that the point cites; a citation of nothing is ignored. */
function citedLines<Line extends CitedMessage>(
  { pointers }: WrittenLine,
  { source, lines }: SentTalk<Line>,
): Line[] {
  const ranges = pointers.flatMap((pointer) =>
    pointer.source === source.source ? (resolvePointer(pointer, source.blocks) ?? []) : [],
  );
  return lines.filter((_, at) => ranges.some(({ from, to }) => from <= at && at < to));
}

function isGrounded(text: string, messages: readonly CitedMessage[], language: string): boolean {
  const plain = withoutNumbers(text);
  const texts = messages.map((message) => message.text);
  const people = new Set(messages.flatMap((message) => message.people));
  return (
    numbersIn(text).every((person) => people.has(person)) &&
    quotedIn(plain).every((quoted) => holdsWords(texts, quoted)) &&
    holdsInTalk(plain, messages) &&
    talkHasFigures(plain, messages, language) &&
    ungroundedName(plain, language, [namesIn(texts, language)]) === null
  );
}

/** People write names in lower case, and countries are known by their capital. */
function namesIn(texts: readonly string[], language: string): SourceWords {
  const all = texts.join(" | ");
  const capitals = all.replace(/(?<!\p{L})\p{Ll}/gu, (letter) => letter.toUpperCase());
  return readSourceWords(capitals, language);
}
