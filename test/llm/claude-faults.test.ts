import { expect, test } from "vitest";

import type { LanguageModel, ModelRequest, Piece } from "../../src/llm/model.ts";
import { ModelError } from "../../src/llm/model.ts";
import { startMessagesApi } from "../support/messages-api.ts";
import type { Fault, Script } from "../support/messages-api/script.ts";
import { createTestClock } from "../support/test-clock.ts";
import { ask, BRIDGE, claudeAt, fail, follow, PRESS, textOf } from "./requests.ts";

const IDLE_MS = 20_000;
const AT_ONCE = { "retry-after-ms": "1" };
const GUTENBERG = [{ text: "Gutenberg druckte in Mainz", cites: ["druckte in Mainz"] }];

async function failure(
  model: LanguageModel,
  request: ModelRequest = ask(),
  following = follow(),
): Promise<ModelError> {
  const error: unknown = await model.write(request, following).catch((reason: unknown) => reason);
  if (!(error instanceof ModelError)) throw new Error("It did not fail", { cause: error });
  return error;
}

test.each<readonly [string, Fault["kind"], ModelError["reason"]]>([
  ["case 27: a stream that is cut", "cut", "cut"],
  ["case 29: a stream that ends without saying so", "end", "cut"],
  ["case 29: an error event for a server that is overloaded", "error", "busy"],
  ["an event that is no JSON", "broken-json", "cut"],
])("%s leaves what was written, and what it used", async (_, kind, reason) => {
  const api = await startMessagesApi();
  api.next({ say: GUTENBERG, fault: { kind, afterDeltas: 3 }, usage: { input_tokens: 900 } });
  const error = await failure(claudeAt(api));
  expect({ reason: error.reason, text: textOf(error.pieces) }).toEqual({ reason, text: "Gutenbe" });
  expect(error.sources).toEqual([PRESS]);
  expect(error.usage).toEqual([{ input: 900, cacheRead: 0, cacheWritten: 0, output: 4 }]);
  expect(api.requests).toHaveLength(1);
});

test("case 28: a stream in which nothing comes any more is given up, with what was written", async () => {
  const api = await startMessagesApi();
  const clock = createTestClock();
  api.next({ say: GUTENBERG, fault: { kind: "stall", afterDeltas: 2 } });
  const onPieces = (pieces: readonly Piece[]) => {
    if (textOf(pieces) === "Guten") clock.jump(IDLE_MS);
  };
  const error = await failure(claudeAt({ ...api, clock }), ask(), follow({ onPieces }));
  expect({ reason: error.reason, text: textOf(error.pieces) }).toEqual({
    reason: "stalled",
    text: "Guten",
  });
  expect(error.usage).toHaveLength(1);
  expect(await api.requests[0]!.ended).toBe("client");
});

test("a server that never answers at all is given up as well, and is reckoned to have read the request", async () => {
  const api = await startMessagesApi();
  const clock = createTestClock();
  api.next({ headersAfter: new Promise(() => {}) });
  const failed = failure(claudeAt({ ...api, clock }));
  await api.received(1);
  clock.jump(IDLE_MS);
  const error = await failed;
  expect(error.reason).toBe("stalled");
  expect(error.usage).toMatchObject([{ output: 0 }]);
  expect(error.usage[0]?.input).toBeGreaterThan(200);
});

test("a stream that is slow but goes on is waited for", async () => {
  const api = await startMessagesApi();
  const clock = createTestClock();
  api.next({ say: GUTENBERG });
  const onPieces = () => clock.jump(IDLE_MS - 1);
  const { pieces } = await claudeAt({ ...api, clock }).write(ask(), follow({ onPieces }));
  expect(textOf(pieces)).toBe("Gutenberg druckte in Mainz");
});

test("who stops reading gets what was written, and the server is told at once", async () => {
  const api = await startMessagesApi();
  api.next({ say: GUTENBERG, fault: { kind: "stall", afterDeltas: 4 } });
  const stop = new AbortController();
  const onPieces = () => stop.abort();
  const error = await failure(claudeAt(api), ask(), follow({ signal: stop.signal, onPieces }));
  expect({ reason: error.reason, text: textOf(error.pieces) }).toEqual({
    reason: "stopped",
    text: "G",
  });
  expect(await api.requests[0]!.ended).toBe("client");
});

