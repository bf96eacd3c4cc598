import { expect, test } from "vitest";

import { growthOf } from "../../../bench/soak/memory.ts";
import { readLog, soakForPeople, type SoakFigures } from "../../../bench/soak/soak.ts";

const CALM: SoakFigures = {
  minutes: 10,
  questions: 5000,
  lost: 0,
  outOfOrder: 0,
  repeated: 0,
  repeatedForLostWord: 3,
  longestWaitMs: 41_000,
  taps: { asked: 20, answered: 19 },
  inline: { asked: 30, answered: 28 },
  givenUp: 0,
  faults: { reset: 100, cut: 120 },
  memory: [200, 240, 250, 251, 252, 253, 254, 255, 256, 257].map((rss) => ({ rss, held: rss / 4 })),
  logged: { "info: A question was answered": 5000, "warn: Polling failed, trying again": 90 },
  lastWords: "",
  hasEndedByItself: false,
  exitCode: 0,
};

test("memory counts from the end of the warm-up, which is the first fifth", () => {
  expect(growthOf(CALM.memory)).toEqual({ rss: 17, held: 4.25 });
});

test("a soak is told with its faults, and whether its memory stayed flat", () => {
  expect(soakForPeople(CALM)).toContain("220 faults of Telegram's (cut 120, reset 100)");
  expect(soakForPeople(CALM)).toContain("17.0 / 4.3 MB since the warm-up: flat within 20");
  const leaking = { ...CALM, memory: [...CALM.memory, { rss: 261, held: 65 }] };
  expect(soakForPeople(leaking)).toContain("21.0 / 5.0 MB since the warm-up: NOT FLAT within 20");
});

test("an error that nobody handled is counted", () => {
  expect(soakForPeople(CALM)).toContain("unhandled errors 0;");
  const failed = { ...CALM, logged: { "fatal: The bot cannot go on": 1 } };
  expect(soakForPeople(failed)).toContain("unhandled errors 1;");
});

test("what was logged is counted by level and message, and fatal lines are kept whole", () => {
  const fatal = '{"level":"fatal","msg":"The bot cannot go on"}';
  const lines = [
    "@bot answers on Telegram",
    '{"level":"info","msg":"A"}',
    '{"level":"info","msg":"A"}',
    fatal,
  ];
  expect(readLog({ stdout: `${lines.join("\n")}\n`, stderr: "(node) warning\n" })).toEqual({
    logged: { "info: A": 2, "fatal: The bot cannot go on": 1 },
    lastWords: `(node) warning\n${fatal}`,
  });
});
