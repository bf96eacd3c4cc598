/**
 * Markdown, with the HTML in it → one tree of HTML's elements, as a browser would make it.
 *
 * Code, struck text and footnotes' own paragraphs are left out; a footnote's mark holds the note's words.
 */
import type { Element, Root } from "hast";
import { raw } from "hast-util-raw";
import type { Heading, List, Nodes, Root as Markdown } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { toHast, type Handlers } from "mdast-util-to-hast";
import { toString } from "mdast-util-to-string";
import { gfm } from "micromark-extension-gfm";
import { footnoteMark } from "./footnotes.ts";

/** Four spaces before a paragraph are more often a paragraph than code. */
const NO_INDENTED_CODE = { disable: { null: ["codeIndented"] } };

const SYNTAX = [gfm({ singleTilde: false }), NO_INDENTED_CODE];

/** The element that a footnote's mark becomes. */
const NOTE = "footnote-mark";

export function parseTree(markdown: string): Root {
  const tree = fromMarkdown(markdown, {
    extensions: SYNTAX,
    mdastExtensions: [gfmFromMarkdown()],
  });
  let hasHtml = false;
  visit(tree, (node) => {
    if (node.type === "html") hasHtml = true;
    if (node.type === "list" && node.ordered === true) keepNumbers(node, markdown);
    // Else a row is cut to as many cells as its header has.
    if (node.type === "table") node.align = null;
    if (node.type === "heading") keepSentence(node, markdown);
  });
  const html = toHast(tree, { allowDangerousHtml: true, handlers: handlersFor(tree) }) as Root;
  return hasHtml ? (raw(html) as Root) : html;
}

function handlersFor(tree: Markdown): Handlers {
  const notes = new Map<string, string>();
  visit(tree, (node) => {
    if (node.type === "footnoteDefinition")
      notes.set(node.identifier, node.children.map((child) => toString(child)).join(" "));
  });
  const note = (identifier: string): Element => ({
    type: "element",
    tagName: NOTE,
    properties: {},
    children: [{ type: "text", value: footnoteMark(notes.get(identifier) ?? "") }],
  });
  return {
    footnoteReference: (_, node: { identifier: string }) => note(node.identifier),
    footnoteDefinition: () => undefined,
    delete: () => undefined,
    code: () => undefined,
  };
}

/** „24. Juni“ at the start of a line is a list to Markdown, so an item keeps its number as it was typed. */
function keepNumbers(list: List, markdown: string): void {
  for (const item of list.children) {
    const number = /^\d+[.)]/u.exec(markdown.slice(item.position?.start.offset))?.[0];
    item.data = { hProperties: { dataNumber: number ?? "" } };
  }
}

/** A sentence over a line of dashes is no heading: somebody forgot the blank line between them. */
function keepSentence(heading: Heading, markdown: string): void {
  const source = markdown.slice(heading.position?.start.offset, heading.position?.end.offset);
  if (/^\s*#/u.test(source)) return;
  const text = toString(heading);
  const isSentence =
    /\.["”“»«’)]*$/u.test(text) || /[.!?…]["”“»«’)]*\s+\p{Lu}/u.test(text) || text.includes("\n");
  if (isSentence) Object.assign(heading, { type: "paragraph" });
}

function visit(node: Nodes, see: (node: Nodes) => void): void {
  const waiting: Nodes[] = [node];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    see(next);
    if ("children" in next) waiting.push(...next.children.toReversed());
  }
}
