import type { Update } from "grammy/types";
import { expect, test } from "vitest";

import { fakeLibrary } from "../../support/fake-library.ts";
import { ANNA, BEN, startBot } from "../../support/start-bot.ts";
import { createTestClock } from "../../support/test-clock.ts";

const MINUTE_S = 60;
const DAY_S = 24 * 60 * MINUTE_S;

/** A bot that comes back to what was written while it was away. */
function comeBack() {
  const clock = createTestClock();
  const asked: string[] = [];
  const started = startBot({
    library: fakeLibrary({
      answer: ({ text }) => {
        asked.push(text);
        return { kind: "declined", nearest: null };
      },
    }),
    clock,
    now: clock.now,
  });
  const { telegram } = started;
  let message_id = 1000;
  const wrote = (person: typeof ANNA, secondsAgo: number, text = "was kostet das"): void => {
    message_id += 1;
    const chat = { id: person.id, type: "private", first_name: person.first_name } as const;
    const date = Math.floor(clock.now() / 1000) - secondsAgo;
    telegram.deliver({ message: { message_id, date, chat, from: person, text } });
  };
  const repliesTo = ({ id }: typeof ANNA) => telegram.history(id).map(({ text }) => text);
  for (const person of [ANNA, BEN]) telegram.openPrivateChat(person);
  return { ...started, clock, asked, wrote, repliesTo };
}

test("a question of the last ten minutes is answered", async () => {
  const { wrote, repliesTo, settled } = comeBack();
  wrote(ANNA, 10 * MINUTE_S);
  await settled();
  expect(repliesTo(ANNA)).toEqual(["Dazu finde ich keine Stelle."]);
});

test("case 14: older ones get one word a chat, in the person's language, and no work", async () => {
  const { wrote, repliesTo, settled, asked } = comeBack();
  for (let hour = 24; hour > 0; hour -= 1)
    for (const person of [ANNA, BEN]) wrote(person, hour * 60 * MINUTE_S);
  await settled();
  expect([repliesTo(ANNA), repliesTo(BEN), asked]).toEqual([
    ["Ich war weg. Bitte frag noch einmal."],
    ["I was away. Please ask again."],
    [],
  ]);
});

test("case 14: of a thousand that wait each chat gets that one word, groups none, and nothing else is said", async () => {
  const { telegram, asked, clock, wrote, settled } = comeBack();
  const people = Array.from({ length: 50 }, (_, index) => ({ ...ANNA, id: 10_001 + index }));
  const group = telegram.openGroup({ title: "Lesekreis", members: [ANNA] });
  const date = Math.floor(clock.now() / 1000) - DAY_S;
  for (const person of people) telegram.openPrivateChat(person);
  for (let question = 1; question <= 18; question += 1)
    for (const person of people) wrote(person, DAY_S - question);
  for (let question = 1; question <= 100; question += 1) {
    const said = { message_id: question, date, chat: group, from: ANNA, text: "/ask was" };
    telegram.deliver({ message: said as NonNullable<Update["message"]> });
  }
  await settled();
  const sent = telegram.calls.filter(({ method }) => method === "sendMessage").slice(0, -1);
  const chats = new Set(sent.map(({ payload }) => payload["chat_id"]));
  expect([sent.length, chats.size, telegram.history(group.id), asked]).toEqual([50, 50, [], []]);
});

test("what was written after that word is answered", async () => {
  const { wrote, repliesTo, settled } = comeBack();
  wrote(ANNA, DAY_S);
  wrote(ANNA, 0);
  await settled();
  expect(repliesTo(ANNA)).toEqual([
    "Ich war weg. Bitte frag noch einmal.",
    "Dazu finde ich keine Stelle.",
  ]);
});

test("away once more, the bot says so once more", async () => {
  const { wrote, repliesTo, settled, clock } = comeBack();
  wrote(ANNA, DAY_S);
  await settled();
  clock.jump(DAY_S * 1000);
  wrote(ANNA, 60 * MINUTE_S);
  await settled();
  expect(repliesTo(ANNA)).toHaveLength(2);
});

test("old messages in groups are passed over in silence", async () => {
  const { telegram, clock, settled } = comeBack();
  const group = telegram.openGroup({ title: "Lesekreis", members: [ANNA] });
  telegram.say({ chat: group.id, from: ANNA.id, text: "/ask was kostet das" });
  const [said] = telegram.history(group.id);
  if (said === undefined) throw new Error("Nothing was said");
  await telegram.nextMessage(group.id);
  const date = Math.floor(clock.now() / 1000) - DAY_S;
  telegram.deliver({
    message: { ...said, date } as NonNullable<Parameters<typeof telegram.deliver>[0]["message"]>,
  });
  await settled();
  expect(telegram.history(group.id)).toHaveLength(2);
});

test.each([
  ["a clock that was set back an hour", -3600],
  ["a message from the future", -DAY_S],
])("case 50: %s keeps no question from being answered", async (_, secondsAgo) => {
  const { wrote, repliesTo, settled } = comeBack();
  wrote(ANNA, secondsAgo);
  await settled();
  expect(repliesTo(ANNA)).toEqual(["Dazu finde ich keine Stelle."]);
});

test("case 50: a message without a date is not taken for one from 1970", async () => {
  const { telegram, repliesTo, settled } = comeBack();
  const chat = { id: ANNA.id, type: "private", first_name: "Anna" } as const;
  telegram.deliver({
    message: { message_id: 1, date: 0, chat, from: ANNA, text: "was kostet das" },
  });
  await settled();
  expect(repliesTo(ANNA)).toEqual(["Dazu finde ich keine Stelle."]);
});
