/**
 * Plain text → its paragraphs, list items, table rows and captions, by blank lines and by how lines look.
 */
import { foldSpace, type Block } from "../draft.ts";
import { tableBlocks } from "../markdown/tables.ts";
import { isCaption } from "../structure/credits.ts";
import { isFurniture } from "../structure/furniture.ts";
import { readLeadIn } from "../structure/lead-ins.ts";
import { LABEL } from "../structure/names.ts";

/** Longer lines are paragraphs of their own, unless they are cut in the middle of a sentence. */
const WRAPPED_LINE_LENGTH = 120;

const BULLET = /^(?:[-–•*·‣▪]|(?<number>(?:\d{1,2}[.)]|[a-z]\))))\s+(?=\S)/u;

/** A page's number, with or without a running head: "- 4 -", "Grüntaler Bote      Seite 3". */
const PAGE_NUMBER =
  /^\s*(?:[-–]\s*\d{1,4}\s*[-–]|(?:.{2,60}\s{3,})?(?:Seite|Page)\s\d{1,4}(?:\s(?:von|of)\s\d{1,4})?(?:\s{3,}.{2,60})?)\s*$/u;

export function splitPieces(text: string): Block[] {
  const pages = text.replace(/\f/gu, "\n\n").split("\n");
  const lines = joinPages(pages.map((line) => (PAGE_NUMBER.test(line) ? null : line)));
  return lines
    .flatMap((block) => readPiece(block.split("\n")))
    .filter(({ text: words }) => /[\p{L}\p{N}]/u.test(words));
}

/** Blocks, parted by blank lines; a page's end parts none where the sentence goes on. Null stands for a page's number. */
function joinPages(lines: readonly (string | null)[]): string[] {
  const blocks: string[] = [];
  let isNew = true;
  let afterPage = false;
  for (const line of lines) {
    if (line === null) afterPage = true;
    else if (line.trim() === "") isNew = true;
    else {
      const last = blocks.at(-1);
      const goesOn =
        afterPage &&
        last !== undefined &&
        /^\s*\p{Ll}/u.test(line) &&
        !/[.!?:…]["”“»«)]*\s*$/u.test(last);
      if ((isNew && !goesOn) || last === undefined) blocks.push(line);
      else blocks[blocks.length - 1] = `${last}\n${line}`;
      isNew = false;
      afterPage = false;
    }
  }
  return blocks;
}

function readPiece(lines: readonly string[]): Block[] {
  const rule = lines.every((line) => /^\s*(?:[*_-]\s*){3,}$/u.test(line));
  if (rule) return [{ kind: "rule", text: "" }];
  return readTabs(lines) ?? readList(lines) ?? readLines(lines.map(foldSpace));
}

/** Lines with as many tabs each are a table, the first its header. */
function readTabs(lines: readonly string[]): Block[] | null {
  const rows = lines.map((line) => line.trim().split(/\t+/u).map(foldSpace));
  const [head = []] = rows;
  if (rows.length < 2 || head.length < 2 || rows.some(({ length }) => length !== head.length))
    return null;
  const isHeader =
    !head.some((cell) => /\p{N}/u.test(cell)) &&
    rows
      .slice(1)
      .flat()
      .some((cell) => /\p{N}/u.test(cell));
  return isHeader ? tableBlocks(head, rows.slice(1)) : tableBlocks(null, rows);
}

/** Two or more lines with bullets, and the words before them that lead into each. */
function readList(lines: readonly string[]): Block[] | null {
  const first = lines.findIndex((line) => BULLET.test(line.trim()));
  const items = lines.filter((line) => BULLET.test(line.trim()));
  if (first === -1 || items.length < 2 || first > 3) return null;
  const lead = lines.slice(0, first).join("\n");
  const leadIn = readLeadIn(lead);
  const texts: string[] = [];
  for (const line of lines.slice(first).map((one) => one.trim())) {
    const found = BULLET.exec(line);
    if (found !== null)
      texts.push(found.groups?.["number"] === undefined ? line.slice(found[0].length) : line);
    else texts[texts.length - 1] += `\n${line}`;
  }
  return [
    ...(lead === "" ? [] : [{ kind: "paragraph", text: lead } as const]),
    ...texts.map((text): Block => ({
      kind: "paragraph",
      text,
      isItem: true,
      ...(leadIn === null ? {} : { leadIn }),
    })),
  ];
}

/** A line that is a caption, belongs to the page or opens a turn of talk stands by itself; the others are one paragraph. */
function readLines(lines: readonly string[]): Block[] {
  const isTalk = lines.filter((line) => LABEL.test(line)).length > 1;
  const isWrapped = !lines.some((line) => line.length > WRAPPED_LINE_LENGTH) || areCut(lines);
  const texts: string[] = [];
  let isOpen = false;
  for (const line of lines) {
    const standsAlone =
      isFurniture(line) || (isCaption(line) && lines.length > 1 && isSentenceEnd(texts.at(-1)));
    const startsAnew = standsAlone || !isWrapped || (isTalk && LABEL.test(line));
    if (isOpen && !startsAnew) texts[texts.length - 1] += `\n${line}`;
    else texts.push(line);
    isOpen = !standsAlone && isWrapped;
  }
  return texts.map((text) => ({ kind: "paragraph", text }));
}

function isSentenceEnd(text: string | undefined): boolean {
  return text === undefined || /[.!?…:]["”“»«’)]*$/u.test(text);
}

/** Most lines end in the middle of a sentence. */
function areCut(lines: readonly string[]): boolean {
  const cut = lines
    .slice(0, -1)
    .filter((line) => !isSentenceEnd(line) && line.length > WRAPPED_LINE_LENGTH / 2);
  return cut.length > (lines.length - 1) / 2;
}
