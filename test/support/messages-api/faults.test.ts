import {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  APIUserAbortError,
  AnthropicError,
  AuthenticationError,
  BadRequestError,
  ContentTooLargeError,
  InternalServerError,
  NotFoundError,
  OverloadedError,
  PaymentRequiredError,
  PermissionDeniedError,
  RateLimitError,
  ServiceUnavailableError,
} from "@anthropic-ai/sdk";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { startMessagesApi } from "../messages-api.ts";
import { ask, connect, PRESS } from "./asking.ts";
import type { Fault, Refusal, Script } from "./script.ts";

const SAY = ["Gutenberg druckte in Mainz."];
/** Nobody waits for a retry in a test. */
const AT_ONCE = { "retry-after-ms": "1" };

/** What the SDK throws where the API answers with a script, and how many requests it made. */
async function fail(script: Script, options: Parameters<typeof connect>[1] = {}) {
  const api = await startMessagesApi();
  api.always(script);
  const error = await connect(api, { logLevel: "off", ...options })
    .messages.stream(ask(PRESS))
    .finalMessage()
    .then(
      () => null,
      (reason: unknown) => reason,
    );
  return { error, requests: api.requests.length };
}

function failAfter(kind: Exclude<Fault["kind"], "stall">, afterDeltas = 2) {
  return fail({ say: SAY, fault: { kind, afterDeltas } }, { maxRetries: 2 });
}

test.each([
  [400, BadRequestError, "invalid_request_error"],
  [401, AuthenticationError, "authentication_error"],
  [402, PaymentRequiredError, "billing_error"],
  [403, PermissionDeniedError, "permission_error"],
  [404, NotFoundError, "not_found_error"],
  [413, ContentTooLargeError, "invalid_request_error"],
] as const)("%i is thrown at once", async (status, type, name) => {
  const { error, requests } = await fail({ status, message: "No." }, { maxRetries: 2 });
  expect(error).toBeInstanceOf(type);
  expect(error).toMatchObject({ status, type: name, apiMessage: "No.", requestID: "req_1" });
  expect(requests).toBe(1);
});

test.each([
  [429, RateLimitError],
  [500, InternalServerError],
  [503, ServiceUnavailableError],
  [529, OverloadedError],
] as const)("%i is tried three times by default, then thrown", async (status, type) => {
  const script: Refusal = { status, headers: AT_ONCE };
  const { error, requests } = await fail(script, { maxRetries: undefined });
  expect(error).toBeInstanceOf(type);
  expect(requests).toBe(3);
});

test("429 for a spending limit has its own class and code, and is tried again all the same", async () => {
  const script: Refusal = {
    status: 429,
    errorCode: "enforced_spend_limit_reached",
    headers: AT_ONCE,
  };
  const { error, requests } = await fail(script, { maxRetries: 1 });
  expect(error).toBeInstanceOf(RateLimitError);
  expect((error as Error).constructor.name).toBe("EnforcedSpendLimitReachedError");
  expect(error).toMatchObject({ errorCode: "enforced_spend_limit_reached" });
  expect(requests).toBe(2);
});

test("a long retry-after is obeyed, until the signal ends it", async () => {
  const api = await startMessagesApi();
  api.next({ status: 429, headers: { "retry-after": "600" } });
  const controller = new AbortController();
  const { signal } = controller;
  const stream = connect(api, { maxRetries: 2 }).messages.stream(ask(PRESS), { signal });
  await (
    await api.received(1)
  ).ended;
  await sleep(20);
  controller.abort();
  await expect(stream.finalMessage()).rejects.toBeInstanceOf(APIUserAbortError);
  expect(api.requests.length).toBe(1);
});

test("a stream that ends without message_stop rejects", async () => {
  const { error, requests } = await failAfter("end");
  expect(error).toBeInstanceOf(AnthropicError);
  expect(error).not.toBeInstanceOf(APIError);
  expect((error as Error).message).toContain("stream ended without producing a Message");
  expect(requests).toBe(1);
});

test("a stream that ends without message_stop is no error to one who reads the events", async () => {
  const api = await startMessagesApi();
  api.next({ say: SAY, fault: { kind: "end", afterDeltas: 2 } });
  const events = await connect(api).messages.create({ ...ask(PRESS), stream: true });
  const last = (await Array.fromAsync(events)).at(-1);
  expect(last?.type).toBe("content_block_delta");
});

