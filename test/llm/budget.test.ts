import { expect, test } from "vitest";

import { createBudget } from "../../src/llm/budget.ts";
import type { Asker } from "../../src/store/turns/turns.ts";
import { StoreError } from "../../src/store/store-error.ts";
import type { Store } from "../../src/store/store.ts";
import { onEachDatabase, open, stillClock } from "../support/databases.ts";
import { createTestStore } from "../support/test-store.ts";

const ANNA = { chat: 101, person: 101 };
const DOLLAR = 1_000_000;

type Usage = Store["usage"];

interface Changes {
  readonly dailyUsd?: number;
  readonly now?: () => number;
  readonly timeZone?: string;
}

type Payer = Pick<Asker, "chat" | "person">;

/** Of one dollar, in Berlin. */
function budgetOf(usage: Usage, changes: Changes = {}) {
  const told: string[] = [];
  const { now } = stillClock();
  const budget = createBudget({
    usage,
    now,
    timeZone: "Europe/Berlin",
    dailyUsd: 1,
    onNearlySpent: () => told.push("nearly"),
    onExceeded: ({ reserved, used }) => told.push(`${used} of ${reserved}`),
    onUnsettled: ({ reason }) => told.push(reason),
    ...changes,
  });
  return { budget, told };
}

/** People in chats of their own, so that nobody's share is in the way. */
function people(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    chat: 1000 + index,
    person: 1000 + index,
  }));
}

onEachDatabase((makePlace) => {
  test("what was reserved is held until what was used takes its place", async () => {
    const { usage } = await open(await makePlace());
    const { budget } = budgetOf(usage);
    const reservation = await budget.reserve(ANNA, 60_000);
    expect(await budget.spent()).toBe(60_000);
    await reservation?.settle(400);
    expect(await budget.spent()).toBe(400);
  });

  test("case 40: of fifty people in one instant only as many ask as the day's budget holds", async () => {
    const { usage } = await open(await makePlace());
    const { budget } = budgetOf(usage);
    const asked = await Promise.all(people(50).map((asker) => budget.reserve(asker, 90_000)));
    const granted = asked.filter((reservation) => reservation !== null);
    expect(granted).toHaveLength(11);
    expect(await budget.spent()).toBe(990_000);
    await Promise.all(granted.map((reservation) => reservation.settle(90_000)));
    expect(await budget.spent()).toBe(990_000);
    expect(await budget.reserve(ANNA, 10_001)).toBeNull();
  });

  test("case 39: one person takes a tenth of the day and no more, in whatever chats they ask", async () => {
    const { usage } = await open(await makePlace());
    const { budget } = budgetOf(usage);
    for (const chat of [1, 2]) {
      const reservation = await budget.reserve({ chat, person: 7 }, 50_000);
      await reservation?.settle(50_000);
    }
    expect(await budget.reserve({ chat: 3, person: 7 }, 1)).toBeNull();
    expect(await budget.reserve({ chat: 3, person: 8 }, 1)).not.toBeNull();
  });

  test("one chat takes a quarter of the day and no more, however many ask there", async () => {
    const { usage } = await open(await makePlace());
    const { budget } = budgetOf(usage);
    const asked = await Promise.all(
      people(10).map(({ person }) => budget.reserve({ chat: -5, person }, 50_000)),
    );
    expect(asked.filter((reservation) => reservation !== null)).toHaveLength(5);
    expect(await budget.reserve({ chat: -6, person: 1000 }, 1)).not.toBeNull();
  });

  test("who is refused by one of the limits leaves nothing reserved in the others", async () => {
    const { usage } = await open(await makePlace());
    const { budget } = budgetOf(usage);
    for (const { person } of people(5)) await budget.reserve({ chat: -5, person }, 50_000);
    for (let turn = 0; turn < 5; turn += 1) {
      expect(await budget.reserve({ chat: -5, person: 7 }, 100_000)).toBeNull();
    }
    expect(await budget.spent()).toBe(250_000);
    expect(await budget.reserve({ chat: 7, person: 7 }, 100_000)).not.toBeNull();
  });

  test("the owners are told once a day that four fifths are gone, by one of all processes", async () => {
    const { usage } = await open(await makePlace());
    const clock = stillClock();
    const [first, second] = [budgetOf(usage, clock), budgetOf(usage, clock)];
    const told = () => first.told.length + second.told.length;
    const spend = async (asker: Payer, { budget }: Pick<typeof first, "budget">) => {
      const reservation = await budget.reserve(asker, 60_000);
      await reservation?.settle(49_999);
    };
    for (const asker of people(16)) await spend(asker, first);
    expect(told()).toBe(0);
    const [one, other] = people(18).slice(16) as [Payer, Payer];
    await Promise.all([spend(one, first), spend(other, second)]);
    expect(told()).toBe(1);
    clock.move(24 * 3_600_000);
    for (const asker of people(18)) await spend(asker, second);
    expect(told()).toBe(2);
  });
});

