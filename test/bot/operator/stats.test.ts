import { expect, test } from "vitest";

import type { Answer } from "../../../src/answer/answer.ts";
import { createStats } from "../../../src/bot/operator/stats.ts";
import { BRIDGE, citation, fakeLibrary, quotes } from "../../support/fake-library.ts";
import { ANNA, BEN, recordLog, startBot } from "../../support/start-bot.ts";
import { createTestClock } from "../../support/test-clock.ts";
import { createTestStore } from "../../support/test-store.ts";

const DAY_MS = 86_400_000;
const OWNED = { allowed: [], owners: [ANNA.id] };

/** Answers in the order of these, whatever is asked. */
function answering(...answers: readonly Answer[]) {
  const left = [...answers];
  return fakeLibrary({ answer: () => left.shift() ?? { kind: "declined", nearest: null } });
}

async function startCounted(library = answering(), questionsPerMinute = 1000) {
  const clock = createTestClock();
  const store = createTestStore(clock.now);
  const { telegram } = startBot({
    library,
    store,
    now: clock.now,
    me: { can_read_all_group_messages: true },
    admitted: OWNED,
    questionsPerMinute,
  });
  const { id: chat } = telegram.openPrivateChat(ANNA);
  return {
    clock,
    store,
    telegram,
    say: async (text: string, from = ANNA): Promise<string> => {
      const { id } = telegram.openPrivateChat(from);
      telegram.say({ chat: id, from: from.id, text });
      return (await telegram.nextMessage(id)).text ?? "";
    },
    chat,
  };
}

const QUOTED = quotes(citation(BRIDGE, 2));

test("an owner sees questions by what became of them, refusals and cost, today and in the last week", async () => {
  const { say, store, clock } = await startCounted(
    answering(QUOTED, QUOTED, { ...QUOTED, isFallback: true }, { kind: "declined", nearest: null }),
    4,
  );
  const today = Date.UTC(2026, 10, 23);
  const spend = (windowStart: number, amount: number) =>
    store.usage.take({ scope: "money/day", key: "", windowStart }, amount, 10_000_000);
  await spend(today, 41_200);
  await spend(today - 6 * DAY_MS, 500_000);
  await spend(today - 7 * DAY_MS, 3_000_000);
  for (const text of ["eins", "zwei", "drei", "vier", "fünf"]) await say(text, BEN);
  expect(clock.now()).toBeLessThan(today + DAY_MS);
  expect((await say("/stats")).split("\n")).toEqual([
    "Heute (letzte 7 Tage)",
    "Fragen: 5 (5)",
    "• im Wortlaut: 2 (2)",
    "• nur Stellen, weil das Modell nicht antwortete: 1 (1)",
    "• nichts gefunden: 1 (1)",
    "Abgewiesen, weil es zu viele waren: 1 (1)",
    "Zusammenfassungen: 0 (0)",
    "Kosten: 0,0412\u00A0$ (0,5412\u00A0$)",
  ]);
});

test("summaries that were written are counted, and what there was nothing for is not", async () => {
  const { telegram, store, say } = await startCounted();
  const group = telegram.openGroup({ title: "Lesekreis", members: [ANNA, BEN] }).id;
  await store.messages.switchOn(group);
  const call = async (text: string) => {
    telegram.say({ chat: group, from: BEN.id, text });
    await telegram.nextMessage(group);
  };
  await call("/summary");
  expect(await say("/stats")).toContain("Zusammenfassungen: 0 (0)");
  telegram.say({ chat: group, from: ANNA.id, text: "eins" });
  await call("/summary");
  await call("/summary 1");
  expect(await say("/stats")).toContain("Zusammenfassungen: 2 (2)");
});

test("a day ends where the bot is, and a week after seven days", async () => {
  const clock = createTestClock(Date.UTC(2026, 10, 23, 22, 59));
  const stats = createStats({
    usage: createTestStore(clock.now).usage,
    now: clock.now,
    timeZone: "Europe/Berlin",
    log: recordLog().log,
  });
  const written = async () => {
    const { today, week } = await stats.read();
    return [today.outcomes.written ?? 0, week.outcomes.written ?? 0];
  };
  stats.count("written");
  expect(await written()).toEqual([1, 1]);
  clock.jump(60_000);
  stats.count("written");
  expect(await written()).toEqual([1, 2]);
  clock.jump(6 * DAY_MS - 1000);
  expect(await written()).toEqual([0, 2]);
  clock.jump(1000);
  expect(await written()).toEqual([0, 1]);
  clock.jump(DAY_MS);
  expect(await written()).toEqual([0, 0]);
});

test("what is counted is there for a week, although counters of people go after two days", async () => {
  const clock = createTestClock();
  const store = createTestStore(clock.now);
  const { log } = recordLog();
  const stats = createStats({ usage: store.usage, now: clock.now, timeZone: "UTC", log });
  stats.count("quotes");
  const person = { scope: "question/minute", key: "101", windowStart: clock.now() };
  await store.usage.take(person, 1, 1);
  await stats.read();
  clock.jump(6 * DAY_MS);
  await store.purge();
  expect((await stats.read()).week.outcomes).toEqual({ quotes: 1 });
  expect(await store.usage.read(person)).toBe(0);
  clock.jump(3 * DAY_MS);
  expect(await store.purge()).toBe(1);
});

test("for everybody else /stats is a command the bot does not know", async () => {
  const { say } = await startCounted();
  expect(await say("/stats", BEN)).toBe(
    "I don't know this command. Just send me your question, or see /help.",
  );
});

test("in a group the bot keeps its figures to itself", async () => {
  const { telegram, say, chat } = await startCounted();
  const group = telegram.openGroup({ title: "Lesekreis", members: [ANNA] }).id;
  telegram.say({ chat: group, from: ANNA.id, text: "/stats" });
  await say("/id");
  expect(telegram.history(group)).toHaveLength(1);
  expect(telegram.history(chat)).toHaveLength(2);
});

test("in English it is said in English", async () => {
  const { say } = await startCounted();
  const admin = { ...ANNA, language_code: "en" };
  expect((await say("/stats", admin)).split("\n")).toEqual([
    "Today (last 7 days)",
    "Questions: 0 (0)",
    "Turned away, because there were too many: 0 (0)",
    "Summaries: 0 (0)",
    "Cost: $0.00 ($0.00)",
  ]);
});

test("what cannot be counted is a line in the log, and the question is answered", async () => {
  const { log, logged } = recordLog();
  const usage = {
    take: () => Promise.reject(new Error("full")),
    readTotals: async () => [],
  };
  const stats = createStats({ usage, now: Date.now, timeZone: "UTC", log });
  stats.count("quotes");
  await stats.read();
  expect(logged.map(({ message }) => message)).toEqual(["An answer could not be counted"]);
});
