/**
 * The words before a list or a table that lead into each of its items: "Nicht mitgenommen werden:".
 */
import { foldSpace, type Block } from "../draft.ts";

/** A sentence alone leads into a list up to this length, in UTF-16 units. */
const LONGEST_SENTENCE = 160;

/** Null where the words lead into nothing. */
export function readLeadIn(words: string): string | null {
  const text = foldSpace(words);
  if (text.endsWith(":"))
    return (
      /(?:^|[.!?]\s+)(?<last>[^.!?]*(?:[.!?](?!\s)[^.!?]*)*:)$/u
        .exec(text)
        ?.groups?.["last"]?.trim() ?? text
    );
  const isOneSentence = text.length <= LONGEST_SENTENCE && !/[.!?…]["”“»«)]*\s+\p{Lu}/u.test(text);
  return isOneSentence && text !== "" ? text : null;
}

/** The block with its lead-in, where it is a paragraph that has none yet. */
export function leadInto(block: Block, leadIn: string | null): Block {
  if (block.kind !== "paragraph" || block.leadIn !== undefined || leadIn === null) return block;
  return { ...block, leadIn };
}
