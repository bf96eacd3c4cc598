/**
 * A saved page → Draft: the article among all that stands around it.
 */
import defuddle from "defuddle";
import type { Draft } from "../draft.ts";
import { ArticleError } from "../faults.ts";
import { draftFromHtml } from "./draft-from-html.ts";
import { parseDocument } from "./page-document.ts";
import { describePage } from "./page-metadata.ts";
import { showNotes } from "./page-notes.ts";
import { removeSurroundings } from "./page-surroundings.ts";

// Its types describe a module; what Node hands out is the class.
const Defuddle = defuddle as unknown as typeof defuddle.default;

/** Nothing is fetched; without an address it cannot tell links to this page from others. */
const OPTIONS = { url: "https://page.invalid/", useAsync: false };

/** Throws ArticleError where the page holds no text. */
export function parsePage(html: string): Draft {
  const document = parseDocument(html);
  if (document.documentElement === null) throw new ArticleError("no-text");
  // Before the rest, which takes out what it stands in.
  const { metadata, dropped } = describePage(document);
  showNotes(document);
  removeSurroundings(document);
  const page = new Defuddle(document, OPTIONS).parse();
  // Of a few words none looks like an article.
  const isFound = page.wordCount > 0;
  return draftFromHtml(isFound ? page.content : document.body.innerHTML, {
    metadata: { ...metadata, title: metadata.title ?? (page.title || undefined) },
    dropped,
  });
}
