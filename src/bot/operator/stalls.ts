/**
 * Tells the operator when the process stood still, so that nobody was answered, and what was under way then.
 */
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";

export interface Stalls {
  /** Names what is under way until `work` settles. */
  during<T>(what: string, work: () => Promise<T>): Promise<T>;
  /** From now on stalls are told. Before, the program is starting, and everybody knows that it is. */
  start(): void;
  stop(): void;
}

const LOOK_EVERY_MS = 250;
/** Shorter ones are nobody's concern. */
const TOLD_FROM_MS = 1000;

/** The clock's `now` must not jump: `performance.now`. */
export function watchStalls({
  clock,
  log,
}: {
  readonly clock: Clock;
  readonly log: Pick<Log, "warn">;
}): Stalls {
  const underWay = new Set<{ readonly what: string }>();
  /** Since the last look. */
  let ended: string[] = [];
  let lookedAt = 0;
  let cancel: (() => void) | null = null;

  function look(): void {
    const stoodStillMs = clock.now() - lookedAt - LOOK_EVERY_MS;
    if (stoodStillMs >= TOLD_FROM_MS) {
      const during = countEach([...ended, ...[...underWay].map(({ what }) => what)]);
      log.warn({ ms: Math.round(stoodStillMs), during }, "The process stood still");
    }
    watchOn();
  }

  function watchOn(): void {
    ended = [];
    lookedAt = clock.now();
    cancel = clock.after(LOOK_EVERY_MS, look);
  }

  return {
    async during(what, work) {
      const one = { what };
      underWay.add(one);
      try {
        return await work();
      } finally {
        underWay.delete(one);
        ended.push(what);
      }
    },
    start: watchOn,
    stop: () => cancel?.(),
  };
}

function countEach(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
