import type { Message } from "grammy/types";
import { describe, expect, test } from "vitest";

import { createPace } from "../../../src/bot/delivery/pace.ts";
import type { Refusal } from "../../../src/local/bot-api/refusals.ts";
import { BRIDGE, citation, fakeLibrary, quotes } from "../../support/fake-library.ts";
import { ANNA, BEN, startBot, type Fault } from "../../support/start-bot.ts";
import { createTestClock, turns } from "../../support/test-clock.ts";
import { createTestStore } from "../../support/test-store.ts";

const SECOND_MS = 1000;
const COST = /120 Millionen/u;

/** A bot in a private chat and a group, whose time is wound by the test. */
function start({
  isPaced = false,
  forum = false,
  fault = (_method: string): Fault | null => null,
} = {}) {
  const clock = createTestClock();
  const answers: string[] = [];
  const library = fakeLibrary({
    answer: ({ text }) => {
      answers.push(text);
      return quotes(citation(BRIDGE, 2));
    },
  });
  const pace = isPaced ? { pace: createPace(clock.now) } : {};
  const started = startBot({ library, clock, now: clock.now, fault, ...pace });
  const { telegram } = started;
  const chat = telegram.openPrivateChat(ANNA).id;
  const other = telegram.openPrivateChat(BEN).id;
  const group = telegram.openGroup({ title: "Lesekreis", members: [ANNA, BEN], forum }).id;
  const fromBot = (place: number): Message[] =>
    telegram.history(place).filter(({ from }) => from?.id === telegram.me.id);
  const ask = (place: number, text = "was kostet das") =>
    telegram.say({
      chat: place,
      from: place === other ? BEN.id : ANNA.id,
      text: place < 0 ? `/ask ${text}` : text,
    });
  const sends = () => telegram.calls.filter(({ method }) => method === "sendMessage").length;
  return { ...started, clock, answers, chat, other, group, fromBot, ask, sends };
}

/** Of the first call of the method, and never again. */
function once(fault: Fault, method: string): (called: string) => Fault | null {
  let isOver = false;
  return (called) => {
    const isIt = !isOver && called === method;
    isOver ||= isIt;
    return isIt ? fault : null;
  };
}

const badRequest = (description: string, parameters = {}): Refusal => ({
  code: 400,
  description: `Bad Request: ${description}`,
  parameters,
});

test("case 20: asked to wait, that chat waits as long, others do not, and nothing is answered twice", async () => {
  const { telegram, clock, chat, other, ask, fromBot, answers } = start();
  telegram.refuseNext("sendMessage", {
    code: 429,
    description: "Too Many Requests: retry after 300",
    parameters: { retry_after: 300 },
  });
  ask(chat);
  await clock.until(() => telegram.calls.some(({ method }) => method === "sendMessage"));
  ask(chat, "und wann");
  ask(other);
  await telegram.nextMessage(other);
  await clock.wind(299 * SECOND_MS);
  expect(fromBot(chat)).toEqual([]);
  await clock.wind(2 * SECOND_MS);
  await clock.until(() => fromBot(chat).length === 2);
  expect(answers.toSorted()).toEqual(["und wann", "was kostet das", "was kostet das"]);
});

test("case 21: what was taken before the connection broke is repeated once and no oftener, and that is logged", async () => {
  const { clock, chat, fromBot, ask, store, logged } = start({
    fault: once("reset-after", "sendMessage"),
  });
  ask(chat);
  await clock.until(() => fromBot(chat).length === 1);
  await clock.wind(SECOND_MS);
  await clock.until(() => fromBot(chat).length === 2);
  await clock.wind(60 * SECOND_MS);
  expect([fromBot(chat).length, await store.jobs.counts()]).toMatchObject([2, { done: 1 }]);
  expect(logged).toMatchObject([{ level: "warn" }, { level: "info", fields: { repeats: 1 } }]);
});

test("case 21: what did not arrive the first time arrives the second time", async () => {
  const { telegram, clock, chat, ask } = start({ fault: once(502, "sendMessage") });
  ask(chat);
  await clock.until(() => telegram.calls.some(({ method }) => method === "getMe"));
  await clock.wind(SECOND_MS);
  expect((await telegram.nextMessage(chat)).text).toMatch(COST);
});

