/**
 * One article's file → Article.
 */
import { buildArticle } from "./build-article.ts";
import { ArticleError } from "./draft.ts";
import { NOTHING_FORESEEN } from "./foreseen.ts";
import { parseMarkdown } from "./parse-markdown.ts";
import { parsePlain } from "./parse-plain.ts";
import type { Article } from "./passage.ts";

/**
 * `path` is the file's inside the corpus folder, with "/"; its ending says which of the two forms `text` has.
 * Throws ArticleError.
 */
export function parseArticle(path: string, text: string, foreseen = NOTHING_FORESEEN): Article {
  if (text.trim() === "") throw new ArticleError("is empty");
  // The parsers know one kind of line end, and no byte order mark.
  const lines = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  const draft = /\.md$/i.test(path) ? parseMarkdown(lines) : parsePlain(lines);
  return buildArticle(path, draft, foreseen);
}
