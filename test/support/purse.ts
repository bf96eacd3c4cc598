/**
 * A model asked at round prices, and a budget that remembers what was reserved and settled.
 */
import type { Budget } from "../../src/llm/budget.ts";
import { createMeteredModel, type MeteredModel } from "../../src/llm/metered.ts";
import type { LanguageModel } from "../../src/llm/model.ts";

export interface Settled {
  readonly chat: number | undefined;
  readonly reserved: number;
  /** Null: not settled yet. */
  readonly used: number | null;
}

export interface Purse {
  readonly budget: Budget;
  readonly settled: readonly Settled[];
}

/** After `payments` of them nothing is left. */
export function purse(payments = Infinity): Purse {
  const settled: Settled[] = [];
  return {
    settled,
    budget: {
      async reserve(payer, reserved) {
        if (settled.length >= payments) return null;
        const chat = payer?.chat;
        const at = settled.push({ chat, reserved, used: null }) - 1;
        return {
          begin: async () => true,
          settle: async (used) => void (settled[at] = { chat, reserved, used }),
        };
      },
      spent: async () => 0,
    },
  };
}

/** A request reserves 100 micro-dollars and costs 10 for each round. */
export function metered(model: LanguageModel, budget = purse().budget): MeteredModel {
  const pricing = {
    worstOf: () => 100,
    of: (usage: readonly unknown[]) => 10 * usage.length,
  };
  return createMeteredModel({ model, budget, pricing });
}
