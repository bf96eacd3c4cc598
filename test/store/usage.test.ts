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

  test("of several in turn, those behind one that refuses are not taken, and those before it are", async () => {
    const { usage } = await open(await makePlace());
    const day = { ...MINUTE, scope: "day" };
    const both = (limits: readonly [number, number]) =>
      usage.takeInTurn([
        { counter: MINUTE, limit: limits[0] },
        { counter: day, limit: limits[1] },
      ]);
    const [first, second, third] = [await both([2, 1]), await both([2, 1]), await both([2, 2])];
    const taken = (list: typeof first) => list.map((one) => one.taken);
    expect([first, second, third].map(taken)).toEqual([[true, true], [true, false], [false]]);
    expect([await usage.read(MINUTE), await usage.read(day)]).toEqual([2, 1]);
    expect((await both([0, 2])).map((one) => one.taken)).toEqual([false]);
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

  test("a purge removes windows that began before", async () => {
    const { usage } = await open(await makePlace());
    await usage.take(MINUTE, 1, 10);
    await usage.take({ ...MINUTE, windowStart: 120_000 }, 1, 10);
    expect(await usage.purge(120_000)).toBe(1);
    expect(await usage.read(MINUTE)).toBe(0);
    expect(await usage.read({ ...MINUTE, windowStart: 120_000 })).toBe(1);
  });

  test("what is nobody's in particular is read together, reservations included, and purged by itself", async () => {
    const { usage } = await open(await makePlace());
    const money = { scope: "money/day", key: "", windowStart: 60_000 };
    await usage.take(MINUTE, 1, 10);
    await usage.take({ ...money, windowStart: 30_000 }, 7, 10);
    await usage.take(money, 1, 10);
    await usage.reserve([{ counter: money, limit: 10 }], 2);
    await usage.take({ ...money, scope: "question/written" }, 4, 10);
    const totals = [
      { scope: "money/day", windowStart: 60_000, used: 3 },
      { scope: "question/written", windowStart: 60_000, used: 4 },
    ];
    const read = async () =>
      (await usage.readTotals(60_000)).toSorted((a, b) => (a.scope < b.scope ? -1 : 1));
    expect(await read()).toEqual(totals);
    expect(await usage.purge(90_000, 60_000)).toBe(2);
    expect(await read()).toEqual(totals);
    expect(await usage.purge(90_000)).toBe(2);
    expect(await read()).toEqual([]);
  });
});
