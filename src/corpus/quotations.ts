/**
 * Where quotations run over several sentences, so that none is shown torn.
 */
import type { Passage } from "./passage.ts";

const CLOSING: Readonly<Record<string, readonly string[]>> = {
  "„": ["“", "”"],
  "“": ["”"],
  "«": ["»"],
  "»": ["«"],
  '"': ['"'],
};

/** For each sentence, whether a quotation goes on after it. */
export function openAfterSentences({ sentences }: Passage): boolean[] {
  let awaited: readonly string[] | null = null;
  return sentences.map(({ text }) => {
    for (const character of text) {
      if (awaited === null) awaited = CLOSING[character] ?? null;
      else if (awaited.includes(character)) awaited = null;
    }
    return awaited !== null;
  });
}

/** A longer quotation is shown in part. */
const SENTENCES_LIMIT = 4;

/** The sentences `from` to `to` (exclusive), with the rest of a quotation that begins before or ends after them. */
export function withWholeQuotation(
  passage: Passage,
  from: number,
  to: number,
): { from: number; to: number } {
  const open = openAfterSentences(passage);
  let [start, end] = [from, to];
  while (start > 0 && open[start - 1] === true) start -= 1;
  while (end < open.length && open[end - 1] === true) end += 1;
  const isLong = end - start > Math.max(SENTENCES_LIMIT, to - from);
  return isLong ? { from, to } : { from: start, to: end };
}
