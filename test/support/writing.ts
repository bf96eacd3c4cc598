/**
 * What it takes to have a scripted model write: the project's own prompts, prices and budget.
 */
import type { Writing } from "../../src/answer/generative.ts";
import { createTranslator, type Translator } from "../../src/answer/translation.ts";
import { createBudget, type Budget } from "../../src/llm/budget.ts";
import { createMeteredModel } from "../../src/llm/metered.ts";
import type { LanguageModel } from "../../src/llm/model.ts";
import { findModel } from "../../src/llm/known-models.ts";
import { createPricing } from "../../src/llm/price.ts";
import { readPrompt } from "../../src/llm/prompts.ts";
import { ANSWERING, JUDGE } from "./prompts.ts";
import type { Store } from "../../src/store/store.ts";

interface WritingOptions {
  readonly usage: Store["usage"];
  readonly now?: () => number;
  readonly dailyUsd?: number;
  readonly timeoutMs?: number;
  /** Reads a second time what the model wrote; left out: nobody does. */
  readonly judge?: LanguageModel;
}

interface LetWrite {
  readonly writing: Writing;
  readonly translator: Translator;
  readonly budget: Budget;
}

/** At the price of claude-haiku-5-5. */
export async function letWrite(
  model: LanguageModel,
  { usage, now = Date.now, dailyUsd = 1, timeoutMs = 45_000, judge }: WritingOptions,
): Promise<LetWrite> {
  const priced = findModel({ model: "claude-haiku-5-5", rate: null });
  const budget = createBudget({
    usage,
    now,
    timeZone: "Europe/Berlin",
    dailyUsd,
    onNearlySpent() {},
    onExceeded() {},
    onUnsettled() {},
  });
  const pricing = createPricing(priced);
  const reads = judge === undefined ? null : { model: judge, pricing };
  const shared = {
    metered: createMeteredModel({ model, budget, pricing, judge: reads }),
    judge: judge === undefined ? null : JUDGE,
    timeoutMs,
  };
  const translate = await readPrompt("translate", ["language"]);
  return {
    writing: { ...ANSWERING, ...shared },
    translator: createTranslator({ ...shared, prompt: translate }),
    budget,
  };
}
