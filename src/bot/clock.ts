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
