/**
 * Time as a part: tests hand in one that they wind themselves.
 */

export interface Clock {
  /** Milliseconds, as `Date.now`. */
  readonly now: () => number;
  /** Runs it so much later, unless it is cancelled by what this returns. */
  after(milliseconds: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Ends early, and without an error, when the signal aborts. */
export function sleepBy(clock: Clock, milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) {
      resolve();
      return;
    }
    const cancel = clock.after(milliseconds, wake);
    signal?.addEventListener("abort", wake, { once: true });
    function wake(): void {
      cancel();
      signal?.removeEventListener("abort", wake);
      resolve();
    }
  });
}

interface Growth {
  readonly firstMs: number;
  readonly longestMs: number;
  /** As `Math.random`. */
  readonly random: () => number;
}

/** The n-th pause, from 1: each twice as long, less up to a half of it, so that many who failed together come back apart. */
export function growingPause(n: number, { firstMs, longestMs, random }: Growth): number {
  const longest = Math.min(longestMs, firstMs * 2 ** Math.min(n - 1, 20));
  return longest / 2 + (random() * longest) / 2;
}
