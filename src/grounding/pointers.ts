/**
 * What a model points to → blocks of what it was sent, where they are what it says stands there.
 */
import type { Excerpt, Passage } from "../corpus/passage.ts";
import type { Pointer } from "../llm/model.ts";

/** Blocks `from` (inclusive) to `to` (exclusive). */
export interface BlockRange {
  readonly from: number;
  readonly to: number;
}

/** `blocks` are those of the source it names. Null where it points outside of them, or to other words than stand there. */
export function resolvePointer(
  { from, to, citedText }: Pointer,
  blocks: readonly string[],
): BlockRange | null {
  const isInteger = Number.isInteger(from) && Number.isInteger(to);
  if (!isInteger || from < 0 || from >= to || to > blocks.length) return null;
  return solid(blocks.slice(from, to).join("")) === solid(citedText) ? { from, to } : null;
}

/** `sent` by the names that the passages were sent under; their sentences were the blocks. */
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
