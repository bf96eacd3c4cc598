import { expect, test } from "vitest";
import type { Update, User } from "grammy/types";
import { callMethod, createCheckedTelegram, takeUpdates } from "../support/bot-api.ts";
import type { LocalTelegram } from "../../src/local/telegram.ts";

const ANNA: User = { id: 11, is_bot: false, first_name: "Anna" };
const URL = "https://api.telegram.org/bot1:token/getUpdates";

function startTelegram(): LocalTelegram {
  const telegram = createCheckedTelegram({ now: () => 1_800_000_000_000 });
  telegram.openPrivateChat(ANNA);
  return telegram;
}

function say(telegram: LocalTelegram, ...texts: readonly string[]): void {
  for (const text of texts) telegram.say({ chat: ANNA.id, from: ANNA.id, text });
}

async function fetchUpdates(
  telegram: LocalTelegram,
  payload: Readonly<Record<string, unknown>> = {},
): Promise<Update[]> {
  const answer = await callMethod(telegram, "getUpdates", payload);
  if (!answer.ok) throw new Error(answer.description);
  return answer.result as Update[];
}

function textsOf(updates: readonly Update[]): (string | undefined)[] {
  return updates.map(({ message }) => message?.text);
}

test("updates stay until a higher offset confirms them", async () => {
  const telegram = startTelegram();
  say(telegram, "a", "b");
  const first = await fetchUpdates(telegram);
  expect(textsOf(await fetchUpdates(telegram))).toEqual(["a", "b"]);
  expect(textsOf(await fetchUpdates(telegram, { offset: first[0]?.update_id }))).toEqual([
    "a",
    "b",
  ]);
  expect(textsOf(await fetchUpdates(telegram, { offset: first[1]?.update_id }))).toEqual(["b"]);
  expect(textsOf(await fetchUpdates(telegram))).toEqual(["b"]);
});

test("update ids are consecutive", async () => {
  const telegram = startTelegram();
  say(telegram, "a", "b", "c");
  const [a, b, c] = (await fetchUpdates(telegram)).map(({ update_id }) => update_id);
  expect([b, c]).toEqual([(a ?? 0) + 1, (a ?? 0) + 2]);
});

test("limit holds the rest back", async () => {
  const telegram = startTelegram();
  say(telegram, "a", "b");
  expect(textsOf(await fetchUpdates(telegram, { limit: 1 }))).toEqual(["a"]);
});

test("a negative offset keeps only that many from the end", async () => {
  const telegram = startTelegram();
  say(telegram, "a", "b", "c");
  expect(textsOf(await fetchUpdates(telegram, { offset: -1 }))).toEqual(["c"]);
  expect(textsOf(await fetchUpdates(telegram))).toEqual(["c"]);
});

test("an offset far beyond the queue confirms nothing", async () => {
  const telegram = startTelegram();
  say(telegram, "a");
  expect(textsOf(await fetchUpdates(telegram, { offset: 999_999_999 }))).toEqual(["a"]);
});

test("without a timeout an empty queue answers at once", async () => {
  expect(await fetchUpdates(startTelegram())).toEqual([]);
});

test("with a timeout the poll waits for what comes, and gets it in one batch", async () => {
  const telegram = startTelegram();
  const poll = fetchUpdates(telegram, { timeout: 50 });
  say(telegram, "a", "b");
  expect(textsOf(await poll)).toEqual(["a", "b"]);
});

test("an aborted poll rejects, and the next one gets the update", async () => {
  const telegram = startTelegram();
  const controller = new AbortController();
  const body = JSON.stringify({ timeout: 50 });
  const poll = telegram.fetch(URL, { method: "POST", body, signal: controller.signal });
  controller.abort();
  await expect(poll).rejects.toThrow("aborted");
  say(telegram, "a");
  expect(textsOf(await fetchUpdates(telegram))).toEqual(["a"]);
});

test("of two polls the older one is sent away", async () => {
  const telegram = startTelegram();
  const older = callMethod(telegram, "getUpdates", { timeout: 50 });
  const younger = fetchUpdates(telegram, { timeout: 50 });
  expect(await older).toEqual({
    ok: false,
    error_code: 409,
    description:
      "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
  });
  say(telegram, "a");
  expect(textsOf(await younger)).toEqual(["a"]);
});

test("the kinds asked for are remembered from call to call", async () => {
  const telegram = startTelegram();
  await fetchUpdates(telegram, { allowed_updates: ["edited_message"] });
  telegram.edit(telegram.say({ chat: ANNA.id, from: ANNA.id, text: "a" }), "b");
  const [update, ...others] = await fetchUpdates(telegram);
  expect(update?.edited_message?.text).toBe("b");
  expect(others).toEqual([]);
});

test("an empty list of kinds brings the usual ones back", async () => {
  const telegram = startTelegram();
  await fetchUpdates(telegram, { allowed_updates: ["edited_message"] });
  await fetchUpdates(telegram, { allowed_updates: [] });
  say(telegram, "a");
  expect(textsOf(await fetchUpdates(telegram))).toEqual(["a"]);
});

test("a delivered update comes as it is, whatever was asked for", async () => {
  const telegram = startTelegram();
  await fetchUpdates(telegram, { allowed_updates: ["message"] });
  telegram.deliver({ poll: { id: "1" } } as unknown as Omit<Update, "update_id">);
  expect(await takeUpdates(telegram)).toEqual([
    { update_id: expect.any(Number) as number, poll: { id: "1" } },
  ]);
});

test("a webhook and polling exclude each other", async () => {
  const telegram = startTelegram();
  await callMethod(telegram, "setWebhook", { url: "https://example.org/hook" });
  expect(await callMethod(telegram, "getUpdates")).toMatchObject({
    error_code: 409,
    description:
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  });
  say(telegram, "a");
  expect(await callMethod(telegram, "getWebhookInfo")).toMatchObject({
    result: { url: "https://example.org/hook", pending_update_count: 1 },
  });
  await callMethod(telegram, "deleteWebhook", { drop_pending_updates: true });
  expect(await fetchUpdates(telegram)).toEqual([]);
});
