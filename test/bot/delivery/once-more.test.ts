import { type ApiCallFn, HttpError } from "grammy";
import { expect, test } from "vitest";

import { createOnceMore } from "../../../src/bot/delivery/once-more.ts";

const OK = { ok: true, result: true } as const;
const REFUSED = {
  ok: false,
  error_code: 400,
  description: "Bad Request: query is too old",
} as const;
const BROKEN = { ok: false, error_code: 502, description: "Bad Gateway" } as const;
const BUSY = { ok: false, error_code: 429, description: "Too Many Requests" } as const;
const LOST = new HttpError("Network request failed", new Error("ECONNRESET"));

/** Calls a method whose outcomes are these, one after the other. */
async function callOf(
  method: "answerCallbackQuery" | "sendMessage",
  ...outcomes: readonly (typeof OK | typeof REFUSED | typeof BROKEN | typeof BUSY | Error)[]
) {
  const waits: number[] = [];
  let calls = 0;
  const call = async () => {
    const outcome = outcomes[calls];
    calls += 1;
    if (outcome instanceof Error) throw outcome;
    return outcome;
  };
  const onceMore = createOnceMore(async (milliseconds) => void waits.push(milliseconds));
  const payload = { callback_query_id: "1" } as never;
  const ended: unknown = await onceMore(call as unknown as ApiCallFn, method, payload).catch(
    (error: unknown) => error,
  );
  return { calls, ended, waits };
}

test.each([
  ["a lost connection", LOST],
  ["an error of Telegram's own", BROKEN],
])("after %s a tap is answered once more, a moment later", async (_, fault) => {
  const { calls, ended, waits } = await callOf("answerCallbackQuery", fault, OK);
  expect([calls, ended, waits]).toEqual([2, OK, [300]]);
});

test("it is tried no third time", async () => {
  expect(await callOf("answerCallbackQuery", LOST, LOST, OK)).toMatchObject({
    calls: 2,
    ended: LOST,
  });
});

test.each([OK, REFUSED, BUSY])("what Telegram has answered so stands: %j", async (answer) => {
  expect(await callOf("answerCallbackQuery", answer)).toMatchObject({ calls: 1, ended: answer });
});

test("a message, which would stand there twice, is not sent again here", async () => {
  expect(await callOf("sendMessage", LOST, OK)).toMatchObject({ calls: 1, ended: LOST });
});
