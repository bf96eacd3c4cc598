import { Api } from "grammy";
import type { Update } from "grammy/types";
import { expect, onTestFinished, test, vi } from "vitest";

import type { Intake } from "../../../src/bot/intake/intake.ts";
import { startWebhook } from "../../../src/bot/intake/webhook.ts";
import { StoreError } from "../../../src/store/store-error.ts";
import { createCheckedTelegram } from "../../support/bot-api.ts";
import { recordLog } from "../../support/start-bot.ts";
import { createTestClock } from "../../support/test-clock.ts";

const URL_AT_TELEGRAM = "https://bot.example.org/telegram";
const SECRET = "0123456789abcdef_-";
const UPDATE = { update_id: 7, message: { message_id: 1 } };

async function start(intake: Partial<Intake> = {}) {
  const delivered: Update[] = [];
  const { log, logged } = recordLog();
  const clock = createTestClock();
  const telegram = createCheckedTelegram({ now: clock.now });
  const webhook = await startWebhook({
    url: URL_AT_TELEGRAM,
    secret: SECRET,
    port: 0,
    api: new Api("1:a", { fetch: telegram.fetch }),
    intake: {
      deliver: async (updates) => void delivered.push(...(updates as Update[])),
      isFull: async () => false,
      ...intake,
    },
    clock,
    log,
    random: () => 1,
  });
  const calls = () => telegram.calls.filter(({ method }) => method === "setWebhook");
  async function stop(): Promise<void> {
    webhook.stop();
    await webhook.ended;
  }
  onTestFinished(() => stop().catch(() => {}));
  await vi.waitFor(() => expect(calls()).not.toEqual([]));

  /** As Telegram sends it, unless told otherwise. */
  const send = (body: string | Buffer, secret: string | null = SECRET) =>
    fetch(`http://127.0.0.1:${webhook.port}/telegram`, {
      method: "POST",
      body: Uint8Array.from(Buffer.from(body)),
      headers: {
        "content-type": "application/json",
        ...(secret === null ? {} : { "x-telegram-bot-api-secret-token": secret }),
      },
    });
  return { telegram, webhook, send, delivered, logged, clock, calls, stop };
}

test("Telegram is told where to send what, and an update is confirmed when it is stored", async () => {
  const { send, delivered, calls } = await start();
  expect(calls().map(({ payload }) => payload)).toEqual([
    {
      url: URL_AT_TELEGRAM,
      secret_token: SECRET,
      max_connections: 40,
      allowed_updates: expect.arrayContaining(["message", "inline_query"]) as unknown,
    },
  ]);
  expect((await send(JSON.stringify(UPDATE))).status).toBe(200);
  expect(delivered).toEqual([UPDATE]);
});

test.each([
  ["missing", null],
  ["wrong", SECRET.replace("0", "1")],
  ["longer", `${SECRET}x`],
  ["empty", ""],
])("case 15: a %s secret is refused and nothing of it is read", async (_, secret) => {
  const { send, delivered } = await start();
  expect((await send(JSON.stringify(UPDATE), secret)).status).toBe(401);
  expect(delivered).toEqual([]);
});

test.each([
  ["null", "null"],
  ["a list", "[]"],
  ["nothing", ""],
  ["no UTF-8", Buffer.from([0xff, 0xfe, 0x7b])],
  ["nested 10,000 deep", `${"[".repeat(10_000)}${"]".repeat(10_000)}`],
  ["an update without a number", '{"message":{}}'],
])("case 16: %s is logged and confirmed, or it would come again for a day", async (_, body) => {
  const { send, delivered, logged } = await start();
  expect((await send(body)).status).toBe(200);
  expect(delivered).toEqual([]);
  expect(logged).toMatchObject([{ level: "warn" }]);
});

test("case 16: more than 1 MB is refused", async () => {
  const { send, delivered } = await start();
  expect((await send(`"${"x".repeat(1024 * 1024)}"`)).status).toBe(413);
  expect(delivered).toEqual([]);
});

test.each([
  [
    "the store is away",
    {
      deliver: () => Promise.reject(new StoreError("unreachable", "PostgreSQL, db: it is away")),
    },
  ],
  ["too much waits", { isFull: async () => true }],
])("case 17: while %s, Telegram is asked to send it again", async (_, intake) => {
  const { send } = await start(intake);
  const { status, headers } = await send(JSON.stringify(UPDATE));
  expect([status, headers.get("retry-after")]).toEqual([503, "5"]);
});

test("a webhook that another program has set is set back each time, and told once", async () => {
  const { telegram, calls, clock, logged } = await start();
  const other = new Api("1:a", { fetch: telegram.fetch });
  for (const times of [2, 3]) {
    await other.setWebhook("https://other.example.org");
    await clock.wind(60_000);
    await vi.waitFor(() =>
      expect(calls().filter(({ payload }) => payload["url"] === URL_AT_TELEGRAM)).toHaveLength(
        times,
      ),
    );
  }
  expect(logged.filter(({ message }) => message.startsWith("Another program"))).toHaveLength(1);
});

test("a request under way is answered before it stops", async () => {
  const { promise: stored, resolve: store } = Promise.withResolvers<void>();
  const began = Promise.withResolvers<void>();
  const { send, stop } = await start({
    deliver() {
      began.resolve();
      return stored;
    },
  });
  const sending = send(JSON.stringify(UPDATE));
  await began.promise;
  const stopping = stop();
  store();
  expect((await sending).status).toBe(200);
  await stopping;
});
