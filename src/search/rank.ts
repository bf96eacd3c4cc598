/**
 * Ranks passages for a query: BM25 over terms plus BM25 over 4-grams, the raw scores added.
 */
import { hasStrictList } from "../text/lists/content-words.ts";
import type { HashIndex } from "./hash-index.ts";
import type { PassageIndex, WeightedTerm } from "./passage-index.ts";
import { RELATED_WEIGHT, type Query, type QueryWord } from "./query.ts";

/** How much 4-grams count beside terms when all words are known; the share of unknown words is added to it. */
const GRAM_WEIGHT = 0.3;

/** How much a function word counts: among few passages it is rare by chance. On test/quality 0 to 0.4 are alike, 2026-11. */
const FUNCTION_WORD = 0.2;

export interface Scored {
  /** In the index, from 0. */
  readonly position: number;
  readonly score: number;
}

/** Best first, at most `limit`, equal scores in the index's order. */
export function rankPassages(
  query: Query,
  { terms, grams }: { terms: PassageIndex; grams: HashIndex },
  limit: number,
): Scored[] {
  const gramWeight = gramWeightOf(query);
  const byTerms = terms.search(weightedTerms(query));
  const byGrams = grams.search(weightedGrams(query));
  const scored: Scored[] = [];
  byGrams.forEach((gramScore, position) => {
    const score = (byTerms.get(position) ?? 0) + gramWeight * gramScore;
    if (score > 0) scored.push({ position, score });
  });
  return scored.toSorted((a, b) => b.score - a.score || a.position - b.position).slice(0, limit);
}

export function gramWeightOf({ unknownShare }: Query): number {
  return GRAM_WEIGHT + unknownShare;
}

export function weightedTerms(query: Query): WeightedTerm[] {
  return query.words.flatMap((word) =>
    word.terms.map(({ term, weight }) => ({ term, weight: weight * importance(word, query) })),
  );
}

export function weightedGrams(query: Query): Map<number, number> {
  const weights = new Map<number, number>();
  for (const word of query.words) {
    word.grams.forEach((grams, i) => {
      const weight = importance(word, query) * (i === 0 ? 1 : RELATED_WEIGHT);
      for (const gram of grams) weights.set(gram, Math.max(weight, weights.get(gram) ?? 0));
    });
  }
  return weights;
}

function importance({ idf, weight }: QueryWord, { language }: Query): number {
  return idf === 0 && hasStrictList(language) ? weight * FUNCTION_WORD : weight;
}
