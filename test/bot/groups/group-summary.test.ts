import { expect, test } from "vitest";

import { encodeAction } from "../../../src/bot/screens/callback-data.ts";
import { createExtractiveSummarizer } from "../../../src/summary/extractive.ts";
import type { Summarizer } from "../../../src/summary/summary.ts";
import { ANNA, BEN } from "../../support/start-bot.ts";
import {
  buttonsOf,
  CEM,
  dataOf,
  headOf,
  LINK,
  linksOf,
  quotedIn,
  startGroupTalk,
} from "../../support/group-talk.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test("in a topic of a forum only that topic is summed up, unless all are asked for", async () => {
  const { telegram, group, call } = await startGroupTalk({ group: { forum: true } });
  telegram.say({ chat: group, from: ANNA.id, text: "Hier", thread: 77 });
  telegram.say({ chat: group, from: ANNA.id, text: "Dort", thread: 78 });
  telegram.say({ chat: group, from: ANNA.id, text: "Allgemein" });
  expect(quotedIn(await call("/summary", { thread: 77 }))).toEqual(["Hier"]);
  expect(quotedIn(await call("/summary"))).toEqual(["Allgemein"]);
  expect(quotedIn(await call("/summary all", { thread: 77 }))).toEqual([
    "Hier",
    "Dort",
    "Allgemein",
  ]);
});

test("of all topics, what came since the last message of who asks is counted from wherever they wrote it", async () => {
  const { telegram, group, call, clock } = await startGroupTalk({ group: { forum: true } });
  const say = (from: number, text: string, thread: number) => {
    telegram.say({ chat: group, from, text, thread });
    clock.jump(MINUTE);
  };
  say(ANNA.id, "eins", 77);
  say(BEN.id, "zwei", 77);
  say(ANNA.id, "drei", 78);
  say(BEN.id, "vier", 77);
  expect(quotedIn(await call("/summary all seit mir", { thread: 77 }))).toEqual(["vier"]);
  expect(quotedIn(await call("/summary seit mir", { thread: 77 }))).toEqual(["zwei", "vier"]);
});

test.each([
  ["/summary 2", ["vier", "fünf"]],
  ["/summary 90m", ["drei", "vier", "fünf"]],
  ["/summary heute", ["zwei", "drei", "vier", "fünf"]],
  ["/summary seit mir", ["fünf"]],
])("%s is about what it says", async (command, quotes) => {
  const { talk, call, clock } = await startGroupTalk();
  clock.jump(-12 * HOUR - 30 * MINUTE);
  talk("Anna: eins");
  clock.jump(HOUR);
  talk("Ben: zwei");
  clock.jump(10 * HOUR);
  talk("Cem: drei");
  talk("Anna: vier");
  talk("Ben: fünf");
  expect(quotedIn(await call(command))).toEqual(quotes);
});

test("for today the time zone is named", async () => {
  const { talk, call } = await startGroupTalk();
  talk("Anna: Hallo");
  expect(headOf(await call("/summary today"))).toBe(
    "Was war los · 1 Nachricht, 1 Person · Mo 12:00 (Europe/Berlin)",
  );
});

test("as a reply it is about that message and what follows", async () => {
  const { talk, call } = await startGroupTalk();
  const [, second] = talk("Anna: eins", "Ben: zwei", "Cem: drei");
  const summary = await call("/summary", { replyTo: second?.message_id ?? 0 });
  expect(quotedIn(summary)).toEqual(["zwei", "drei"]);
});

test("by itself it is about what came since the last one, or since the last message of who asks, if that was before it", async () => {
  const { talk, call, clock } = await startGroupTalk();
  talk("Ben: eins", "Anna: zwei", "Cem: drei");
  await call("/summary", { from: ANNA });
  talk("Ben: vier");
  clock.jump(HOUR);
  expect(quotedIn(await call("/summary", { from: BEN }))).toEqual(["vier"]);
  talk("Cem: fünf");
  clock.jump(HOUR);
  expect(quotedIn(await call("/summary", { from: ANNA }))).toEqual(["drei", "vier", "fünf"]);
});

test("by itself it reaches back a day at most", async () => {
  const { talk, call, clock } = await startGroupTalk();
  talk("Anna: vorgestern");
  clock.jump(25 * HOUR);
  talk("Ben: heute");
  expect(quotedIn(await call("/summary"))).toEqual(["heute"]);
});

