import { expect, test } from "vitest";

import type { Reply } from "../../../src/bot/delivery/reply.ts";
import { createUnstored } from "../../../src/bot/queue/handle-job.ts";

const REPLY: Reply = { messages: [], turn: null, isApology: false };
const first = { updateId: 1 };
const second = { updateId: 2 };
const third = { updateId: 3 };

test("a reply is found until it is removed, by the update it answers", () => {
  const unstored = createUnstored(2);
  unstored.add(first, REPLY);
  expect([unstored.find({ updateId: 1 }), unstored.find(second)]).toEqual([REPLY, null]);
  unstored.remove(first);
  expect(unstored.find(first)).toBeNull();
});

test("no more are kept than was said: the newest stay, and one that is added again is new", () => {
  const unstored = createUnstored(2);
  for (const job of [first, second, first, third]) unstored.add(job, REPLY);
  expect([first, second, third].map((job) => unstored.find(job) !== null)).toEqual([
    true,
    false,
    true,
  ]);
});
