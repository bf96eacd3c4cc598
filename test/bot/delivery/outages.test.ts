import type { InlineKeyboardMarkup } from "grammy/types";
import { expect, test } from "vitest";

import { BRIDGE, citation, fakeLibrary, quotes } from "../../support/fake-library.ts";
import { ANNA, startBot, type Fault } from "../../support/start-bot.ts";
import { createTestClock, turns } from "../../support/test-clock.ts";
import { createTestStore } from "../../support/test-store.ts";

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const APOLOGY = /^Da ist bei mir etwas schiefgegangen/u;
const isSend = (method: string) => method === "sendMessage";
/** Polls wait by a clock that no test winds. */
const isCall = (method: string) => method !== "getUpdates";

type Fails = (method: string, chat: unknown) => boolean;

/** A bot whose Telegram fails as the test says, on a clock that the test winds. */
function start() {
  const clock = createTestClock();
  const tries: { readonly method: string; readonly chat: unknown; readonly at: number }[] = [];
  let fault: Fault | null = null;
  let fails: Fails = isCall;
  const started = startBot({
    library: fakeLibrary({ answer: () => quotes(citation(BRIDGE, 2)) }),
    clock,
    now: clock.now,
    fault: (method, chat) => {
      tries.push({ method, chat, at: clock.now() });
      return fails(method, chat) ? fault : null;
    },
  });
  const { telegram } = started;
  const openChat = (index: number, kind: "private" | "group") => {
    const person = { ...ANNA, id: 500 + index };
    return kind === "private"
      ? telegram.openPrivateChat(person)
      : telegram.openGroup({ title: "Lesekreis", members: [person] });
  };
  const calls = (method: string, to?: number) =>
    tries
      .filter((one) => one.method === method && (to === undefined || one.chat === to))
      .map(({ at }) => at);
  return {
    ...started,
    clock,
    openChat,
    calls,
    sends: (to?: number) => calls("sendMessage", to),
    sent: (chat: number) =>
      telegram.history(chat).filter(({ from }) => from?.id === telegram.me.id),
    /** From now on; with null it is over. */
    break: (kind: Fault | null, what: Fails = isCall) => {
      [fault, fails] = [kind, what];
    },
    ask: (chat: number, from: number) => {
      const text = chat < 0 ? "/ask was kostet das" : "was kostet das";
      return telegram.say({ chat, from, text }).message_id;
    },
  };
}

test.each([
  { fault: 502, seconds: 2, of: isSend, kind: "private" },
  { fault: 500, seconds: 5, of: isSend, kind: "group" },
  { fault: 502, seconds: 10, of: isSend, kind: "private" },
  { fault: 502, seconds: 10, of: isCall, kind: "group" },
  { fault: "reset", seconds: 10, of: isCall, kind: "private" },
  { fault: "reset-after", seconds: 10, of: isCall, kind: "group" },
  { fault: "refused", seconds: 8, of: isCall, kind: "private" },
] as const)(
  "fault A: of 60 questions ($kind) none is lost while Telegram fails ($fault) for $seconds s, the order stays, and only what was on its way is repeated",
  async ({ fault, seconds, of, kind }) => {
    const { clock, ask, openChat, sent, store, ...bot } = start();
    const chats = Array.from({ length: 12 }, (_, index) => openChat(index, kind).id);
    const asked: { readonly chat: number; readonly id: number }[] = [];
    for (let turn = 0; turn < 60; turn += 1) {
      const chat = chats[turn % chats.length] ?? 0;
      if (turn === 5) bot.break(fault, of);
      if (turn === 5 + seconds * 5) bot.break(null);
      asked.push({ chat, id: ask(chat, 500 + (turn % chats.length)) });
      await clock.wind(200);
    }
    bot.break(null);
    await clock.wind(MINUTE_MS);
    await bot.settled();
    expect(await store.jobs.counts()).toMatchObject({ done: 61, dead: 0 });
    for (const chat of chats) {
      const answers = sent(chat).map((message) => message.reply_to_message?.message_id ?? 0);
      const first = answers.filter((id, index) => answers.indexOf(id) === index);
      const questions = asked.filter((one) => one.chat === chat).map(({ id }) => id);
      // In private an answer replies to nothing.
      expect(first).toEqual(kind === "group" ? questions : [0]);
    }
    const repeats = chats.flatMap(sent).length - 60;
    expect(repeats).toBeGreaterThanOrEqual(0);
    expect(repeats).toBeLessThanOrEqual(fault === "reset-after" ? 16 : 0);
  },
);

