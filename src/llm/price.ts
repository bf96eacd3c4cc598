/**
 * What asking a model costs: before it is asked, at worst, and afterwards. In micro-dollars, rounded up.
 */
import type { ModelRequest, ModelUsage, Source } from "./model.ts";
import type { Model, Price } from "./known-models.ts";

export const MICRO_PER_USD = 1_000_000;

/** The dearest of the published shares of the input price: 2.5 to 10 %. */
const CACHE_READ = 0.1;
/** For an hour; for five minutes it is 1.25. */
const CACHE_WRITTEN = 2;

/** Bytes, which for German are hardly more than characters, while scripts that take more tokens take more bytes too. */
const BYTES_PER_TOKEN = 2.2;

/** What is added to a request later, in tokens: for citations or marks, and for a tool. */
const CITATIONS_OVERHEAD = 200;
/** Stands before each block where citations are marks. */
const NUMBER = "[100] ";
const TOOL_OVERHEAD = 450;

/** How often a model may search while it writes one answer; so it is asked once more often than that. */
export const SEARCHES = 2;

/** Of the results of one search; results beyond it are not sent. */
export const FOUND_TOKENS = 6000;

/** In micro-dollars. */
export interface Pricing {
  /** A request never costs more, unless its input was estimated too low. */
  worstOf(request: ModelRequest): number;
  of(usage: readonly ModelUsage[]): number;
}

export function createPricing({
  price,
  thinkingTokens,
}: Pick<Model, "price" | "thinkingTokens">): Pricing {
  return {
    worstOf(request) {
      const output = request.maxTokens + thinkingTokens;
      const rounds = request.search === null ? 1 : SEARCHES + 1;
      const usage = Array.from({ length: rounds }, (_, round) => ({
        input: estimateInput(request) + round * (FOUND_TOKENS + output),
        cacheRead: 0,
        cacheWritten: 0,
        output,
      }));
      return costOf(usage, price);
    },
    of: (usage) => costOf(usage, price),
  };
}

/** In tokens: of the first request, and of what was sent after it. */
export function estimateInput(request: ModelRequest, sentLater: readonly Source[] = []): number {
  const { system, history, sources, question, search } = request;
  const texts = [
    system,
    question,
    ...history.flatMap((exchange) => [exchange.question, exchange.answer]),
  ];
  const tool = search === null ? 0 : TOOL_OVERHEAD;
  const sent = [...sources, ...sentLater].reduce((sum, source) => sum + estimateSource(source), 0);
  return CITATIONS_OVERHEAD + tool + estimateTokens(texts.join("")) + sent;
}

/** In tokens. */
export function estimateSource({ source, title, blocks }: Source): number {
  return estimateTokens(source + title + blocks.map((block) => NUMBER + block).join(""));
}

/** Micro-dollars in US dollars. */
export function toUsd(micro: number): number {
  return micro / MICRO_PER_USD;
}

export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / BYTES_PER_TOKEN);
}

function costOf(usage: readonly ModelUsage[], price: Price): number {
  const cost = usage.reduce((total, one) => total + exactCost(one, price), 0);
  // 3 × 0.1 is a little more than 0.3 in floating point, and must not be rounded up for that.
  return Math.ceil(Number(cost.toFixed(6)));
}

function exactCost({ input, cacheRead, cacheWritten, output }: ModelUsage, price: Price): number {
  const rate = price.long !== undefined && input > price.long.over ? price.long : price;
  const plain = input - cacheRead - cacheWritten;
  const counted = plain + cacheRead * CACHE_READ + cacheWritten * CACHE_WRITTEN;
  return counted * rate.input + output * rate.output;
}