test("case 22: when the person has blocked the bot, the chat counts as left and what waits there is dropped", async () => {
  const { telegram, clock, chat, ask, logged, store, sends } = start();
  telegram.refuseNext("sendMessage", {
    code: 403,
    description: "Forbidden: bot was blocked by the user",
  });
  ask(chat);
  ask(chat, "und wann");
  await clock.until(() => logged.length === 1);
  await turns(50);
  const reachable = await store.chats.reachable([chat]);
  expect([sends(), logged[0]?.level, reachable, await store.jobs.open()]).toEqual([
    1,
    "info",
    [],
    0,
  ]);
});

test("case 22: whoever writes again is answered again", async () => {
  const { telegram, clock, chat, ask, logged, store } = start();
  telegram.refuseNext("sendMessage", {
    code: 403,
    description: "Forbidden: bot was blocked by the user",
  });
  ask(chat);
  await clock.until(() => logged.length === 1);
  ask(chat);
  await telegram.nextMessage(chat);
  expect(await store.chats.reachable([chat])).toEqual([chat]);
});

test("case 23: in a group that was upgraded the answer is sent once, under its new id", async () => {
  const { telegram, clock, group, ask, fromBot, sends, store, settled } = start();
  const basic = telegram.openGroup({ title: "Klein", members: [ANNA], basic: true }).id;
  await store.chats.changeSettings(basic, () => ({ summaryBegunAt: 5 }));
  telegram.refuseNext("sendMessage", {
    ...badRequest("group chat was upgraded to a supergroup chat"),
    parameters: { migrate_to_chat_id: group },
  });
  ask(basic);
  const message = await telegram.nextMessage(group);
  await settled();
  await clock.wind(10 * SECOND_MS);
  expect(message.text).toMatch(COST);
  expect([fromBot(group).length, message.reply_to_message, sends()]).toEqual([1, undefined, 3]);
  expect(await store.chats.settings(group)).toEqual({ summaryBegunAt: 5 });
});

test("case 23: what waited when its group was upgraded is answered in the new one, as a reply to nothing", async () => {
  const clock = createTestClock();
  const store = createTestStore(clock.now);
  const { telegram, settled } = startBot({ library: fakeLibrary(), clock, now: clock.now, store });
  const group = telegram.openGroup({ title: "Groß", members: [ANNA, BEN] });
  telegram.say({ chat: group.id, from: ANNA.id, text: "not the bot's business" });
  await settled();
  const message = {
    message_id: 1,
    date: Math.floor(Math.floor(clock.now() / SECOND_MS)),
    chat: { id: -77, type: "group", title: "Klein" },
    from: ANNA,
    text: "/ask was kostet das",
    entities: [{ type: "bot_command", offset: 0, length: 4 }],
  };
  const body = JSON.stringify({ update_id: 5, message });
  await store.jobs.add([
    { updateId: 5, lane: "-77/", chat: -77, kind: "message", at: clock.now(), body },
  ]);
  await store.moveChat(-77, group.id);
  await clock.wind(2 * SECOND_MS);
  const answer = await telegram.nextMessage(group.id);
  expect([answer.text, answer.reply_to_message]).toEqual([expect.stringMatching(COST), undefined]);
});

test.each([
  ["both messages", [0, 1]],
  ["the old group's alone", [0]],
  ["the new group's alone", [1]],
  ["both in the other order", [1, 0]],
  ["both twice", [0, 1, 0, 1]],
])("case 46: a group's upgrade told by %s moves what is kept of it, once", async (_, order) => {
  const { telegram, store, settled } = start();
  const [from, to] = [-55, -1_000_055];
  await store.chats.changeSettings(from, () => ({ summaryBegunAt: 5 }));
  await store.usage.take({ scope: "question/day", key: String(from), windowStart: 0 }, 3, 10);
  const common = { message_id: 1, date: 0, from: ANNA };
  const notices = [
    { ...common, chat: { id: from, type: "group", title: "G" }, migrate_to_chat_id: to },
    { ...common, chat: { id: to, type: "supergroup", title: "G" }, migrate_from_chat_id: from },
  ] as const;
  for (const index of order) {
    const message = notices[index];
    if (message !== undefined) telegram.deliver({ message });
  }
  await settled();
  expect([
    await store.chats.settings(to),
    await store.chats.settings(from),
    await store.usage.read({ scope: "question/day", key: String(to), windowStart: 0 }),
  ]).toEqual([{ summaryBegunAt: 5 }, {}, 3]);
});

