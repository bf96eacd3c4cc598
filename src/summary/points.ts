/**
 * What the model wrote → points, each with the messages it rests on: what they do not bear out is left out.
 */
import type { Piece, Pointer } from "../llm/model.ts";
import { fold } from "../text/fold.ts";
import { isBorneOut } from "../grounding/messages.ts";
import { disarm } from "./safe-text.ts";
import { MOST_POINTS, type Point } from "./summary.ts";
import type { TalkDocument, TalkLine, TalkReading } from "./talk-document.ts";

/** A point as the model put it, borne out by the lines it cites. */
export interface CitedPoint {
  readonly kind: Point["kind"];
  /** Made safe, with numbers for people. */
  readonly text: string;
  /** In the order of time, each once. */
  readonly lines: readonly TalkLine[];
}

/** What cites more than that says of nothing where it stands. */
const MOST_LINES = 20;

/** Lines of their own, behind which stands what was agreed and what is open (`prompts/summary.md`). */
const MARKERS: readonly (readonly [kind: Point["kind"], line: RegExp])[] = [
  ["agreed", /^\W*AGREED\W*$/u],
  ["open", /^\W*OPEN\W*$/u],
];

const PRIORITY: readonly Point["kind"][] = ["agreed", "open", "point"];
const SHOWN: readonly Point["kind"][] = ["point", "agreed", "open"];

interface WrittenLine {
  readonly text: string;
  readonly pointers: readonly Pointer[];
}

/** `isComplete`: false leaves out the last line, which breaks off. */
export function readPoints(
  pieces: readonly Piece[],
  document: TalkDocument,
  { language, isComplete }: { readonly language: string; readonly isComplete: boolean },
): CitedPoint[] {
  const written = linesOf(pieces).slice(0, isComplete ? undefined : -1);
  const points: CitedPoint[] = [];
  let kind: Point["kind"] = "point";
  for (const line of written) {
    const marker = MARKERS.find(([, pattern]) => pattern.test(line.text));
    kind = marker?.[0] ?? kind;
    const point = marker === undefined ? check({ ...line, kind }, document, language) : null;
    if (point !== null && !points.some(({ text }) => isSame(text, point.text))) points.push(point);
  }
  return choose(points);
}

/** With names for the numbers, in the order of time within each kind. */
export function toPoints(points: readonly CitedPoint[], { people }: TalkReading): Point[] {
  return SHOWN.flatMap((kind) =>
    points
      .filter((point) => point.kind === kind)
      .toSorted((a, b) => begins(a) - begins(b))
      .map(({ text, lines }) => ({
        kind,
        text: people.restore(text),
        messages: lines.map(({ message }) => message),
      })),
  );
}

/** What is agreed and what is open before the rest. */
function choose(points: readonly CitedPoint[]): CitedPoint[] {
  return PRIORITY.flatMap((kind) => points.filter((point) => point.kind === kind)).slice(
    0,
    MOST_POINTS,
  );
}

function begins({ lines }: CitedPoint): number {
  return lines[0]?.message.at ?? 0;
}

/** The lines of the text, each with what the pieces cite that have words in it. */
function linesOf(pieces: readonly Piece[]): WrittenLine[] {
  const lines: { text: string; pointers: Pointer[] }[] = [{ text: "", pointers: [] }];
  for (const { text, pointers } of pieces)
    for (const [i, part] of text.split(/\r\n|[\n\r\u2028\u2029]/u).entries()) {
      if (i > 0) lines.push({ text: "", pointers: [] });
      const line = lines.at(-1);
      if (line === undefined) continue;
      line.text += part;
      if (/[\p{L}\p{N}]/u.test(part)) line.pointers.push(...pointers);
    }
  return lines;
}

/** Null for what is not to be shown. */
function check(
  { text, pointers, kind }: WrittenLine & Pick<CitedPoint, "kind">,
  document: TalkDocument,
  language: string,
): CitedPoint | null {
  const said = disarm(text);
  if (said === null || !/\p{L}/u.test(said)) return null;
  const lines = resolve(pointers, document);
  if (lines.length === 0 || lines.length > MOST_LINES) return null;
  return isBorneOut(said, lines, language) ? { kind, text: said, lines } : null;
}

/** In order, each once; a pointer to what was not sent, or with other words than were sent, counts for nothing. */
function resolve(pointers: readonly Pointer[], { source, lines }: TalkDocument): TalkLine[] {
  const cited = new Set<number>();
  for (const { source: name, from, to, citedText } of pointers) {
    const isRange = Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from < to;
    if (name !== source.source || !isRange || to > lines.length) continue;
    if (solid(source.blocks.slice(from, to).join("")) !== solid(citedText)) continue;
    for (let at = from; at < to; at += 1) cited.add(at);
  }
  return lines.filter((_, at) => cited.has(at));
}

/** Servers may join blocks with white space or without. */
function solid(text: string): string {
  return text.normalize("NFC").replace(/\s+/gu, "");
}

function isSame(a: string, b: string): boolean {
  return fold(a, "de") === fold(b, "de");
}
