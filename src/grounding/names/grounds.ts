/**
 * The sources in which a name that a model wrote must stand: those near what it cites, or many of the whole article.
 */
import type { SourceWords } from "./source-words.ts";
import type { WordKinds } from "./word-kinds.ts";

export interface Grounds {
  /** Where a name must stand. */
  readonly near: readonly SourceWords[];
  /** A name that many of these have needs not stand near. */
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

/** What so many sources speak of, the whole article does. */
const TOPIC_SOURCES = 4;

/** Whether a source near has it, or the whole article speaks of it. */
export function standsIn({ near, all }: Grounds, has: (source: SourceWords) => boolean): boolean {
  if (near.some(has)) return true;
  let count = 0;
  for (const source of all) if (has(source) && (count += 1) >= TOPIC_SOURCES) return true;
  return false;
}
