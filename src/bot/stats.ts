/**
 * How many questions came and what became of them, counted by the day and by nobody in particular: for /stats.
 */
import { createDays } from "../store/day.ts";
import type { Total, Usage } from "../store/store.ts";
import { describeError } from "./failure.ts";
import type { Fate } from "./fate.ts";
import type { Log } from "./parts.ts";

export interface Stats {
  /** Returns at once; what cannot be counted is a line in the log. */
  count(fate: Fate): void;
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
/** Where the budget counts. */
const MONEY = "money/day";

export function createStats({ usage, now, timeZone, log }: StatsParts): Stats {
  const dayOf = createDays(timeZone);
  const underWay = new Set<Promise<void>>();

  async function add(fate: Fate): Promise<void> {
    const counter = { scope: `${FATES}${fate}`, key: "", windowStart: dayOf(now()) };
    try {
      await usage.take(counter, 1, Number.MAX_SAFE_INTEGER);
    } catch (error) {
      log.warn({ error: describeError(error) }, "A question could not be counted");
    }
  }

  return {
    count(fate) {
      const work = add(fate).finally(() => underWay.delete(work));
      underWay.add(work);
    },
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
  let cost = 0;
  for (const { scope, used } of totals) {
    if (scope === MONEY) cost += used;
    if (!scope.startsWith(FATES)) continue;
    const fate = scope.slice(FATES.length) as Fate;
    fates[fate] = (fates[fate] ?? 0) + used;
  }
  return { fates, cost };
}
