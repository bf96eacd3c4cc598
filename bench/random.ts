/**
 * Random numbers that a seed repeats.
 */

/** 0 (inclusive) to 1 (exclusive), as `Math.random`. */
export type Random = () => number;

/** A linear congruential generator modulo 2³², with the multiplier and increment of Numerical Recipes. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** One of them; throws when there are none. */
export function pick<Item>(items: readonly Item[], random: Random): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError("Nothing to pick from");
  return item;
}
