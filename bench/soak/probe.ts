/**
 * Preloaded into a process that is soaked: tells whoever started it, when asked, how much memory it holds.
 */

export interface Memory {
  /** What the machine gives it, in bytes. */
  readonly rss: number;
  /** What it really holds, in bytes: heap and buffers after a collection; null when none was asked for. */
  readonly held: number | null;
}

process.on("message", ({ collect }: { readonly collect: boolean }) => {
  // Before the collection, which is the probe's and not the program's.
  const { rss } = process.memoryUsage();
  process.send?.({ rss, held: collect ? measureHeld() : null } satisfies Memory);
});

function measureHeld(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
