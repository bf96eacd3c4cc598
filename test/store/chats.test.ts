import { expect, test } from "vitest";

import {
  answer,
  CHAT,
  job,
  onEachDatabase,
  open,
  SHOWN,
  stillClock,
} from "../support/databases.ts";
import { openWithDatabase } from "../support/open-database.ts";

const GROUP = -42;
const SUPERGROUP = -1_000_000_000_042;
const WANTED = { leaseMs: 60_000, limit: 10 };
const TOLD_AWAY = { at: 1, update: 2 };
const DAY = { scope: "day", key: String(GROUP), windowStart: 0 };

onEachDatabase((makePlace) => {
  test("of a chat that was never seen nothing is known", async () => {
    const { chats } = await open(await makePlace());
    expect(await chats.read(1)).toEqual({
      chat: 1,
      seenAt: null,
      leftAt: null,
      heldUntil: null,
      settings: {},
    });
  });

  test("one setting is changed without touching the others, nor another chat's", async () => {
    const { chats } = await open(await makePlace());
    await chats.changeSettings(1, () => ({ summaryBegunAt: 5, toldAway: TOLD_AWAY }));
    await chats.changeSettings(2, () => ({ summaryBegunAt: 6 }));
    await chats.changeSettings(1, (before) => ({ ...before, summaryBegunAt: 7 }));
    expect((await chats.read(1)).settings).toEqual({ summaryBegunAt: 7, toldAway: TOLD_AWAY });
    expect((await chats.read(2)).settings).toEqual({ summaryBegunAt: 6 });
  });

  test("of those who change a chat's settings at once each finds what the other made", async () => {
    const { chats } = await open(await makePlace());
    const countUp = () =>
      chats.changeSettings(1, ({ summaryBegunAt = 0 }) => ({ summaryBegunAt: summaryBegunAt + 1 }));
    await Promise.all(Array.from({ length: 8 }, countUp));
    expect((await chats.read(1)).settings).toEqual({ summaryBegunAt: 8 });
  });

  test("settings that no longer have their form count as none", async () => {
    const { store, database } = await openWithDatabase(await makePlace());
    await store.chats.seen(1);
    await database.run((queries) =>
      queries.updateTable("chat").set({ settings: '{"summaryBegunAt":"gestern"}' }).execute(),
    );
    expect((await store.chats.read(1)).settings).toEqual({});
  });

  test("a chat that was left has no open jobs and cannot be reached until it is seen again", async () => {
    const clock = stillClock();
    const store = await open(await makePlace(), { now: clock.now });
    await store.chats.seen(CHAT);
    await store.jobs.add([job(1), job(2, { kind: "membership" })]);
    clock.move(1000);
    expect(await store.leaveChat(CHAT, ["membership"])).toBe(1);
    expect(await store.jobs.open()).toBe(1);
    expect((await store.chats.read(CHAT)).leftAt).toBe(clock.now());
    expect(await store.chats.reachable([7, CHAT])).toEqual([]);
    clock.move(1000);
    await store.leaveChat(CHAT);
    expect((await store.chats.read(CHAT)).leftAt).toBe(clock.now() - 1000);
    await store.chats.seen(CHAT);
    expect(await store.chats.read(CHAT)).toMatchObject({ leftAt: null, seenAt: clock.now() });
    expect(await store.chats.reachable([7, CHAT])).toEqual([CHAT]);
  });

  test("a chat that was only ever left or held back cannot be reached", async () => {
    const store = await open(await makePlace());
    await store.leaveChat(1);
    await store.chats.hold(2, Date.now());
    expect(await store.chats.reachable([1, 2])).toEqual([]);
    expect(await store.chats.reachable([])).toEqual([]);
  });

  test("case 46: a group that was upgraded keeps its jobs, turns, settings and budget under its new id", async () => {
    const store = await open(await makePlace());
    await store.chats.seen(GROUP);
    await store.chats.changeSettings(GROUP, () => ({ summaryBegunAt: 5 }));
    await store.jobs.add([job(1, { chat: GROUP, lane: `${GROUP}/` })]);
    await store.turns.asked({ chat: GROUP, topic: null, person: 5, ...answer("Wer?") });
    await store.turns.answered(GROUP, [8], { turn: answer("Wer?"), shown: SHOWN });
    await store.usage.take(DAY, 3, 10);
    await store.moveChat(GROUP, SUPERGROUP);
    expect(await store.chats.read(SUPERGROUP)).toMatchObject({
      seenAt: expect.any(Number) as number,
      settings: { summaryBegunAt: 5 },
    });
    expect(await store.chats.read(GROUP)).toMatchObject({ seenAt: null, settings: {} });
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
    expect((await store.chats.read(SUPERGROUP)).settings).toEqual({ summaryBegunAt: 6 });
    expect((await store.chats.read(GROUP)).seenAt).toBeNull();
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

  test("a forgotten chat has nothing left but its usage, and the request to forget goes on", async () => {
    const store = await open(await makePlace());
    await store.chats.changeSettings(CHAT, () => ({ summaryBegunAt: 5 }));
    await store.turns.asked({ chat: CHAT, topic: null, person: 5, ...answer("Wer?") });
    await store.turns.answered(CHAT, [8], { turn: answer("Wer?"), shown: SHOWN });
    await store.turns.answered(7, [8], { turn: answer("Wo?") });
    await store.usage.take({ ...DAY, key: String(CHAT) }, 3, 10);
    await store.jobs.add([job(1), job(2)]);
    const [request] = await store.jobs.claim(WANTED);
    if (request === undefined) throw new Error("Nothing is due");
    expect(await store.forgetChat(CHAT)).toBe(4);
    expect(await store.turns.history({ chat: CHAT, topic: null, person: 5 })).toEqual([]);
    expect(await store.turns.exchangeOf(CHAT, 8)).toBeNull();
    expect(await store.turns.sentAnswer(CHAT, 8)).toBeNull();
    expect(await store.turns.exchangeOf(7, 8)).toMatchObject({ question: "Wo?" });
    expect((await store.chats.read(CHAT)).settings).toEqual({});
    expect(await store.usage.read({ ...DAY, key: String(CHAT) })).toBe(3);
    await store.jobs.release(request);
    const [again] = await store.jobs.claim(WANTED);
    expect(again).toMatchObject({ updateId: 1, body: job(1).body });
    expect(await store.jobs.open()).toBe(1);
  });
});
