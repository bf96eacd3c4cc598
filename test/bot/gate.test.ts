import { expect, test } from "vitest";

import { createGate } from "../../src/bot/gate.ts";
import { turns } from "../support/test-clock.ts";

test("no more than so many are at work, the others follow in order, and a failure frees its place", async () => {
  const gate = createGate(2);
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const work = (number: number) =>
    gate(async () => {
      begun.push(number);
      await new Promise<void>((resolve) => void ends.push(resolve));
      if (number === 1) throw new Error("broken");
      return number;
    });
  const all = Promise.allSettled([1, 2, 3, 4].map(work));
  await turns(1);
  expect(begun).toEqual([1, 2]);
  ends[0]?.();
  await turns(1);
  expect(begun).toEqual([1, 2, 3]);
  for (const end of ends) end();
  await turns(1);
  for (const end of ends) end();
  expect((await all).map(({ status }) => status)).toEqual([
    "rejected",
    "fulfilled",
    "fulfilled",
    "fulfilled",
  ]);
});
