/**
 * BM25 over hashed 4-grams or terms, in typed arrays: 4-grams see through typos and compounds.
 *
 * What is indexed has a position, and is taken in and out by itself.
 */
import { BM25, inverseFrequency } from "./passage-index.ts";
import { createPostings, doubled } from "./postings.ts";

export interface HashIndex {
  /** `hashes` are all of the text at that position, repeated as often as they occur; at most 2^24 positions. */
  add(position: number, hashes: readonly number[]): void;
  /** `hashes` are those that were added. */
  remove(position: number, hashes: readonly number[]): void;
  /** Score by position, 0 where nothing matches; `hashes` maps each to its weight. */
  search(hashes: ReadonlyMap<number, number>): Float64Array;
  /** Calls back with every position that holds the hash. */
  forEach(hash: number, use: (position: number) => void): void;
  /** How many positions hold the hash. */
  frequency(hash: number): number;
}

/** An entry is the position and, in this many bits, how often the hash stands there. */
const COUNT_BITS = 8;
const MOST_COUNTED = 2 ** COUNT_BITS - 1;

export function createHashIndex(): HashIndex {
  const postings = createPostings();
  const frequencies = new Map<number, number>();
  /** By position; 0 where nothing is, or was taken out. */
  let lengths = new Uint32Array(64);
  let positions = 0;
  let held = 0;
  let totalLength = 0;

  function note(hashes: Iterable<number>, change: 1 | -1): void {
    for (const hash of hashes) frequencies.set(hash, (frequencies.get(hash) ?? 0) + change);
  }

  return {
    frequency: (hash) => frequencies.get(hash) ?? 0,
    add(position, hashes) {
      while (position >= lengths.length) lengths = doubled(lengths);
      lengths[position] = hashes.length;
      positions = Math.max(positions, position + 1);
      held += 1;
      totalLength += hashes.length;
      const counts = countEach(hashes);
      note(counts.keys(), 1);
      for (const [hash, count] of counts)
        postings.add(hash, position * 2 ** COUNT_BITS + Math.min(count, MOST_COUNTED));
    },
    remove(position, hashes) {
      lengths[position] = 0;
      held -= 1;
      totalLength -= hashes.length;
      note(new Set(hashes), -1);
    },
    forEach(hash, use) {
      postings.forEach(hash, (entry) => {
        const position = entry >>> COUNT_BITS;
        if (lengths[position] !== 0) use(position);
      });
    },
    search(hashes) {
      const scores = new Float64Array(positions);
      const perLength = (BM25.k * BM25.b * held) / Math.max(1, totalLength);
      for (const [hash, weight] of hashes) {
        const gain = weight * inverseFrequency(frequencies.get(hash) ?? 0, held) * (BM25.k + 1);
        postings.forEach(hash, (entry) => {
          const position = entry >>> COUNT_BITS;
          const length = lengths[position] ?? 0;
          if (length === 0) return;
          const count = entry & MOST_COUNTED;
          const norm = BM25.k * (1 - BM25.b) + perLength * length;
          scores[position] = (scores[position] ?? 0) + (gain * count) / (count + norm);
        });
      }
      return scores;
    },
  };
}

function countEach(hashes: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const hash of hashes) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  return counts;
}