test("a deadline that passes while a search's answer is written leaves that round's words only", async () => {
  const api = await startMessagesApi();
  const deadline = new AbortController();
  api.next({ say: ["Ich suche."], calls: [{ name: "search_articles", input: { query: "Bau" } }] });
  api.next({ say: ["Sie wurde"], fault: { kind: "stall", afterDeltas: 2 } });
  const onPieces = (pieces: readonly Piece[]) => {
    if (textOf(pieces).startsWith("Sie")) deadline.abort();
  };
  const request = ask({ search: () => [BRIDGE] });
  const error = await failure(
    claudeAt(api),
    request,
    follow({ signal: deadline.signal, onPieces }),
  );
  expect(textOf(error.pieces)).toMatch(/^Sie/);
  expect(error.usage).toHaveLength(2);
  expect(error.sources).toEqual([PRESS, BRIDGE]);
});

test("a signal that was aborted before asks nobody", async () => {
  const api = await startMessagesApi();
  const error = await failure(claudeAt(api), ask(), follow({ signal: AbortSignal.abort() }));
  expect(error.reason).toBe("stopped");
  expect(error.usage).toEqual([]);
  expect(api.requests).toEqual([]);
});

test("too many requests are tried again once, and then there is an answer", async () => {
  const api = await startMessagesApi();
  api.next({ status: 429, headers: AT_ONCE }, { say: ["Ja."] });
  const written = await claudeAt(api).write(ask(), follow());
  expect(textOf(written.pieces)).toBe("Ja.");
  expect(written.usage).toHaveLength(1);
});

test("case 32: a server that stays overloaded is asked twice, and costs nothing", async () => {
  const api = await startMessagesApi();
  api.always({ status: 529, headers: AT_ONCE });
  const error = await failure(claudeAt(api));
  expect(error).toMatchObject({ reason: "busy", usage: [], pieces: [] });
  expect(api.requests).toHaveLength(2);
});

test.each([{ "retry-after": "300" }, { "retry-after": new Date(2e12).toUTCString() }])(
  "case 32: nobody waits for a server that asks to be left alone for long: %j",
  async (headers) => {
    const api = await startMessagesApi();
    api.always({ status: 429, headers });
    expect((await failure(claudeAt(api))).reason).toBe("busy");
    expect(api.requests).toHaveLength(1);
  },
);

test.each<readonly [string, Script, ModelError["reason"]]>([
  ["case 33: a wrong key", { status: 401 }, "unauthorized"],
  ["a key that may not use the model", { status: 403 }, "unauthorized"],
  ["case 33: a request that is refused", { status: 400, message: "no" }, "rejected"],
  ["a model that there is not", { status: 404 }, "rejected"],
  ["a request that is too long", { status: 413 }, "rejected"],
  ["an unpaid bill", { status: 402 }, "spent"],
  ["a server that fails", { status: 500, headers: AT_ONCE }, "busy"],
  [
    "a spending limit, which looks like too many requests",
    { status: 429, errorCode: "enforced_spend_limit_reached", headers: AT_ONCE },
    "spent",
  ],
])("%s costs nothing", async (_, script, reason) => {
  const api = await startMessagesApi();
  api.always(script);
  expect(await failure(claudeAt(api))).toMatchObject({ reason, usage: [], pieces: [] });
  expect(api.requests.length).toBeLessThanOrEqual(2);
});

test("a page in place of an answer is none", async () => {
  const api = await startMessagesApi();
  api.always({ html: "<h1>Log in to the network</h1>" });
  expect(await failure(claudeAt(api))).toMatchObject({ reason: "cut", usage: [], pieces: [] });
});

test("a server that is not there is unreachable", async () => {
  const api = await startMessagesApi();
  const claude = claudeAt(api);
  await api.stop();
  const error = await failure(claude);
  expect(error).toMatchObject({ reason: "unreachable", usage: [] });
  expect((error.cause as Error).message).toBe("ECONNREFUSED");
});

test("the cause says what the server said in short, and never what was sent", async () => {
  const api = await startMessagesApi();
  api.always({ status: 400, message: "You asked: Wo wurde die Bibel gedruckt?" });
  const error = await failure(claudeAt(api));
  expect((error.cause as Error).message).toMatch(/^400 invalid_request_error \S+$/);
  expect(String(error.stack) + String((error.cause as Error).stack)).not.toMatch(/Bibel|sk-ant/);
});

test("what a follower throws is not taken for the model's failure", async () => {
  const api = await startMessagesApi();
  api.next({ say: GUTENBERG });
  const reader = follow({ onPieces: fail });
  await expect(claudeAt(api).write(ask(), reader)).rejects.toThrow(RangeError);
});
