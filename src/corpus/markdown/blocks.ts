/**
 * A tree of HTML's elements → Blocks, in order: headings, paragraphs, quotations, list items, table rows, captions.
 *
 * Markdown becomes such a tree, and a page is one.
 */
import type { Element, RootContent } from "hast";
import { foldSpace, type Block } from "../draft.ts";
import { isBlock, isSkipped } from "./elements.ts";
import { withoutFootnotes } from "./footnotes.ts";
import { showLiterals } from "./literals.ts";
import { leadInto, readLeadIn } from "../structure/lead-ins.ts";
import { readQuotation } from "./quotations.ts";
import { readTable } from "./tables.ts";
import { readLine } from "./words.ts";

/** A longer "heading" is a paragraph that somebody made large. */
const HEADING_LENGTH = 200;

/** What they hold leads into nothing behind them. */
const APART = new Set(["blockquote", "ul", "ol", "table", "figure"]);

export function readBlocks(nodes: readonly RootContent[]): Block[] {
  const blocks: Block[] = [];
  let line: RootContent[] = [];
  let isApart = false;
  const endLine = (): void => {
    const read = readParagraphs(line);
    if (read.length > 0) isApart = false;
    blocks.push(...read);
    line = [];
  };
  for (const node of nodes) {
    if (node.type !== "element" || !(isBlock(node) || holdsBlock(node))) line.push(node);
    else if (!isSkipped(node)) {
      endLine();
      blocks.push(...withLeadIn(readElement(node), isApart ? undefined : blocks.at(-1), node));
      isApart = APART.has(node.tagName);
    }
  }
  endLine();
  return blocks;
}

/** A link around a whole card, say. */
function holdsBlock({ children }: Element): boolean {
  return children.some(
    (child) => child.type === "element" && (isBlock(child) || holdsBlock(child)),
  );
}

/** What is more than its paragraphs. */
const READERS: Readonly<Record<string, (element: Element) => Block[]>> = {
  hr: () => [{ kind: "rule", text: "" }],
  ul: readList,
  ol: readList,
  li: readItem,
  blockquote: ({ children }) => readQuotation(readBlocks(children), children),
  table: (element) => readTable(element) ?? readBlocks(element.children),
  figcaption: readCaption,
  caption: readCaption,
  summary: ({ children }) => readParagraphs(children).map(asStyled),
};

function readElement(element: Element): Block[] {
  if (/^h[1-6]$/u.test(element.tagName)) return readHeading(element);
  return READERS[element.tagName]?.(element) ?? readBlocks(element.children);
}

function readList(element: Element): Block[] {
  return isTableOfContents(element) ? [] : readBlocks(element.children);
}

function readCaption({ children }: Element): Block[] {
  return readBlocks(children).map((block) =>
    block.kind === "paragraph" ? { kind: "caption", text: block.text } : block,
  );
}

/** A summary is as bold as a question in bold. */
function asStyled(block: Block): Block {
  return block.kind === "paragraph" ? { ...block, isStyled: true } : block;
}

function readHeading(element: Element): Block[] {
  const text = withoutFootnotes(foldSpace(readLine(element.children).text));
  const level = Number(element.tagName.slice(1));
  const isHeading = text.length <= HEADING_LENGTH;
  const own: Block = isHeading ? { kind: "heading", text, level } : { kind: "paragraph", text };
  return [own, ...readCaptions(element.children)];
}

/** Blank lines part paragraphs, in HTML that is not marked up as well. */
function readParagraphs(nodes: readonly RootContent[]): Block[] {
  const { text, ...style } = readLine(nodes);
  const parts = text.split(/\n\s*\n/u).filter((part) => part.trim() !== "");
  const paragraphs = parts.map((part, i): Block => ({
    kind: "paragraph",
    text: part.trim(),
    ...(i === 0 ? style : {}),
  }));
  return [...paragraphs, ...readCaptions(nodes)];
}

/** What a picture shows, in the words that stand in its place. */
function readCaptions(nodes: readonly RootContent[]): Block[] {
  return nodes.flatMap((node): Block[] => {
    if (node.type !== "element" || isSkipped(node)) return [];
    if (node.tagName !== "img") return readCaptions(node.children);
    const text = foldSpace(showLiterals(attribute(node, "alt")));
    return text === "" ? [] : [{ kind: "caption", text }];
  });
}

function readItem(item: Element): Block[] {
  const [first, ...rest] = readBlocks(item.children);
  if (first === undefined) return [];
  const number = attribute(item, "dataNumber");
  if (first.kind !== "paragraph") return [first, ...rest];
  const own = number === "" ? first : { ...first, text: `${number} ${first.text}` };
  return [own, ...rest.map((block) => leadInto(block, foldSpace(first.text)))];
}

/** What stands right before a list or a table leads into each of its items. */
function withLeadIn(blocks: Block[], before: Block | undefined, { tagName }: Element): Block[] {
  if (
    !/^(?:ul|ol|dl|dd|table|blockquote)$/u.test(tagName) ||
    before?.kind !== "paragraph" ||
    before.leadIn !== undefined
  )
    return blocks;
  if (
    before.table !== undefined ||
    (/^(?:table|blockquote)$/u.test(tagName) && !before.text.endsWith(":"))
  )
    return blocks;
  const leadIn = tagName === "dd" ? foldSpace(before.text) : readLeadIn(before.text);
  return blocks.map((block) => leadInto(block, leadIn));
}

/** A list of links to headings of this page. */
function isTableOfContents({ children }: Element): boolean {
  const items = children.filter((child) => child.type === "element");
  const targets = items.flatMap((item) => linksIn(item));
  const words = items.map((item) => readLine([item]).text.replace(/\s/gu, "").length);
  const linked = targets.map(({ length }) => length);
  return (
    targets.length > 0 &&
    targets.every(({ target }) => target.startsWith("#")) &&
    words.reduce((sum, length) => sum + length, 0) ===
      linked.reduce((sum, length) => sum + length, 0)
  );
}

function linksIn(element: Element): { target: string; length: number }[] {
  if (element.tagName === "a")
    return [
      {
        target: attribute(element, "href"),
        length: readLine([element]).text.replace(/\s/gu, "").length,
      },
    ];
  return element.children.flatMap((child) => (child.type === "element" ? linksIn(child) : []));
}

function attribute({ properties }: Element, name: string): string {
  const value = properties[name];
  return typeof value === "string" ? value : "";
}
