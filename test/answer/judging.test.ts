/** What a person is shown of an answer that is read a second time, whatever becomes of the judge. */
import { setTimeout as wait } from "node:timers/promises";

import { expect, test } from "vitest";

import type { Answer, Reader } from "../../src/answer/answer.ts";
import { readQuestion } from "../../src/answer/wish.ts";
import { buildLibrary } from "../../src/library.ts";
import { createBreaker } from "../../src/llm/breaker.ts";
import { createBudget } from "../../src/llm/budget.ts";
import { createMeteredModel } from "../../src/llm/metered.ts";
import { ModelError, type LanguageModel } from "../../src/llm/model.ts";
import { BRIDGE } from "../support/fake-library.ts";
import { ANSWERING, JUDGE } from "../support/prompts.ts";
import { startScriptedModel, type ScriptedModel } from "../support/scripted-model.ts";
import { createTestStore } from "../support/test-store.ts";
import { letWrite } from "../support/writing.ts";

const COST = { text: "Die Brücke kostet 120 Millionen Euro.", cites: ["kostet 120 Millionen"] };
const HALF = { text: " Das Land trägt die Hälfte.", cites: ["trägt die Hälfte"] };
const ARTICLE = { articles: [BRIDGE], skipped: [] };

interface Judged {
  readonly model: LanguageModel;
  readonly judge: LanguageModel;
  readonly reader?: Reader;
  readonly timeoutMs?: number;
}

async function ask({ model, judge, reader, timeoutMs = 10_000 }: Judged): Promise<Answer> {
  const { usage } = createTestStore();
  const parts = await letWrite(model, { usage, judge, timeoutMs });
  const { answerer } = buildLibrary(ARTICLE, parts.writing);
  return answerer.answer(readQuestion("Was kostet die Brücke?"), reader);
}

/** "ok" to each sentence, but for those that hold one of these words. */
function judging(verdicts: Readonly<Record<string, string>> = {}): ScriptedModel {
  const judge = startScriptedModel();
  judge.always(({ question }) => {
    const [, number = "", text = ""] = /<sentence number="(\d+)">(.*)</su.exec(question) ?? [];
    const wrong = Object.entries(verdicts).find(([words]) => text.includes(words));
    return { say: [`${number}: ${wrong?.[1] ?? "ok"}`] };
  });
  return judge;
}

function writing(...say: readonly (typeof COST | string)[]): ScriptedModel {
  const model = startScriptedModel();
  model.always({ say });
  return model;
}

const textsOf = (answer: Answer) =>
  answer.kind === "written" ? answer.sentences.map(({ text }) => text) : [];
const citedIn = (answer: Answer) =>
  "citations" in answer
    ? answer.citations.map(({ passage, from, to }) =>
        passage.sentences
          .slice(from, to)
          .map(({ text }) => text.trim())
          .join(" "),
      )
    : [];

test("each sentence is read once, with what it cites, and with what was written before it", async () => {
  const judge = judging();
  const answer = await ask({ model: writing(COST, HALF), judge });
  expect(textsOf(answer)).toHaveLength(2);
  expect(judge.requests).toHaveLength(2);
  const second = judge.requests[1]!;
  expect(second.system).toBe(JUDGE.text);
  expect(second.question).toContain('<sentence number="2">Das Land trägt die Hälfte.</sentence>');
  expect(second.question).toContain(`<written-before>${COST.text}</written-before>`);
  expect(second.question).toContain("<question>Was kostet die Brücke?</question>");
});

test.each(["contradicted", "stronger", "speaker", "added"])(
  "a sentence that is %s goes, and its quotation stays below",
  async (verdict) => {
    const judge = judging({ Hälfte: `${verdict} (die Hälfte)` });
    const answer = await ask({ model: writing(COST, HALF), judge });
    expect(textsOf(answer)).toEqual([COST.text]);
    expect(citedIn(answer)).toHaveLength(2);
  },
);

