import { expect, onTestFinished, test } from "vitest";

import { createRandom } from "../../../bench/random.ts";
import { serveBadTelegram, type FaultOptions } from "../../../bench/telegram/bad-day.ts";

/** Every call is carried out with "done", but for what the options spoil. */
async function open(options: Partial<FaultOptions>) {
  let carriedOut = 0;
  const fetch = async () => {
    carriedOut += 1;
    return new Response('{"ok":true,"result":"done"}');
  };
  const random = createRandom(7);
  const served = await serveBadTelegram(
    { fetch },
    { share: 0, random, onLostWord() {}, ...options },
  );
  onTestFinished(() => served.close());
  /** What the bot hears of one call: the answer, the status of a refusal, or that the connection is gone. */
  async function call(body = "{}", method = "sendMessage"): Promise<string> {
    try {
      const response = await globalThis.fetch(`${served.url}/bot1:a/${method}`, {
        method: "POST",
        body,
      });
      const text = await response.text();
      return response.ok ? text : String(response.status);
    } catch {
      return "gone";
    }
  }
  return { served, call, carriedOut: () => carriedOut };
}

test("each attempt draws its fault by itself, so that two in a row may fail", async () => {
  const { call, served } = await open({ share: 0.5 });
  const answers: string[] = [];
  for (let attempt = 0; attempt < 40; attempt += 1) answers.push(await call());
  const failed = answers.map((answer) => !answer.includes("done"));
  expect(failed.some((fails, index) => fails && failed[index + 1] === true)).toBe(true);
  expect(served.faults.size).toBe(6);
});

test("a sent message whose confirmation is lost is told, with what it replies to", async () => {
  const lost: unknown[] = [];
  const { call, carriedOut } = await open({
    share: 1,
    onLostWord: (...words) => lost.push(words),
  });
  const body = JSON.stringify({ chat_id: 5, reply_parameters: { message_id: 9 } });
  while (carriedOut() === 0) await call(body);
  expect(lost).toEqual([[5, 9]]);
});

test.each([
  ["bad-gateway", "502"],
  ["server-error", "500"],
  ["reset", "gone"],
  ["refused", "gone"],
] as const)("in an outage (%s) every call fails, afterwards all go well", async (kind, answer) => {
  const { call, served, carriedOut } = await open({});
  const { promise, resolve: end } = Promise.withResolvers<void>();
  const outage = served.fail(kind, promise);
  expect([await call(), await call()]).toEqual([answer, answer]);
  expect(carriedOut()).toBe(0);
  end();
  await outage;
  expect(await call()).toContain("done");
});

test("when it calms down nothing fails any more", async () => {
  const { call, served } = await open({ share: 1 });
  served.calmDown();
  expect(await call()).toContain("done");
});

test("an outage of one method leaves the others alone", async () => {
  const { call, served } = await open({});
  const { promise, resolve: end } = Promise.withResolvers<void>();
  const outage = served.fail("bad-gateway", promise, "sendMessage");
  expect([await call(), await call("{}", "getMe")]).toEqual([
    "502",
    expect.stringContaining("done"),
  ]);
  end();
  await outage;
});
