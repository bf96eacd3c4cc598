import { readFileSync } from "node:fs";
import type Anthropic from "@anthropic-ai/sdk";
import { expect, test } from "vitest";
import { startMessagesApi } from "../../support/messages-api.ts";
import { ask, connect, PRESS, searchResult } from "./asking.ts";
import { SCHEMAS } from "../../support/messages-api/schemas.ts";
import type { Reply } from "../../support/messages-api/script.ts";

/** What the SDK makes of one reply to a question about `PRESS`. */
async function read(reply: Reply, request = ask(PRESS)) {
  const api = await startMessagesApi();
  api.next(reply);
  const message = await connect(api).messages.stream(request).finalMessage();
  return { message, api };
}

/** The events as they come over the wire. */
async function readRaw(reply: Reply): Promise<readonly Buffer[]> {
  const api = await startMessagesApi();
  api.next(reply);
  const response = await fetch(`${api.url}/v1/messages`, {
    method: "POST",
    headers: { authorization: "Bearer key", "anthropic-version": "2026-10-21" },
    body: JSON.stringify({ ...ask(PRESS), stream: true }),
  });
  return await Array.fromAsync(response.body ?? [], (chunk: Uint8Array) => Buffer.from(chunk));
}

test("the schemas were generated from the installed version of @anthropic-ai/sdk", () => {
  const file = new URL("../../../node_modules/@anthropic-ai/sdk/package.json", import.meta.url);
  const { version } = JSON.parse(readFileSync(file, "utf8")) as { readonly version: string };
  expect(SCHEMAS.$comment).toContain(`@anthropic-ai/sdk ${version},`);
});

test("a claim comes as a block of its own, with the citation the API derives from the request", async () => {
  const { message } = await read({
    say: [
      "Laut Artikel: ",
      { text: "in Mainz", cites: ["druckte in Mainz"] },
      " – für Übersetzer.",
    ],
  });
  expect(message.content).toEqual([
    { type: "text", text: "Laut Artikel: ", citations: null },
    {
      type: "text",
      text: "in Mainz",
      citations: [
        {
          type: "search_result_location",
          source: "press",
          title: "Title of press",
          search_result_index: 0,
          start_block_index: 0,
          end_block_index: 1,
          cited_text: "Gutenberg druckte in Mainz. ",
        },
      ],
    },
    { type: "text", text: " – für Übersetzer.", citations: null },
  ]);
  expect(message.stop_reason).toBe("end_turn");
});

test.each([
  ["before", ["citations_delta", "text_delta"]],
  ["after", ["text_delta", "citations_delta"]],
] as const)("citations can come %s the text of their block", async (citations, order) => {
  const bytes = await readRaw({ citations, say: [{ text: "D", cites: ["in Mainz"] }] });
  expect(
    Buffer.concat(bytes)
      .toString()
      .match(/(?:text|citations)_delta/gu)
      ?.slice(0, 2),
  ).toEqual(order);
});

test("each event has a line with its name, and a ping comes early", async () => {
  const text = Buffer.concat(await readRaw({ say: ["A"] })).toString();
  expect(text.match(/^event: .*$/gmu)).toEqual([
    "event: message_start",
    "event: ping",
    "event: content_block_start",
    "event: content_block_delta",
    "event: content_block_stop",
    "event: message_delta",
    "event: message_stop",
  ]);
});

test("an event can come in two chunks that part a character, and the SDK puts it together", async () => {
  const chunks = await readRaw({ say: ["Ü"], chunks: "split" });
  const decoder = new TextDecoder("utf-8", { fatal: true });
  expect(chunks.some((chunk) => chunk.at(-1) === 0xc3)).toBe(true);
  expect(() => chunks.map((chunk) => decoder.decode(chunk))).toThrow(TypeError);
  const { message } = await read({ say: ["Übersetzer größer 😀"], chunks: "split" });
  expect(message.content).toMatchObject([{ text: "Übersetzer größer 😀" }]);
});

test("a text comes in many deltas", async () => {
  const text = Buffer.concat(await readRaw({ say: ["Die Bibel erschien."] })).toString();
  expect(text.match(/text_delta/gu)?.length).toBe(7);
});

