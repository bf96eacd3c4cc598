/**
 * A page's text → its document, as a browser would see it; nothing it names is fetched, and none of its scripts runs.
 */
import { parseHTML } from "linkedom";

/** The part of a browser's Document that is used here. */
export interface PageDocument {
  readonly body: PageElement;
  readonly documentElement: PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
}

export interface PageElement {
  readonly tagName: string;
  textContent: string;
  readonly innerHTML: string;
  getAttribute(name: string): string | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  remove(): void;
}

/** A part of a page becomes a whole one. */
export function parseDocument(html: string): PageDocument {
  const page = /<(?:html|body)\b/iu.test(html) ? html : `<html><body>${html}</body></html>`;
  return (parseHTML(page) as unknown as { document: PageDocument }).document;
}
