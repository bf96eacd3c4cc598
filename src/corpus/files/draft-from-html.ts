/**
 * The HTML of an article alone → Draft, by the same steps as Markdown.
 */
import type { Root } from "hast";
import { raw } from "hast-util-raw";
import { foldSpace, takeClosingSource, type Block, type Draft, type Metadata } from "../draft.ts";
import { readBlocks } from "../markdown/blocks.ts";
import { readDialogue } from "../structure/dialogue.ts";
import { takeFurniture } from "../structure/furniture.ts";

/** `known` is what the file says apart from its text; the text's first heading of level one is its title else. */
export function draftFromHtml(html: string, known: Omit<Draft, "blocks">): Draft {
  const tree = raw({ type: "root", children: [{ type: "raw", value: html }] }) as Root;
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
