import { expect, test } from "vitest";

import { keepTidy } from "../../../src/bot/operator/tidy.ts";
import { recordLog } from "../../support/start-bot.ts";
import { createTestClock, turns } from "../../support/test-clock.ts";
import { createTestStore } from "../../support/test-store.ts";

const MINUTE_MS = 60_000;

test("a question is gone an hour after it was asked, even where nobody asks anything any more", async () => {
  const clock = createTestClock();
  const store = createTestStore(clock.now);
  const { log } = recordLog();
  await store.turns.asked({
    chat: 1,
    topic: null,
    person: 1,
    question: "Was kostet das?",
    answer: "Viel.",
    askedIn: null,
  });
  const removed: number[] = [];
  const stop = keepTidy(
    {
      ...store,
      turns: {
        ...store.turns,
        async purge(before) {
          const count = await store.turns.purge(before);
          if (count > 0) removed.push(clock.now());
          return count;
        },
      },
      purge: () => store.purge(),
      erase: () => store.erase(),
    },
    { clock, log },
  );
  const asked = clock.now();
  for (let minute = 0; minute < 62; minute += 1) {
    clock.jump(MINUTE_MS);
    await turns(5);
  }
  stop();
  expect(removed.map((at) => (at - asked) / MINUTE_MS <= 60)).toEqual([true]);
});

test("everything else that is too old goes once an hour, and a failure does not end that", async () => {
  const clock = createTestClock();
  const { log, logged } = recordLog();
  const purges: number[] = [];
  const start = clock.now();
  const stop = keepTidy(
    {
      turns: { purge: async () => 0 } as never,
      async purge() {
        purges.push((clock.now() - start) / MINUTE_MS);
        if (purges.length === 1) throw new Error("The database is gone");
        return 3;
      },
      erase: async () => true,
    },
    { clock, log },
  );
  for (let minute = 0; minute < 125; minute += 1) {
    clock.jump(MINUTE_MS);
    await turns(2);
  }
  stop();
  expect([purges, logged.map(({ level }) => level)]).toEqual([
    [60, 120],
    ["warn", "info"],
  ]);
});
