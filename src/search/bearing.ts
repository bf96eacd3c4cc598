/**
 * Which share of a question a text bears: the worth of the question's words that it holds.
 */
import { totalIdf, type Query, type QueryWord } from "./query.ts";

/** One word of several says little: it may be any text's word. Set on test/quality/tuning.jsonl, 2026-11. */
const SINGLE_WORD = 0.75;

/** The numbers of a text's words. */
export type HeldWords = Pick<ReadonlySet<number>, "has">;

/** `text` has the numbers of its words. 0 to 1; 0 for a question of function words only. */
export function bornShare(query: Query, text: HeldWords): number {
  return share(query, text, "weight");
}

/** What the text bears without words of like meaning. */
export function ownShare(query: Query, text: HeldWords): number {
  return share(query, text, "literalWeight");
}

function share(query: Query, text: HeldWords, by: "weight" | "literalWeight"): number {
  const total = totalIdf(query);
  if (total === 0) return 0;
  const used = new Set<string>();
  let asked = 0;
  let counted = 0;
  let borne = 0;
  for (const word of query.words) {
    if (word.idf === 0) continue;
    asked += 1;
    const best = bestOf(word, text, by);
    if (best === null || (best.term !== null && by === "weight" && used.has(best.term))) continue;
    // What stands for one word without being it cannot stand for a second one.
    if (best.term !== null) used.add(best.term);
    counted += 1;
    borne += word.idf * word.weight * best[by];
  }
  return (borne / total) * (asked > 1 && counted === 1 ? SINGLE_WORD : 1);
}

function bestOf(word: QueryWord, text: HeldWords, by: "weight" | "literalWeight") {
  let best: QueryWord["matches"][number] | null = null;
  for (const one of word.matches)
    if (text.has(one.wordId) && one[by] > (best?.[by] ?? 0)) best = one;
  return best;
}
