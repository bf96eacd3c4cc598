/**
 * A day's money: reserved before a model is asked and settled after it, so that no day costs more than it may.
 *
 * The counters are the store's, so the budget holds across restarts and processes. What a process reserved before it
 * died stays reserved for that day.
 */
import { createDays } from "../store/day.ts";
import { StoreError } from "../store/store-error.ts";
import type { Asker } from "../store/turns/turns.ts";
import type { Counter, Usage } from "../store/usage.ts";
import { MICRO_PER_USD } from "./price.ts";

/** Whose shares of a day's budget something counts against. */
export type Payer = Pick<Asker, "chat" | "person">;

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
  /** What it really cost, in micro-dollars; 0 gives all of it back. */
  settle(used: number): Promise<void>;
}

interface BudgetParts {
  readonly usage: Usage;
  /** Milliseconds, as `Date.now`. */
  readonly now: () => number;
  /** Where a day begins: IANA, "Europe/Berlin". */
  readonly timeZone: string;
  /** 0: no model is ever asked. */
  readonly dailyUsd: number;
  /** When four fifths of a day's budget are spent: once a day, in one of the processes. */
  readonly onNearlySpent: () => void;
  /** When the store failed to note what an answer cost, or that the budget is nearly spent. */
  readonly onUnsettled: (error: StoreError) => void;
}

/** Of a day's budget. */
export const PERSONS_SHARE = 1 / 10;
const CHATS_SHARE = 1 / 4;
const NEARLY = 0.8;
const WHOLE = { scope: "money/day", key: "" };

interface Share {
  readonly counter: Counter;
  readonly limit: number;
}

export function createBudget(parts: BudgetParts): Budget {
  const { usage, now, onNearlySpent, onUnsettled } = parts;
  const dayOf = createDays(parts.timeZone);
  const daily = Math.round(parts.dailyUsd * MICRO_PER_USD);

  function shares(payer: Payer | null, windowStart: number): Share[] {
    if (payer === null) return [];
    const { person, chat } = payer;
    return [
      {
        counter: { scope: "money/person", key: String(person), windowStart },
        limit: Math.floor(daily * PERSONS_SHARE),
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
      if (!(await usage.reserve(wanted, amount))) return null;
      const counters = wanted.map(({ counter }) => counter);
      return {
        async settle(used) {
          try {
            await usage.settle(counters, { reserved: amount, used });
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

/** For a command: counted in memory until it ends. `maxUsd` null sets no limit, for whoever runs it pays. */
export function budgetOf(maxUsd: number | null): Budget {
  const most = maxUsd === null ? Infinity : Math.round(maxUsd * MICRO_PER_USD);
  let spent = 0;
  return {
    async reserve(_, amount) {
      if (spent + amount > most) return null;
      spent += amount;
      return { settle: async (used) => void (spent += used - amount) };
    },
    spent: async () => spent,
  };
}
