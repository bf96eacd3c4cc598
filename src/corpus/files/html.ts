/**
 * A saved page → Draft: the article among all that stands around it.
 */
import defuddle from "defuddle";
import { ArticleError, foldSpace, type Block, type Draft } from "../draft.ts";
import { parseDocument } from "./page-document.ts";

// Its types describe a module; what Node hands out is the class.
const Defuddle = defuddle as unknown as typeof defuddle.default;

/** Throws ArticleError where the page holds no text. */
export function parsePage(html: string): Draft {
  const document = parseDocument(html);
  const page = new Defuddle(document, { useAsync: false }).parse();
  const body = parseDocument(`<!doctype html><html><body>${page.content}</body></html>`).body;
  const blocks = [...body.querySelectorAll("h2, h3, h4, p, li, td, th")].map((element): Block => {
    const kind = /^h/iu.test(element.tagName) ? "heading" : "paragraph";
    return { kind, text: foldSpace(element.textContent) };
  });
  if (blocks.length === 0) throw new ArticleError("holds no text");
  return { metadata: { title: page.title || undefined }, blocks };
}
