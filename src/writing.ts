/**
 * Composes what has a model write answers: the model, its prompts, what it costs and may cost.
 */
import { prepareRequest } from "./answer/answer-request.ts";
import { createTranslator, type Translator } from "./answer/translation.ts";
import { readingsOf } from "./grounding/judge.ts";
import { createExtractiveSummarizer } from "./summary/extractive.ts";
import { createGenerativeSummarizer } from "./summary/generative.ts";
import type { Summarizer } from "./summary/summary.ts";
import { createBreaker } from "./llm/breaker.ts";
import type { Budget } from "./llm/budget.ts";
import { tellCiting } from "./llm/citing.ts";
import { createClaude } from "./llm/claude.ts";
import { readModelPrompts } from "./llm/claude-request.ts";
import type { Citing } from "./llm/marks.ts";
import { createMeteredModel, type Called } from "./llm/metered.ts";
import { unmetered, type Meter } from "./meter.ts";
import type { Verdict } from "./grounding/judge.ts";
import type { ModelError } from "./llm/model.ts";
import { findModel } from "./llm/known-models.ts";
import { createPricing, estimateInput, toUsd, type Pricing } from "./llm/price.ts";
import { readPrompt } from "./llm/prompts.ts";
import type { Config } from "./config.ts";
import type { Library } from "./library.ts";
import { SPARE_READINGS, type Writing } from "./answer/generative.ts";

interface WritingParts {
  readonly budget: Budget;
  readonly now: () => number;
  /** Each failure of the model's server. */
  readonly onFailure: (error: ModelError) => void;
  readonly meter?: Pick<Meter, "model" | "judged">;
}

export interface ComposedWriting extends Writing {
  readonly translator: Translator;
  readonly summarizer: Summarizer;
  readonly pricing: Pricing;
  /** Of the judge; null: nothing is read a second time. */
  readonly judgePricing: Pricing | null;
  /** How the model's server cites; it is asked once, if it has to be. */
  readonly citing: () => Promise<Citing>;
  /** Loads what the first answer would otherwise wait for. */
  readonly warmUp: () => Promise<void>;
}

/** Null without a key: then the passages answer by themselves. Throws a PromptError. */
export async function composeWriting(
  config: Config,
  { budget, now, onFailure, meter = unmetered }: WritingParts,
): Promise<ComposedWriting | null> {
  const { anthropicApiKey: apiKey, anthropicBaseUrl: baseUrl } = config;
  if (apiKey === null) return null;
  const [prompt, again, judgePrompt, translatePrompt, summaryPrompt, probe] = await Promise.all([
    readPrompt("answer", ["articles", "language", "sentences", "searching"]),
    readPrompt("again", ["removed"]),
    readPrompt("judge", []),
    readPrompt("translate", ["language"]),
    readPrompt("summary", ["language", "most"]),
    readPrompt("probe", []),
  ]);
  const prompts = await readModelPrompts();
  const connect = (name: string, cites: () => Promise<Citing>) => {
    const model = findModel({ model: name, rate: config.pricePerMtok });
    const claude = createClaude({ apiKey, baseUrl, model, prompts, citing: cites });
    return { claude, pricing: createPricing(model), budget };
  };
  const natively = connect(config.anthropicModel, async () => "native");
  const citing = tellCiting({
    wanted: config.citations,
    baseUrl,
    metered: createMeteredModel({ ...natively, model: natively.claude }),
    prompt: probe({}),
  });
  /** Each with a breaker of its own: a judge that fails keeps nobody from writing. */
  const started = (name: string) => {
    const { claude, pricing } = connect(name, citing);
    return { claude, pricing, model: createBreaker({ model: claude, now, onFailure }) };
  };
  const writer = started(config.anthropicModel);
  const judge = config.verifyModel === null ? null : started(config.verifyModel);
  const onCall = ({ usage, ...call }: Called) =>
    meter.model({
      ...call,
      inputTokens: usage.reduce((sum, { input }) => sum + input, 0),
      outputTokens: usage.reduce((sum, { output }) => sum + output, 0),
    });
  const onVerdict = (verdict: Verdict) => meter.judged(verdict);
  const shared = {
    metered: createMeteredModel({ ...writer, budget, judge, onCall }),
    judge: judge === null ? null : { text: judgePrompt({}), onVerdict },
    timeoutMs: config.answerTimeoutSeconds * 1000,
  };
  return {
    ...shared,
    prompt,
    again,
    pricing: writer.pricing,
    judgePricing: judge?.pricing ?? null,
    citing,
    translator: createTranslator({ ...shared, prompt: translatePrompt }),
    summarizer: createGenerativeSummarizer({
      ...shared,
      prompt: summaryPrompt,
      extractive: createExtractiveSummarizer(),
    }),
    warmUp: () => writer.claude.warmUp(),
  };
}

/** Of three sentences with their citations, and of each one's reading, in tokens. */
const TYPICAL_OUTPUT = 300;
const TYPICAL_READINGS = Array.from({ length: 3 }, () => ({
  input: 1100,
  output: 10,
  cacheRead: 0,
  cacheWritten: 0,
}));

/** In US dollars, the second reading included. */
export interface AnswerCost {
  /** Of an answer that needs all that is sent at once. */
  readonly typical: number;
  /** Of that, what the judge takes; null: there is none. */
  readonly judging: number | null;
  /** What has to be left of the budget before the model is asked, where all is sent. */
  readonly worst: number;
  /** The same, where hardly anything is. */
  readonly least: number;
}

export function costOfAnswer(writing: ComposedWriting, { corpus, find }: Library): AnswerCost {
  const { prompt, pricing, judge, judgePricing } = writing;
  const question = { text: corpus.articles[0]?.title ?? "", previous: "" };
  const { request, length } = prepareRequest({ corpus, find, prompt }, question);
  const usage = { input: estimateInput(request), output: TYPICAL_OUTPUT };
  const readings = readingsOf(judge, length.sentences + SPARE_READINGS);
  const judged = readings.reduce((sum, one) => sum + (judgePricing?.worstOf(one) ?? 0), 0);
  const judging = judgePricing?.of(TYPICAL_READINGS) ?? null;
  const written = pricing.of([{ ...usage, cacheRead: 0, cacheWritten: 0 }]);
  return {
    typical: toUsd(written + (judging ?? 0)),
    judging: judging === null ? null : toUsd(judging),
    worst: toUsd(pricing.worstOf(request) + judged),
    least: toUsd(pricing.worstOf({ ...request, sources: [] }) + judged),
  };
}