test("what points back to a sentence that goes, goes with it", async () => {
  const back = { text: " Sie kostet 120 Millionen Euro.", cites: ["kostet 120 Millionen"] };
  const last = { text: " Die Brücke kostet 120 Millionen Euro.", cites: ["kostet 120 Millionen"] };
  const judge = judging({ Hälfte: "added" });
  const half = { ...HALF, text: HALF.text.trim() };
  expect(textsOf(await ask({ model: writing(half, back, last), judge }))).toEqual([COST.text]);
});

test("when all fall, the model is told what was removed and why, and its second answer counts", async () => {
  const model = startScriptedModel();
  model.next({ say: [HALF] }, { say: [COST] });
  const answer = await ask({ model, judge: judging({ Hälfte: "stronger" }) });
  expect(textsOf(answer)).toEqual([COST.text]);
  expect(model.requests[1]?.question).toContain("- stronger: Das Land trägt die Hälfte.");
});

test("when all fall again, the cited sentences are the answer, as a fallback", async () => {
  const model = writing(COST);
  const answer = await ask({ model, judge: judging({ kostet: "added" }) });
  expect(answer).toMatchObject({ kind: "quotes", isFallback: true });
  expect(citedIn(answer)).toEqual(["Die Brücke kostet 120 Millionen Euro."]);
  expect(model.requests).toHaveLength(2);
});

/** How a judge may fail: what it says to the first sentence. */
const FAILURES: readonly (readonly [string, Parameters<ScriptedModel["always"]>[0]])[] = [
  ["is overloaded", new ModelError("busy")],
  ["cannot be reached", new ModelError("unreachable")],
  ["rests", new ModelError("resting")],
  ["breaks off", { say: ["1: o"], fails: "cut" }],
  ["breaks off behind ok", { say: ["1: ok"], fails: "cut" }],
  ["refuses", { say: ["1: ok"], stop: "refusal" }],
  ["runs into its length", { say: ["1: ok"], stop: "max_tokens" }],
  ["says nothing", { say: [] }],
  ["writes gibberish", { say: ["§$%&/()= okok 1 1 1"] }],
  ["answers in prose", { say: ["The sentence is ok. 1: ok would be my verdict."] }],
  ["says ok without a number", { say: ["ok"] }],
  ["hesitates", { say: ["1: ok, but only if the article is right"] }],
  ["answers for another sentence", { say: ["7: ok"] }],
  ["repeats two numbers", { say: ["1: ok\n2: added"] }],
  ["hangs", { say: [new Promise(() => {})] }],
];

test.each(FAILURES)(
  "where the judge %s, nothing unjudged is shown as written, and the cited sentences answer",
  async (name, script) => {
    const judge = startScriptedModel();
    judge.always(script);
    const drafts: string[] = [];
    const { signal } = new AbortController();
    const answer = await ask({
      model: writing(COST, HALF),
      judge,
      reader: { signal, onDraft: (text) => void drafts.push(text) },
      ...(name === "hangs" && { timeoutMs: 500 }),
    });
    expect(drafts.join("")).toBe("");
    expect(answer).toMatchObject({ kind: "quotes", isFallback: true });
    expect(citedIn(answer).join(" ")).toContain("Die Brücke kostet 120 Millionen Euro.");
  },
);

test("a sentence waits no longer than four seconds for its verdict", async () => {
  const judge = startScriptedModel();
  judge.always({ say: [new Promise(() => {})] });
  const began = performance.now();
  const answer = await ask({ model: writing(COST), judge, timeoutMs: 30_000 });
  expect(answer).toMatchObject({ kind: "quotes", isFallback: true });
  const taken = performance.now() - began;
  expect(taken).toBeGreaterThan(3900);
  expect(taken).toBeLessThan(6000);
}, 15_000);

test("a judge that thinks aloud first is heard", async () => {
  const judge = startScriptedModel();
  judge.always({ say: ["<think>2: added? No.</think>\n1: ok"] });
  expect(textsOf(await ask({ model: writing(COST), judge }))).toEqual([COST.text]);
});

const withBreaker = (model: LanguageModel) =>
  createBreaker({ model, now: Date.now, onFailure() {} });

