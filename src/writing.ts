/**
 * Composes what has a model write answers: the model, its prompts, what it costs and may cost.
 */
import { prepareRequest } from "./answer/answer-request.ts";
import { createTranslator, type Translator } from "./answer/translation.ts";
import { createExtractiveSummarizer } from "./summary/extractive.ts";
import { createGenerativeSummarizer } from "./summary/generative.ts";
import type { Summarizer } from "./summary/summary.ts";
import { createBreaker } from "./llm/breaker.ts";
import type { Budget } from "./llm/budget.ts";
import { createClaude } from "./llm/claude.ts";
import { createMeteredModel } from "./llm/metered.ts";
import type { ModelError } from "./llm/model.ts";
import { findModel } from "./llm/known-models.ts";
import { createPricing, estimateInput, toUsd, type Pricing } from "./llm/price.ts";
import { readPrompt } from "./llm/prompts.ts";
import type { Config } from "./config.ts";
import type { Library } from "./library.ts";
import type { Writing } from "./answer/generative.ts";

interface WritingParts {
  readonly budget: Budget;
  readonly now: () => number;
  /** Each failure of the model's server. */
  readonly onFailure: (error: ModelError) => void;
}

export interface ComposedWriting extends Writing {
  readonly translator: Translator;
  readonly summarizer: Summarizer;
  readonly pricing: Pricing;
  /** Loads what the first answer would otherwise wait for. */
  readonly warmUp: () => Promise<void>;
}

/** Null without a key: then the passages answer by themselves. Throws a PromptError. */
export async function composeWriting(
  config: Config,
  { budget, now, onFailure }: WritingParts,
): Promise<ComposedWriting | null> {
  const { anthropicApiKey: apiKey, anthropicBaseUrl: baseUrl } = config;
  if (apiKey === null) return null;
  const model = findModel({ model: config.anthropicModel, baseUrl, rate: config.pricePerMtok });
  const [prompt, searchPrompt, translatePrompt, summaryPrompt] = await Promise.all([
    readPrompt("answer", ["articles", "language", "sentences", "searching"]),
    readPrompt("search", []),
    readPrompt("translate", ["language"]),
    readPrompt("summary", ["language", "most"]),
  ]);
  const claude = createClaude({ apiKey, baseUrl, model, searchPrompt: searchPrompt({}) });
  const pricing = createPricing(model);
  const shared = {
    metered: createMeteredModel({
      model: createBreaker({ model: claude, now, onFailure }),
      budget,
      pricing,
    }),
    timeoutMs: config.answerTimeoutSeconds * 1000,
  };
  return {
    ...shared,
    prompt,
    pricing,
    translator: createTranslator({ ...shared, prompt: translatePrompt }),
    summarizer: createGenerativeSummarizer({
      ...shared,
      prompt: summaryPrompt,
      extractive: createExtractiveSummarizer(),
    }),
    warmUp: () => claude.warmUp(),
  };
}

/** Of three sentences with their citations, in tokens. */
const TYPICAL_OUTPUT = 300;

/** In US dollars. */
export interface AnswerCost {
  /** Of an answer that needs all that is sent at once. */
  readonly typical: number;
  /** What has to be left of the budget before the model is asked, where all is sent. */
  readonly worst: number;
  /** The same, where hardly anything is. */
  readonly least: number;
}

export function costOfAnswer(
  { prompt, pricing }: ComposedWriting,
  { corpus, find }: Library,
): AnswerCost {
  const question = { text: corpus.articles[0]?.title ?? "", previous: "" };
  const { request } = prepareRequest({ corpus, find, prompt }, question);
  const usage = { input: estimateInput(request), output: TYPICAL_OUTPUT };
  return {
    typical: toUsd(pricing.of([{ ...usage, cacheRead: 0, cacheWritten: 0 }])),
    worst: toUsd(pricing.worstOf(request)),
    least: toUsd(pricing.worstOf({ ...request, sources: [] })),
  };
}
