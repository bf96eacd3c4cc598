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
  readonly textContent: string;
  getAttribute(name: string): string | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  remove(): void;
}

export function parseDocument(html: string): PageDocument {
  return (parseHTML(html) as unknown as { document: PageDocument }).document;
}
