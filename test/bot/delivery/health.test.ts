import { GrammyError, HttpError } from "grammy";
import type { UserFromGetMe } from "grammy/types";
import { expect, test } from "vitest";

import { createHealth, waitForTelegram } from "../../../src/bot/delivery/health.ts";
import { recordLog } from "../../support/start-bot.ts";
import { createTestClock, turns } from "../../support/test-clock.ts";

const SECOND_MS = 1000;
const ME = { id: 7, is_bot: true, first_name: "Fundstelle" } as UserFromGetMe;
const GONE = new HttpError("Network request failed", new Error("ECONNRESET"));

function refusal(error_code: number): GrammyError {
  const answer = { ok: false, error_code, description: "No" } as const;
  return new GrammyError("No", answer, "getMe", {});
}

/** A Telegram that fails so until it is told otherwise. */
function start(error: Error | null) {
  const clock = createTestClock();
  const calls: number[] = [];
  let failing = error;
  const api = {
    async getMe() {
      calls.push(clock.now());
      if (failing !== null) throw failing;
      return ME;
    },
  };
  const { log, logged } = recordLog();
  return {
    clock,
    api,
    calls,
    logged,
    health: createHealth({ api, clock, log, random: () => 1 }),
    fail: (next: Error | null) => void (failing = next),
  };
}

test("fault A: one call at a time asks whether Telegram answers, half a second to five apart", async () => {
  const { health, clock, calls, fail } = start(GONE);
  const begin = clock.now();
  for (let failed = 0; failed < 16; failed += 1) health.doubt();
  await turns(1);
  await clock.wind(20 * SECOND_MS);
  expect(calls.map((at) => at - begin)).toEqual([0, 500, 1500, 3500, 7500, 12_500, 17_500]);
  fail(null);
  expect(health.isUp()).toBe(false);
  await clock.wind(5 * SECOND_MS);
  expect(health.isUp()).toBe(true);
});

test("fault A: where Telegram answers at once nothing waits and nothing is logged", async () => {
  const { health, clock, logged } = start(null);
  health.doubt();
  expect(await health.ready(clock.now() + SECOND_MS)).toBe(true);
  expect(logged).toEqual([]);
});

test.each([400, 401, 429])("a refusal (%i) is an answer too", async (code) => {
  const { health, clock } = start(refusal(code));
  health.doubt();
  expect(await health.ready(clock.now() + SECOND_MS)).toBe(true);
});

test("who waits is told when their time is over, or the bot stops", async () => {
  const { health, clock } = start(GONE);
  health.doubt();
  const [short, long] = [2, 60].map((seconds) => health.ready(clock.now() + seconds * SECOND_MS));
  await clock.wind(2 * SECOND_MS);
  expect(await short).toBe(false);
  health.stop();
  expect([await long, await health.ready(Infinity)]).toEqual([false, false]);
});

test("fault K: a Telegram that cannot be reached at the start is told within three seconds, then once a minute, and tried on", async () => {
  const { api, clock, calls, fail } = start(GONE);
  const begin = clock.now();
  const told: number[] = [];
  const onUnreachable = () => void told.push(clock.now() - begin);
  const reached = waitForTelegram({ api, clock, onUnreachable });
  await clock.wind(125 * SECOND_MS);
  expect(told).toEqual([2500, 62_500, 122_500]);
  expect(calls.length).toBeGreaterThan(20);
  fail(null);
  await clock.wind(5 * SECOND_MS);
  expect(await reached).toBe(ME);
  await clock.wind(120 * SECOND_MS);
  expect(told).toHaveLength(3);
});

test("a token that Telegram refuses is not tried on", async () => {
  const { api, clock, calls } = start(refusal(401));
  await expect(waitForTelegram({ api, clock, onUnreachable() {} })).rejects.toMatchObject({
    error_code: 401,
  });
  expect(calls).toHaveLength(1);
});
