/**
 * Markdown, as blogs and notes have it → its Blocks and its title.
 *
 * Signs that are words are hidden from the parser (`literals`), what other tools added to Markdown is read or taken out
 * (`dialects`, `shortcodes`), the rest becomes a tree of HTML's elements (`tree`), and those become Blocks (`blocks`).
 */
import { foldSpace, type Block } from "../draft.ts";
import { ArticleError } from "../faults.ts";
import { readBlocks } from "./blocks.ts";
import { readDialects } from "./dialects.ts";
import { showFootnotes } from "./footnotes.ts";
import { hideAngles, hideStars } from "./literals.ts";
import { parseTree } from "./tree.ts";

/** The parser takes 1 s for about twice as many pairs of marks in the paragraphs of a file. */
const MARK_PAIRS_LIMIT = 2e7;

/** More than a hundred quotations or lists inside one another: the parser's time grows with the cube of their number. */
const DEEPLY_NESTED = /^(?:[ \t]*(?:[>*+-]|\d{1,9}[.)])[ \t]){100}|^[ \t]{400,}(?:[>*+-]|\d)/mu;

export interface Parsed {
  /** The first heading of level one; null where there is none. */
  readonly title: string | null;
  /** Without that heading, where it is the title. */
  readonly blocks: readonly Block[];
}

/** `known` is the title of the front matter. Throws ArticleError where the text is made to keep the parser busy for minutes. */
export function parseMarkdown(text: string, known?: string): Parsed {
  refuseSlow(text);
  const blocks = readBlocks(
    parseTree(hideAngles(readDialects(hideStars(showFootnotes(text))))).children,
  );
  const at = blocks.findIndex((block) => block.kind === "heading" && block.level === 1);
  const title = foldSpace(blocks[at]?.text ?? "").replace(NOTION_ID, "");
  if (title === "") return { title: null, blocks };
  return { title, blocks: title === (known ?? title) ? blocks.toSpliced(at, 1) : blocks };
}

/** Notion writes a page's id behind its title. */
const NOTION_ID = /\s[0-9a-f]{32}$/u;

function refuseSlow(body: string): void {
  if (DEEPLY_NESTED.test(body)) throw new ArticleError("nested-marks");
  let pairs = 0;
  for (const block of body.split(/\n[ \t]*\n/u))
    pairs += (block.match(/[*_]+/gu)?.length ?? 0) ** 2;
  if (pairs > MARK_PAIRS_LIMIT) throw new ArticleError("marks");
}
