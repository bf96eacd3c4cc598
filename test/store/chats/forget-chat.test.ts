import { expect, test } from "vitest";

import { answer, CHAT, job, onEachDatabase, open, SHOWN } from "../../support/databases.ts";

const DAY = { scope: "day", key: String(CHAT), windowStart: 0 };

onEachDatabase((makePlace) => {
  test("a forgotten chat has nothing left but its usage, and the request to forget goes on", async () => {
    const store = await open(await makePlace());
    await store.chats.changeSettings(CHAT, () => ({ summaryBegunAt: 5 }));
    await store.turns.asked({ chat: CHAT, topic: null, person: 5, ...answer("Wer?") });
    await store.turns.answered(CHAT, [8], { turn: answer("Wer?"), shown: SHOWN });
    await store.turns.answered(7, [8], { turn: answer("Wo?") });
    await store.usage.take(DAY, 3, 10);
    await store.jobs.add([job(1), job(2)]);
    const [request] = await store.jobs.claim({ leaseMs: 60_000, limit: 10 });
    if (request === undefined) throw new Error("Nothing is due");
    await store.forgetChat(CHAT);
    expect(await store.turns.history({ chat: CHAT, topic: null, person: 5 })).toEqual([]);
    expect(await store.turns.exchangeOf(CHAT, 8)).toBeNull();
    expect(await store.turns.sentAnswer(CHAT, 8)).toBeNull();
    expect(await store.turns.exchangeOf(7, 8)).toMatchObject({ question: "Wo?" });
    expect(await store.chats.settings(CHAT)).toEqual({});
    expect(await store.usage.read(DAY)).toBe(3);
    await store.jobs.release(request);
    const [again] = await store.jobs.claim({ leaseMs: 60_000, limit: 10 });
    expect(again).toMatchObject({ updateId: 1, body: job(1).body });
    expect(await store.jobs.open()).toBe(1);
  });
});
