/**
 * Lines in the order of reading → paragraphs and headings, each a text in which a line end is a line's of the page.
 */
import type { Line } from "./lines.ts";

/** In sizes of the letters: a first line that is set in so far begins a paragraph. */
const INDENT = 0.8;
/** A larger step to the next line than the usual one, times this, ends a paragraph. */
const WIDE_STEP = 1.3;
/** So many steps away is another column or page. */
const ELSEWHERE = 6;
/** Larger letters than the text's, times this, are a heading's. */
const LARGER = 1.12;
/** In characters: a heading is no longer. */
const SHORT_LINE = 90;
/** Lines that begin within so many points of one another stand in one column. */
const COLUMN = 60;
/** A word's letters may be so much wider than its line's. */
const WIDER = 1.4;
/** Of its column: a line that ends a paragraph without ending a sentence is no longer, such as an item of a list. */
const SHORT = 0.7;

const SENTENCE_END = /[.!?…:]["”“»«’)]*$/u;

export function readParagraphs(pages: readonly (readonly Line[])[]): string[] {
  const usual = usualIn(pages.flat());
  const paragraphs: string[] = [];
  let before: Line | null = null;
  let rest = 0;
  for (const page of pages) {
    for (const line of page) {
      const isNew = before === null || startsAnew(line, before, { ...usual, rest });
      const last = paragraphs.length - 1;
      if (isNew) paragraphs.push(line.text);
      else paragraphs[last] = `${paragraphs[last] ?? ""}\n${line.text}`;
      before = line;
      rest = rightEdge(line, page) - line.right;
    }
  }
  return paragraphs;
}

/** How far lines of its column reach. */
function rightEdge({ left, size }: Line, page: readonly Line[]): number {
  return page
    .filter((line) => Math.abs(line.left - left) < COLUMN && line.size < LARGER * size)
    .reduce((right, line) => Math.max(right, line.right), 0);
}

/** What most of the text has. */
interface Usual {
  /** Of the letters, in points. */
  readonly size: number;
  /** From one line to the next. */
  readonly step: number;
}

function usualIn(lines: readonly Line[]): Usual {
  const sizes = new Map<number, number>();
  const steps = new Map<number, number>();
  lines.forEach(({ size, text, y }, i) => {
    add(sizes, Math.round(size * 2) / 2, text.length);
    const step = (lines[i - 1]?.y ?? -Infinity) - y;
    if (step > 0 && step < size * 3) add(steps, Math.round(step * 2) / 2, 1);
  });
  return { size: mostIn(sizes) ?? 0, step: mostIn(steps) ?? Infinity };
}

function add(counts: Map<number, number>, key: number, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}

function mostIn(counts: ReadonlyMap<number, number>): number | undefined {
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  return most?.[0];
}

/** `rest`: the space behind the line before, in points. */
function startsAnew(
  line: Line,
  before: Line,
  { size, step, rest }: Usual & { rest: number },
): boolean {
  if (isLarger(line, before) || isLarger(before, line)) return true;
  if (isRow(line) || isRow(before)) return isRow(line) !== isRow(before);
  const down = before.y - line.y;
  // In the next column or on the next page a sentence goes on that has not ended.
  if (down <= 0 || down > ELSEWHERE * step)
    return SENTENCE_END.test(before.text) || isHeading(before, size);
  const isApart = down > WIDE_STEP * Math.max(step, before.size);
  return isApart || isSet(line, before) || endedBefore(line, before, { size, rest });
}

function endedBefore(line: Line, before: Line, { size, rest }: { size: number; rest: number }) {
  const isIndented = line.left - before.left > INDENT * size;
  return !goesOn(line, before) && (isIndented || (mayEnd(before, rest) && wouldFit(line, rest)));
}

/** A table's. */
function isRow({ text }: Line): boolean {
  return text.includes("\t");
}

function mayEnd({ text, left, right }: Line, rest: number): boolean {
  const isShort = right - left < SHORT * (right - left + rest);
  return isShort || SENTENCE_END.test(text);
}

/** In the middle of a word or a sentence. */
function goesOn({ text }: Line, before: Line): boolean {
  return /\p{L}-$/u.test(before.text) || (/^\p{Ll}/u.test(text) && !SENTENCE_END.test(before.text));
}

/** Whether somebody ended the line before, and not the column's edge: the next word would have had its place there. */
function wouldFit({ text, left, right, size }: Line, rest: number): boolean {
  const [word = ""] = /^\S+/u.exec(text) ?? [];
  const width = (word.length / text.length) * (right - left);
  return rest > WIDER * width + size;
}

function isLarger(line: Line, { size }: Line): boolean {
  return line.size > LARGER * size;
}

/** Another font: a heading, a caption, a box; but a line that begins in bold goes on in the text's. */
function isSet(line: Line, before: Line): boolean {
  return (
    line.font !== before.font &&
    !/^\p{Ll}/u.test(line.text) &&
    before.text.length < SHORT_LINE &&
    !/[,;-]$/u.test(before.text)
  );
}

function isHeading({ size: own }: Line, size: number): boolean {
  return own > LARGER * size;
}