test("a judge that fails does not keep the model from writing", async () => {
  const model = writing(COST);
  const failing = startScriptedModel();
  failing.always(new ModelError("busy"));
  const [judge, writer] = [withBreaker(failing), withBreaker(model)];
  const { usage } = createTestStore();
  const { writing: parts } = await letWrite(writer, { usage, judge });
  const { answerer } = buildLibrary(ARTICLE, parts);
  for (let question = 0; question < 5; question += 1)
    await answerer.answer(readQuestion("Was kostet die Brücke?"));
  expect(model.requests).toHaveLength(5);
  expect(failing.requests).toHaveLength(3);
});

/** So long the judge takes for a sentence. */
const READING_MS = 300;

test("a judge of 300 ms shows its first sentence 400 ms after it was written, and delays the end by 500 ms at most", async () => {
  const slow = startScriptedModel();
  slow.always(({ question }) => {
    const [, number = ""] = /<sentence number="(\d+)">/u.exec(question) ?? [];
    return { say: [wait(READING_MS), `${number}: ok`] };
  });
  const model = startScriptedModel();
  model.always(() => ({ say: [COST, "\n", wait(400), HALF] }));
  const { usage } = createTestStore();
  const [judged, unjudged] = await Promise.all(
    [{ judge: slow }, {}].map((options) => letWrite(model, { usage, ...options })),
  );
  async function measure(parts: typeof judged): Promise<{ first: number; whole: number }> {
    const { answerer } = buildLibrary(ARTICLE, parts!.writing);
    const { signal } = new AbortController();
    let first = Infinity;
    const began = performance.now();
    const onDraft = (text: string) =>
      void (first = text === "" ? first : Math.min(first, performance.now() - began));
    await answerer.answer(readQuestion("Was kostet die Brücke?"), { signal, onDraft });
    return { first, whole: performance.now() - began };
  }
  // What is compiled, or collected as garbage, at the same time does not come each time.
  let [first, later] = [Infinity, Infinity];
  for (let again = 0; again < 4 && (first >= READING_MS + 100 || later >= 500); again += 1) {
    const without = await measure(unjudged);
    const withJudge = await measure(judged);
    [first, later] = [withJudge.first, withJudge.whole - without.whole];
  }
  expect(first).toBeLessThan(READING_MS + 100);
  expect(later).toBeLessThan(500);
}, 20_000);

const priced = (worst: number) => ({ worstOf: () => worst, of: () => worst });

test("of fifty questions at once as many are written and judged as the day pays for, and no more", async () => {
  const { usage } = createTestStore();
  const model = startScriptedModel();
  const used = { usage: { input_tokens: 500, output_tokens: 100 } };
  model.always({ say: [COST, HALF], ...used });
  const judge = startScriptedModel();
  judge.always(({ question }) => {
    const [, number = ""] = /<sentence number="(\d+)">/u.exec(question) ?? [];
    return { say: [`${number}: ok`], ...used };
  });
  // An answer reserves 1,000 micro-dollars, and each of its five readings 200: 2,000 together.
  const exceeded: unknown[] = [];
  const budget = createBudget({
    usage,
    now: Date.now,
    timeZone: "UTC",
    dailyUsd: 0.01,
    onNearlySpent() {},
    onExceeded: (cost) => void exceeded.push(cost),
    onUnsettled() {},
  });
  const metered = createMeteredModel({
    model,
    budget,
    pricing: priced(1000),
    judge: { model: judge, pricing: priced(200) },
  });
  const { answerer } = buildLibrary(ARTICLE, {
    ...ANSWERING,
    metered,
    judge: JUDGE,
    timeoutMs: 10_000,
  });
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => answerer.answer(readQuestion("Was kostet die Brücke?"))),
  );
  expect(answers.filter(({ kind }) => kind === "written")).toHaveLength(5);
  expect(answers.filter(({ kind, isFallback }) => kind === "quotes" && isFallback)).toHaveLength(
    45,
  );
  expect(exceeded).toEqual([]);
  expect(await budget.spent()).toBe(5 * (1000 + 2 * 200));
});
