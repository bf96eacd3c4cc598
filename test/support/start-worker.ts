/**
 * A worker on a store of its own, with a handler that a test hands in, and jobs for it.
 */
import { onTestFinished } from "vitest";

import type { Outbox } from "../../src/bot/delivery/outbox.ts";
import type { Outgoing, Reply } from "../../src/bot/delivery/reply.ts";
import { readUpdate } from "../../src/bot/incoming/read-update.ts";
import type { Handler } from "../../src/bot/queue/handler.ts";
import { createWorker } from "../../src/bot/queue/worker.ts";
import type { Store } from "../../src/store/store.ts";
import { recordLog } from "./start-bot.ts";
import { createTestClock, type TestClock } from "./test-clock.ts";
import { createTestStore } from "./test-store.ts";

let nextId = 1;

/** A message; the later it is made, the later it is handled. */
export function job(chat: number, text: string, topic = "") {
  nextId += 1;
  const message = { message_id: nextId, date: 1, chat: { id: chat, type: "supergroup" }, text };
  const update = { update_id: nextId, message };
  return {
    updateId: nextId,
    lane: `${chat}/${topic}`,
    chat,
    kind: "message",
    at: 0,
    body: JSON.stringify(update),
  };
}

function words(text: string): Outgoing {
  return { text, entities: [], thread: null, replyTo: null, markup: null, edits: null };
}

export function reply(text: string): Reply {
  return { messages: [words(text)], turn: null, isApology: false };
}

export const apology: Reply = { messages: [words("sorry")], turn: null, isApology: true };

interface Options {
  readonly clock?: TestClock;
  readonly store?: Store;
  readonly handle?: (text: string, attempt: number) => Promise<Reply>;
  readonly atOnce?: number;
}

/** A worker whose replies go nowhere, but are noted when they would be sent. */
export function startWorker({
  clock = createTestClock(),
  store = createTestStore(clock.now),
  handle = async (text) => reply(`re ${text}`),
  atOnce = 16,
}: Options = {}) {
  const sent: string[] = [];
  const { log, logged } = recordLog();
  const handler: Handler = {
    handle: (incoming, attempt) =>
      handle(incoming.kind === "message" ? (incoming.message.text ?? "") : "", attempt),
    apologise: async () => apology,
  };
  const outbox: Pick<Outbox, "recall" | "sendStored"> = {
    recall: async (_, kept) => kept,
    async sendStored(claimed, { messages, isApology }) {
      sent.push(...messages.map(({ text }) => text));
      await (isApology ? store.jobs.bury(claimed) : store.jobs.finish(claimed));
    },
  };
  const worker = createWorker({
    jobs: store.jobs,
    handler,
    read: (update) => readUpdate(update, { id: 7, username: "fundstelle_bot" }),
    outbox,
    clock,
    log,
    atOnce,
  });
  onTestFinished(async () => {
    const stopped = worker.stop(0);
    await clock.wind(0);
    await stopped;
  });
  const add = async (...batch: readonly ReturnType<typeof job>[]): Promise<void> => {
    await store.jobs.add(batch);
    worker.wake();
  };
  return { clock, store, worker, add, sent, logged };
}
