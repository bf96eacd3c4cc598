import { Api } from "grammy";
import type { Update } from "grammy/types";
import { expect, test } from "vitest";

import { carefulCalls } from "../../../src/bot/delivery/calls.ts";
import { startPolling } from "../../../src/bot/intake/poll.ts";
import { recordLog } from "../../support/start-bot.ts";

const TOKEN = "123456:SECRET";

/** What Telegram answers, one after the other; after the last it keeps the poll waiting. */
function startScripted(
  answers: readonly (object | string | Error)[],
  deliver: (updates: readonly Update[]) => void | Promise<void> = () => {},
  { isFull = [], leads = [] }: { isFull?: boolean[]; leads?: (AbortSignal | null)[] } = {},
) {
  const calls: { method: string; body: Record<string, unknown> }[] = [];
  const waited: number[] = [];
  const script = [...answers];
  const { log, logged } = recordLog();
  const { promise: finished, resolve: end } = Promise.withResolvers<void>();
  const fetch = async (
    url: unknown,
    init?: { body?: unknown; signal?: unknown },
  ): Promise<Response> => {
    calls.push({
      method: String(url).split("/").at(-1) ?? "",
      body: JSON.parse(String(init?.body)) as Record<string, unknown>,
    });
    const answer = script.shift();
    if (answer instanceof Error) throw answer;
    if (answer === undefined) {
      end();
      const signal = init?.signal as AbortSignal;
      return new Promise((_, reject) =>
        signal.addEventListener("abort", () => reject(new Error("aborted"))),
      );
    }
    return new Response(typeof answer === "string" ? answer : JSON.stringify(answer));
  };
  const api = new Api(TOKEN, { fetch });
  api.config.use(carefulCalls({ sleep: async () => {}, log }));
  const polling = startPolling({
    api,
    intake: {
      deliver: async (updates) => deliver(updates as readonly Update[]),
      isFull: async () => isFull.shift() ?? false,
    },
    leader: {
      async tryAcquire() {
        const [next = new AbortController().signal] = leads.splice(0, 1);
        return next;
      },
    },
    log,
    random: () => 1,
    sleep: async (milliseconds) => {
      waited.push(milliseconds);
    },
  });
  /** Settles when the script is played and polling has ended. */
  async function played(): Promise<void> {
    await Promise.race([finished, polling.ended]);
    polling.stop();
    await polling.ended;
  }
  return { calls, waited, logged, played, polling };
}

const ok = (...updates: object[]) => ({ ok: true, result: updates });
const refused = (error_code: number, description: string, parameters = {}) => ({
  ok: false,
  error_code,
  description,
  parameters,
});

test("only the kinds that are handled are asked for, each time", async () => {
  const { calls, played } = startScripted([]);
  await played();
  expect(calls[0]).toEqual({
    method: "getUpdates",
    body: {
      offset: 0,
      timeout: 25,
      allowed_updates: [
        "message",
        "edited_message",
        "channel_post",
        "callback_query",
        "inline_query",
        "guest_message",
        "my_chat_member",
        "stopped_message_generation",
      ],
    },
  });
});

test("a batch is confirmed only after it was stored", async () => {
  const events: string[] = [];
  const { calls, played } = startScripted([ok({ update_id: 7 }, { update_id: 8 })], async () => {
    await Promise.resolve();
    events.push(`delivered before ${calls.length + 1}`);
  });
  await played();
  expect([events, calls.map(({ body }) => body["offset"])]).toEqual([
    ["delivered before 2"],
    [0, 9],
  ]);
});

test("case 51: a batch that could not be stored is not confirmed, and asked for again", async () => {
  let tries = 0;
  const { calls, played } = startScripted([ok({ update_id: 7 }), ok({ update_id: 7 })], () => {
    tries += 1;
    if (tries === 1) throw new Error("disk full");
  });
  await played();
  expect(calls.map(({ body }) => body["offset"])).toEqual([0, 0, 8]);
});

test("case 12: faults are waited out, longer each time, up to half a minute", async () => {
  const faults = [
    new Error("reset"),
    "<html>502",
    '{"ok":true,"resu',
    { ok: true, result: "?" },
    ok({ hologram: 1 }),
    refused(500, "Internal Server Error"),
    new Error("reset again"),
  ];
  const { waited, played } = startScripted(faults);
  await played();
  expect(waited).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
});

test("case 11: asked to wait, it waits as long as it was asked to", async () => {
  const { waited, played } = startScripted([
    refused(429, "Too Many Requests: retry after 13", { retry_after: 13 }),
  ]);
  await played();
  expect(waited).toEqual([13_000]);
});

test("case 10: a wrong token ends it with what to do", async () => {
  const { polling, waited } = startScripted([refused(401, "Unauthorized")]);
  await expect(polling.ended).rejects.toMatchObject({
    name: "PollError",
    reason: "unauthorized",
    message: expect.stringContaining("TELEGRAM_BOT_TOKEN") as string,
  });
  expect(waited).toEqual([]);
});

test("case 9: a second instance is given time to go, and then it ends", async () => {
  const conflict = refused(
    409,
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
  );
  const { polling, waited } = startScripted([conflict, conflict, conflict, conflict]);
  await expect(polling.ended).rejects.toMatchObject({ reason: "conflict" });
  expect(waited).toEqual([5000, 5000, 5000]);
});

