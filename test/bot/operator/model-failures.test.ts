import { expect, test } from "vitest";

import { modelFailures } from "../../../src/bot/operator/model-failures.ts";
import { ModelError, type ModelErrorReason } from "../../../src/llm/model.ts";
import { recordLog } from "../../support/start-bot.ts";
import { createTestClock, turns } from "../../support/test-clock.ts";

const HOUR_MS = 3_600_000;

function startFailures({ tells = async () => {} }: { tells?: () => Promise<void> } = {}) {
  const clock = createTestClock();
  const { log, logged } = recordLog();
  const told: string[] = [];
  const tell = async (words: string) => {
    told.push(words);
    await tells();
  };
  const noted = modelFailures({ tell, log, now: clock.now });
  return { fail: (reason: ModelErrorReason) => noted(new ModelError(reason)), clock, logged, told };
}

test.each<[ModelErrorReason, string]>([
  ["unauthorized", "ANTHROPIC_API_KEY"],
  ["spent", "spending limit"],
  ["rejected", "ANTHROPIC_MODEL"],
])("case 33: of a model that is %s the owners are told what to mend", (reason, words) => {
  const { fail, told } = startFailures();
  fail(reason);
  expect(told).toEqual([expect.stringContaining(words)]);
});

test("case 33: the owners hear of one kind once an hour, and of another kind at once", () => {
  const { fail, told, clock } = startFailures();
  fail("unauthorized");
  clock.jump(HOUR_MS - 1);
  fail("unauthorized");
  expect(told).toHaveLength(1);
  fail("rejected");
  expect(told).toHaveLength(2);
  clock.jump(1);
  fail("unauthorized");
  expect(told).toHaveLength(3);
});

test.each<ModelErrorReason>(["busy", "unreachable", "cut", "stalled", "stopped", "resting"])(
  "what passes by itself (%s) stands in the log alone",
  (reason) => {
    const { fail, told, logged } = startFailures();
    fail(reason);
    expect([told, logged]).toEqual([
      [],
      [{ level: "warn", fields: { reason }, message: "The model did not answer" }],
    ]);
  },
);

test("the log says what caused a failure and where, but not its words", () => {
  const { log, logged } = recordLog();
  const noted = modelFailures({ tell: async () => {}, log, now: () => 0 });
  noted(new ModelError("cut", {}, { cause: new TypeError("was kostet das") }));
  const [line] = logged;
  expect(line?.fields).toEqual({
    reason: "cut",
    error: expect.stringMatching(/^TypeError at /u) as string,
  });
  expect(JSON.stringify(logged)).not.toContain("was kostet das");
});

test("owners who cannot be told are a line in the log and nothing else", async () => {
  const { fail, logged } = startFailures({
    tells: () => Promise.reject(new Error("The database is gone")),
  });
  fail("spent");
  await turns(1);
  expect(logged.map(({ message }) => message)).toEqual([
    "The model did not answer",
    "The owners could not be told",
  ]);
});
