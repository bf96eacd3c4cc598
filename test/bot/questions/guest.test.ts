import { expect, test } from "vitest";

import { fakeLibrary } from "../../support/fake-library.ts";
import { callMethod } from "../../support/bot-api.ts";
import { ANNA, BEN, startBot } from "../../support/start-bot.ts";

type Options = Partial<Parameters<typeof startBot>[0]>;

/** Anna and Ben talk where the bot is no member. */
function startForeign(options: Options = {}) {
  const bot = startBot({ library: fakeLibrary(), ...options });
  const members = [ANNA, BEN];
  const chat = bot.telegram.openGroup({ title: "Fremde", members, isForeign: true }).id;
  return {
    ...bot,
    chat,
    call: (text: string, from = ANNA.id) => bot.telegram.say({ chat, from, text }),
    answers: () => bot.telegram.calls.filter(({ method }) => method === "answerGuestQuery"),
  };
}

const COST = "Die Brücke kostet 120 Millionen Euro.\nDie neue Brücke · dpa · Juni 2024";

test("who mentions the bot where it is no member gets one reply with its source", async () => {
  const { telegram, call, chat, answers, settled } = startForeign();
  const asked = call("@fundstelle_bot wie viele Millionen?");
  const answer = await telegram.nextMessage(chat);
  expect(answer).toMatchObject({
    text: COST,
    entities: [{ type: "expandable_blockquote", offset: 0, length: 37 }],
    reply_to_message: { message_id: asked.message_id },
    guest_bot_caller_user: { id: ANNA.id },
    reply_markup: { inline_keyboard: [[{ text: "[1] im Text" }]] },
  });
  await settled();
  expect(answers()).toHaveLength(1);
});

test("in English, too, and the button leads to the private chat", async () => {
  const { telegram, call, chat } = startForeign();
  call("what does the Brücke cost? @fundstelle_bot", BEN.id);
  const { text, reply_markup: markup } = await telegram.nextMessage(chat);
  expect(text).toContain("June 2024 · in German");
  expect(markup?.inline_keyboard[0]?.[0]).toMatchObject({
    url: expect.stringContaining("t.me/fundstelle_bot?start=") as unknown,
  });
});

test("of a guest's question nothing is kept but that it was asked", async () => {
  const { telegram, call, chat, store, settled } = startForeign();
  call("@fundstelle_bot was kostet die Brücke?");
  await telegram.nextMessage(chat);
  await settled();
  const asker = { chat, topic: null, person: ANNA.id };
  expect(await store.turns.history(asker)).toEqual([]);
  const { used } = await store.usage.take(
    { scope: "question/quotes", key: "", windowStart: startOfToday() },
    0,
    Number.MAX_SAFE_INTEGER,
  );
  expect(used).toBe(1);
});

/** As the counters have it, for the time zone of the tests. */
function startOfToday(): number {
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Berlin" }).format(Date.now());
  return Date.parse(day);
}

test.each([
  ["@fundstelle_bot", "Was möchtest du wissen?"],
  ["@fundstelle_bot wie wird das Wetter?", "Dazu finde ich keine Stelle."],
])("%s is never met with silence", async (text, answer) => {
  const { telegram, call, chat } = startForeign();
  call(text);
  expect((await telegram.nextMessage(chat)).text).toBe(answer);
});

test("what does not mention the bot does not reach it", async () => {
  const { call, answers, settled } = startForeign();
  call("was kostet die Brücke?");
  await settled();
  expect(answers()).toEqual([]);
});

test("who may not use the bot is told so as a guest, too", async () => {
  const { telegram, call, chat } = startForeign({ admitted: { allowed: [5], owners: [] } });
  call("@fundstelle_bot was kostet die Brücke?");
  expect((await telegram.nextMessage(chat)).text).toContain(String(ANNA.id));
});

test("more mentions in a minute than inline queries may come are answered with how long to wait", async () => {
  const { telegram, call, chat } = startForeign();
  for (let times = 0; times < 60; times += 1) {
    call("@fundstelle_bot");
    await telegram.nextMessage(chat);
  }
  call("@fundstelle_bot was kostet die Brücke?");
  expect((await telegram.nextMessage(chat)).text).toMatch(/Sekunden?/u);
});

test("a guest whose question fails gets one apology", async () => {
  const { telegram, call, chat, answers, settled } = startForeign({
    library: fakeLibrary({ answer: () => Promise.reject(new Error("broken")) }),
  });
  call("@fundstelle_bot was kostet die Brücke?");
  expect((await telegram.nextMessage(chat)).text).toContain("schiefgegangen");
  await settled();
  expect(answers()).toHaveLength(1);
});

test("Telegram takes one answer to a guest's question", async () => {
  const { telegram, call, chat, answers } = startForeign();
  call("@fundstelle_bot was kostet die Brücke?");
  await telegram.nextMessage(chat);
  const [first] = answers();
  const again = callMethod(telegram, "answerGuestQuery", { ...first?.payload });
  expect(await again).toMatchObject({ error_code: 400 });
});
