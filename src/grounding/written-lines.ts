/**
 * Splits what a model wrote into lines, each with the pointers of its citations: a summary has one point a line.
 */
import type { Piece, Pointer } from "../llm/model.ts";

export interface WrittenLine {
  readonly text: string;
  readonly pointers: readonly Pointer[];
}

/** `isComplete`: false leaves out the last line, which breaks off. */
export function readLines(
  pieces: readonly Piece[],
  { isComplete }: { readonly isComplete: boolean },
): WrittenLine[] {
  const lines: { text: string; pointers: Pointer[] }[] = [{ text: "", pointers: [] }];
  for (const { text, pointers } of pieces)
    for (const [i, part] of text.split(/\r\n|[\n\r\u2028\u2029]/u).entries()) {
      if (i > 0) lines.push({ text: "", pointers: [] });
      const line = lines.at(-1);
      if (line === undefined) continue;
      line.text += part;
      if (/[\p{L}\p{N}]/u.test(part)) line.pointers.push(...pointers);
    }
  return isComplete ? lines : lines.slice(0, -1);
}
