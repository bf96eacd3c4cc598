import { expect, test } from "vitest";

import { createGate, createYielding } from "../../../src/bot/queue/gate.ts";
import { turns } from "../../support/test-clock.ts";

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

test("when more are allowed, those that wait are let in at the next end", async () => {
  let most = 1;
  const gate = createGate(() => most);
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const work = (number: number) =>
    gate(async () => {
      begun.push(number);
      await new Promise<void>((resolve) => void ends.push(resolve));
    });
  const all = Promise.all([1, 2, 3, 4].map(work));
  most = 2;
  ends[0]?.();
  await turns(1);
  expect(begun).toEqual([1, 2, 3]);
  for (const end of ends) end();
  await turns(1);
  for (const end of ends) end();
  await all;
  expect(begun).toEqual([1, 2, 3, 4]);
});

test("of many that ask for a turn at once each has one of its own", async () => {
  const ownTurn = createYielding();
  const begun: number[] = [];
  const all = Promise.all([1, 2, 3].map((number) => ownTurn().then(() => begun.push(number))));
  const seen: number[] = [];
  while (begun.length < 3) {
    await turns(1);
    seen.push(begun.length);
  }
  await all;
  expect([...new Set([0, ...seen])]).toEqual([0, 1, 2, 3]);
});
