/**
 * What a file says about its article before its text begins → Metadata, and the text.
 *
 * `find` tells which notation it is in, `entries` reads that, `metadata` what the entries mean.
 *
 * @example
 * const { metadata, body } = readFrontMatter("---\ntitle: Die Brücke\n---\nSie ist neu.");
 */
import type { Metadata } from "../draft.ts";
import { ArticleError, type Fault } from "../faults.ts";
import { readEntries } from "./entries.ts";
import { findFrontMatter } from "./find.ts";
import { describeEntries, wordsOf } from "./metadata.ts";

export interface FrontMatterRead {
  readonly metadata: Metadata;
  /** What could not be used. */
  readonly dropped: readonly Fault[];
  readonly body: string;
}

/** Unknown keys are ignored. Throws ArticleError where it says that the text is a draft. */
export function readFrontMatter(text: string): FrontMatterRead {
  const found = findFrontMatter(text);
  const { metadata, dropped, draft } = describeEntries(readEntries(found));
  if (draft !== null)
    throw new ArticleError("draft", {
      values: [`${draft.key}: ${wordsOf(draft)}`],
      line: draft.line,
    });
  const open: Fault[] = found.isOpen === true ? [{ name: "open", values: [], line: null }] : [];
  return { metadata, dropped: [...open, ...dropped], body: found.body };
}
