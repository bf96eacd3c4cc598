/**
 * Leaves out what belongs to the pages and not to the text: their numbers, and what stands at the head or foot of each.
 */
import type { Line } from "./lines.ts";

/** So many lines at a page's head and foot are looked at. */
const EDGE = 3;

/** In sizes of the letters: more lies between a head and the text. */
const SPACE = 2;

/** "7", "- 7 -", "Seite 7 von 12", "7/12" */
const NUMBER =
  /^(?:[-–—|]\s*)?(?:(?:seite|page|s\.|p\.)\s*)?\d{1,4}(?:\s*(?:\/|von|of)\s*\d{1,4})?(?:\s*[-–—|])?$/iu;

export function withoutPageFurniture(pages: readonly (readonly Line[])[]): Line[][] {
  const counts = new Map<string, number>();
  for (const page of pages)
    for (const key of new Set([...headOf(page), ...footOf(page)].map(keyOf)))
      counts.set(key, (counts.get(key) ?? 0) + 1);
  // Left and right pages may have heads of their own.
  const often = Math.max(2, pages.length / 3);
  const isFurniture = (line: Line): boolean =>
    NUMBER.test(line.text) || (counts.get(keyOf(line)) ?? 0) >= often;
  return pages.map((page) => {
    const out = new Set([headOf(page), footOf(page)].flatMap((edge) => peel(edge, isFurniture)));
    return page.filter((line) => !out.has(line));
  });
}

/** From the edge inwards, up to the first line of the text or the space before it. */
function peel(edge: readonly Line[], isFurniture: (line: Line) => boolean): Line[] {
  const peeled: Line[] = [];
  for (const line of edge) {
    const before = peeled.at(-1);
    const isApart = before !== undefined && Math.abs(before.y - line.y) > SPACE * before.size;
    if (isApart || !isFurniture(line)) break;
    peeled.push(line);
  }
  return peeled;
}

/** The same words at the same height; a number in them is each page's own. */
function keyOf({ text, y }: Line): string {
  return `${Math.round(y / 4)} ${text.replace(/\d+/gu, "#").replace(/\s+/gu, " ")}`;
}

/** By height, for in the order of reading the foot of the first column stands in the middle. */
function headOf(page: readonly Line[]): Line[] {
  return page.toSorted((a, b) => b.y - a.y).slice(0, EDGE);
}

function footOf(page: readonly Line[]): Line[] {
  return page.toSorted((a, b) => a.y - b.y).slice(0, EDGE);
}
