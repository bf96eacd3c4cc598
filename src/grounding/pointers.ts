/**
 * What the model points to → sentences of our own, where they are what it says stands there.
 */
import type { Excerpt, Passage } from "../corpus/passage.ts";
import type { Pointer } from "../llm/model.ts";

/** Null where it points nowhere: an unknown source, a range outside of it, or other words than ours. */
export function resolve(pointer: Pointer, sent: ReadonlyMap<string, Passage>): Excerpt | null {
  const passage = sent.get(pointer.source);
  if (passage === undefined || !isRange(pointer, passage.sentences.length)) return null;
  const { from, to, citedText } = pointer;
  const own = passage.sentences.slice(from, to).map(({ text }) => text);
  return solid(own.join("")) === solid(citedText) ? { passage, from, to } : null;
}

function isRange({ from, to }: Pointer, length: number): boolean {
  return Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from < to && to <= length;
}

/** Servers may join blocks with white space or without. */
function solid(text: string): string {
  return text.normalize("NFC").replace(/\s+/gu, "");
}

export function isSameExcerpt(a: Excerpt, b: Excerpt): boolean {
  return a.passage === b.passage && a.from === b.from && a.to === b.to;
}
