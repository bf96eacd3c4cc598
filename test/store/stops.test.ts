import { expect, test } from "vitest";

import { CHAT, onEachDatabase, open, stillClock } from "../support/databases.ts";

onEachDatabase((makePlace) => {
  test("a draft that was told to stop is known to every process for an hour, others are not", async () => {
    const clock = stillClock();
    const store = await open(await makePlace(), { now: clock.now });
    for (const _ of ["once", "again"]) await store.stops.ask(CHAT, 7);
    expect(await store.stops.wasAsked(CHAT, 7)).toBe(true);
    expect(await store.stops.wasAsked(CHAT, 8)).toBe(false);
    clock.move(60 * 60 * 1000 + 1);
    await store.purge();
    expect(await store.stops.wasAsked(CHAT, 7)).toBe(false);
  });
});