describe("case 24", () => {
  test("when the message to reply to is gone, the answer comes without", async () => {
    const { telegram, group, ask } = start();
    telegram.refuseNext("sendMessage", badRequest("message to be replied not found"));
    ask(group);
    const message = await telegram.nextMessage(group);
    expect([message.text, message.reply_to_message]).toEqual([
      expect.stringMatching(COST),
      undefined,
    ]);
  });

  test("when the topic is gone, the answer comes outside of it", async () => {
    const { telegram, group } = start({ forum: true });
    telegram.refuseNext("sendMessage", badRequest("message thread not found"));
    telegram.say({ chat: group, from: ANNA.id, text: "/ask was kostet das", thread: 7 });
    await telegram.nextMessage(group);
    const threads = telegram.calls
      .filter(({ method }) => method === "sendMessage")
      .map(({ payload }) => payload["message_thread_id"]);
    expect(threads).toEqual([7, undefined]);
  });
});

test("case 25: refused entities are left out, and that is noted", async () => {
  const { telegram, chat, ask, logged } = start();
  telegram.refuseNext("sendMessage", badRequest("ENTITY_BOUNDS_INVALID"));
  ask(chat);
  const message = await telegram.nextMessage(chat);
  expect([message.text, message.entities]).toEqual([expect.stringMatching(COST), undefined]);
  expect(logged).toMatchObject([{ level: "warn" }]);
});

test("what is refused for another reason is apologised for, and the chat goes on", async () => {
  const { telegram, chat, ask } = start();
  telegram.refuseNext("sendMessage", badRequest("something new"));
  ask(chat);
  ask(chat, "/id");
  expect([
    (await telegram.nextMessage(chat)).text?.slice(0, 15),
    (await telegram.nextMessage(chat)).text?.slice(0, 12),
  ]).toEqual(["Da ist bei mir ", "Deine Nummer"]);
});

test("case 4: of a reply that was sent in part before the process died only the rest is sent", async () => {
  const clock = createTestClock();
  const store = createTestStore(clock.now);
  const chat = { id: ANNA.id, type: "private", first_name: "Anna" } as const;
  const body = JSON.stringify({
    update_id: 5,
    message: { message_id: 1, date: clock.now() / SECOND_MS, chat, from: ANNA, text: "brücke" },
  });
  const place = { lane: `${chat.id}/`, chat: chat.id, kind: "message", at: clock.now() };
  await store.jobs.add([{ updateId: 5, ...place, body }]);
  const [job] = await store.jobs.claim({ leaseMs: 10 * SECOND_MS, limit: 1 });
  if (job === undefined) throw new Error("No job");
  const part = { entities: [], thread: null, replyTo: null, markup: null, edits: null };
  const messages = ["eins", "zwei", "drei"].map((text) => ({ ...part, text }));
  await store.jobs.keepReply(job, JSON.stringify({ messages, turn: null, isApology: false }));
  await store.jobs.markSent(job, { parts: 1, messages: [7] });
  const { telegram } = startBot({ library: fakeLibrary(), clock, now: clock.now, store });
  telegram.openPrivateChat(ANNA);
  await clock.wind(10 * SECOND_MS);
  expect([
    (await telegram.nextMessage(chat.id)).text,
    (await telegram.nextMessage(chat.id)).text,
    telegram.history(chat.id).length,
  ]).toEqual(["zwei", "drei", 2]);
});

test("one chat gets a message a second, and others do not wait for it", async () => {
  const { telegram, clock, chat, other, ask, fromBot } = start({ isPaced: true });
  ask(chat);
  ask(chat);
  ask(other);
  await clock.until(() => fromBot(chat).length === 1 && fromBot(other).length === 1);
  await clock.wind(900);
  await turns(20);
  expect(fromBot(chat)).toHaveLength(1);
  await clock.wind(200);
  await clock.until(() => fromBot(chat).length === 2);
  expect(telegram.calls.filter(({ method }) => method === "sendMessage")).toHaveLength(3);
});
