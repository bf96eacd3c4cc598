/**
 * Reads the points out of what the model wrote, each with the messages it is grounded in; others are left out.
 */
import { checkPoint, type GroundedPoint } from "../grounding/check-point.ts";
import { readLines } from "../grounding/written-lines.ts";
import type { Piece } from "../llm/model.ts";
import { fold } from "../text/fold.ts";
import { type Point } from "./summary.ts";
import type { TalkDocument, TalkLine, PreparedTalk } from "./talk-document.ts";

/** A point as the model put it, grounded in the lines it cites. */
export interface CitedPoint extends GroundedPoint<TalkLine> {
  readonly kind: Point["kind"];
}

/** The model's headings (`prompts/summary.md`). */
const MARKERS: readonly (readonly [kind: Point["kind"], line: RegExp])[] = [
  ["agreed", /^\W*AGREED\W*$/u],
  ["todo", /^\W*TODO\W*$/u],
  ["open", /^\W*OPEN\W*$/u],
];

const PRIORITY: readonly Point["kind"][] = ["agreed", "todo", "open", "point"];

interface Reading {
  /** The talk's (ISO 639-1). */
  readonly language: string;
  /** Points at most. */
  readonly most: number;
  readonly isComplete: boolean;
}

/** Where the text is not complete, its last line breaks off and is left out. */
export function readPoints(
  pieces: readonly Piece[],
  document: TalkDocument,
  { language, most, isComplete }: Reading,
): CitedPoint[] {
  const points: CitedPoint[] = [];
  let kind: Point["kind"] = "point";
  for (const line of readLines(pieces, { isComplete })) {
    const marker = MARKERS.find(([, pattern]) => pattern.test(line.text));
    kind = marker?.[0] ?? kind;
    const point = marker === undefined ? checkPoint(line, document, language) : null;
    if (point !== null && !points.some(({ text }) => isSame(text, point.text)))
      points.push({ ...point, kind });
  }
  // Where there are too many, what was agreed, taken on and is open stays.
  return PRIORITY.flatMap((wanted) => points.filter((point) => point.kind === wanted)).slice(
    0,
    most,
  );
}

/** Puts names for numbers, and sorts by time within each kind. */
export function toPoints(points: readonly CitedPoint[], { people }: PreparedTalk): Point[] {
  return PRIORITY.flatMap((kind) =>
    points
      .filter((point) => point.kind === kind)
      .toSorted((a, b) => begins(a) - begins(b))
      .map(({ text, lines }) => ({
        kind,
        text: people.restoreNames(text),
        messages: lines.map(({ message }) => message),
      })),
  );
}

function begins({ lines }: CitedPoint): number {
  return lines[0]?.message.at ?? 0;
}

function isSame(a: string, b: string): boolean {
  return fold(a, "de") === fold(b, "de");
}
