/**
 * A table → passages of some rows each, which know the header.
 */
import type { Element, ElementContent } from "hast";
import { foldSpace, type Block } from "../draft.ts";
import { readLine } from "./words.ts";

/** A passage of more rows is found by all and about none. */
const ROWS_IN_PASSAGE = 20;

/** A row a line, its cells parted by "|". Null for a table that only places things on the page. */
export function readTable(table: Element): Block[] | null {
  const rows = rowsOf(table.children);
  const [first] = rows;
  if (
    first === undefined ||
    rows.every(({ length }) => length < 2) ||
    rows.flat().some(holdsBlocks)
  )
    return null;
  const isHeader = first.every(({ tagName }) => tagName === "th");
  const texts = rows.map((cells) => cells.map((cell) => foldSpace(readLine(cell.children).text)));
  const [head = []] = texts;
  const header = isHeader && head.some((cell) => cell !== "") ? head : null;
  return tableBlocks(header, isHeader ? texts.slice(1) : texts);
}

export function tableBlocks(
  header: readonly string[] | null,
  rows: readonly (readonly string[])[],
): Block[] {
  const blocks: Block[] = [];
  for (let at = 0; at === 0 || at < rows.length; at += ROWS_IN_PASSAGE) {
    const some = rows.slice(at, at + ROWS_IN_PASSAGE);
    const shown = at === 0 && header !== null ? [header, ...some] : some;
    const text = shown
      .map(rowText)
      .filter((row) => row !== "")
      .join("\n");
    blocks.push({ kind: "paragraph", text, table: { header, rows: some } });
  }
  return blocks;
}

function rowText(cells: readonly string[]): string {
  return foldSpace(cells.join(" | ")).replace(/^[| ]+|[| ]+$/gu, "");
}

function rowsOf(nodes: readonly ElementContent[]): Element[][] {
  return elementsIn(nodes).flatMap((element) => {
    if (element.tagName === "tr")
      return [
        elementsIn(element.children).filter(({ tagName }) => tagName === "td" || tagName === "th"),
      ];
    return /^t(?:head|body|foot)$/u.test(element.tagName) ? rowsOf(element.children) : [];
  });
}

function elementsIn(nodes: readonly ElementContent[]): Element[] {
  return nodes.filter((node) => node.type === "element");
}

function holdsBlocks({ children }: Element): boolean {
  const blocks = elementsIn(children).filter(({ tagName }) =>
    /^(?:p|div|ul|ol|table|h\d)$/u.test(tagName),
  );
  return blocks.length > 1 || blocks.some(({ tagName }) => tagName !== "p");
}
