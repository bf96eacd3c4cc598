import { expect, test } from "vitest";

import { createPace } from "../../../src/bot/delivery/pace.ts";
import { createTestClock } from "../../support/test-clock.ts";

const SECOND_MS = 1000;

test("a group gets twenty messages a minute", async () => {
  const clock = createTestClock();
  const pace = createPace(clock.now);
  const taken: number[] = [];
  for (let message = 0; message < 25; message += 1) {
    for (let wait = pace.take(-1); wait > 0; wait = pace.take(-1)) await clock.wind(wait);
    taken.push(clock.now());
  }
  const first = taken[0] ?? 0;
  expect(taken.map((at) => (at - first) / SECOND_MS).slice(18)).toEqual([
    18, 19, 60, 61, 62, 63, 64,
  ]);
});

test("a clock that is set back holds nobody up", () => {
  let now = 1_000_000;
  const pace = createPace(() => now);
  pace.take(1);
  now -= 3_600_000;
  expect(pace.take(1)).toBe(0);
});
