/**
 * Which of HTML's elements make a paragraph of their own, and which hold nothing to read.
 */
import type { Element } from "hast";

const BLOCKS = new Set(
  (
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 " +
    "h5 h6 header hgroup hr html li main ol p pre section summary table tbody td tfoot th thead tr ul caption menu"
  ).split(" "),
);

const SKIPPED = new Set(
  (
    "audio base button canvas col colgroup datalist del embed head iframe input link map math meta meter nav noscript object option " +
    "progress s script select strike style svg template textarea title track video"
  ).split(" "),
);

export function isBlock(element: Element): boolean {
  return BLOCKS.has(element.tagName);
}

/** Code by itself is no text either; in a line of text it is. */
export function isSkipped({ tagName, properties, children }: Element): boolean {
  if (SKIPPED.has(tagName) || properties["hidden"] === true) return true;
  const { style } = properties;
  if (typeof style === "string" && /display:\s*none/u.test(style)) return true;
  return (
    tagName === "pre" &&
    children.some((child) => child.type === "element" && child.tagName === "code")
  );
}