test("asked again within ten minutes it links to the one before, and the new ones are a tap away", async () => {
  const { telegram, group, talk, call } = await startGroupTalk();
  talk("Anna: eins", "Ben: zwei");
  const first = await call("/summary");
  talk("Ben: drei", "Cem: vier");
  const again = await call("/summary");
  expect(again.text).toBe("Vor 2 Minuten zusammengefasst. Seitdem 2 Nachrichten.");
  expect(linksOf(again)).toEqual([
    ["Vor 2 Minuten zusammengefasst", `${LINK}/${first.message_id}`],
  ]);
  await telegram.press(again, dataOf(again, "Nur die neuen"), CEM.id);
  expect(quotedIn(await telegram.nextMessage(group))).toEqual(["drei", "vier"]);
});

test("asked again when nothing is new there is no button", async () => {
  const { talk, call } = await startGroupTalk();
  talk("Anna: eins");
  await call("/summary");
  const again = await call("/summary");
  expect([again.text, buttonsOf(again)]).toEqual([
    "Gerade eben zusammengefasst. Seitdem nichts Neues.",
    [],
  ]);
});

test("a narrow summary hides the day from nobody: who missed more gets theirs at once, who missed no more a link", async () => {
  const { talk, call } = await startGroupTalk({ summaries: { cooldownSeconds: 0 } });
  talk("Cem: eins", "Anna: zwei", "Ben: drei", "Ben: vier");
  await call("/summary 1", { from: BEN });
  expect(quotedIn(await call("/summary", { from: ANNA }))).toEqual(["drei", "vier"]);
  const again = await call("/summary", { from: ANNA });
  expect(again.text).toBe("Gerade eben zusammengefasst. Seitdem nichts Neues.");
  expect(quotedIn(await call("/summary", { from: CEM }))).toEqual(["zwei", "drei", "vier"]);
});

test("under a summary other ranges are a tap away, each for the one who taps", async () => {
  const { telegram, group, talk, call } = await startGroupTalk();
  talk("Anna: eins", "Ben: zwei", "Cem: drei");
  const summary = await call("/summary 1");
  expect(buttonsOf(summary).map(({ text }) => text)).toEqual([
    "Seit meiner letzten Nachricht",
    "Heute",
    "Nur für mich ↗",
  ]);
  await telegram.press(summary, dataOf(summary, "Seit meiner letzten Nachricht"), ANNA.id);
  expect(quotedIn(await telegram.nextMessage(group))).toEqual(["zwei", "drei"]);
  await telegram.press(summary, dataOf(summary, "Heute"), ANNA.id);
  expect(quotedIn(await telegram.nextMessage(group))).toEqual(["eins", "zwei", "drei"]);
});

/** The first one after `breakNext()` fails once. */
function brittle() {
  let isBroken = false;
  const extractive = createExtractiveSummarizer();
  const summarizer: Summarizer = {
    async sumUp(...asked) {
      if (!isBroken) return extractive.sumUp(...asked);
      isBroken = false;
      throw new Error("broken");
    },
  };
  return {
    summarizer,
    breakNext: () => {
      isBroken = true;
    },
  };
}

test("a tap is answered before its summary is written, and one that fails is tried again like a typed one", async () => {
  const { summarizer, breakNext } = brittle();
  const { telegram, group, talk, call, clock, logged } = await startGroupTalk({
    summaries: { summarizer, cooldownSeconds: 90 },
  });
  talk("Anna: eins", "Ben: zwei");
  const summary = await call("/summary 1");
  clock.jump(90_000);
  breakNext();
  expect(await telegram.press(summary, dataOf(summary, "Heute"), CEM.id)).toMatchObject({
    alert: false,
  });
  await clock.until(() => logged.some(({ level }) => level === "warn"));
  await clock.wind(1000);
  expect(quotedIn(await telegram.nextMessage(group))).toEqual(["eins", "zwei"]);
});

test("fault K: a tap that is tried again is counted once", async () => {
  const { summarizer, breakNext } = brittle();
  const { telegram, group, talk, call, clock, store, logged } = await startGroupTalk({
    summaries: { summarizer },
  });
  talk("Anna: eins");
  const summary = await call("/summary 1");
  breakNext();
  const windowStart = clock.now() - (clock.now() % MINUTE);
  await telegram.press(summary, dataOf(summary, "Heute"), CEM.id);
  await clock.until(() => logged.some(({ level }) => level === "warn"));
  await clock.wind(1000);
  await telegram.nextMessage(group);
  const counter = { scope: "tap/minute", key: String(CEM.id), windowStart };
  expect(await store.usage.read(counter)).toBe(1);
});

