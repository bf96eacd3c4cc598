import { sql } from "kysely";
import { expect, test } from "vitest";

import type { Store } from "../../src/store/store.ts";
import { answer, CHAT, onEachDatabase, open, SHOWN, stillClock } from "../support/databases.ts";
import { openWithDatabase } from "../support/open-database.ts";

const ANNA = { chat: CHAT, topic: null, person: 101 };
const HOUR_MS = 3_600_000;

async function ask(turns: Store["turns"], ...questions: readonly string[]): Promise<void> {
  for (const question of questions) await turns.asked({ ...ANNA, ...answer(question) });
}

async function questionsOf(turns: Store["turns"], asker = ANNA): Promise<readonly string[]> {
  return (await turns.history(asker)).map(({ question }) => question);
}

onEachDatabase((makePlace) => {
  test("of each person what they asked in a chat and topic is remembered with its answer, over a restart", async () => {
    const place = await makePlace();
    const before = await open(place);
    await ask(before.turns, "Wer?", "Wo?");
    await before.turns.asked({ ...ANNA, topic: 7, ...answer("Wann?") });
    await before.turns.asked({ ...ANNA, person: 102, ...answer("Warum?") });
    await before.close();
    const { turns } = await open(place);
    expect(await turns.history(ANNA)).toEqual([
      { question: "Wer?", answer: "Antwort auf Wer?" },
      { question: "Wo?", answer: "Antwort auf Wo?" },
    ]);
    expect(await turns.history({ ...ANNA, topic: 7 })).toMatchObject([{ question: "Wann?" }]);
    expect(await turns.history({ ...ANNA, person: 102 })).toMatchObject([{ question: "Warum?" }]);
    expect(await turns.history({ ...ANNA, chat: 1 })).toEqual([]);
  });

  test("the last three are remembered, oldest first, also of those asked in one instant", async () => {
    const { turns } = await open(await makePlace(), { now: stillClock().now });
    await ask(turns, "Eins?", "Zwei?", "Drei?", "Vier?", "Fünf?");
    expect(await questionsOf(turns)).toEqual(["Drei?", "Vier?", "Fünf?"]);
  });

  test("each is remembered for an hour of its own", async () => {
    const clock = stillClock();
    const { turns } = await open(await makePlace(), { now: clock.now });
    await ask(turns, "Eins?");
    clock.move(HOUR_MS - 1);
    await ask(turns, "Zwei?");
    expect(await questionsOf(turns)).toEqual(["Eins?", "Zwei?"]);
    clock.move(1);
    expect(await questionsOf(turns)).toEqual(["Zwei?"]);
    expect(await turns.purge(clock.now() - HOUR_MS + 1)).toBe(1);
    await ask(turns, "Drei?", "Vier?");
    expect(await questionsOf(turns)).toEqual(["Zwei?", "Drei?", "Vier?"]);
  });

  test("what a person asked in a chat and topic can be forgotten, and nothing else with it", async () => {
    const { turns } = await open(await makePlace());
    await ask(turns, "Wer?", "Wo?");
    const others = [
      { ...ANNA, topic: 7 },
      { ...ANNA, chat: 1 },
      { ...ANNA, person: 102 },
    ];
    for (const other of others) await turns.asked({ ...other, ...answer("Warum?") });
    expect(await turns.forget(ANNA)).toBe(2);
    expect(await turns.history(ANNA)).toEqual([]);
    for (const other of others) expect(await turns.history(other)).toHaveLength(1);
  });

  test("what one message asked can be forgotten by itself", async () => {
    const { turns } = await open(await makePlace());
    for (const askedIn of [5, 6, 7])
      await turns.asked({ ...ANNA, ...answer(`${askedIn}?`), askedIn });
    await ask(turns, "Getippt?");
    expect(await turns.forget(ANNA, 6)).toBe(1);
    expect(await questionsOf(turns)).toEqual(["7?", "Getippt?"]);
    expect(await turns.forget(ANNA, 8)).toBe(0);
    await ask(turns, "Neu?");
    expect(await questionsOf(turns)).toEqual(["7?", "Getippt?", "Neu?"]);
  });

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

  test("after an hour nothing is remembered, whether or not it was purged", async () => {
    const clock = stillClock();
    const store = await open(await makePlace(), { now: clock.now });
    await ask(store.turns, "Wer?");
    await store.turns.answered(CHAT, [8], { turn: { ...answer("Wer?"), askedIn: 5 } });
    clock.move(HOUR_MS - 1);
    expect(await questionsOf(store.turns)).toEqual(["Wer?"]);
    expect(await store.turns.exchangeOf(CHAT, 8)).not.toBeNull();
    expect(await store.turns.answersTo(CHAT, 5)).not.toBeNull();
    expect(await store.purge()).toBe(0);
    clock.move(1);
    expect(await questionsOf(store.turns)).toEqual([]);
    expect(await store.turns.exchangeOf(CHAT, 8)).toBeNull();
    expect(await store.turns.answersTo(CHAT, 5)).toBeNull();
    clock.move(1);
    expect(await store.purge()).toBe(2);
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

  test("of a question 500 units are kept, of an answer 1,000", async () => {
    const { turns } = await open(await makePlace());
    const long = { question: "ä".repeat(600), answer: "ö".repeat(1100), askedIn: 5 };
    const kept = { question: "ä".repeat(500), answer: "ö".repeat(1000) };
    await turns.asked({ ...ANNA, ...long });
    await turns.answered(CHAT, [8], { turn: long });
    expect(await turns.history(ANNA)).toEqual([kept]);
    expect(await turns.exchangeOf(CHAT, 8)).toEqual(kept);
  });

  test("a purge leaves the newest 10,000", async () => {
    const clock = stillClock();
    const { store, database } = await openWithDatabase(await makePlace(), clock.now);
    const { turns } = store;
    await turns.answered(CHAT, [0], { turn: answer("Wer?") });
    // One by one it would take seconds.
    await database.run((queries) =>
      sql`insert into answer (chat, message, store_key, asked_in, exchange, at)
        with recursive other (message) as (select 1 union all select message + 1 from other where message < 9999)
        select chat, other.message, store_key, asked_in, exchange, at from answer cross join other`.execute(
        queries,
      ),
    );
    expect(await turns.purge(0)).toBe(0);
    clock.move(1);
    await turns.answered(CHAT, [10_000], { turn: answer("Wo?") });
    await turns.purge(0);
    expect(await turns.exchangeOf(CHAT, 10_000)).toMatchObject({ question: "Wo?" });
    expect(await turns.exchangeOf(CHAT, 0)).toBeNull();
  });

  test("what a person asked is forgotten in every chat, and nobody else's", async () => {
    const { turns } = await open(await makePlace());
    await ask(turns, "Wer?");
    await turns.asked({ ...ANNA, chat: 1, ...answer("Wo?") });
    await turns.asked({ ...ANNA, person: 102, ...answer("Warum?") });
    expect(await turns.forgetPerson(101)).toBe(2);
    expect(await turns.history(ANNA)).toEqual([]);
    expect(await questionsOf(turns, { ...ANNA, person: 102 })).toEqual(["Warum?"]);
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
