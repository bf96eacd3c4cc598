/**
 * Composes what has a model write answers: the model, its prompts, what it costs and may cost.
 */
import { prepareRequest } from "./answer/answer-request.ts";
import { createTranslator, type Translator } from "./answer/translation.ts";
import { createExtractiveSummarizer } from "./summary/extractive.ts";
import { createGenerativeSummarizer } from "./summary/generative.ts";
import type { Summarizer } from "./summary/summary.ts";
import { createBreaker } from "./llm/breaker.ts";
import { createBudget, type Budget } from "./llm/budget.ts";
import { createClaude } from "./llm/claude.ts";
import type { ModelError } from "./llm/model.ts";
import { findModel } from "./llm/models.ts";
import { createPricing, estimateInput } from "./llm/price.ts";
import { readPrompt } from "./llm/prompts.ts";
import type { Config } from "./config.ts";
import type { Library } from "./library.ts";
import type { Writing } from "./answer/generative.ts";
import type { Usage } from "./store/contract/usage.ts";
import type { StoreError } from "./store/store.ts";

interface WritingParts {
  /** Where the day's money is counted; null: nobody counts it. */
  readonly usage: Usage | null;
  readonly now: () => number;
  readonly onFailure: (error: ModelError) => void;
  readonly onNearlySpent: () => void;
  readonly onUnsettled: (error: StoreError) => void;
}

export interface ComposedWriting extends Writing {
  readonly translator: Translator;
  readonly summarizer: Summarizer;
  /** Loads what the first answer would otherwise wait for. */
  readonly warmUp: () => Promise<void>;
}

/** Null without a key: then the passages answer by themselves. Throws a PromptError. */
export async function composeWriting(
  config: Config,
  parts: WritingParts,
): Promise<ComposedWriting | null> {
  const { anthropicApiKey: apiKey, anthropicBaseUrl: baseUrl, timeZone } = config;
  if (apiKey === null) return null;
  const { usage, now, onFailure, onNearlySpent, onUnsettled } = parts;
  const model = findModel({ model: config.anthropicModel, baseUrl, rate: config.pricePerMtok });
  const [prompt, searchPrompt, translatePrompt, summaryPrompt] = await Promise.all([
    readPrompt("answer", ["articles", "language", "sentences", "searching"]),
    readPrompt("search", []),
    readPrompt("translate", ["language"]),
    readPrompt("summary", ["language", "most"]),
  ]);
  const claude = createClaude({ apiKey, baseUrl, model, searchPrompt: searchPrompt({}) });
  const shared = {
    model: createBreaker({ model: claude, now, onFailure }),
    pricing: createPricing(model),
    budget:
      usage === null
        ? UNCOUNTED
        : createBudget({
            usage,
            now,
            timeZone,
            dailyUsd: config.dailyBudgetUsd,
            onNearlySpent,
            onUnsettled,
          }),
    timeoutMs: config.answerTimeoutSeconds * 1000,
  };
  return {
    ...shared,
    prompt,
    translator: createTranslator({ ...shared, prompt: translatePrompt }),
    summarizer: createGenerativeSummarizer({
      ...shared,
      prompt: summaryPrompt,
      extractive: createExtractiveSummarizer(),
    }),
    warmUp: () => claude.warmUp(),
  };
}

/** For whoever sits before it and pays. */
const UNCOUNTED: Budget = {
  reserve: async () => ({ settle: async () => {} }),
  spent: async () => 0,
};

const MICRO = 1_000_000;

/** Of three sentences with their citations, in tokens. */
const TYPICAL_OUTPUT = 300;

/** In US dollars. */
export interface AnswerCost {
  /** Of an answer that needs all that is sent at once. */
  readonly typical: number;
  /** What has to be left of the budget before the model is asked. */
  readonly worst: number;
}

export function costOfAnswer({ prompt, pricing }: Writing, { corpus, find }: Library): AnswerCost {
  const question = { text: corpus.articles[0]?.title ?? "", previous: "" };
  const { request } = prepareRequest({ corpus, find, prompt }, question);
  const usage = { input: estimateInput(request), output: TYPICAL_OUTPUT };
  return {
    typical: pricing.of([{ ...usage, cacheRead: 0, cacheWritten: 0 }]) / MICRO,
    worst: pricing.worstOf(request) / MICRO,
  };
}
