import { sql } from "kysely";
import { expect, test } from "vitest";

import { CHAT_TABLES } from "../../../src/store/chats/chat-tables.ts";
import { answer, job, makeFolder, onEachDatabase, open, SHOWN } from "../../support/databases.ts";
import { openWithDatabase } from "../../support/open-database.ts";

const GROUP = -42;
const SUPERGROUP = -1_000_000_000_042;
const WANTED = { leaseMs: 60_000, limit: 10 };
const DAY = { scope: "day", key: String(GROUP), windowStart: 0 };

onEachDatabase((makePlace) => {
  test("case 46: a group that was upgraded keeps its jobs, turns, settings and budget under its new id", async () => {
    const store = await open(await makePlace());
    await store.chats.seen(GROUP);
    await store.chats.changeSettings(GROUP, () => ({ summaryBegunAt: 5 }));
    await store.jobs.add([job(1, { chat: GROUP, lane: `${GROUP}/` })]);
    await store.turns.asked({ chat: GROUP, topic: null, person: 5, ...answer("Wer?") });
    await store.turns.answered(GROUP, [8], { turn: answer("Wer?"), shown: SHOWN });
    await store.usage.take(DAY, 3, 10);
    await store.moveChat(GROUP, SUPERGROUP);
    expect(await store.chats.reachable([GROUP, SUPERGROUP])).toEqual([SUPERGROUP]);
    expect(await store.chats.settings(SUPERGROUP)).toEqual({ summaryBegunAt: 5 });
    expect(await store.chats.settings(GROUP)).toEqual({});
    const [moved] = await store.jobs.claim(WANTED);
    expect(moved).toMatchObject({ chat: SUPERGROUP, lane: `${SUPERGROUP}/`, body: job(1).body });
    const asker = { topic: null, person: 5 };
    expect(await store.turns.history({ chat: SUPERGROUP, ...asker })).toMatchObject([
      { question: "Wer?" },
    ]);
    expect(await store.turns.history({ chat: GROUP, ...asker })).toEqual([]);
    // In the new chat, messages of these ids are others.
    expect(await store.turns.exchangeOf(SUPERGROUP, 8)).toBeNull();
    expect(await store.turns.exchangeOf(GROUP, 8)).toBeNull();
    expect(await store.turns.sentAnswer(SUPERGROUP, 8)).toBeNull();
    expect(await store.turns.sentAnswer(GROUP, 8)).toBeNull();
    expect(await store.usage.read({ ...DAY, key: String(SUPERGROUP) })).toBe(3);
    expect(await store.usage.read(DAY)).toBe(0);
  });

  test("case 46: moved twice, with writing to both ids in between, it is still one chat and one budget", async () => {
    const store = await open(await makePlace());
    await store.chats.changeSettings(GROUP, () => ({ summaryBegunAt: 5 }));
    await store.usage.take(DAY, 3, 10);
    await store.chats.changeSettings(SUPERGROUP, () => ({ summaryBegunAt: 6 }));
    await store.usage.take({ ...DAY, key: String(SUPERGROUP) }, 2, 10);
    await store.turns.asked({ chat: SUPERGROUP, topic: null, person: 5, ...answer("Neu?") });
    await store.turns.asked({ chat: GROUP, topic: null, person: 5, ...answer("Alt?") });
    await store.moveChat(GROUP, SUPERGROUP);
    await store.chats.seen(GROUP);
    await store.moveChat(GROUP, SUPERGROUP);
    await store.moveChat(SUPERGROUP, SUPERGROUP);
    expect(await store.chats.settings(SUPERGROUP)).toEqual({ summaryBegunAt: 6 });
    expect(await store.chats.reachable([GROUP])).toEqual([]);
    expect(await store.usage.read({ ...DAY, key: String(SUPERGROUP) })).toBe(5);
    const asker = { chat: SUPERGROUP, topic: null, person: 5 };
    expect(await store.turns.history(asker)).toMatchObject([{ question: "Neu?" }]);
  });

  test("a job that is running while its chat moves is finished under the new id", async () => {
    const store = await open(await makePlace());
    await store.jobs.add([job(1, { chat: GROUP, lane: `${GROUP}/` }), job(2, { lane: null })]);
    const [running] = await store.jobs.claim(WANTED);
    await store.moveChat(GROUP, SUPERGROUP);
    if (running === undefined) throw new Error("Nothing is due");
    expect(await store.jobs.keepReply(running, "Antwort")).toBe(true);
    await store.jobs.release(running);
    expect((await store.jobs.claim(WANTED))[0]).toMatchObject({
      chat: SUPERGROUP,
      reply: "Antwort",
    });
  });

  test("settings of the old id are kept where the new one was seen before it moved", async () => {
    const store = await open(await makePlace());
    await store.chats.changeSettings(GROUP, () => ({ summaryBegunAt: 5 }));
    await store.chats.seen(SUPERGROUP);
    await store.moveChat(GROUP, SUPERGROUP);
    expect(await store.chats.settings(SUPERGROUP)).toEqual({ summaryBegunAt: 5 });
  });

  test("more rows than fit into one statement move", async () => {
    const { usage, moveChat } = await open(await makePlace());
    const counters = Array.from({ length: 501 }, (_, windowStart) => ({ ...DAY, windowStart }));
    for (const counter of counters) await usage.take(counter, 1, 1);
    await moveChat(GROUP, SUPERGROUP);
    const moved = { ...DAY, key: String(SUPERGROUP), windowStart: 500 };
    expect([await usage.read(moved), await usage.read({ ...moved, windowStart: 0 })]).toEqual([
      1, 1,
    ]);
  });
});

test("every table with rows of a chat is known, so that no move and no forgetting passes it over", async () => {
  const { database } = await openWithDatabase(await makeFolder());
  const found = await database.read(sql<{ name: string }>`
    select tables.name as name
    from sqlite_master as tables, pragma_table_info(tables.name) as columns
    where tables.type = 'table' and columns.name in ('chat', 'key')`);
  const known = CHAT_TABLES.map(({ name }) => name);
  expect(known.toSorted()).toEqual(found.map(({ name }) => name).toSorted());
});