test("a destroyed socket is no APIError, and is not tried again", async () => {
  const { error, requests } = await failAfter("cut");
  expect(error).toBeInstanceOf(AnthropicError);
  expect(error).not.toBeInstanceOf(APIError);
  expect(error).toMatchObject({ message: "terminated", cause: expect.any(TypeError) as unknown });
  expect(requests).toBe(1);
});

test("a socket destroyed before the first delta is not tried again either", async () => {
  const { error, requests } = await failAfter("cut", 0);
  expect(error).toMatchObject({ message: "terminated" });
  expect(requests).toBe(1);
});

test("an error event is an APIError without a status, and is not tried again", async () => {
  const { error, requests } = await failAfter("error");
  expect(error).toBeInstanceOf(APIError);
  expect(error).not.toBeInstanceOf(OverloadedError);
  expect(error).toMatchObject({ status: undefined, type: "overloaded_error" });
  expect(requests).toBe(1);
});

test("JSON that breaks off is no APIError, and is not tried again", async () => {
  const { error, requests } = await failAfter("broken-json");
  expect(error).toBeInstanceOf(AnthropicError);
  expect(error).not.toBeInstanceOf(APIError);
  expect(error).toMatchObject({ cause: expect.any(SyntaxError) as unknown });
  expect(requests).toBe(1);
});

test("JSON that breaks off is logged with what was written, unless logging is off", async () => {
  const api = await startMessagesApi();
  api.next({ say: SAY, fault: { kind: "broken-json", afterDeltas: 2 } });
  const logged: unknown[] = [];
  const log = (...words: unknown[]): void => void logged.push(words);
  const logger = { error: log, warn: log, info: log, debug: log };
  await connect(api, { logger, logLevel: "warn" })
    .messages.stream(ask(PRESS))
    .done()
    .catch(() => {});
  expect(JSON.stringify(logged)).toContain("content_block_delta");
});

test("a page in place of a stream is no APIError", async () => {
  const { error, requests } = await fail({ html: "<h1>Login</h1>" }, { maxRetries: 2 });
  expect(error).not.toBeInstanceOf(APIError);
  expect((error as Error).message).toBe("request ended without sending any chunks");
  expect(requests).toBe(1);
});

test("the timeout does not end a stream that stalls; the signal does", async () => {
  const api = await startMessagesApi();
  api.next({ say: SAY, fault: { kind: "stall", afterDeltas: 2 } });
  const controller = new AbortController();
  const { signal } = controller;
  // Long enough for the headers to arrive on a busy machine.
  const stream = connect(api, { timeout: 500 }).messages.stream(ask(PRESS), { signal });
  let hasEnded = false;
  const end = stream.finalMessage().finally(() => {
    hasEnded = true;
  });
  await Promise.all([stream.emitted("text"), sleep(600)]);
  expect(hasEnded).toBe(false);
  controller.abort();
  await expect(end).rejects.toBeInstanceOf(APIUserAbortError);
  expect(await (await api.received(1)).ended).toBe("client");
});

test("a stream that stalled goes on when the test lets it", async () => {
  const api = await startMessagesApi();
  const { promise: until, resolve } = Promise.withResolvers<void>();
  api.next({ say: SAY, fault: { kind: "stall", afterDeltas: 2, until } });
  const stream = connect(api).messages.stream(ask(PRESS));
  await stream.emitted("text");
  resolve();
  expect(await stream.finalText()).toBe(SAY[0]);
});

test("without headers the timeout ends a request; it is tried again, then thrown", async () => {
  const script = { say: SAY, headersAfter: new Promise(() => {}) };
  const { error, requests } = await fail(script, { timeout: 300, maxRetries: 1 });
  expect(error).toBeInstanceOf(APIConnectionTimeoutError);
  expect(requests).toBe(2);
});

test("finalText puts a space between blocks, which breaks a cited sentence", async () => {
  const api = await startMessagesApi();
  api.next({ say: [{ text: "In Mainz", cites: ["in Mainz"] }, "."] });
  expect(await connect(api).messages.stream(ask(PRESS)).finalText()).toBe("In Mainz .");
});

test("without a server the error is one of the connection", async () => {
  const api = await startMessagesApi();
  await api.stop();
  const stream = connect(api).messages.stream(ask(PRESS));
  await expect(stream.finalMessage()).rejects.toBeInstanceOf(APIConnectionError);
});
