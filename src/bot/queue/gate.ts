/**
 * At most so many at once; the others wait their turn.
 */
import { setImmediate as nextTurn } from "node:timers/promises";

export type Gate = <T>(work: () => Promise<T>) => Promise<T>;

/** `most` is asked each time a place becomes free. */
export function createGate(most: number | (() => number)): Gate {
  const mostNow = typeof most === "number" ? () => most : most;
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= mostNow()) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
      // A place goes to the next one without becoming free in between.
      while (waiting.length > 0 && running < mostNow()) {
        running += 1;
        waiting.shift()?.();
      }
    }
  };
}

/** Lets the event loop run between pieces of work: of several that wait, one goes on in each turn. */
export function createYielding(): () => Promise<void> {
  let last = Promise.resolve();
  return () => {
    last = last.then(() => nextTurn());
    return last;
  };
}
