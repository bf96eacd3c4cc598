import { expect, test, vi } from "vitest";

import { claimOne, LEASE_MS } from "../support/claiming.ts";
import { job, onEachDatabase, open, stillClock } from "../support/databases.ts";

const MINUTE = { scope: "questions", key: "101", windowStart: 60_000 };
const DAY = { ...MINUTE, scope: "day", key: "" };
const GROUP = -42;
const SUPERGROUP = -1_000_000_000_042;

async function idOf(reserving: Promise<string | null>): Promise<string> {
  const id = await reserving;
  if (id === null) throw new Error("There was no room");
  return id;
}

onEachDatabase((makePlace) => {
  test("case 40: 50 reservations of money in the same instant do not exceed the budget", async () => {
    const { usage } = await open(await makePlace());
    const reserved = await Promise.all(
      Array.from({ length: 50 }, () =>
        usage.reserve([{ counter: MINUTE, limit: 1_000_000 }], 300_000),
      ),
    );
    expect(reserved.filter(Boolean)).toHaveLength(3);
    expect(await usage.read(MINUTE)).toBe(900_000);
  });

  test("case 40: 50 reservations in the same instant hold all of their limits, and who is refused by one has taken of none", async () => {
    const { usage } = await open(await makePlace());
    const day = { ...MINUTE, scope: "day", key: "" };
    const chatOf = (caller: number) => ({ ...MINUTE, scope: "chat", key: String(caller % 5) });
    const personOf = (caller: number) => ({ ...MINUTE, scope: "person", key: String(caller) });
    const callers = Array.from({ length: 50 }, (_, caller) => caller);
    const reserved = await Promise.all(
      callers.map((caller) =>
        usage.reserve(
          [
            { counter: personOf(caller), limit: 10 },
            { counter: chatOf(caller), limit: 30 },
            { counter: day, limit: 125 },
          ],
          10,
        ),
      ),
    );
    expect(reserved.filter(Boolean)).toHaveLength(12);
    expect(await usage.read(day)).toBe(120);
    const ofChats = await Promise.all(callers.slice(0, 5).map((chat) => usage.read(chatOf(chat))));
    expect(ofChats.reduce((sum, used) => sum + used)).toBe(120);
    expect(Math.max(...ofChats)).toBeLessThanOrEqual(30);
    const ofPeople = await Promise.all(callers.map((caller) => usage.read(personOf(caller))));
    expect(ofPeople).toEqual(reserved.map((id) => (id === null ? 0 : 10)));
  });

  test("a limit that refuses gives back what was reserved before it, beside what others have reserved there", async () => {
    const { usage } = await open(await makePlace());
    await usage.reserve([{ counter: MINUTE, limit: 10 }], 3);
    const both = [
      { counter: MINUTE, limit: 10 },
      { counter: DAY, limit: 4 },
    ];
    expect(await usage.reserve(both, 5)).toBeNull();
    expect([await usage.read(MINUTE), await usage.read(DAY)]).toEqual([3, 0]);
    const id = await idOf(usage.reserve(both, 4));
    await expect(usage.reserve(both, 0.5)).rejects.toThrow(RangeError);
    await usage.settle(id, 1);
    expect([await usage.read(MINUTE), await usage.read(DAY)]).toEqual([4, 1]);
  });

  test("a reservation holds its amount until what was used takes its place, and that once", async () => {
    const { usage } = await open(await makePlace());
    const id = await idOf(usage.reserve([{ counter: MINUTE, limit: 10 }], 8));
    expect(await usage.take(MINUTE, 3, 10)).toEqual({ taken: false, used: 8 });
    await usage.settle(id, 2);
    await usage.settle(id, 2);
    expect(await usage.read(MINUTE)).toBe(2);
    expect(await usage.take(MINUTE, 3, 10)).toEqual({ taken: true, used: 5 });
  });

  test("fault H: a reservation follows a group that moves while an answer is written", async () => {
    const { usage, moveChat } = await open(await makePlace());
    const before = { ...MINUTE, key: String(GROUP) };
    const after = { ...MINUTE, key: String(SUPERGROUP) };
    const wanted = [
      { counter: before, limit: 10 },
      { counter: DAY, limit: 10 },
    ];
    const id = await idOf(usage.reserve(wanted, 8));
    await moveChat(GROUP, SUPERGROUP);
    expect([await usage.read(before), await usage.read(after)]).toEqual([0, 8]);
    await usage.settle(id, 1);
    const left = [await usage.read(before), await usage.read(after), await usage.read(DAY)];
    expect(left).toEqual([0, 1, 1]);
  });

  test("fault H: of a process that died, what had not begun is given back, and what had begun counts in full", async () => {
    const place = await makePlace();
    const died = await open(place);
    const wanted = [
      { counter: MINUTE, limit: 10 },
      { counter: DAY, limit: 10 },
    ];
    const [begun, settled] = [
      await idOf(died.usage.reserve(wanted, 4)),
      await idOf(died.usage.reserve(wanted, 3)),
    ];
    await died.usage.reserve(wanted, 2);
    expect(await died.usage.begin(begun, null)).toBe(true);
    await died.usage.begin(settled, null);
    await died.usage.settle(settled, 1);
    await died.close();
    const store = await open(place);
    await vi.waitFor(
      async () => {
        await store.jobs.claim({ leaseMs: LEASE_MS, limit: 1 });
        expect([await store.usage.read(MINUTE), await store.usage.read(DAY)]).toEqual([5, 5]);
      },
      { timeout: 10_000, interval: 200 },
    );
    expect((await store.usage.readTotals(0)).map(({ used }) => used)).toEqual([5]);
  });

  test("fault B: nothing is begun for a job that another process has taken up since", async () => {
    const clock = stillClock();
    const { jobs, usage } = await open(await makePlace(), { now: clock.now });
    await jobs.add([job(1)]);
    const lost = await claimOne({ jobs });
    clock.move(LEASE_MS);
    await claimOne({ jobs });
    const id = await idOf(usage.reserve([{ counter: MINUTE, limit: 10 }], 4));
    expect(await usage.begin(id, lost)).toBe(false);
    await usage.settle(id, 0);
    expect(await usage.read(MINUTE)).toBe(0);
  });

  test("fault H: after two claims in which something was begun for a job, in a third nothing is", async () => {
    const clock = stillClock();
    const { jobs, usage } = await open(await makePlace(), { now: clock.now });
    await jobs.add([job(1)]);
    const begin = async (claim: Awaited<ReturnType<typeof claimOne>>) =>
      usage.begin(await idOf(usage.reserve([{ counter: MINUTE, limit: 100 }], 1)), claim);
    for (const begins of [true, true, false]) {
      const claim = await claimOne({ jobs });
      // An answer may need more than one call.
      expect([await begin(claim), await begin(claim)]).toEqual([begins, begins]);
      clock.move(LEASE_MS);
    }
  });
});
