/**
 * Grounds: the sources where a written name must be found, near what is cited or all over the article.
 */
import type { SourceWords } from "./source-words.ts";
import type { WordKinds } from "./word-kinds.ts";

export interface Grounds {
  /** The sources near what is cited. */
  readonly near: readonly SourceWords[];
  /** All sources: a name that many of them hold need not be near. */
  readonly all: readonly SourceWords[];
}

/** A written sentence whose names are looked for. */
export interface NamedSentence {
  readonly text: string;
  /** ISO 639-1 */
  readonly language: string;
  readonly kinds: WordKinds;
  readonly grounds: Grounds;
}

/** A name in this many sources is a topic of the whole article. */
const TOPIC_SOURCES = 4;

/** Whether a near source has it, or it is a topic of the whole article. */
export function standsIn({ near, all }: Grounds, has: (source: SourceWords) => boolean): boolean {
  if (near.some(has)) return true;
  let count = 0;
  for (const source of all) if (has(source) && (count += 1) >= TOPIC_SOURCES) return true;
  return false;
}
