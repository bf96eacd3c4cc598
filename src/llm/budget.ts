/**
 * A day's money: reserved before a model is asked and settled after it, so that no day costs more than it may.
 *
 * The counters are the store's, so the budget holds across restarts and processes.
 */
import type { Claim } from "../store/jobs/job.ts";
import { createDays } from "../store/day.ts";
import { StoreError } from "../store/store-error.ts";
import type { Asker } from "../store/turns/turns.ts";
import type { Store } from "../store/store.ts";
import type { Counter } from "../store/usage.ts";
import { MICRO_PER_USD } from "./price.ts";

/** Whose shares of a day's budget something counts against, and for which job. */
export interface Payer extends Pick<Asker, "chat" | "person"> {
  /** Null or left out: it is no job's. */
  readonly job?: Claim | null;
}

export interface Budget {
  /**
   * Null where less than `amount`, in micro-dollars, is left of the day's budget or of the payer's or their chat's share
   * of it. Without a payer only the day's budget counts.
   */
  reserve(payer: Payer | null, amount: number): Promise<Reservation | null>;
  /** Of today, in micro-dollars; what is reserved included. */
  spent(): Promise<number>;
}

/** To be settled once. Where the store fails then, the whole of it counts as spent that day, and the answer still goes out. */
export interface Reservation {
  /** Right before the model is asked. False: it must not be, for another process has the job by now, or was cut off in asking for it, and one before that. */
  begin(): Promise<boolean>;
  /** What it really cost, in micro-dollars; 0 or less gives all of it back. */
  settle(used: number): Promise<void>;
}

interface BudgetParts {
  readonly usage: Pick<Store["usage"], "read" | "take" | "reserve" | "begin" | "settle">;
  /** Milliseconds, as `Date.now`. */
  readonly now: () => number;
  /** Where a day begins: IANA, "Europe/Berlin". */
  readonly timeZone: string;
  /** 0: no model is ever asked. */
  readonly dailyUsd: number;
  /** When four fifths of a day's budget are spent: once a day, in one of the processes. */
  readonly onNearlySpent: () => void;
  /** When an answer cost more than the most that was thought possible; in micro-dollars. */
  readonly onExceeded: (cost: { readonly reserved: number; readonly used: number }) => void;
  /** When the store failed to note what an answer cost, or that the budget is nearly spent. */
  readonly onUnsettled: (error: StoreError) => void;
}

/** Of a day's budget. */
const PERSONS_SHARE = 1 / 10;
const CHATS_SHARE = 1 / 4;
const NEARLY = 0.8;
const WHOLE = { scope: "money/day", key: "" };

interface Share {
  readonly counter: Counter;
  readonly limit: number;
}

/** What may be reserved for one person on one day, in micro-dollars; more than that no answer may cost at worst. */
export function mostOfPerson(dailyUsd: number): number {
  return Math.floor(microOf(dailyUsd) * PERSONS_SHARE);
}

export function createBudget(parts: BudgetParts): Budget {
  const { usage, now, onNearlySpent, onExceeded, onUnsettled } = parts;
  const dayOf = createDays(parts.timeZone);
  const daily = microOf(parts.dailyUsd);

  function shares(payer: Payer | null, windowStart: number): Share[] {
    if (payer === null) return [];
    const { person, chat } = payer;
    return [
      {
        counter: { scope: "money/person", key: String(person), windowStart },
        limit: mostOfPerson(parts.dailyUsd),
      },
      {
        counter: { scope: "money/chat", key: String(chat), windowStart },
        limit: Math.floor(daily * CHATS_SHARE),
      },
    ];
  }

  async function tellWhenNearlySpent(counter: Counter): Promise<void> {
    if ((await usage.read(counter)) < daily * NEARLY) return;
    const told = { ...counter, scope: `${counter.scope}/told` };
    if ((await usage.take(told, 1, 1)).taken) onNearlySpent();
  }

  return {
    async reserve(payer, amount) {
      if (daily === 0) return null;
      const windowStart = dayOf(now());
      const whole = { ...WHOLE, windowStart };
      // The counter that everybody shares comes last, so that it is locked for the shortest time.
      const wanted = [...shares(payer, windowStart), { counter: whole, limit: daily }];
      const id = await usage.reserve(wanted, amount);
      if (id === null) return null;
      return {
        begin: () => usage.begin(id, payer?.job ?? null),
        async settle(told) {
          const used = Math.max(0, told);
          if (used > amount) onExceeded({ reserved: amount, used });
          try {
            await usage.settle(id, used);
            await tellWhenNearlySpent(whole);
          } catch (error) {
            if (!(error instanceof StoreError)) throw error;
            onUnsettled(error);
          }
        },
      };
    },
    spent: () => usage.read({ ...WHOLE, windowStart: dayOf(now()) }),
  };
}

function microOf(usd: number): number {
  return Math.round(usd * MICRO_PER_USD);
}

/** For a command: counted in memory until it ends. `maxUsd` null sets no limit, for whoever runs it pays. */
export function budgetOf(maxUsd: number | null): Budget {
  const most = maxUsd === null ? Infinity : microOf(maxUsd);
  let spent = 0;
  return {
    async reserve(_, amount) {
      if (spent + amount > most) return null;
      spent += amount;
      return {
        begin: async () => true,
        settle: async (used) => void (spent += Math.max(0, used) - amount),
      };
    },
    spent: async () => spent,
  };
}
