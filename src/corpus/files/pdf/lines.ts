/**
 * Runs of letters on a page → lines of text, each with its place; a wide gap ends a line, for there begins a column or a cell.
 */

import { foldSpace } from "../../draft.ts";

/** Some letters with one size, as a PDF places them. All lengths are points (1/72 inch), from the bottom left. */
export interface Run {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
  readonly font: string;
}

export interface Line {
  readonly text: string;
  /** What wide gaps part in it: cells of a table, or words of a justified line. */
  readonly cells: readonly Cell[];
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
  readonly font: string;
}

export interface Cell {
  readonly text: string;
  readonly left: number;
  readonly right: number;
}

/** In sizes of the letters: a raised number stands less apart from its line, the next line more. */
const SAME_LINE = 0.45;
/** A blank is some 0.25 wide; a smaller gap lies between letters of a word. */
const BLANK = 0.15;
/** Without a blank in it a wider gap parts columns or cells; with one it belongs to a justified line. */
const COLUMN_GAP = 1.2;
const JUSTIFIED_GAP = 10;
/** Letters that are moved together overlap. */
const OVERLAP = 0.5;

/** In the order in which the file holds them, which is mostly that of reading. */
export function joinRuns(runs: readonly Run[]): Line[] {
  const lines: Run[][] = [];
  let right = -Infinity;
  let hasBlank = false;
  for (const run of runs) {
    const line = lines.at(-1);
    const last = line?.findLast(isWorded);
    if (!isWorded(run)) {
      line?.push(run);
      hasBlank = true;
      continue;
    }
    if (line !== undefined && last !== undefined && goesOn(run, { last, right, hasBlank }))
      line.push(run);
    else lines.push([run]);
    right = run.x + run.width;
    hasBlank = /\s$/u.test(run.text);
  }
  return lines.filter((line) => line.some(isWorded)).map(readLine);
}

function isWorded({ text }: Run): boolean {
  return text.trim() !== "";
}

interface Before {
  readonly last: Run;
  readonly right: number;
  readonly hasBlank: boolean;
}

function goesOn(run: Run, { last, right, hasBlank }: Before): boolean {
  const size = Math.max(run.size, last.size);
  if (Math.abs(run.y - last.y) > SAME_LINE * size) return false;
  const gap = run.x - right;
  const isWide = gap > (hasBlank || /^\s/u.test(run.text) ? JUSTIFIED_GAP : COLUMN_GAP) * size;
  return gap > -OVERLAP * size && !isWide;
}

function readLine(runs: readonly Run[]): Line {
  const cells: { text: string; left: number; right: number }[] = [];
  let right = -Infinity;
  for (const run of runs) {
    const gap = run.x - right;
    const cell = cells.at(-1);
    if (isWorded(run) && (cell === undefined || gap > COLUMN_GAP * run.size))
      cells.push({ text: run.text, left: run.x, right: run.x });
    else if (cell !== undefined) cell.text += needsBlank(cell.text, run, gap) + run.text;
    if (isWorded(run)) right = run.x + run.width;
    const open = cells.at(-1);
    if (open !== undefined) open.right = right;
  }
  const worded = runs.filter(isWorded);
  const main = longest(worded);
  const folded = cells.map((cell) => ({ ...cell, text: foldSpace(cell.text) }));
  return {
    text: folded.map(({ text }) => text).join(" "),
    cells: folded,
    left: Math.min(...worded.map(({ x }) => x)),
    right: Math.max(...worded.map(({ x, width }) => x + width)),
    y: main.y,
    size: main.size,
    font: main.font,
  };
}

/** Words that nothing but a gap parts. */
function needsBlank(text: string, run: Run, gap: number): string {
  const isParted = /\s$/u.test(text) || /^\s/u.test(run.text) || gap <= BLANK * run.size;
  return isParted ? "" : " ";
}

/** The run that most of a line is set in: a small number behind a word does not make the line small. */
function longest(runs: readonly Run[]): Run {
  return runs.reduce((most, run) => (run.text.length > most.text.length ? run : most));
}
