/**
 * Parses Markdown with YAML front matter into a Draft. No word of the file is lost: each is in a passage or a heading.
 *
 * Only the parts of CommonMark that hold words matter: marks, addresses and comments are dropped.
 */
import type { Blockquote, Heading, List, Nodes, Paragraph, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { toString } from "mdast-util-to-string";
import { ArticleError, foldSpace, readSpeaker, takeClosingSource } from "./draft.ts";
import type { Block, Draft } from "./draft.ts";
import { readFrontMatter } from "./front-matter/front-matter.ts";

/** A longer "heading" is a paragraph with a line drawn right under it. */
const HEADING_LENGTH = 200;

/** "— Name, role" under a quotation; a line of talk, "– Ja.", ends like a sentence. */
const SIGNATURE = /^(?:—|–|--?)\s*(\p{L}.{0,119}(?:(?<=\b[JS]r)\.|(?<![.!?…:;,])))$/u;

/** The second row of a table: "|---|:--:|". */
const TABLE_RULE = /^\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?$/;

/** The parser takes 1 s for about twice as many pairs of marks in the paragraphs of a file. */
const MARK_PAIRS_LIMIT = 2e7;

/** More than a hundred quotations or lists inside one another: the parser's time grows with the cube of their number. */
const DEEPLY_NESTED = /^(?:[ \t]*(?:[>*+-]|\d{1,9}[.)])[ \t]){100}|^[ \t]{400,}(?:[>*+-]|\d)/m;

/** Throws ArticleError for a draft, and where the text is made to keep the parser busy for minutes. */
export function parseMarkdown(text: string): Draft {
  const { metadata, dropped, body } = readFrontMatter(text);
  refuseSlow(body);
  const tree = fromMarkdown(body);
  const heading = tree.children.find((node) => node.type === "heading" && node.depth === 1);
  const headline = heading ? foldSpace(wordsOf(heading)) : "";
  const title = metadata.title ?? (headline || undefined);
  const rest =
    headline !== "" && headline === title
      ? tree.children.filter((node) => node !== heading)
      : tree.children;
  return takeClosingSource({
    metadata: { ...metadata, title },
    dropped,
    blocks: readBlocks(rest, body),
  });
}

function refuseSlow(body: string): void {
  if (DEEPLY_NESTED.test(body))
    throw new ArticleError("has more than 100 quotations or lists inside one another");
  let pairs = 0;
  for (const block of body.split(/\n[ \t]*\n/)) pairs += (block.match(/[*_]+/g)?.length ?? 0) ** 2;
  if (pairs > MARK_PAIRS_LIMIT) throw new ArticleError("has thousands of * or _ in one paragraph");
}

function readBlocks(nodes: readonly RootContent[], source: string): Block[] {
  return nodes.flatMap((node) => readBlock(node, source)).filter((block) => block.text !== "");
}

function readBlock(node: RootContent, source: string): Block[] {
  if (node.type === "heading") return [readHeading(node), ...readCaptions(node)];
  if (node.type === "paragraph") return [readParagraph(node), ...readCaptions(node)];
  if (node.type === "blockquote") return readQuotation(node, source);
  if (node.type === "list") return readList(node, source);
  // Four spaces before a paragraph make it code, too.
  if (node.type === "code") return splitParagraphs(node.value);
  return node.type === "html" ? splitParagraphs(stripTags(node.value)) : [];
}

function readHeading(node: Heading): Block {
  const text = foldSpace(wordsOf(node));
  return { kind: text.length > HEADING_LENGTH ? "paragraph" : "heading", text };
}

function splitParagraphs(text: string): Block[] {
  return text.split(/\n\s*\n/).map((block) => paragraph(block));
}

function paragraph(text: string): Block {
  return { kind: "paragraph", text: foldSpace(text) };
}

/** A table is one passage, a row a line. */
function readParagraph(node: Paragraph): Block {
  const text = wordsOf(node);
  const lines = text.split("\n");
  if (!TABLE_RULE.test(lines[1]?.trim() ?? "")) return paragraph(text);
  const rows = lines.toSpliced(1, 1).map((row) => foldSpace(row.trim().replace(/^\||\|$/g, "")));
  return { kind: "paragraph", text: rows.join("\n") };
}

function readCaptions(node: Nodes): Block[] {
  if (node.type === "image" || node.type === "imageReference")
    return [{ kind: "caption", text: foldSpace(node.alt ?? "") }];
  return "children" in node ? node.children.flatMap((child) => readCaptions(child)) : [];
}

/** A pull quote where the last line names its speaker; else the paragraphs that were quoted. */
function readQuotation(node: Blockquote, source: string): Block[] {
  const lines = node.children.flatMap((child) => linesOf(child, source));
  const [, signature] = SIGNATURE.exec(lines.at(-1) ?? "") ?? [];
  const text = foldSpace(lines.slice(0, -1).join(" "));
  if (signature === undefined || text === "") return readBlocks(node.children, source);
  return [{ kind: "pull-quote", text, speaker: readSpeaker(signature) }, ...readCaptions(node)];
}

function linesOf(node: RootContent, source: string): string[] {
  // To Markdown "- Name" is a list.
  if (node.type === "list" && node.children.length === 1 && node.ordered !== true)
    return [`- ${foldSpace(wordsOf(node))}`];
  return node.type === "paragraph"
    ? wordsOf(node).split("\n").map(foldSpace)
    : readBlock(node, source).map((block) => block.text);
}

/** Each item is a passage. A number stays, for „24. Juni“ at the start of a line is a list, too. */
function readList(list: List, source: string): Block[] {
  return list.children.flatMap((item) => {
    const [first, ...rest] = readBlocks(item.children, source);
    if (!first) return [];
    const number =
      list.ordered === true
        ? (/^\d+[.)]/.exec(source.slice(item.position?.start.offset))?.[0] ?? "")
        : "";
    const isText = first.kind === "paragraph" && number !== "";
    return [isText ? paragraph(`${number} ${first.text}`) : first, ...rest];
  });
}

/** Its words without emphasis, addresses and pictures; line breaks are kept. */
function wordsOf(node: Nodes): string {
  if ("children" in node) return node.children.map((child) => wordsOf(child)).join("");
  if (node.type === "break") return "\n";
  if (node.type === "html") return /^<br\b/i.test(node.value) ? "\n" : "";
  return toString(node, { includeImageAlt: false });
}

function stripTags(html: string): string {
  return html.replace(/<!--[^]*?(?:-->|$)|<(script|style)\b[^]*?(?:<\/\1\s*>|$)|<[^<>]*>/gi, " ");
}
