/**
 * A clock that a test winds: nothing waits, and what was to come later comes when it is wound that far.
 */
import type { Clock } from "../../src/bot/clock.ts";

export interface TestClock extends Clock {
  /** Winds it on, step by step, and lets everything that is due in between run to its end. */
  wind(milliseconds: number): Promise<void>;
  /** Winds it on at once: what was to come in between comes now. */
  jump(milliseconds: number): void;
  /** Settles when the claim holds; time stands still meanwhile. Rejects after 5 s of real time. */
  until(claim: () => boolean): Promise<void>;
}

/** Noon in Berlin, in winter. */
const START = Date.UTC(2026, 10, 23, 11);
const STEP_MS = 100;
const PATIENCE_MS = 5000;

export function createTestClock(start = START): TestClock {
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  let time = start;

  function runDue(): void {
    const due = [...timers].filter(({ at }) => at <= time).toSorted((a, b) => a.at - b.at);
    for (const timer of due) if (timers.delete(timer)) timer.run();
  }

  return {
    now: () => time,
    after(milliseconds, run) {
      const timer = { at: time + milliseconds, run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    async wind(milliseconds) {
      const end = time + milliseconds;
      while (time < end) {
        time = Math.min(end, time + STEP_MS);
        runDue();
        await turns(3);
      }
    },
    jump(milliseconds) {
      time += milliseconds;
      runDue();
    },
    async until(claim) {
      const latest = Date.now() + PATIENCE_MS;
      while (!claim()) {
        if (Date.now() > latest) throw new Error("It never came to that");
        await turns(1);
      }
    },
  };
}

/** Whatever can go on without waiting goes on. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1)
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
}
