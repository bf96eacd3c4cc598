import { expect, test } from "vitest";

import { onEachDatabase, open } from "../support/databases.ts";

const MINUTE = { scope: "questions", key: "101", windowStart: 60_000 };

onEachDatabase((makePlace) => {
  test("what is taken adds up to the limit, and what would exceed it takes nothing", async () => {
    const { usage } = await open(await makePlace());
    expect(await usage.take(MINUTE, 4, 10)).toEqual({ taken: true, used: 4 });
    expect(await usage.take(MINUTE, 6, 10)).toEqual({ taken: true, used: 10 });
    expect(await usage.take(MINUTE, 1, 10)).toEqual({ taken: false, used: 10 });
    expect(await usage.take(MINUTE, 1, 11)).toEqual({ taken: true, used: 11 });
    expect(await usage.read(MINUTE)).toBe(11);
  });

  test("the first amount is held against the limit as well", async () => {
    const { usage } = await open(await makePlace());
    expect(await usage.take(MINUTE, 11, 10)).toEqual({ taken: false, used: 0 });
    await expect(usage.take(MINUTE, -1, 10)).rejects.toThrow(RangeError);
    await expect(usage.take(MINUTE, 0.5, 10)).rejects.toThrow(RangeError);
  });

  test("other scopes, keys and windows have counters of their own", async () => {
    const { usage } = await open(await makePlace());
    await usage.take(MINUTE, 10, 10);
    const others = [{ scope: "buttons" }, { key: "102" }, { windowStart: 120_000 }];
    for (const other of others) {
      expect(await usage.take({ ...MINUTE, ...other }, 1, 10)).toEqual({ taken: true, used: 1 });
    }
  });

  test("case 40: of 50 callers in the same instant exactly as many take as the limit allows", async () => {
    const { usage } = await open(await makePlace());
    await usage.take(MINUTE, 1, 10);
    const taken = await Promise.all(Array.from({ length: 50 }, () => usage.take(MINUTE, 1, 10)));
    expect(taken.filter((one) => one.taken)).toHaveLength(9);
    expect(await usage.read(MINUTE)).toBe(10);
  });

  test("case 40: 50 reservations of money in the same instant do not exceed the budget", async () => {
    const { usage } = await open(await makePlace());
    const reserved = await Promise.all(
      Array.from({ length: 50 }, () => usage.reserve(MINUTE, 300_000, 1_000_000)),
    );
    expect(reserved.filter((one) => one.taken)).toHaveLength(3);
    expect(await usage.read(MINUTE)).toBe(900_000);
  });

  test("a reservation holds its amount until what was used takes its place", async () => {
    const { usage } = await open(await makePlace());
    await usage.reserve(MINUTE, 8, 10);
    expect(await usage.take(MINUTE, 3, 10)).toEqual({ taken: false, used: 8 });
    await usage.settle(MINUTE, { reserved: 8, used: 2 });
    expect(await usage.read(MINUTE)).toBe(2);
    expect(await usage.take(MINUTE, 3, 10)).toEqual({ taken: true, used: 5 });
  });

  test("what was used counts even where its reservation is gone", async () => {
    const { usage } = await open(await makePlace());
    await usage.settle(MINUTE, { reserved: 8, used: 2 });
    expect(await usage.read(MINUTE)).toBe(2);
    await usage.settle(MINUTE, { reserved: 8, used: 1 });
    expect(await usage.read(MINUTE)).toBe(3);
  });

  test("a purge removes windows that began before", async () => {
    const { usage } = await open(await makePlace());
    await usage.take(MINUTE, 1, 10);
    await usage.take({ ...MINUTE, windowStart: 120_000 }, 1, 10);
    expect(await usage.purge(120_000)).toBe(1);
    expect(await usage.read(MINUTE)).toBe(0);
    expect(await usage.read({ ...MINUTE, windowStart: 120_000 })).toBe(1);
  });
});
