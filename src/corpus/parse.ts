/**
 * The text of one file → its Article: each format's parser makes the same Draft, and the Draft becomes the Article.
 *
 * In comes the folder of articles, out goes a Corpus. A file passes
 *
 * 1. `list-files.ts`: which files of the folder are articles.
 * 2. `load.ts`: reads them, and skips those that cannot be read.
 * 3. `files/`: bytes of any kind → Draft, within bounds; for text that is
 *    `parse-markdown.ts` with `front-matter.ts`, or `parse-plain.ts`: text → Draft (`draft.ts`).
 * 4. `build-article.ts`: Draft → Article (`passage.ts`), with its questions from `foreseen.ts`.
 *
 * `watch.ts` does the same again whenever a file changes. `per-article.ts` and `excerpts.ts` serve other rooms.
 *
 * @example
 * const article = parseArticle("2024-06-bruecke.md", "# Die Brücke\n\nSie ist neu.");
 */
import { extname } from "node:path/posix";

import { buildArticle } from "./build-article.ts";
import { ArticleError, type Draft } from "./draft.ts";
import { kindOf } from "./files/kinds.ts";
import { NOTHING_FORESEEN } from "./foreseen.ts";
import { parseMarkdown } from "./parse-markdown.ts";
import { parsePlain } from "./parse-plain.ts";
import type { Article } from "./passage.ts";

/** By the ending of the file's name. They know one kind of line end, and no byte order mark. Each throws ArticleError. */
const PARSERS: ReadonlyMap<string, (text: string) => Draft> = new Map([
  [".md", parseMarkdown],
  [".markdown", parseMarkdown],
  [".txt", parsePlain],
]);

/** Whether a file of this name may hold an article: by its ending, and no README. */
export function isArticlePath(path: string): boolean {
  return kindOf(path) !== null && !/(?:^|\/)readme\.\w+$/iu.test(path);
}

/** `path` is the file's inside the corpus folder, with "/"; its ending tells the format. Throws ArticleError. */
export function parseArticle(path: string, text: string, foreseen = NOTHING_FORESEEN): Article {
  const parse = PARSERS.get(endingOf(path));
  if (parse === undefined) throw new ArticleError("is of a kind that cannot be read");
  if (text.trim() === "") throw new ArticleError("is empty");
  const draft = parse(text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n"));
  return buildArticle(path, draft, foreseen);
}

function endingOf(path: string): string {
  return extname(path).toLowerCase();
}
