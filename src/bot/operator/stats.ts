/**
 * How many questions came, what became of them, and how many summaries were written: by the day, for /stats.
 */
import type { Answer } from "../../answer/answer.ts";
import { unmetered, type Meter } from "../../meter.ts";
import { createDays } from "../../store/day.ts";
import type { Total, Usage } from "../../store/usage.ts";
import { describeError, type Log } from "../log.ts";

/** What became of a question. `fallback`: the passages answered in the model's place; `refused`: there were too many. */
export type Outcome = Answer["kind"] | "fallback" | "refused";

export function outcomeOf({ kind, isFallback = false }: Answer): Outcome {
  return isFallback && kind === "quotes" ? "fallback" : kind;
}

export type Stats = ReturnType<typeof createStats>;

export interface Counts {
  readonly today: Period;
  /** Today and the six days before. */
  readonly week: Period;
}

export interface Period {
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
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
  readonly meter?: Pick<Meter, "question">;
}

const DAY_MS = 86_400_000;
const QUESTIONS = "question/";
const SUMMARIES = "summary/written";
/** Where the budget counts. */
const MONEY = "money/day";

export function createStats({ usage, now, timeZone, log, meter = unmetered }: StatsParts) {
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
    /** Returns at once; what cannot be counted is a line in the log. `ms`: how long the answer took, where one was given. */
    count(outcome: Outcome, ms: number | null = null): void {
      meter.question(outcome, ms);
      count(`${QUESTIONS}${outcome}`);
    },
    /** As `count`, for a summary that was written. */
    countSummary: () => count(SUMMARIES),
    /** What was counted so far is in it. */
    async read(): Promise<Counts> {
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
  const outcomes: Partial<Record<Outcome, number>> = {};
  let [summaries, cost] = [0, 0];
  for (const { scope, used } of totals) {
    if (scope === MONEY) cost += used;
    if (scope === SUMMARIES) summaries += used;
    if (!scope.startsWith(QUESTIONS)) continue;
    const outcome = scope.slice(QUESTIONS.length) as Outcome;
    outcomes[outcome] = (outcomes[outcome] ?? 0) + used;
  }
  return { outcomes, summaries, cost };
}