test("fault A: while Telegram does not answer one call at a time asks whether it does, and nothing is sent", async () => {
  const { clock, ask, openChat, sends, calls, sent, ...bot } = start();
  const chats = [1, 2, 3].map((index) => openChat(index, "private").id);
  bot.break("reset");
  for (const [index, chat] of chats.entries()) {
    ask(chat, 501 + index);
    await clock.wind(SECOND_MS);
  }
  await clock.wind(20 * SECOND_MS);
  // From 0.5 s to 5 s apart, less a half at most.
  const probes = calls("getMe").length;
  expect([sends().length, probes > 5 && probes < 15]).toEqual([1, true]);
  bot.break(null);
  await clock.wind(10 * SECOND_MS);
  await bot.settled();
  expect(chats.map((chat) => sent(chat).length)).toEqual([1, 1, 1]);
  expect(bot.logged.map(({ message }) => message)).toEqual([
    "A message may not have arrived",
    "Telegram does not answer, nothing is sent",
    "Telegram answers again",
    "A message was sent again that may have arrived before",
  ]);
});

test("fault A: what is dropped while Telegram does not answer is not sent when it does", async () => {
  const { clock, ask, openChat, sent, store, ...bot } = start();
  const [first, second] = [openChat(1, "private").id, openChat(2, "private").id];
  bot.break("reset");
  ask(first, 501);
  await clock.wind(SECOND_MS);
  ask(second, 502);
  await clock.wind(SECOND_MS);
  expect(await store.leaveChat(second)).toBe(1);
  bot.break(null);
  await clock.wind(20 * SECOND_MS);
  await bot.settled();
  expect([sent(first).length, sent(second).length]).toEqual([1, 0]);
});

test("fault A: where only one chat fails its questions wait with growing pauses, and other chats are answered", async () => {
  const { clock, ask, openChat, sent, sends, ...bot } = start();
  const [bad, good] = [openChat(1, "private").id, openChat(2, "private").id];
  bot.break(502, (method, chat) => method === "sendMessage" && chat === bad);
  ask(bad, 501);
  ask(bad, 501);
  await clock.wind(20 * SECOND_MS);
  ask(good, 502);
  await clock.until(() => sent(good).length === 1);
  const pauses = sends(bad).map((at, index, all) => at - (all[index - 1] ?? at));
  for (const [index, pause] of pauses.slice(1).entries()) {
    expect(pause).toBeGreaterThanOrEqual(SECOND_MS * 2 ** (index - 1));
    expect(pause).toBeLessThanOrEqual(SECOND_MS * 2 ** index + 1000);
  }
  bot.break(null);
  await clock.wind(40 * SECOND_MS);
  expect(sent(bad).length).toBe(2);
});

