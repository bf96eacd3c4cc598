import { sql } from "kysely";
import { expect, test } from "vitest";

import { onEachDatabase, open } from "../../support/databases.ts";
import { openWithDatabase } from "../../support/open-database.ts";

const TOLD_AWAY = { at: 1, update: 2 };

onEachDatabase((makePlace) => {
  test("of a chat that was never seen nothing is known", async () => {
    const { chats } = await open(await makePlace());
    expect(await chats.settings(1)).toEqual({});
    expect(await chats.reachable([1])).toEqual([]);
  });

  test("one setting is changed without touching the others, nor another chat's", async () => {
    const { chats } = await open(await makePlace());
    await chats.changeSettings(1, () => ({ summaryBegunAt: 5, toldAway: TOLD_AWAY }));
    await chats.changeSettings(2, () => ({ summaryBegunAt: 6 }));
    await chats.changeSettings(1, (before) => ({ ...before, summaryBegunAt: 7 }));
    expect(await chats.settings(1)).toEqual({ summaryBegunAt: 7, toldAway: TOLD_AWAY });
    expect(await chats.settings(2)).toEqual({ summaryBegunAt: 6 });
  });

  test("of those who change a chat's settings at once each finds what the other made", async () => {
    const { chats } = await open(await makePlace());
    const countUp = () =>
      chats.changeSettings(1, ({ summaryBegunAt = 0 }) => ({ summaryBegunAt: summaryBegunAt + 1 }));
    await Promise.all(Array.from({ length: 8 }, countUp));
    expect(await chats.settings(1)).toEqual({ summaryBegunAt: 8 });
  });

  test("settings that no longer have their form count as none", async () => {
    const { store, database } = await openWithDatabase(await makePlace());
    await store.chats.seen(1);
    await database.run(sql`update chat set settings = '{"summaryBegunAt":"gestern"}'`);
    expect(await store.chats.settings(1)).toEqual({});
  });
});
