/**
 * The text of one file → its Article: each format's parser makes the same Blocks, and one builder makes the Article.
 *
 * In comes the folder of articles, out goes a Corpus. A file passes
 *
 * 1. `list-files.ts`: which files of the folder are articles.
 * 2. `load.ts`: reads them, and skips those that cannot be read.
 * 3. `files/`: bytes of any kind → Draft, within bounds. For text that is here, in this order: `front-matter/` reads what
 *    stands before the text, `structure/agency.ts` takes out what an agency writes for editors, `markdown/` or `plain/`
 *    makes Blocks (`draft.ts`), and `structure/` knows what a page, a list, an interview and a signature is.
 * 4. `build-article.ts`: Draft → Article (`passage.ts`), with its questions from `foreseen.ts`.
 * 5. `load.ts` again: a short article is in its neighbours' language.
 *
 * `watch.ts` does the same again whenever a file changes. `per-article.ts` and `excerpts.ts` serve other rooms.
 *
 * @example
 * const article = parseArticle("2024-06-bruecke.md", "# Die Brücke\n\nSie ist neu.");
 */
import { buildArticle } from "./build-article.ts";
import { takeClosingSource, type Draft, type Metadata } from "./draft.ts";
import { ArticleError } from "./faults.ts";
import { kindOf, type FileKind } from "./files/kinds.ts";
import { NOTHING_FORESEEN } from "./foreseen.ts";
import { readFrontMatter } from "./front-matter/front-matter.ts";
import { withoutLostMarks } from "./markdown/footnotes.ts";
import { parseMarkdown } from "./markdown/parse-markdown.ts";
import type { Article } from "./passage.ts";
import { parsePlain } from "./plain/parse-plain.ts";
import { readAgency } from "./structure/agency.ts";
import { readDialogue } from "./structure/dialogue.ts";
import { takeFurniture } from "./structure/furniture.ts";

/** `known` is what stands before the text. */
type Parse = (body: string, known: Metadata) => Draft;

/** They know one kind of line end, and no byte order mark. Each throws ArticleError. */
const PARSERS: Readonly<Partial<Record<FileKind, Parse>>> = {
  markdown: readMarkdown,
  text: parsePlain,
};

/** Whether a file of this name may hold an article: by its ending, and no README. */
export function isArticlePath(path: string): boolean {
  return kindOf(path) !== null && !/(?:^|\/)readme\.\w+$/iu.test(path);
}

/** `path` is the file's inside the corpus folder, with "/"; its ending tells the format. Throws ArticleError. */
export function parseArticle(path: string, text: string, foreseen = NOTHING_FORESEEN): Article {
  return buildArticle(path, readDraft(path, text), foreseen);
}

function readDraft(path: string, text: string): Draft {
  const kind = kindOf(path);
  const parse = kind === null ? undefined : PARSERS[kind];
  if (parse === undefined) throw new ArticleError("kind");
  if (text.trim() === "") throw new ArticleError("empty");
  const { metadata, dropped, body } = readFrontMatter(clean(text));
  const agency = readAgency(body);
  const draft = parse(agency.text, { ...onlySet(agency.metadata), ...onlySet(metadata) });
  return { ...draft, dropped, blocks: readDialogue(draft.blocks) };
}

/** One kind of line end; no byte order mark, and none of the characters that are no text and stand for others here. */
function clean(text: string): string {
  return text
    .replace(/^\ufeff/u, "")
    .replace(/\r\n?/gu, "\n")
    .replace(/[\ufdd0-\ufdef]/gu, "");
}

function readMarkdown(body: string, known: Metadata): Draft {
  const { title, blocks: all } = parseMarkdown(withoutLostMarks(body), known.title);
  const { blocks, metadata } = takeFurniture(all);
  return takeClosingSource({
    metadata: { title: title ?? undefined, ...onlySet(metadata), ...known },
    blocks,
  });
}

function onlySet(metadata: Metadata): Metadata {
  return Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== undefined));
}