test("a webhook left over is removed, and nothing that waits with it", async () => {
  const { calls, played } = startScripted([
    refused(409, "Conflict: can't use getUpdates method while webhook is active"),
    { ok: true, result: true },
    ok(),
  ]);
  await played();
  expect(calls.slice(0, 3)).toMatchObject([
    { method: "getUpdates" },
    { method: "deleteWebhook", body: { drop_pending_updates: false } },
    { method: "getUpdates" },
  ]);
});

test("fault I: a webhook that is set again and again is removed with growing pauses, and told once", async () => {
  const active = refused(409, "Conflict: can't use getUpdates method while webhook is active");
  const { calls, waited, logged, played } = startScripted(
    Array.from({ length: 8 }, () => [active, { ok: true, result: true }]).flat(),
  );
  await played();
  expect(waited).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
  expect(calls.filter(({ method }) => method === "deleteWebhook")).toHaveLength(8);
  expect(logged).toMatchObject([{ level: "warn" }]);
});

test("fault I: a webhook that cannot be removed does not end the polling", async () => {
  const { calls, played } = startScripted([
    refused(409, "Conflict: can't use getUpdates method while webhook is active"),
    refused(502, "Bad Gateway"),
    ok(),
  ]);
  await played();
  expect(calls.map(({ method }) => method)).toEqual([
    "getUpdates",
    "deleteWebhook",
    "getUpdates",
    "getUpdates",
  ]);
});

test("fault I: asked to wait for a time that is none, it polls again after a second", async () => {
  const { waited, played } = startScripted([
    refused(429, "Too Many Requests", { retry_after: -3 }),
    refused(429, "Too Many Requests", { retry_after: "später" }),
    refused(429, "Too Many Requests", { retry_after: 2 ** 31 }),
  ]);
  await played();
  expect(waited).toEqual([1000, 1000, 3_600_000]);
});

test("case 58: no log line and no error holds the token", async () => {
  const { logged, played } = startScripted([
    new Error(`https://api.telegram.org/bot${TOKEN}/getUpdates failed`),
    refused(502, "Bad Gateway"),
  ]);
  await played();
  expect([logged.length, JSON.stringify(logged).includes("SECRET")]).toEqual([2, false]);
});

test("stopped while it waits for Telegram, it ends without a log line", async () => {
  const { logged, played } = startScripted([]);
  await played();
  expect(logged).toEqual([]);
});

test("while too much is waiting nothing is asked for, and then it goes on", async () => {
  const { calls, waited, played } = startScripted([ok()], () => {}, { isFull: [true, true] });
  await played();
  expect([waited, calls.length]).toEqual([[500, 500], 2]);
});

test("of several processes only the one that leads asks", async () => {
  const { calls, waited, played } = startScripted([ok()], () => {}, { leads: [null, null] });
  await played();
  expect([waited, calls.length]).toEqual([[2000, 2000], 2]);
});

test("case 54: when the leadership is lost while Telegram is asked, that is no failure, and nothing is confirmed", async () => {
  const lost = new AbortController();
  const { calls, waited, polling, logged } = startScripted([], () => {}, {
    leads: [lost.signal, null],
  });
  await until(() => calls.length === 1);
  lost.abort();
  await until(() => calls.length === 2);
  polling.stop();
  await polling.ended;
  expect([
    waited,
    calls.map(({ body }) => body["offset"]),
    logged.map(({ level }) => level),
  ]).toEqual([[2000], [0, 0], ["info"]]);
});

test("case 54: a batch that is stored while the leadership is lost is not confirmed before it is won again", async () => {
  const lost = new AbortController();
  const confirmed: unknown[] = [];
  const { calls, waited, played } = startScripted(
    [ok({ update_id: 7 })],
    () => {
      lost.abort();
      confirmed.push(...calls.map(({ body }) => body["offset"]));
    },
    { leads: [lost.signal, null, null] },
  );
  await played();
  expect([confirmed, waited]).toEqual([[0], [2000, 2000]]);
  expect(calls.map(({ body }) => body["offset"])).toEqual([0, 8]);
});

test("case 8: ids that begin anew far below are no reason to pass an update over", async () => {
  const delivered: number[] = [];
  const { calls, played } = startScripted(
    [ok({ update_id: 900_000_000 }), ok({ update_id: 5 })],
    (updates) => void delivered.push(...updates.map(({ update_id }) => update_id)),
  );
  await played();
  expect([delivered, calls.map(({ body }) => body["offset"])]).toEqual([
    [900_000_000, 5],
    [0, 900_000_001, 6],
  ]);
});

test("case 13: a connection on which nothing comes any more is given up", async () => {
  const { promise: stuck } = Promise.withResolvers<Response>();
  let calls = 0;
  const api = new Api(TOKEN, {
    timeoutSeconds: 0.01,
    fetch: async () => {
      calls += 1;
      return stuck;
    },
  });
  const { log, logged } = recordLog();
  const polling = startPolling({
    api,
    intake: { deliver: async () => {}, isFull: async () => false },
    leader: { tryAcquire: async () => new AbortController().signal },
    log,
    sleep: async () => {
      if (calls > 1) polling.stop();
    },
  });
  await polling.ended;
  expect([calls, logged.map(({ level }) => level)]).toEqual([2, ["warn", "warn"]]);
});

async function until(claim: () => boolean): Promise<void> {
  while (!claim())
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
}
