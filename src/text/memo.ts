/**
 * Remembers the results of a function that is asked for the same things again and again, up to a bound.
 *
 * @example
 * const soundOf = memo(transcribe, { most: 50_000 });
 */

/**
 * Calls `make` only for what is not remembered. At most `most` results are, two or more; the least recently used are
 * forgotten first, and `undefined` is never remembered. An object that is a key is kept alive as long as its result.
 */
export function memo<Key, Result>(
  make: (key: Key) => Result,
  { most }: { readonly most: number },
): (key: Key) => Result {
  // Two halves instead of one list in order of use, so that a hit costs one look-up (the algorithm of npm's hashlru).
  const half = Math.floor(most / 2);
  let recent = new Map<Key, Result>();
  let older = new Map<Key, Result>();
  return (key) => {
    const hit = recent.get(key);
    if (hit !== undefined) return hit;
    const kept = older.get(key);
    const result = kept === undefined ? make(key) : kept;
    if (recent.size >= half) {
      older = recent;
      recent = new Map();
    }
    recent.set(key, result);
    return result;
  };
}
