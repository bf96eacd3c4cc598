/**
 * What a file says about its article before its text begins → Metadata, and the text.
 *
 * `find` tells which notation it is in, `entries` reads that, `metadata` what the entries mean.
 *
 * @example
 * const { metadata, body } = readFrontMatter("---\ntitle: Die Brücke\n---\nSie ist neu.");
 */
import { DraftError, type Metadata } from "../draft.ts";
import { readEntries } from "./entries.ts";
import { findFrontMatter } from "./find.ts";
import { describeEntries } from "./metadata.ts";

export interface FrontMatterRead {
  readonly metadata: Metadata;
  /** What could not be used, each with its line, in the operator's words. */
  readonly dropped: readonly string[];
  readonly body: string;
}

/** Unknown keys are ignored. Throws DraftError where it says that the text is one. */
export function readFrontMatter(text: string): FrontMatterRead {
  const found = findFrontMatter(text);
  const { metadata, dropped, draft } = describeEntries(readEntries(found));
  if (draft !== null) throw new DraftError(draft);
  const open =
    found.isOpen === true ? ["the line --- that closes the front matter is missing"] : [];
  return { metadata, dropped: [...open, ...dropped], body: found.body };
}