test("a tap that Telegram takes no answer to any more is summed up all the same", async () => {
  const { telegram, group, talk, call } = await startGroupTalk();
  talk("Anna: eins", "Ben: zwei");
  const summary = await call("/summary 1");
  telegram.refuseNext("answerCallbackQuery", {
    code: 400,
    description:
      "Bad Request: query is too old and response timeout expired or query ID is invalid",
  });
  telegram.press(summary, dataOf(summary, "Heute"), CEM.id).catch(() => {});
  expect(quotedIn(await telegram.nextMessage(group))).toEqual(["eins", "zwei"]);
});

test("a chat has to wait between two, and is told for how long", async () => {
  const { telegram, talk, call, clock } = await startGroupTalk({
    summaries: { cooldownSeconds: 90 },
  });
  talk("Anna: eins", "Ben: zwei");
  const summary = await call("/summary 1");
  clock.jump(30_000);
  const wait = "In 60 Sekunden kann ich hier wieder zusammenfassen.";
  expect((await call("/summary 2")).text).toBe(wait);
  expect(await telegram.press(summary, dataOf(summary, "Heute"), CEM.id)).toMatchObject({
    text: wait,
    alert: true,
  });
  clock.jump(60_000);
  expect(quotedIn(await call("/summary 2"))).toEqual(["eins", "zwei"]);
});

test("of several who ask at the same instant one gets a summary", async () => {
  const { telegram, group, talk, call, clock, settled } = await startGroupTalk({
    summaries: { cooldownSeconds: 90 },
  });
  talk("Anna: eins");
  const first = await call("/summary 1");
  clock.jump(90_000);
  const before = telegram.history(group).length;
  await Promise.all([1, 2, 3].map(() => telegram.press(first, dataOf(first, "Heute"), BEN.id)));
  await settled();
  expect(telegram.history(group).length).toBe(before + 1);
});

test.each(["/summary 0", "/summary -1", "/summary 1e9", "/summary abc", "/summary 10 Jahre"])(
  "case 42: %s gets the usage line",
  async (command) => {
    const { talk, call } = await startGroupTalk();
    talk("Anna: eins");
    expect((await call(command)).text).toMatch(/^Das verstehe ich nicht/u);
  },
);

test("case 42: more than there can be is cut, and that is said", async () => {
  const { talk, call } = await startGroupTalk();
  talk("Anna: eins");
  expect((await call("/summary 999999999")).text).toContain(
    "Mehr als 5000 Nachrichten fasse ich nicht auf einmal zusammen.",
  );
  expect((await call("/summary 3650d")).text).toContain("Ich hebe nichts länger auf als 7 Tage.");
});

test("where nobody wrote anything that is said, and since when it is kept", async () => {
  const { call } = await startGroupTalk();
  expect((await call("/summary")).text).toBe(
    "In dieser Zeit hat hier niemand etwas geschrieben, das ich mir gemerkt hätte. Ich schreibe hier erst seit Mo 12:00 mit.",
  );
});

test("case 46: in a group that became a supergroup old messages are summed up and not linked, and so is the last summary", async () => {
  const { telegram, group, talk, call, settled } = await startGroupTalk({ group: { basic: true } });
  talk("Anna: eins", "Ben: zwei");
  await call("/summary");
  const { id } = telegram.upgrade(group);
  await settled();
  telegram.say({ chat: id, from: ANNA.id, text: "drei" });
  const again = await call("/summary", { chat: id });
  expect([again.text, linksOf(again)]).toEqual([
    "Gerade eben zusammengefasst. Seitdem 1 Nachricht.",
    [],
  ]);
  const summary = await call("/summary heute", { chat: id });
  expect(quotedIn(summary)).toEqual(["eins", "zwei", "drei"]);
  expect(linksOf(summary).map(([words]) => words)).toEqual(["12:02"]);
});

test("case 46: a tap that was stored before its group became a supergroup is summed up there", async () => {
  const { telegram, store, group, talk, clock } = await startGroupTalk();
  talk("Anna: eins", "Ben: zwei");
  const shown = { message_id: 9, date: 1, chat: { id: -77, type: "group", title: "Klein" } };
  const data = encodeAction({ kind: "summary", wanted: "today", isOfAllTopics: false });
  const tap = { id: "1", from: CEM, chat_instance: "1", message: shown, data };
  const job = { updateId: 5, lane: null, chat: -77, kind: "callback_query", at: clock.now() };
  const body = JSON.stringify({ update_id: 5, callback_query: tap });
  await store.jobs.add([{ ...job, body }]);
  await store.moveChat(-77, group);
  await clock.wind(2000);
  const summary = await telegram.nextMessage(group);
  expect([quotedIn(summary), summary.reply_to_message]).toEqual([["eins", "zwei"], undefined]);
});