test("thinking comes first, and counts as written", async () => {
  const { message } = await read({ thinking: "Mainz oder Köln?!", say: ["Mainz."] });
  expect(message.content.map(({ type }) => type)).toEqual(["thinking", "text"]);
  expect(message.usage).toMatchObject({
    output_tokens: Math.ceil(23 / 2.2),
    output_tokens_details: { thinking_tokens: Math.ceil(17 / 2.2) },
  });
});

test("usage is a token for every 2.2 characters", async () => {
  const { message } = await read(
    { say: ["x".repeat(22)] },
    ask({ type: "text", text: "y".repeat(11) }),
  );
  expect(message.usage).toMatchObject({ input_tokens: 10, output_tokens: 10 });
});

test("usage can be told", async () => {
  const { message } = await read({ say: ["a"], usage: { cache_read_input_tokens: 900 } });
  expect(message.usage.cache_read_input_tokens).toBe(900);
});

test("tool calls of one turn are parallel, and their results are the next turn", async () => {
  const api = await startMessagesApi();
  const client = connect(api);
  api.next({
    say: ["Moment."],
    calls: [1, 2].map((n) => ({ name: "search", input: { query: `ä${n}` } })),
  });
  api.next({ say: ["Mainz."] });
  const request = {
    ...ask(PRESS),
    tools: [{ name: "search", input_schema: { type: "object" as const } }],
  };
  const first = await client.messages.stream(request).finalMessage();
  const calls = first.content.filter((block) => block.type === "tool_use");
  expect(first.stop_reason).toBe("tool_use");
  expect(calls.map(({ input }) => input)).toEqual([{ query: "ä1" }, { query: "ä2" }]);
  const content = calls.map(({ id }) => ({
    type: "tool_result" as const,
    tool_use_id: id,
    content: [searchResult(id, "Noch etwas.")],
  }));
  const messages = [
    ...request.messages,
    { role: "assistant" as const, content: first.content as Anthropic.ContentBlockParam[] },
    { role: "user" as const, content },
  ];
  const second = await client.messages.stream({ ...request, messages }).finalMessage();
  expect(second.content).toMatchObject([{ text: "Mainz." }]);
});

test("a script can hold for every request", async () => {
  const api = await startMessagesApi();
  api.always((request) => ({ say: [request.model] }));
  const client = connect(api);
  for (const model of ["claude-opus-5-5", "claude-haiku-4-5"]) {
    const message = await client.messages.stream({ ...ask(PRESS), model }).finalMessage();
    expect(message.content).toMatchObject([{ text: model }]);
  }
  expect(api.requests.map(({ body }) => body.model)).toEqual([
    "claude-opus-5-5",
    "claude-haiku-4-5",
  ]);
});

test.each([
  "end_turn",
  "max_tokens",
  "tool_use",
  "pause_turn",
  "model_context_window_exceeded",
] as const)("a reply can stop for %s", async (stop) => {
  const { message } = await read({ say: ["Half a sen"], stop });
  expect(message.stop_reason).toBe(stop);
  expect(message.stop_details).toBe(null);
});

test("a refusal is a message with partial text and its reason", async () => {
  const refusal = { category: "general_harms", explanation: "No." } as const;
  const { message } = await read({ say: ["The weap"], stop: "refusal", refusal });
  expect(message.content).toMatchObject([{ text: "The weap" }]);
  expect(message.stop_details).toEqual({ type: "refusal", ...refusal });
});

test("the stream waits where the script holds a promise, and notes when the first delta and the last event went out", async () => {
  const api = await startMessagesApi();
  const { promise, resolve } = Promise.withResolvers<void>();
  api.next({ say: ["a", promise, "b"] });
  const stream = connect(api).messages.stream(ask(PRESS));
  const { times, ended } = await api.received(1);
  await stream.emitted("text");
  const firstDelta = times.firstDelta ?? Number.NaN;
  const resolved = performance.now();
  resolve();
  await stream.finalMessage();
  expect(await ended).toBe("api");
  expect(times.arrived).toBeLessThan(firstDelta);
  expect(firstDelta).toBeLessThan(resolved);
  expect(times.lastEvent).toBeGreaterThan(resolved);
});

test("a client that leaves is noticed", async () => {
  const api = await startMessagesApi();
  api.next({ say: ["a", new Promise(() => {})] });
  const stream = connect(api).messages.stream(ask(PRESS));
  await stream.emitted("text");
  stream.abort();
  await expect(stream.finalMessage()).rejects.toThrow("aborted");
  expect(await (await api.received(1)).ended).toBe("client");
});
