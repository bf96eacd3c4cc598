import { expect, test } from "vitest";

import { readUpdate, type Readable } from "../../../src/bot/incoming/incoming.ts";
import { createAtOnce } from "../../../src/bot/queue/at-once.ts";
import type { Reply } from "../../../src/bot/delivery/reply.ts";
import { BRIDGE, citation, fakeLibrary, quotes } from "../../support/fake-library.ts";
import { ANNA, recordLog, startBot } from "../../support/start-bot.ts";
import { turns } from "../../support/test-clock.ts";

const NOTHING: Reply = { messages: [], turn: null, isApology: false };
function query(id: number): Readable {
  const inline_query = { id: String(id), from: ANNA, query: "q", offset: "" };
  const me = { id: 7, username: "fundstelle_bot" };
  return readUpdate({ update_id: id, inline_query }, me) as Readable;
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

test("what has waited for more than ten seconds is dropped", async () => {
  let now = 0;
  const handled: number[] = [];
  const gates: (() => void)[] = [];
  const { log, logged } = recordLog();
  const atOnce = createAtOnce({
    handler: {
      async handle(incoming) {
        handled.push((incoming as Readable).update.update_id);
        await new Promise<void>((resolve) => void gates.push(resolve));
        return NOTHING;
      },
      apologise: async () => NOTHING,
    },
    outbox: { sendAtOnce: async () => {} },
    log,
    now: () => now,
  });
  for (let id = 1; id <= 65; id += 1) atOnce.handle(query(id));
  now = 10_001;
  atOnce.handle(query(66));
  await turns(1);
  for (const open of gates.splice(0)) open();
  await turns(1);
  for (const open of gates.splice(0)) open();
  await atOnce.idle();
  expect([handled.length, handled.includes(65), handled.includes(66)]).toEqual([65, false, true]);
  expect(logged).toMatchObject([{ level: "info", fields: { kind: "inline_query" } }]);
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
