/**
 * Coverage: which share of a question's words, by their idf, a text holds.
 */
import { totalIdf, type Query, type QueryWord } from "./query.ts";

/** Of several words one alone says little, for it may be any text's word. Set on test/quality/tuning.jsonl, 2026-11. */
const SINGLE_WORD = 0.75;

/** The ids of a text's words in the lexicon. */
export type WordIds = Pick<ReadonlySet<number>, "has">;

/** 0 to 1; 0 for a question of function words only. */
export function coverageOf(query: Query, text: WordIds): number {
  const total = totalIdf(query);
  if (total === 0) return 0;
  const used = new Set<string>();
  let asked = 0;
  let counted = 0;
  let covered = 0;
  for (const word of query.words) {
    if (word.idf === 0) continue;
    asked += 1;
    const best = bestMatch(word, text);
    // One synonym in the text cannot match two words of the question.
    if (best === null || (best.term !== null && used.has(best.term))) continue;
    if (best.term !== null) used.add(best.term);
    counted += 1;
    covered += word.idf * word.weight * best.weight;
  }
  return (covered / total) * (asked > 1 && counted === 1 ? SINGLE_WORD : 1);
}

function bestMatch({ matches }: QueryWord, text: WordIds) {
  let best: QueryWord["matches"][number] | null = null;
  for (const match of matches)
    if (text.has(match.wordId) && match.weight > (best?.weight ?? 0)) best = match;
  return best;
}
