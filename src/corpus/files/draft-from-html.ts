/**
 * The HTML of an article alone → Draft, by the same steps as Markdown.
 */
import type { Element, ElementContent, Root, RootContent } from "hast";
import { raw } from "hast-util-raw";
import { foldSpace, takeClosingSource, type Block, type Draft, type Metadata } from "../draft.ts";
import { readBlocks } from "../markdown/blocks.ts";
import { footnoteMark } from "../markdown/footnotes.ts";
import { readDialogue } from "../structure/dialogue.ts";
import { takeFurniture } from "../structure/furniture.ts";

/** `known` is what the file says apart from its text; the text's first heading of level one is its title else. */
export function draftFromHtml(html: string, known: Omit<Draft, "blocks">): Draft {
  const tree = raw({ type: "root", children: [{ type: "raw", value: html }] }) as Root;
  showNotes(tree);
  const all = readBlocks(tree.children);
  const title = known.metadata.title ?? titleIn(all);
  const { blocks, metadata } = takeFurniture(withoutTitle(all, title));
  const draft = takeClosingSource({
    ...known,
    metadata: { ...onlySet(metadata), ...onlySet(known.metadata), title },
    blocks,
  });
  return { ...draft, blocks: readDialogue(draft.blocks) };
}

function titleIn(blocks: readonly Block[]): string | undefined {
  const heading = blocks.find((block) => block.kind === "heading" && block.level === 1);
  return foldSpace(heading?.text ?? "") || undefined;
}

/** A footnote's words go where its mark stands, and its list from the end. */
function showNotes(tree: Root): void {
  const items = new Map<string, Element>();
  visit(tree, (element) => {
    const { id } = element.properties;
    if (element.tagName === "li" && typeof id === "string") items.set(`#${id}`, element);
  });
  if (items.size === 0) return;
  const used = new Set<Element>();
  visit(tree, (element) => {
    const mark = onlyLink(element);
    const note = mark === null ? undefined : items.get(hrefOf(mark));
    if (note === undefined) return;
    used.add(note);
    element.children = [{ type: "text", value: footnoteMark(wordsOf(note)) }];
    element.tagName = "span";
  });
  for (const note of used) note.children = [];
}

/** The link that is all of an element, itself among them. */
function onlyLink(element: Element): Element | null {
  if (element.tagName === "a") return element;
  const [only, ...others] = element.children;
  if (element.tagName !== "sup" || only?.type !== "element" || others.length > 0) return null;
  return onlyLink(only);
}

/** Without the links back to the text. */
function wordsOf(node: ElementContent): string {
  if (node.type === "text") return node.value;
  if (node.type !== "element") return "";
  const isBack = node.tagName === "a" && hrefOf(node).startsWith("#");
  return isBack ? "" : node.children.map(wordsOf).join("");
}

function hrefOf({ properties }: Element): string {
  const { href } = properties;
  return typeof href === "string" ? href : "";
}

function visit(node: Root | Element, see: (element: Element) => void): void {
  const waiting: RootContent[] = [...node.children];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.type !== "element") continue;
    see(next);
    waiting.push(...next.children);
  }
}

/** The first heading goes where it is the title. */
export function withoutTitle(blocks: readonly Block[], title: string | undefined): Block[] {
  const at = blocks.findIndex((block) => block.kind === "heading");
  const isTitle = at !== -1 && foldSpace(blocks[at]?.text ?? "") === title;
  return isTitle ? blocks.toSpliced(at, 1) : [...blocks];
}

/** What is known on one side must not be hidden by what is not on the other. */
export function onlySet(metadata: Metadata): Metadata {
  return Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== undefined));
}
