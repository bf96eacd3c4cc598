/**
 * How many questions came, what became of them, and how many summaries were written: by the day, for /stats.
 */
import { createDays } from "../../store/day.ts";
import type { Total, Usage } from "../../store/contract/usage.ts";
import { describeError } from "../queue/failure.ts";
import type { Fate } from "./fate.ts";
import type { Log } from "../parts.ts";

export interface Stats {
  /** Returns at once; what cannot be counted is a line in the log. */
  count(fate: Fate): void;
  /** As `count`, for a summary that was written. */
  countSummary(): void;
  /** What was counted so far is in it. */
  read(): Promise<Counts>;
}

export interface Counts {
  readonly today: Period;
  /** Today and the six days before. */
  readonly week: Period;
}

export interface Period {
  readonly fates: Readonly<Partial<Record<Fate, number>>>;
  readonly summaries: number;
  /** In micro-dollars, what is reserved included. */
  readonly cost: number;
}

interface StatsParts {
  readonly usage: Pick<Usage, "take" | "readTotals">;
  /** Milliseconds, as `Date.now`. */
  readonly now: () => number;
  /** Where a day begins: IANA, "Europe/Berlin". */
  readonly timeZone: string;
  readonly log: Log;
}

const DAY_MS = 86_400_000;
const FATES = "question/";
const SUMMARIES = "summary/written";
/** Where the budget counts. */
const MONEY = "money/day";

export function createStats({ usage, now, timeZone, log }: StatsParts): Stats {
  const dayOf = createDays(timeZone);
  const underWay = new Set<Promise<void>>();

  function count(scope: string): void {
    const work = add(scope).finally(() => underWay.delete(work));
    underWay.add(work);
  }

  async function add(scope: string): Promise<void> {
    const counter = { scope, key: "", windowStart: dayOf(now()) };
    try {
      await usage.take(counter, 1, Number.MAX_SAFE_INTEGER);
    } catch (error) {
      log.warn({ error: describeError(error) }, "An answer could not be counted");
    }
  }

  return {
    count: (fate) => count(`${FATES}${fate}`),
    countSummary: () => count(SUMMARIES),
    async read() {
      await Promise.all(underWay);
      const today = dayOf(now());
      const totals = await usage.readTotals(today - 6 * DAY_MS);
      return {
        today: sum(totals.filter(({ windowStart }) => windowStart >= today)),
        week: sum(totals),
      };
    },
  };
}

function sum(totals: readonly Total[]): Period {
  const fates: Partial<Record<Fate, number>> = {};
  let [summaries, cost] = [0, 0];
  for (const { scope, used } of totals) {
    if (scope === MONEY) cost += used;
    if (scope === SUMMARIES) summaries += used;
    if (!scope.startsWith(FATES)) continue;
    const fate = scope.slice(FATES.length) as Fate;
    fates[fate] = (fates[fate] ?? 0) + used;
  }
  return { fates, summaries, cost };
}
