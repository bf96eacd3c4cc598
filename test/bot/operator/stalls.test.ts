import { expect, test } from "vitest";

import { watchStalls } from "../../../src/bot/operator/stalls.ts";
import { recordLog } from "../../support/start-bot.ts";
import { createTestClock } from "../../support/test-clock.ts";

function watch() {
  const clock = createTestClock();
  const { log, logged } = recordLog();
  const stalls = watchStalls({ clock, log });
  stalls.start();
  return { clock, logged, stalls };
}

test("fault B: when the process stood still for more than a second, one line says for how long, and what ran", async () => {
  const { clock, logged, stalls } = watch();
  const never = new Promise<void>(() => {});
  void stalls.during("message", () => never);
  void stalls.during("message", () => never);
  await stalls.during("articles are read", async () => {});
  clock.jump(12_250);
  expect(logged).toEqual([
    {
      level: "warn",
      fields: { ms: 12_000, during: { message: 2, "articles are read": 1 } },
      message: "The process stood still",
    },
  ]);
  await clock.wind(10_000);
  expect(logged).toHaveLength(1);
});

test("a shorter one is not worth a line, and neither is anything once it is stopped", async () => {
  const { clock, logged, stalls } = watch();
  clock.jump(1200);
  stalls.stop();
  clock.jump(60_000);
  expect(logged).toEqual([]);
});

test("while the program starts nothing is told, for everybody knows that it does", async () => {
  const clock = createTestClock();
  const { log, logged } = recordLog();
  const stalls = watchStalls({ clock, log });
  clock.jump(12_000);
  stalls.start();
  await clock.wind(10_000);
  expect(logged).toEqual([]);
});
