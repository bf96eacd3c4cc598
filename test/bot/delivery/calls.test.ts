import { type ApiCallFn, HttpError } from "grammy";
import { expect, test } from "vitest";

import { carefulCalls } from "../../../src/bot/delivery/calls.ts";
import { recordLog } from "../../support/start-bot.ts";

const OK = { ok: true, result: true };
const REFUSED = { ok: false, error_code: 400, description: "Bad Request: query is too old" };
const BROKEN = { ok: false, error_code: 502, description: "Bad Gateway" };
const BUSY = {
  ok: false,
  error_code: 429,
  description: "Too Many Requests",
  parameters: { retry_after: 7 },
};
const LOST = new HttpError("Network request failed", new Error("ECONNRESET"));

/** Calls a method whose outcomes are these, one after the other. */
async function callOf(
  method: "answerCallbackQuery" | "answerInlineQuery" | "sendMessage",
  ...outcomes: readonly (object | Error)[]
) {
  const waits: number[] = [];
  const { log, logged } = recordLog();
  let calls = 0;
  const call = async () => {
    const outcome = outcomes[calls];
    calls += 1;
    if (outcome instanceof Error) throw outcome;
    return structuredClone(outcome);
  };
  const careful = carefulCalls({
    sleep: async (milliseconds) => void waits.push(milliseconds),
    log,
  });
  const payload = { callback_query_id: "1" } as never;
  const ended: unknown = await careful(call as unknown as ApiCallFn, method, payload).catch(
    (error: unknown) => error,
  );
  return { calls, ended, waits, logged };
}

test.each([
  ["a lost connection", LOST],
  ["an error of Telegram's own", BROKEN],
])("after %s a tap is answered once more, a moment later", async (_, fault) => {
  const { calls, ended, waits } = await callOf("answerCallbackQuery", fault, OK);
  expect([calls, ended, waits]).toEqual([2, OK, [300]]);
});

test("it is tried no third time", async () => {
  expect(await callOf("answerInlineQuery", LOST, LOST, OK)).toMatchObject({
    calls: 2,
    ended: LOST,
  });
});

test.each([OK, REFUSED, BUSY])("what Telegram has answered so stands: %j", async (answer) => {
  expect(await callOf("answerInlineQuery", answer)).toMatchObject({ calls: 1, ended: answer });
});

test("a message, which would stand there twice, is not sent again here", async () => {
  expect(await callOf("sendMessage", LOST, OK)).toMatchObject({ calls: 1, ended: LOST });
});

test.each([
  ["refuses it", [REFUSED]],
  ["cannot be reached", [LOST, LOST]],
])(
  "fault K: a tap is not failed by its answer where Telegram %s, and that is logged",
  async (_, outcomes) => {
    const { ended, logged } = await callOf("answerCallbackQuery", ...outcomes);
    expect(ended).toEqual(OK);
    expect(logged).toMatchObject([{ level: "info" }]);
  },
);

test.each([
  [7, 7],
  [-5, 1],
  [0, 1],
  ["soon", 1],
  ["30", 30],
  [undefined, 1],
  [2 ** 40, 3600],
  [Infinity, 3600],
])("fault I: asked to wait for %s seconds, it is %i", async (asked, seconds) => {
  const busy = { ...BUSY, parameters: { retry_after: asked } };
  const { ended } = await callOf("sendMessage", busy);
  expect(ended).toMatchObject({ parameters: { retry_after: seconds } });
});
