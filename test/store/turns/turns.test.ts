import { expect, test } from "vitest";

import type { Store } from "../../../src/store/store.ts";
import { answer, CHAT, onEachDatabase, open, stillClock } from "../../support/databases.ts";

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
    await turns.forget(ANNA);
    expect(await turns.history(ANNA)).toEqual([]);
    for (const other of others) expect(await turns.history(other)).toHaveLength(1);
  });

  test("what one message asked can be forgotten by itself", async () => {
    const { turns } = await open(await makePlace());
    for (const askedIn of [5, 6, 7])
      await turns.asked({ ...ANNA, ...answer(`${askedIn}?`), askedIn });
    await ask(turns, "Getippt?");
    await turns.forget(ANNA, 6);
    expect(await questionsOf(turns)).toEqual(["7?", "Getippt?"]);
    await turns.forget(ANNA, 8);
    await ask(turns, "Neu?");
    expect(await questionsOf(turns)).toEqual(["7?", "Getippt?", "Neu?"]);
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

  test("of a question 500 units are kept, of an answer 1,000", async () => {
    const { turns } = await open(await makePlace());
    const long = { question: "ä".repeat(600), answer: "ö".repeat(1100), askedIn: 5 };
    const kept = { question: "ä".repeat(500), answer: "ö".repeat(1000) };
    await turns.asked({ ...ANNA, ...long });
    await turns.answered(CHAT, [8], { turn: long });
    expect(await turns.history(ANNA)).toEqual([kept]);
    expect(await turns.exchangeOf(CHAT, 8)).toEqual(kept);
  });

  test("what a person asked is forgotten in every chat, and nobody else's", async () => {
    const { turns } = await open(await makePlace());
    await ask(turns, "Wer?");
    await turns.asked({ ...ANNA, chat: 1, ...answer("Wo?") });
    await turns.asked({ ...ANNA, person: 102, ...answer("Warum?") });
    await turns.forgetPerson(101);
    expect(await turns.history(ANNA)).toEqual([]);
    expect(await questionsOf(turns, { ...ANNA, person: 102 })).toEqual(["Warum?"]);
  });
});
