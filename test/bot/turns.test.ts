import { expect, test } from "vitest";

import { createTurns } from "../../src/bot/turns.ts";

const HOUR_MS = 60 * 60 * 1000;

test("the last question of a person is remembered in its chat and topic only", () => {
  const turns = createTurns(() => 0);
  turns.asked("-1/7", 5, "Was kostet das?");
  turns.asked("-1/7", 5, "Und wann?");
  expect([turns.previous("-1/7", 5), turns.previous("-1/8", 5), turns.previous("-1/7", 6)]).toEqual(
    ["Und wann?", null, null],
  );
});

test("after an hour nothing is left of it", () => {
  let now = 0;
  const turns = createTurns(() => now);
  turns.asked("1", 1, "Was kostet das?");
  turns.answered(1, 20, "Was kostet das?");
  now = HOUR_MS;
  expect([turns.previous("1", 1), turns.questionOf(1, 20)]).toEqual([null, null]);
});

test("of very many questions the oldest are forgotten", () => {
  const turns = createTurns(() => 0);
  for (let person = 0; person <= 10_000; person += 1) turns.asked("-1", person, "Und?");
  expect([turns.previous("-1", 0), turns.previous("-1", 10_000)]).toEqual([null, "Und?"]);
});
