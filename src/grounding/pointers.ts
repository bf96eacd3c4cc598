/**
 * Resolves a model's citation to the blocks it was sent, if these hold the very words it cites.
 */
import type { Excerpt, Passage } from "../corpus/passage.ts";
import type { Pointer } from "../llm/model.ts";

/** Blocks `from` (inclusive) to `to` (exclusive). */
export interface BlockRange {
  readonly from: number;
  readonly to: number;
}

/** `blocks` are those of the cited source. Null where it points outside of them, or cites other words. */
export function resolvePointer(
  { from, to, citedText }: Pointer,
  blocks: readonly string[],
): BlockRange | null {
  const isInteger = Number.isInteger(from) && Number.isInteger(to);
  if (!isInteger || from < 0 || from >= to || to > blocks.length) return null;
  return solid(blocks.slice(from, to).join("")) === solid(citedText) ? { from, to } : null;
}

/** `sent`: the passages by the name each was sent under; a sentence was a block. */
export function resolveInPassages(
  pointer: Pointer,
  sent: ReadonlyMap<string, Passage>,
): Excerpt | null {
  const passage = sent.get(pointer.source);
  if (passage === undefined) return null;
  const range = resolvePointer(
    pointer,
    passage.sentences.map(({ text }) => text),
  );
  return range === null ? null : { passage, ...range };
}

/** Servers may join blocks with white space or without. */
function solid(text: string): string {
  return text.normalize("NFC").replace(/\s+/gu, "");
}