test("fault H: what cost more than was reserved counts as told, the owners hear of it, and nothing beyond the budget follows that day", async () => {
  const { usage } = createTestStore();
  const { budget, told } = budgetOf(usage);
  const reservation = await budget.reserve(ANNA, 9000);
  await reservation?.settle(17 * DOLLAR);
  expect([await budget.spent(), told]).toEqual([17 * DOLLAR, [`${17 * DOLLAR} of 9000`, "nearly"]]);
  for (const asker of people(5)) expect(await budget.reserve(asker, 1)).toBeNull();
});

test("fault H: what cost less than nothing, as its server told, cost nothing", async () => {
  const { usage } = createTestStore();
  const { budget, told } = budgetOf(usage);
  const reservation = await budget.reserve(ANNA, 9000);
  await reservation?.settle(-DOLLAR);
  expect([await budget.spent(), told]).toEqual([0, []]);
});

test("fault H: a group that moves while ten answers are written has asked for ten, and may ask for two more", async () => {
  const store = createTestStore();
  const { budget } = budgetOf(store.usage);
  const written = [];
  for (let person = 1; person <= 10; person += 1)
    written.push(await budget.reserve({ chat: -42, person }, 20_000));
  await store.moveChat(-42, -1_000_000_000_042);
  for (const reservation of written) await reservation?.settle(20_000);
  const more = [11, 12, 13].map((person) => ({ chat: -1_000_000_000_042, person }));
  const reserved = [];
  for (const payer of more) reserved.push((await budget.reserve(payer, 20_000)) !== null);
  expect(reserved).toEqual([true, true, false]);
});

test("a reservation is one transaction, and so is settling it", async () => {
  const { usage } = createTestStore();
  const called: string[] = [];
  const watched = new Proxy(usage, {
    get(target, name: keyof Usage) {
      called.push(name);
      return target[name];
    },
  });
  const reservation = await budgetOf(watched).budget.reserve(ANNA, 60_000);
  expect(called).toEqual(["reserve"]);
  await reservation?.settle(400);
  expect(called).toEqual(["reserve", "settle", "read"]);
});

test("where the store fails an answer is settled all the same: what was reserved for it stays so, and it is told", async () => {
  const { usage } = createTestStore();
  const failing: Usage = new Proxy(usage, {
    get: (target, name: keyof Usage) =>
      name === "settle"
        ? () => Promise.reject(new StoreError("unreachable", "The database is gone"))
        : target[name],
  });
  const { budget, told } = budgetOf(failing);
  const reservation = await budget.reserve(ANNA, 60_000);
  await reservation?.settle(400);
  expect([await budget.spent(), told]).toEqual([60_000, ["unreachable"]]);
});

test("a day begins at midnight where the bot is, and what was reserved before is settled there", async () => {
  const { usage } = createTestStore();
  const clock = stillClock(Date.UTC(2026, 10, 23, 22, 59));
  const { budget } = budgetOf(usage, clock);
  const reservation = await budget.reserve(ANNA, 100_000);
  expect(await budget.reserve(ANNA, 1)).toBeNull();
  clock.move(60_000);
  expect(await budget.spent()).toBe(0);
  expect(await budget.reserve(ANNA, 100_000)).not.toBeNull();
  await reservation?.settle(100_000);
  expect(await budget.spent()).toBe(100_000);
});

test("with no budget nobody asks, not even where it costs nothing", async () => {
  const { usage } = createTestStore();
  const { budget } = budgetOf(usage, { dailyUsd: 0 });
  expect(await budget.reserve(ANNA, 0)).toBeNull();
  expect(await budget.reserve(null, 0)).toBeNull();
});

test("without an asker only the day's limit counts", async () => {
  const { usage } = createTestStore();
  const { budget } = budgetOf(usage);
  expect(await budget.reserve(null, DOLLAR)).not.toBeNull();
  expect(await budget.reserve(null, 1)).toBeNull();
});
