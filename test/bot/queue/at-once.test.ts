import { expect, test } from "vitest";

import type { Readable } from "../../../src/bot/incoming/incoming.ts";
import { readUpdate } from "../../../src/bot/incoming/read-update.ts";
import { createAtOnce } from "../../../src/bot/queue/at-once.ts";
import type { Reply } from "../../../src/bot/delivery/reply.ts";
import { encodeAction, type Action } from "../../../src/bot/screens/callback-data.ts";
import { BRIDGE, citation, fakeLibrary, quotes } from "../../support/fake-library.ts";
import { ANNA, recordLog, startBot } from "../../support/start-bot.ts";
import { turns } from "../../support/test-clock.ts";

const NOTHING: Reply = { messages: [], turn: null, isApology: false };
const ME = { id: 7, username: "fundstelle_bot" };

function query(id: number, person = id): Readable {
  const from = { ...ANNA, id: 1000 + person };
  const inline_query = { id: String(id), from, query: "q", offset: "" };
  return readUpdate({ update_id: id, inline_query }, ME) as Readable;
}

function tap(id: number, action: Action): Readable {
  const chat = { id: ANNA.id, type: "private", first_name: "Anna" } as const;
  const message = { message_id: 1, date: 1, chat, text: "Tippen" };
  const data = encodeAction(action);
  const callback_query = { id: String(id), from: ANNA, chat_instance: "1", message, data };
  return readUpdate({ update_id: id, callback_query }, ME) as Readable;
}

test("an inline query and a pressed button are answered while an answer in the same chat is being written", async () => {
  const { promise: written, resolve: write } = Promise.withResolvers<void>();
  let isSlow = false;
  const { telegram } = startBot({
    library: fakeLibrary({
      answer: async () => {
        if (isSlow) await written;
        return quotes(citation(BRIDGE, 2));
      },
    }),
  });
  const chat = telegram.openPrivateChat(ANNA).id;
  telegram.say({ chat, from: ANNA.id, text: "was kostet das" });
  const answer = await telegram.nextMessage(chat);
  isSlow = true;
  telegram.say({ chat, from: ANNA.id, text: "was kostet das" });
  const section = `de-s-${BRIDGE.passages[1]?.ref}`;
  expect((await telegram.press(answer, section, ANNA.id)).alert).toBe(false);
  expect((await telegram.nextMessage(chat)).text).toContain("Abschnitt");
  expect((await telegram.ask("Brücke", { from: ANNA.id })).results.length).toBeGreaterThan(0);
  write();
  expect((await telegram.nextMessage(chat)).text).toContain("120 Millionen");
});

/** Each update waits until it is let go. */
function startHeld(now: () => number = () => 0) {
  const handled: number[] = [];
  const held: (() => void)[] = [];
  const { log, logged } = recordLog();
  const atOnce = createAtOnce({
    handler: {
      async handle(incoming) {
        handled.push((incoming as Readable).update.update_id);
        await new Promise<void>((resolve) => void held.push(resolve));
        return NOTHING;
      },
      apologise: async () => NOTHING,
    },
    outbox: { sendAtOnce: async () => {} },
    log,
    now,
  });
  async function letGo(): Promise<void> {
    while (held.length > 0) {
      for (const open of held.splice(0)) open();
      await turns(1);
    }
    await atOnce.idle();
  }
  return { atOnce, handled, logged, letGo };
}

test("what has waited for more than ten seconds is dropped", async () => {
  let now = 0;
  const { atOnce, handled, logged, letGo } = startHeld(() => now);
  for (let id = 1; id <= 65; id += 1) atOnce.handle(query(id));
  now = 10_001;
  atOnce.handle(query(66));
  await letGo();
  expect([handled.length, handled.includes(65), handled.includes(66)]).toEqual([65, false, true]);
  expect(logged).toMatchObject([{ level: "info", fields: { kind: "inline_query" } }]);
});

test("fault K: of 10,000 inline queries at once each person's newest is answered, older ones of the same person are dropped", async () => {
  const { atOnce, handled, letGo } = startHeld();
  for (let id = 1; id <= 10_000; id += 1) atOnce.handle(query(id, id % 200));
  await letGo();
  const newest = Array.from({ length: 200 }, (_, index) => 9801 + index);
  // 64 were begun at once, before their person had written on.
  expect(handled.length).toBe(264);
  expect(handled.slice(64).toSorted((one, other) => one - other)).toEqual(newest);
});

test("fault K: of 10,000 people who ask inline at once no more wait than memory has room for", async () => {
  const { atOnce, handled, letGo } = startHeld();
  for (let id = 1; id <= 10_000; id += 1) atOnce.handle(query(id));
  await letGo();
  expect(handled.length).toBe(64 + 5000);
});

test("fault K: a tap that changes something is done however late it is, one that shows something is not", async () => {
  let now = 0;
  const { atOnce, handled, letGo } = startHeld(() => now);
  for (let id = 1; id <= 64; id += 1) atOnce.handle(tap(id, { kind: "leave-out" }));
  atOnce.handle(tap(65, { kind: "erase", person: ANNA.id, chat: null }));
  atOnce.handle(tap(66, { kind: "show" }));
  now = 60_000;
  await letGo();
  expect([handled.length, handled.includes(65), handled.includes(66)]).toEqual([65, true, false]);
});

test("a tapped question is remembered like one that was typed", async () => {
  const seen: (string | null)[] = [];
  const { telegram } = startBot({
    library: fakeLibrary({
      answer: ({ previous }) => {
        seen.push(previous);
        return quotes(citation(BRIDGE, 2));
      },
    }),
  });
  const chat = telegram.openPrivateChat(ANNA).id;
  telegram.say({ chat, from: ANNA.id, text: "/start" });
  const start = await telegram.nextMessage(chat);
  const [[button] = []] = start.reply_markup?.inline_keyboard ?? [];
  if (button === undefined || !("callback_data" in button)) throw new Error("No button");
  await telegram.press(start, button.callback_data, ANNA.id);
  await telegram.nextMessage(chat);
  telegram.say({ chat, from: ANNA.id, text: "und wann" });
  await telegram.nextMessage(chat);
  expect(seen).toEqual([null, button.text]);
});

test("what a button asked for waits a little where Telegram asks for it", async () => {
  const { telegram } = startBot({ library: fakeLibrary() });
  const chat = telegram.openPrivateChat(ANNA).id;
  telegram.say({ chat, from: ANNA.id, text: "was kostet das" });
  const answer = await telegram.nextMessage(chat);
  telegram.refuseNext("sendMessage", {
    code: 429,
    description: "Too Many Requests: retry after 1",
    parameters: { retry_after: 1 },
  });
  await telegram.press(answer, `de-s-${BRIDGE.passages[1]?.ref}`, ANNA.id);
  expect((await telegram.nextMessage(chat)).text).toContain("Abschnitt");
});