test.each([
  ["private", 29, 1, /120 Millionen/u],
  ["private", 31, 1, APOLOGY],
  ["private", 40, 0, APOLOGY],
  ["group", 9, 1, /120 Millionen/u],
  ["group", 11, 1, APOLOGY],
  ["group", 20, 0, APOLOGY],
] as const)(
  "fault A: in an outage an answer (%s) is kept as long as it is of use, then one apology, then a line in the log: %i minutes, %i message",
  async (kind, minutes, count, words) => {
    const { clock, ask, openChat, sent, store, ...bot } = start();
    const chat = openChat(1, kind).id;
    bot.break("refused");
    ask(chat, 501);
    await clock.wind(SECOND_MS);
    for (let at = 0; at < minutes * MINUTE_MS; at += 5 * SECOND_MS) {
      clock.jump(5 * SECOND_MS);
      await turns(3);
    }
    bot.break(null);
    await clock.wind(MINUTE_MS);
    expect(sent(chat).map(({ text }) => text)).toEqual(
      Array.from({ length: count }, () => expect.stringMatching(words) as string),
    );
    const isAnswered = words !== APOLOGY;
    expect(await store.jobs.counts()).toMatchObject({
      done: isAnswered ? 1 : 0,
      dead: isAnswered ? 0 : 1,
    });
    const errors = bot.logged.filter(({ level }) => level === "error");
    expect(errors.length).toBe(isAnswered ? 0 : 2 - count);
  },
);

test("fault A: a process that takes up a message which may have arrived knows that it says it again", async () => {
  const { store, clock, job } = await keepReply("eins");
  await store.jobs.postpone(job, {
    until: clock.now(),
    countsAsTry: false,
    sent: { parts: 0, messages: [], doubtful: 1 },
  });
  const { telegram, logged } = startBot({ library: fakeLibrary(), clock, now: clock.now, store });
  telegram.openPrivateChat(ANNA);
  expect((await telegram.nextMessage()).text).toBe("eins");
  await clock.until(() => logged.length === 1);
  expect(logged).toMatchObject([{ level: "info", fields: { repeats: 1 } }]);
});

test("fault G: what Telegram finds too long comes in halves, each sent once though it asks to wait before the second", async () => {
  const { store, clock } = await keepReply("eins zwei drei. vier fünf sechs.", ANNA_BUTTON);
  const { telegram, settled } = startBot({
    library: fakeLibrary(),
    clock,
    now: clock.now,
    store,
    fault: (method) => {
      if (method !== "sendMessage") return null;
      tries += 1;
      return null;
    },
  });
  let tries = 0;
  telegram.openPrivateChat(ANNA);
  const slow = { code: 429, description: "Too Many Requests", parameters: { retry_after: 3 } };
  telegram.refuseNext("sendMessage", {
    code: 400,
    description: "Bad Request: message is too long",
  });
  telegram.onChange((change) => {
    if (change.kind === "message" && tries === 2) telegram.refuseNext("sendMessage", slow);
  });
  await clock.wind(10 * SECOND_MS);
  await settled();
  const parts = telegram.history(ANNA.id);
  expect(parts.map(({ text }) => text)).toEqual(["eins zwei drei.", "vier fünf sechs."]);
  expect(parts.map(({ reply_markup }) => reply_markup !== undefined)).toEqual([false, true]);
  // The whole, the first half, the second half in vain and again; one more is of `settled`.
  expect(tries).toBe(5);
});

const ANNA_BUTTON = { inline_keyboard: [[{ text: "Mehr", callback_data: "x" }]] };

/** A job whose reply was kept by a process that is gone. */
async function keepReply(text: string, markup: InlineKeyboardMarkup | null = null) {
  const clock = createTestClock();
  const store = createTestStore(clock.now);
  const chat = { id: ANNA.id, type: "private", first_name: "Anna" } as const;
  const date = clock.now() / SECOND_MS;
  const body = JSON.stringify({
    update_id: 5,
    message: { message_id: 1, date, chat, from: ANNA, text: "brücke" },
  });
  const place = { lane: `${chat.id}/`, chat: chat.id, kind: "message", at: clock.now() };
  await store.jobs.add([{ updateId: 5, ...place, body }]);
  const [job] = await store.jobs.claim({ leaseMs: SECOND_MS, limit: 1 });
  if (job === undefined) throw new Error("No job");
  const messages = [{ text, entities: [], thread: null, replyTo: null, markup, edits: null }];
  await store.jobs.keepReply(job, JSON.stringify({ messages, turn: null, isApology: false }));
  return { store, clock, job };
}
