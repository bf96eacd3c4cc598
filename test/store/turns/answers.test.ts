import { expect, test } from "vitest";

import { answer, CHAT, onEachDatabase, open, SHOWN, stillClock } from "../../support/databases.ts";

const HOUR_MS = 3_600_000;

onEachDatabase((makePlace) => {
  test("what a message answers is known in its chat only", async () => {
    const { turns } = await open(await makePlace());
    await turns.answered(CHAT, [8, 9], { turn: answer("Wer?") });
    await turns.answered(CHAT, [], { turn: answer("Nichts") });
    const exchange = { question: "Wer?", answer: "Antwort auf Wer?" };
    expect(await turns.exchangeOf(CHAT, 8)).toEqual(exchange);
    expect(await turns.exchangeOf(CHAT, 9)).toEqual(exchange);
    expect(await turns.exchangeOf(CHAT, 10)).toBeNull();
    expect(await turns.exchangeOf(1, 8)).toBeNull();
  });

  test("the messages that answer another are known by it, in order, and with the newest question", async () => {
    const { turns } = await open(await makePlace());
    await turns.answered(CHAT, [9, 8], { turn: { ...answer("Wer?"), askedIn: 5 } });
    await turns.answered(CHAT, [7], { turn: answer("Von keiner?") });
    expect(await turns.answersTo(CHAT, 5)).toEqual({ question: "Wer?", messages: [8, 9] });
    await turns.answered(CHAT, [8, 9, 10], { turn: { ...answer("Wo?"), askedIn: 5 } });
    expect(await turns.answersTo(CHAT, 5)).toEqual({ question: "Wo?", messages: [8, 9, 10] });
    expect(await turns.answersTo(1, 5)).toBeNull();
    expect(await turns.answersTo(CHAT, 6)).toBeNull();
  });

  test("what a message shows is known for two days, whether or not it was purged", async () => {
    const clock = stillClock();
    const store = await open(await makePlace(), { now: clock.now });
    await store.turns.answered(CHAT, [8, 9], { turn: answer("Wer?"), shown: SHOWN });
    await store.turns.answered(CHAT, [10], {
      turn: null,
      shown: { kind: "prompt", language: null, citations: [] },
    });
    await store.turns.answered(CHAT, [11], { turn: answer("Wo?") });
    expect(await store.turns.sentAnswer(CHAT, 9)).toEqual(SHOWN);
    expect(await store.turns.sentAnswer(CHAT, 10)).toMatchObject({ kind: "prompt" });
    expect(await store.turns.sentAnswer(CHAT, 11)).toBeNull();
    expect(await store.turns.sentAnswer(1, 8)).toBeNull();
    clock.move(2 * 24 * HOUR_MS - 1);
    await store.purge();
    expect(await store.turns.sentAnswer(CHAT, 8)).toEqual(SHOWN);
    clock.move(1);
    expect(await store.turns.sentAnswer(CHAT, 8)).toBeNull();
    clock.move(1);
    expect(await store.purge()).toBe(3);
  });

  test("a message that is edited shows what it was given last", async () => {
    const { turns } = await open(await makePlace());
    await turns.answered(CHAT, [8], { turn: null, shown: SHOWN });
    const shown = { ...SHOWN, language: "en" };
    await turns.answered(CHAT, [8], { turn: null, shown });
    expect(await turns.sentAnswer(CHAT, 8)).toEqual(shown);
  });

  test("what the bot's messages show is forgotten with the person in their private chat", async () => {
    const { turns } = await open(await makePlace());
    for (const chat of [101, 102, CHAT])
      await turns.answered(chat, [8], { turn: null, shown: SHOWN });
    await turns.forgetPerson(101);
    expect(await turns.sentAnswer(101, 8)).toBeNull();
    expect(await turns.sentAnswer(102, 8)).toEqual(SHOWN);
    expect(await turns.sentAnswer(CHAT, 8)).toEqual(SHOWN);
  });
});
