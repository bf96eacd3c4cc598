import { expect, test } from "vitest";

import { budgetOf, type Budget } from "../../src/llm/budget.ts";
import { createMeteredModel } from "../../src/llm/metered.ts";
import {
  ModelError,
  type LanguageModel,
  type ModelRequest,
  type Piece,
} from "../../src/llm/model.ts";
import { metered, purse } from "../support/purse.ts";
import { startScriptedModel } from "../support/scripted-model.ts";

const REQUEST: ModelRequest = {
  system: "Answer.",
  history: [],
  sources: [],
  sentAs: "search-results",
  question: "Who?",
  maxTokens: 100,
  search: null,
};
const ASKER = { chat: -1, person: 1 };
const asking = () => ({ asker: ASKER, signal: new AbortController().signal });
const USED = { usage: { input_tokens: 5, output_tokens: 5 } };

test("what is written is paid at what it cost, by whoever asked", async () => {
  const { budget, settled } = purse();
  const model = startScriptedModel();
  model.next({ say: ["Gutenberg."] });
  const pieces: (readonly Piece[])[] = [];
  const outcome = await metered(model, budget).write(REQUEST, {
    ...asking(),
    onPieces: (all) => void pieces.push(all),
  });
  expect(outcome).toMatchObject({ kind: "written", end: "complete", cost: 10 });
  expect(pieces.at(-1)).toEqual([{ text: "Gutenberg.", pointers: [] }]);
  expect(settled).toEqual([{ chat: -1, reserved: 100, used: 10 }]);
});

test("a failure comes as a value, with what was written, and is paid as far as it was used", async () => {
  const { budget, settled } = purse();
  const model = startScriptedModel();
  model.next({ say: ["Guten"], fails: "cut", ...USED });
  expect(await metered(model, budget).write(REQUEST, asking())).toMatchObject({
    kind: "failed",
    error: { reason: "cut", pieces: [{ text: "Guten" }] },
  });
  expect(settled).toEqual([{ chat: -1, reserved: 100, used: 10 }]);
});

test("over budget, nothing is asked", async () => {
  const model = startScriptedModel();
  const outcome = await metered(model, purse(0).budget).write(REQUEST, asking());
  expect(outcome).toEqual({ kind: "over-budget" });
  expect(model.requests).toEqual([]);
});

test("fault B: where it must not begin any more, nothing is asked, and what was reserved is given back", async () => {
  const { budget, settled } = purse();
  const model = startScriptedModel();
  const late = {
    ...budget,
    reserve: async (...wanted: Parameters<typeof budget.reserve>) => {
      const reservation = await budget.reserve(...wanted);
      return reservation && { ...reservation, begin: async () => false };
    },
  };
  expect(await metered(model, late).write(REQUEST, asking())).toEqual({ kind: "over-budget" });
  expect([model.requests, settled]).toEqual([[], [{ chat: -1, reserved: 100, used: 0 }]]);
});

test("where the store fails before the model is asked, what was reserved is given back", async () => {
  const { budget, settled } = purse();
  const failing = {
    ...budget,
    reserve: async (...wanted: Parameters<typeof budget.reserve>) => {
      const reservation = await budget.reserve(...wanted);
      return reservation && { ...reservation, begin: () => Promise.reject(new Error("gone")) };
    },
  };
  const writing = metered(startScriptedModel(), failing).write(REQUEST, asking());
  await expect(writing).rejects.toThrow("gone");
  expect(settled).toEqual([{ chat: -1, reserved: 100, used: 0 }]);
});

test("after a bug all that was reserved counts: nobody knows what it cost", async () => {
  const { budget, settled } = purse();
  const model = { ...startScriptedModel(), write: () => Promise.reject(new RangeError("a bug")) };
  await expect(metered(model, budget).write(REQUEST, asking())).rejects.toThrow(RangeError);
  expect(settled).toEqual([{ chat: -1, reserved: 100, used: 100 }]);
});

const opened = async (model: LanguageModel, budget: Budget, tasks: readonly Task[]) => {
  const requests = tasks.map(({ request }) => request);
  return metered(model, budget).open({ asker: ASKER, requests, readings: [] });
};

interface Task {
  readonly request: ModelRequest;
}

test("of several requests each task comes back with what was written for it", async () => {
  const model = startScriptedModel();
  model.always(({ question }) => ({ say: [`${question}!`] }));
  const tasks = ["Who", "Where"].map((question) => ({
    question,
    request: { ...REQUEST, question },
  }));
  const account = await opened(model, purse().budget, tasks);
  const written = await account?.writeAll(tasks, asking().signal);
  expect(written?.map(({ question, pieces }) => [question, pieces[0]?.text])).toEqual([
    ["Who", "Who!"],
    ["Where", "Where!"],
  ]);
});

test("several requests are reserved at once, and settled at what they took together", async () => {
  const { budget, settled } = purse();
  const model = startScriptedModel();
  model.always({ say: ["Ja."] });
  const tasks = [{ request: REQUEST }, { request: REQUEST }];
  const account = await opened(model, budget, tasks);
  await account?.writeAll(tasks, asking().signal);
  await account?.close();
  expect(settled).toEqual([{ chat: -1, reserved: 200, used: 20 }]);
});

test.each([
  ["fails", new ModelError("cut")],
  ["is refused", { say: [], stop: "refusal" }],
] as const)("of several requests all end where one %s", async (_, script) => {
  const model = startScriptedModel();
  model.next({ say: [new Promise(() => {})] }, script);
  const tasks = [{ request: REQUEST }, { request: REQUEST }];
  const account = await opened(model, purse().budget, tasks);
  expect(await account?.writeAll(tasks, asking().signal)).toBeNull();
});

test("the judge is asked as often as was reserved with the answer, and not once more", async () => {
  const { budget, settled } = purse();
  const judge = startScriptedModel();
  judge.always({ say: ["1: ok"] });
  const pricing = { worstOf: () => 100, of: () => 10 };
  const model = startScriptedModel();
  const asked = createMeteredModel({ model, budget, pricing, judge: { model: judge, pricing } });
  const account = await asked.open({ asker: ASKER, requests: [REQUEST], readings: [REQUEST] });
  const { signal } = asking();
  const read = [await account?.read(REQUEST, signal), await account?.read(REQUEST, signal)];
  await account?.close();
  expect(read).toEqual(["1: ok", null]);
  expect(settled).toEqual([{ chat: -1, reserved: 200, used: 10 }]);
});

test("a command spends no more than it was given", async () => {
  const model = startScriptedModel();
  model.always({ say: ["Gutenberg."], ...USED });
  const budget = budgetOf(0.000_25);
  const pricing = { worstOf: () => 100, of: () => 90 };
  const asked = createMeteredModel({ model, budget, pricing });
  const outcomes = [];
  for (let i = 0; i < 4; i += 1) outcomes.push((await asked.write(REQUEST, asking())).kind);
  expect(outcomes).toEqual(["written", "written", "over-budget", "over-budget"]);
  expect(await budget.spent()).toBe(180);
});

test("fifty calls at once stay within it, too", async () => {
  const model = startScriptedModel();
  model.always({ say: ["Gutenberg."], ...USED });
  const budget = budgetOf(0.000_5);
  const asked = metered(model, budget);
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, () => asked.write(REQUEST, asking())),
  );
  expect(outcomes.filter(({ kind }) => kind === "written")).toHaveLength(5);
  expect(await budget.spent()).toBe(50);
});
