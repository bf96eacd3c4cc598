import { expect, test } from "vitest";

import type { ModelUsage } from "../../src/llm/model.ts";
import { findModel } from "../../src/llm/known-models.ts";
import { createPricing, estimateInput, estimateTokens } from "../../src/llm/price.ts";
import { startMessagesApi } from "../support/messages-api.ts";
import { ask, claudeAt, follow, PRESS } from "./requests.ts";

const HAIKU = findModel({ model: "claude-haiku-5-5", rate: null });
const haiku = createPricing(HAIKU);

function used(changes: Partial<ModelUsage>): ModelUsage {
  return { input: 0, cacheRead: 0, cacheWritten: 0, output: 0, ...changes };
}

test("a million tokens cost what the price says, in micro-dollars", () => {
  const small = Array.from({ length: 10 }, () => used({ input: 100_000 }));
  expect(haiku.of(small)).toBe(100_000);
  expect(haiku.of([used({ output: 1_000_000 })])).toBe(500_000);
});

test("what is less than a micro-dollar is one, and what is exact stays exact", () => {
  expect(haiku.of([used({ input: 1 })])).toBe(1);
  expect(haiku.of([used({ input: 1 }), used({ input: 29 })])).toBe(3);
  expect(haiku.of([used({ input: 11 })])).toBe(2);
  expect(haiku.of([])).toBe(0);
});

test("a prompt over 100,000 tokens costs five times as much, its answer too", () => {
  expect(haiku.of([used({ input: 100_000, output: 1000 })])).toBe(10_500);
  expect(haiku.of([used({ input: 100_001, output: 1000 })])).toBe(52_501);
});

test("reading a cache costs a tenth, writing one double", () => {
  expect(haiku.of([used({ input: 1000, cacheRead: 1000 })])).toBe(10);
  expect(haiku.of([used({ input: 1000, cacheWritten: 1000 })])).toBe(200);
});

test("tokens are bytes by 2.2, so that a script that takes more of them counts for more", () => {
  expect(estimateTokens("a".repeat(22))).toBe(10);
  expect(estimateTokens("한".repeat(22))).toBe(30);
  expect(estimateTokens("")).toBe(0);
});

test("an input is all its text: system, history, titles, sentences and the question", () => {
  const without = estimateInput(ask());
  const text = "x".repeat(2200);
  const longer = [
    ask({ system: text }),
    ask({ question: text }),
    ask({ history: [{ question: text, answer: "" }] }),
    ask({ history: [{ question: "", answer: text }] }),
    ask({ sources: [PRESS, { source: "", title: text, blocks: [] }] }),
    ask({ sources: [PRESS, { source: "", title: "", blocks: [text, text] }] }),
  ].map((request) => estimateInput(request) - without);
  for (const more of longer.slice(0, -1)) expect(more).toBeGreaterThan(950);
  expect(longer.at(-1)).toBe(2006);
});

test("the worst that a request can cost is all it may write, and three rounds where it may search", () => {
  const { input, output } = { input: estimateInput(ask()), output: 1500 };
  expect(haiku.worstOf(ask())).toBe(Math.ceil(input * 0.1 + output * 0.5));
  expect(haiku.worstOf(ask({ search: () => [] }))).toBeGreaterThan(3 * haiku.worstOf(ask()));
});

test("a model that may think is reckoned to", () => {
  const thinking = createPricing({ ...HAIKU, thinkingTokens: 1000 });
  expect(thinking.worstOf(ask()) - haiku.worstOf(ask())).toBe(500);
});

test("an answer with two searches that find much costs no more than the worst", async () => {
  const api = await startMessagesApi();
  const call = { name: "search_articles", input: { query: "Bau" } };
  api.next({ calls: [call] }, { calls: [call] }, { say: ["Ja."] });
  let found = 0;
  const search = () => {
    found += 1;
    return [1, 2, 3, 4].map((number) => ({
      source: `found#${found}.${number}`,
      title: "Fund",
      blocks: ["Ein Satz mit Umlauten wie äöü. ".repeat(100)],
    }));
  };
  const request = ask({ search, maxTokens: 50 });
  const { usage } = await claudeAt(api).write(request, follow());
  expect(usage).toHaveLength(3);
  expect(haiku.of(usage)).toBeLessThanOrEqual(haiku.worstOf(request));
});
