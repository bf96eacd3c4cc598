import type { Update } from "grammy/types";
import { expect, test } from "vitest";

import { createDispatcher } from "../../src/bot/dispatch.ts";
import { recordLog } from "../support/start-bot.ts";

let nextId = 1;
function message(chat: number, text: string, topic?: number): Update {
  nextId += 1;
  return {
    update_id: nextId,
    message: {
      message_id: nextId,
      date: 0,
      chat: { id: chat, type: "supergroup", title: "Gruppe" },
      text,
      ...(topic === undefined ? {} : { message_thread_id: topic, is_topic_message: true }),
    },
  } as Update;
}

function nameOf({ message: said, inline_query: query, callback_query: pressed }: Update): string {
  return said?.text ?? query?.query ?? pressed?.data ?? "";
}

/** Whatever can go on without waiting has gone on. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A dispatcher whose handler waits, for each text, until it is told to go on. */
function startGated() {
  const begun: string[] = [];
  const gates = new Map<string, () => void>();
  const { log } = recordLog();
  const dispatcher = createDispatcher({
    handle: async (update) => {
      begun.push(nameOf(update));
      await new Promise<void>((resolve) => gates.set(nameOf(update), resolve));
    },
    log,
  });
  const finish = async (text: string) => {
    gates.get(text)?.();
    await turn();
  };
  return { dispatcher, begun, finish };
}

test("in one chat the next update waits until the one before is handled", async () => {
  const { dispatcher, begun, finish } = startGated();
  dispatcher.deliver([message(-1, "a"), message(-1, "b")]);
  await turn();
  expect(begun).toEqual(["a"]);
  await finish("a");
  expect(begun).toEqual(["a", "b"]);
});

test("chats and topics do not wait for one another", async () => {
  const { dispatcher, begun } = startGated();
  dispatcher.deliver([
    message(-1, "a"),
    message(-2, "b"),
    message(-1, "c", 7),
    message(-1, "d", 8),
  ]);
  await turn();
  expect(begun).toEqual(["a", "b", "c", "d"]);
});

test("inline queries and pressed buttons wait behind nothing", async () => {
  const { dispatcher, begun } = startGated();
  const from = { id: 1, is_bot: false, first_name: "Anna" };
  dispatcher.deliver([
    message(1, "a"),
    { update_id: 90, inline_query: { id: "1", from, query: "q", offset: "" } },
    {
      update_id: 91,
      callback_query: {
        id: "2",
        from,
        chat_instance: "1",
        data: "d",
        message: { chat: { id: 1, type: "private", first_name: "Anna" }, message_id: 1, date: 0 },
      },
    },
  ]);
  await turn();
  expect(begun).toEqual(["a", "q", "d"]);
});

test("a handler that fails is logged, and its chat goes on", async () => {
  const { log, logged } = recordLog();
  const handled: number[] = [];
  const dispatcher = createDispatcher({
    handle: async ({ update_id }) => {
      if (handled.push(update_id) === 1) throw new Error("broken");
    },
    log,
  });
  dispatcher.deliver([message(-1, "a"), message(-1, "b")]);
  await dispatcher.idle();
  expect([handled.length, logged.length]).toEqual([2, 1]);
});

test("it is idle when everything delivered is handled", async () => {
  const { dispatcher, finish } = startGated();
  dispatcher.deliver([message(-1, "a")]);
  let isIdle = false;
  const idle = dispatcher.idle().then(() => (isIdle = true));
  await turn();
  expect(isIdle).toBe(false);
  await finish("a");
  await idle;
  expect(isIdle).toBe(true);
});
