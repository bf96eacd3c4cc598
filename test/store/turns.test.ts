import { expect, test } from "vitest";

import { CHAT, onEachDatabase, open, stillClock } from "../support/databases.ts";

const ANNA = { chat: CHAT, topic: null, person: 101 };
const HOUR_MS = 3_600_000;

onEachDatabase((makePlace) => {
  test("of each person the last question in a chat and topic is remembered, over a restart", async () => {
    const place = await makePlace();
    const before = await open(place);
    await before.turns.asked({ ...ANNA, question: "Wer?" });
    await before.turns.asked({ ...ANNA, question: "Wo?" });
    await before.turns.asked({ ...ANNA, topic: 7, question: "Wann?" });
    await before.turns.asked({ ...ANNA, person: 102, question: "Warum?" });
    await before.close();
    const { turns } = await open(place);
    expect(await turns.previous(ANNA)).toBe("Wo?");
    expect(await turns.previous({ ...ANNA, topic: 7 })).toBe("Wann?");
    expect(await turns.previous({ ...ANNA, person: 102 })).toBe("Warum?");
    expect(await turns.previous({ ...ANNA, chat: 1 })).toBeNull();
  });

  test("the question that a message answers is known in its chat only", async () => {
    const { turns } = await open(await makePlace());
    await turns.answered(CHAT, [8, 9], "Wer?");
    await turns.answered(CHAT, [], "Nichts");
    expect(await turns.questionOf(CHAT, 8)).toBe("Wer?");
    expect(await turns.questionOf(CHAT, 9)).toBe("Wer?");
    expect(await turns.questionOf(CHAT, 10)).toBeNull();
    expect(await turns.questionOf(1, 8)).toBeNull();
  });

  test("after an hour nothing is remembered, whether or not it was purged", async () => {
    const clock = stillClock();
    const store = await open(await makePlace(), { now: clock.now });
    await store.turns.asked({ ...ANNA, question: "Wer?" });
    await store.turns.answered(CHAT, [8], "Wer?");
    clock.move(HOUR_MS - 1);
    expect(await store.turns.previous(ANNA)).toBe("Wer?");
    expect(await store.turns.questionOf(CHAT, 8)).toBe("Wer?");
    expect(await store.purge()).toBe(0);
    clock.move(1);
    expect(await store.turns.previous(ANNA)).toBeNull();
    expect(await store.turns.questionOf(CHAT, 8)).toBeNull();
    clock.move(1);
    expect(await store.purge()).toBe(2);
  });

  test("of a question 500 units are kept, and a purge leaves the newest 10,000", async () => {
    const clock = stillClock();
    const { turns } = await open(await makePlace(), { now: clock.now });
    await turns.asked({ ...ANNA, question: "ä".repeat(600) });
    expect(await turns.previous(ANNA)).toBe("ä".repeat(500));
    clock.move(1);
    const messages = Array.from({ length: 2000 }, (_, index) => index);
    for (const start of [0, 2000, 4000, 6000, 8000]) {
      await turns.answered(
        CHAT,
        messages.map((message) => start + message),
        "Wer?",
      );
    }
    expect(await turns.purge(0)).toBe(0);
    clock.move(1);
    await turns.answered(CHAT, [10_000], "Wo?");
    await turns.purge(0);
    expect(await turns.questionOf(CHAT, 10_000)).toBe("Wo?");
    expect(await turns.questionOf(CHAT, 0)).toBeNull();
  });

  test("what a person asked is forgotten in every chat, and nobody else's", async () => {
    const { turns } = await open(await makePlace());
    await turns.asked({ ...ANNA, question: "Wer?" });
    await turns.asked({ ...ANNA, chat: 1, question: "Wo?" });
    await turns.asked({ ...ANNA, person: 102, question: "Warum?" });
    expect(await turns.forgetPerson(101)).toBe(2);
    expect(await turns.previous(ANNA)).toBeNull();
    expect(await turns.previous({ ...ANNA, person: 102 })).toBe("Warum?");
  });
});
