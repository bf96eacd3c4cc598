/**
 * The lines of a page → in the order in which they are read: column by column, where there are columns.
 *
 * Most files hold them so. Where one holds them row by row, a gap that runs down through several rows parts columns; a line
 * across it, such as a heading, ends them.
 */
import type { Line } from "./lines.ts";

interface Gap {
  readonly from: number;
  readonly to: number;
}

/** Fewer lines beside one another are no columns. */
const FEWEST_ROWS = 3;

/** In points. */
const NARROWEST_GAP = 6;

/** Lines fill a column of text; the cells of a table are shorter. */
const FILLED = 0.55;

/** Of the steps from line to line, this share leads along a row where a file holds its columns row by row. */
const ROW_BY_ROW = 0.3;

/** `found` are in the order in which the file holds them. */
export function orderLines(found: readonly Line[]): Line[] {
  const lines = found.flatMap((line, i) => (isAmongRows(found, i) ? splitCells(line) : line));
  const beside = lines.filter((line, i) => isBeside(line, lines[i - 1]));
  if (beside.length > lines.length * ROW_BY_ROW) return markTables(orderByPlace(lines));
  const ordered: Line[] = [];
  for (const line of lines) {
    const before = ordered.at(-1);
    if (before !== undefined && isBeside(line, before))
      ordered[ordered.length - 1] = joinCells([before, line]);
    else ordered.push(line);
  }
  return markTables(ordered);
}

/** Whether the line, one before and one behind it begin their cells in the same places: a table, or columns side by side. */
function isAmongRows(lines: readonly Line[], i: number): boolean {
  return [i - 2, i - 1, i].some((from) => {
    const three = [lines[from], lines[from + 1], lines[from + 2]];
    return three.every(
      (line) => line !== undefined && (line === lines[i] || areAligned(line, lines[i])),
    );
  });
}

function splitCells(line: Line): Line[] {
  return line.cells.map((cell) => ({ ...line, ...cell, cells: [cell] }));
}

/** Cells of rows that begin in the same places are parted by tabs, as in plain text. */
function markTables(lines: readonly Line[]): Line[] {
  return lines.map((line, i) => {
    const isRow = [lines[i - 1], lines[i + 1]].some((other) => areAligned(line, other));
    return isRow ? { ...line, text: line.cells.map(({ text }) => text).join("\t") } : line;
  });
}

/** Two justified lines of two words each end in one place; then they are no rows. */
function areAligned({ cells, size, right }: Line, other: Line | undefined): boolean {
  if (other === undefined || cells.length < 2 || cells.length !== other.cells.length) return false;
  if (cells.length === 2 && Math.abs(right - other.right) < 1) return false;
  return cells.every(({ left }, i) => Math.abs(left - (other.cells[i]?.left ?? 0)) < size);
}

function isBeside(line: Line, before: Line | undefined): boolean {
  return (
    before !== undefined &&
    Math.abs(line.y - before.y) < before.size / 2 &&
    line.left >= before.right
  );
}

function orderByPlace(lines: readonly Line[]): Line[] {
  const rows = groupRows(lines);
  const ordered: Line[] = [];
  for (let i = 0; i < rows.length;) {
    const band = findBand(rows, i);
    if (band === null) {
      ordered.push(joinCells(rows[i] ?? []));
      i += 1;
    } else {
      const all = rows.slice(i, band.end).flat();
      const middle = (band.gap.from + band.gap.to) / 2;
      ordered.push(...orderByPlace(all.filter(({ right }) => right < middle)));
      ordered.push(...orderByPlace(all.filter(({ left }) => left > middle)));
      i = band.end;
    }
  }
  return ordered;
}

/** From top to bottom; lines at one height are one row. */
function groupRows(lines: readonly Line[]): Line[][] {
  const rows: Line[][] = [];
  for (const line of lines.toSorted((a, b) => b.y - a.y || a.left - b.left)) {
    const row = rows.at(-1);
    if (row?.[0] !== undefined && row[0].y - line.y < line.size / 2) row.push(line);
    else rows.push([line]);
  }
  return rows;
}

/** The rows from `start` on that one gap runs through, as many as there are; null for none. */
function findBand(rows: readonly Line[][], start: number): { end: number; gap: Gap } | null {
  let gaps: Gap[] = [{ from: -Infinity, to: Infinity }];
  let found: { end: number; gap: Gap } | null = null;
  for (let end = start + 1; end <= rows.length; end += 1) {
    gaps = (rows[end - 1] ?? []).reduce(cutOut, gaps);
    const inner = gaps.filter(({ from, to }) => Number.isFinite(from) && Number.isFinite(to));
    // Before both columns have begun the gap is open on one side.
    if (inner.length === 0 && end - start >= FEWEST_ROWS) break;
    const gap = inner.find((one) => partsColumns(rows.slice(start, end), one));
    if (gap !== undefined) found = { end, gap };
  }
  return found;
}

function cutOut(gaps: readonly Gap[], { left, right }: Line): Gap[] {
  return gaps.flatMap((gap) => {
    if (right <= gap.from || left >= gap.to) return gap;
    return [
      { from: gap.from, to: left },
      { from: right, to: gap.to },
    ].filter(({ from, to }) => to - from >= NARROWEST_GAP);
  });
}

function partsColumns(rows: readonly Line[][], gap: Gap): boolean {
  const lines = rows.flat();
  const before = lines.filter(({ right }) => right <= gap.from);
  const behind = lines.filter(({ left }) => left >= gap.to);
  return isColumn(before) && isColumn(behind);
}

function isColumn(lines: readonly Line[]): boolean {
  if (lines.length < FEWEST_ROWS) return false;
  const left = Math.min(...lines.map((line) => line.left));
  const width = Math.max(...lines.map((line) => line.right)) - left;
  const filled = lines.reduce((sum, line) => sum + (line.right - line.left), 0);
  return filled / (width * lines.length) > FILLED && lines.some(({ text }) => /\s/u.test(text));
}

function joinCells(row: readonly Line[]): Line {
  const [first, ...rest] = row;
  if (first === undefined) throw new RangeError("a row without lines");
  return rest.reduce(
    (line, next) => ({
      ...line,
      text: `${line.text} ${next.text}`,
      cells: [...line.cells, ...next.cells],
      right: next.right,
    }),
    first,
  );
}
