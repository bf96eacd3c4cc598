import type { Message } from "grammy/types";
import { expect, test } from "vitest";

import type { Health } from "../../../src/bot/delivery/health.ts";
import { createOutbox } from "../../../src/bot/delivery/outbox.ts";
import { unpaced } from "../../../src/bot/delivery/pace.ts";
import type { Outgoing, Reply } from "../../../src/bot/delivery/reply.ts";
import { fingerprintOf } from "../../../src/bot/groups/summary-fingerprint.ts";
import type { Transmit } from "../../../src/bot/delivery/transmit.ts";
import { createExtractiveSummarizer } from "../../../src/summary/extractive.ts";
import type { Summarizer } from "../../../src/summary/summary.ts";
import { buttonsOf, CEM, headOf, quotedIn, startGroupTalk } from "../../support/group-talk.ts";
import { ANNA, BEN, recordLog } from "../../support/start-bot.ts";
import { record } from "../../support/recorded.ts";
import { createTestClock } from "../../support/test-clock.ts";
import { createTestStore } from "../../support/test-store.ts";

const WAIT_SECONDS = 60;

/** A group's summary that Telegram has told to wait. */
async function startWaiting(command: string) {
  const extractive = createExtractiveSummarizer();
  let written = 0;
  const summarizer: Summarizer = {
    sumUp(...asked) {
      written += 1;
      return extractive.sumUp(...asked);
    },
  };
  const started = await startGroupTalk({ summaries: { summarizer, cooldownSeconds: 300 } });
  const { telegram, clock, group, talk } = started;
  const said = talk("Anna: eins", "Ben: zwei", "Cem: drei");
  const sends = () => telegram.calls.filter(({ method }) => method === "sendMessage").length;
  async function beginWaiting(say: () => void): Promise<void> {
    const before = sends();
    telegram.refuseNext("sendMessage", {
      code: 429,
      description: `Too Many Requests: retry after ${WAIT_SECONDS}`,
      parameters: { retry_after: WAIT_SECONDS },
    });
    say();
    await clock.until(() => sends() > before);
  }
  await beginWaiting(() => telegram.say({ chat: group, from: ANNA.id, text: command }));
  return {
    ...started,
    said,
    beginWaiting,
    written: () => written,
    sent: async (chat = group): Promise<Message> => {
      await clock.wind((WAIT_SECONDS + 1) * 1000);
      return telegram.nextMessage(chat);
    },
  };
}

test("case 45: what is forgotten while a summary waits to be sent is not in it, and it is no second one", async () => {
  const { store, group, sent } = await startWaiting("/summary");
  await store.messages.forgetPerson(BEN.id, group);
  const summary = await sent();
  expect([headOf(summary), quotedIn(summary)]).toEqual([
    "Was war los · 2 Nachrichten, 2 Personen · Mo 12:00–12:02",
    ["eins", "drei"],
  ]);
});

test("what is edited while a summary waits stands in it as it is by then", async () => {
  const { telegram, said, sent } = await startWaiting("/summary");
  const [, second] = said;
  if (second !== undefined) telegram.edit(second, "zwei und eins");
  expect(quotedIn(await sent())).toEqual(["eins", "zwei und eins", "drei"]);
});

test("a summary that waits while nothing is forgotten is sent as it was written", async () => {
  const { talk, sent, written } = await startWaiting("/summary");
  talk("Cem: vier");
  expect([quotedIn(await sent()), written()]).toEqual([["eins", "zwei", "drei"], 1]);
});

test("case 45: when all of it is forgotten while it waits there is no summary", async () => {
  const { store, group, sent } = await startWaiting("/summary");
  for (const { id } of [ANNA, BEN, CEM]) await store.messages.forgetPerson(id, group);
  expect((await sent()).text).toMatch(/^In dieser Zeit hat hier niemand etwas geschrieben/u);
});

test("case 45: in private, too, a summary that waited shows nothing that was forgotten", async () => {
  const { telegram, store, group, clock, beginWaiting, sent } = await startWaiting("/summary");
  const link = buttonsOf(await sent()).find(({ text }) => text === "Nur für mich ↗");
  const url = link !== undefined && "url" in link ? link.url : "";
  const payload = new URL(url).searchParams.get("start") ?? "";
  const chat = telegram.openPrivateChat(ANNA).id;
  clock.jump(300_000);
  await beginWaiting(() => telegram.say({ chat, from: ANNA.id, text: `/start ${payload}` }));
  await store.messages.forgetPerson(BEN.id, group);
  expect(quotedIn(await sent(chat))).toEqual(["eins", "drei"]);
});

const health: Health = { isUp: () => true, doubt() {}, ready: async () => true, stop() {} };
const transmit: Transmit = async () => ({ kind: "sent", message: 1 });

function part(text: string): Outgoing {
  return { text, entities: [], thread: null, replyTo: null, markup: null, edits: null };
}

test("of a summary that was sent in part the rest stays unsaid when something of it is gone", async () => {
  const clock = createTestClock();
  const store = createTestStore(clock.now);
  const { log } = recordLog();
  const parts = { store, transmit, health, pace: unpaced, clock, log, random: Math.random };
  const outbox = createOutbox(parts);
  const range = { chat: -1, topic: null, from: 0, to: clock.now(), limit: 10 };
  const author = { person: BEN.id, name: "Ben", text: "zwei", topic: null, replyTo: null };
  const message = { ...author, chat: -1, id: 5, at: clock.now(), editedAt: null };
  const reply: Reply = {
    messages: [part("eins"), part("zwei")],
    turn: null,
    isApology: false,
    fingerprint: fingerprintOf(range, [message]),
  };
  await store.messages.switchOn(-1);
  await record(store, [message]);
  const begun = { sent: { parts: 1, messages: [1] } };
  expect(await outbox.recall(begun, reply)).toEqual(reply);
  await store.messages.forgetPerson(BEN.id, -1);
  expect((await outbox.recall(begun, reply))?.messages).toEqual([part("eins")]);
  expect(await outbox.recall({ sent: { parts: 0, messages: [] } }, reply)).toBeNull();
});
