/**
 * BM25 over hashed 4-grams of the passages, in typed arrays: it sees through typos and compounds.
 */
import { BM25, inverseFrequency } from "./passage-index.ts";

export interface GramIndex {
  /** Score by the passage's position, 0 where nothing matches; `grams` maps a gram to its weight. */
  search(grams: ReadonlyMap<number, number>): Float64Array;
  /** How many passages hold the gram. */
  frequency(gram: number): number;
}

/** Which passages hold a gram, and how often: the gram in slot s has entries `starts[s]` to `starts[s + 1]`. */
interface Postings {
  readonly slots: ReadonlyMap<number, number>;
  readonly starts: Uint32Array;
  readonly passages: Uint32Array;
  readonly counts: Uint8Array;
}

/** `passages[i]` are the grams of the passage at position i. */
export function buildGramIndex(passages: readonly (readonly number[])[]): GramIndex {
  const { slots, starts, passages: positions, counts } = collect(passages.map(countGrams));
  const norms = lengthNorms(passages.map((grams) => grams.length));
  const range = (gram: number): [number, number] => {
    const slot = slots.get(gram);
    return slot === undefined ? [0, 0] : [starts[slot] ?? 0, starts[slot + 1] ?? 0];
  };
  const frequency = (gram: number) => {
    const [from, to] = range(gram);
    return to - from;
  };
  return {
    frequency,
    search(grams) {
      const scores = new Float64Array(passages.length);
      for (const [gram, weight] of grams) {
        const [from, to] = range(gram);
        const gain = weight * inverseFrequency(to - from, passages.length) * (BM25.k + 1);
        for (let i = from; i < to; i += 1) {
          const position = positions[i] ?? 0;
          const count = counts[i] ?? 0;
          scores[position] =
            (scores[position] ?? 0) + (gain * count) / (count + (norms[position] ?? 1));
        }
      }
      return scores;
    },
  };
}

function lengthNorms(lengths: readonly number[]): Float64Array {
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  return Float64Array.from(
    lengths,
    (length) => BM25.k * (1 - BM25.b + (BM25.b * length) / Math.max(1, average)),
  );
}

function countGrams(grams: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const gram of grams) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  return counts;
}

function collect(passages: readonly ReadonlyMap<number, number>[]): Postings {
  const slots = new Map<number, number>();
  const frequencies: number[] = [];
  for (const counts of passages) {
    for (const gram of counts.keys()) {
      const slot = slots.get(gram) ?? frequencies.length;
      slots.set(gram, slot);
      frequencies[slot] = (frequencies[slot] ?? 0) + 1;
    }
  }
  const starts = new Uint32Array(frequencies.length + 1);
  frequencies.forEach((frequency, slot) => (starts[slot + 1] = (starts[slot] ?? 0) + frequency));
  const next = starts.slice();
  const total = starts[frequencies.length] ?? 0;
  const postings = {
    slots,
    starts,
    passages: new Uint32Array(total),
    counts: new Uint8Array(total),
  };
  passages.forEach((counts, position) => {
    for (const [gram, count] of counts) {
      const slot = slots.get(gram) ?? 0;
      const at = next[slot] ?? 0;
      postings.passages[at] = position;
      postings.counts[at] = Math.min(count, 255);
      next[slot] = at + 1;
    }
  });
  return postings;
}
