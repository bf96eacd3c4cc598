import { type Anthropic, BadRequestError } from "@anthropic-ai/sdk";
import { expect, test } from "vitest";
import { startMessagesApi } from "../../support/messages-api.ts";
import { ask, connect, PRESS, searchResult } from "./asking.ts";
import { checkRequest } from "../../support/messages-api/check-request.ts";
import { MODELS } from "../../support/messages-api/models.ts";
import type { Refusal } from "../../support/messages-api/script.ts";

type Change = Partial<Anthropic.MessageCreateParams> & Readonly<Record<string, unknown>>;

const TEXT = { type: "text", text: "Wo?" } as const;
const TOOLS: Anthropic.Tool[] = [{ name: "search", input_schema: { type: "object" } }];
const SCHEMA = { type: "json_schema", schema: { type: "object" } } as const;
const FORCED = { tools: TOOLS, tool_choice: { type: "any" } } as const;
const CALL = { type: "tool_use", id: "a", name: "search", input: {} } as const;
const RESULT = { type: "tool_result", tool_use_id: "a", content: "Nichts." } as const;

function user(...content: Anthropic.ContentBlockParam[]): Anthropic.MessageParam {
  return { role: "user", content };
}

function assistant(...content: Anthropic.ContentBlockParam[]): Anthropic.MessageParam {
  return { role: "assistant", content };
}

/** How the question about `PRESS`, asked with a change, is refused; null: it is not. */
function refusalOf(change: Change): Refusal | null {
  const request = { ...ask(PRESS), stream: true, ...change };
  return checkRequest(request, new Map(Object.entries(MODELS)));
}

const CITING: Anthropic.TextBlockParam = {
  ...TEXT,
  citations: [
    {
      type: "search_result_location",
      source: "press",
      title: "a",
      search_result_index: 0,
      start_block_index: 0,
      end_block_index: 1,
      cited_text: "b",
    },
  ],
};

const REFUSED: Readonly<Record<string, readonly [Change, string]>> = {
  "a temperature": [{ temperature: 1 }, "temperature: Extra inputs are not permitted"],
  "a top_p": [{ top_p: 1 }, "top_p: Extra inputs are not permitted"],
  "a top_k": [{ top_k: 40 }, "top_k: Extra inputs are not permitted"],
  "an unknown field in a block": [
    { messages: [user({ ...PRESS, url: "a" } as typeof PRESS)] },
    "messages.0.content.0.search_result.url: Extra inputs are not permitted",
  ],
  "an unknown field in a message": [
    { messages: [{ role: "user", content: "a", name: "b" } as Anthropic.MessageParam] },
    "messages.0.name: Extra inputs are not permitted",
  ],
  "an unknown field in a tool": [
    { tools: [{ ...TOOLS[0], parameters: {} } as Anthropic.Tool] },
    "tools.0.parameters: Extra inputs are not permitted",
  ],
  "a missing field": [
    { messages: [user({ type: "search_result", source: "a", content: [] } as never)] },
    "messages.0.content.0.search_result.title: Field required",
  ],
  "a value of the wrong type": [{ max_tokens: "9" as never }, "max_tokens: Input must be number"],
  "no messages": [{ messages: [] }, "at least one message"],
  "a message without content": [{ messages: [user()] }, "non-empty content"],
  "an empty text": [{ messages: [user({ ...TEXT, text: "" })] }, "must be non-empty"],
  "a blank text": [{ messages: [user({ ...TEXT, text: " \n" })] }, "must be non-empty"],
  "an empty message": [{ messages: [{ role: "user", content: "" }] }, "non-empty"],
  "an empty sentence": [{ messages: [user(searchResult("a", ""), TEXT)] }, "must be non-empty"],
  "an empty search result": [{ messages: [user(searchResult("a"), TEXT)] }, "at least one block"],
  "an empty system prompt": [{ system: "" }, "system: text content blocks must be non-empty"],
  "an assistant's message at the start": [
    { messages: [assistant(TEXT), user(TEXT)] },
    "first message",
  ],
  "an assistant's message at the end": [
    { messages: [user(TEXT), assistant(TEXT)] },
    "does not support assistant message prefill",
  ],
  "an unknown role": [{ messages: [{ role: "tool", content: "a" } as never] }, "messages.0"],
  "a document of the assistant": [
    {
      messages: [
        user(TEXT),
        assistant({ type: "document", source: { type: "content", content: "a" } }),
        user(TEXT),
      ],
    },
    "messages.1: `document` blocks cannot be in `assistant` messages",
  ],
  "citations in the user's text": [{ messages: [user(PRESS, CITING)] }, "citations must be empty"],
  "citations in a search result": [
    { messages: [user({ ...PRESS, content: [CITING] }, TEXT)] },
    "citations must be empty",
  ],
  "citations of some sources only": [
    { messages: [user(PRESS, { ...searchResult("a", "b"), citations: { enabled: false } }, TEXT)] },
    "citations must be enabled on all",
  ],
  "citations and an output format": [
    { output_config: { format: SCHEMA } },
    "cannot be used with citations",
  ],
  "a tool call without its result": [
    { tools: TOOLS, messages: [user(TEXT), assistant(CALL), user(TEXT)] },
    "messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: a",
  ],
  "one of two parallel calls without its result": [
    { tools: TOOLS, messages: [user(TEXT), assistant(CALL, { ...CALL, id: "b" }), user(RESULT)] },
    "immediately after: b",
  ],
  "a result behind a text": [
    { tools: TOOLS, messages: [user(TEXT), assistant(CALL), user(TEXT, RESULT)] },
    "immediately after: a",
  ],
  "a result without its call": [
    { tools: TOOLS, messages: [user(TEXT), assistant(TEXT), user(RESULT)] },
    "unexpected `tool_use_id` found in `tool_result` blocks: a",
  ],
  "two results for one call": [
    { tools: TOOLS, messages: [user(TEXT), assistant(CALL), user(RESULT, RESULT)] },
    "unexpected `tool_use_id`",
  ],
  "calls without tools": [
    { messages: [user(TEXT), assistant(CALL), user(RESULT)] },
    "must define tools",
  ],
  "a changed thinking block": [
    {
      messages: [
        user(TEXT),
        assistant({ type: "thinking", thinking: "a", signature: "b" }, TEXT),
        user(TEXT),
      ],
    },
    "Invalid `signature`",
  ],
  "a tool choice without tools": [{ tool_choice: { type: "none" } }, "while providing tools"],
  "a choice of an unknown tool": [
    { tools: TOOLS, tool_choice: { type: "tool", name: "find" } },
    "Tool 'find' not found",
  ],
  "two tools of one name": [{ tools: [...TOOLS, ...TOOLS] }, "must be unique"],
  "a tool name with a space": [
    { tools: [{ name: "a b", input_schema: { type: "object" } }] },
    "tools.0.custom.name",
  ],
  "no tokens to write": [{ max_tokens: 0 }, "max_tokens"],
  "half a token to write": [{ max_tokens: 1.5 }, "max_tokens"],
  "more tokens than a model writes": [{ max_tokens: 128_001 }, "max_tokens: 128001 > 128000"],
  "a prompt longer than the window": [
    { messages: [user({ ...TEXT, text: "x".repeat(2_200_003) })] },
    "prompt is too long: 1000002 tokens > 1000000 maximum",
  ],
  "thinking off at effort xhigh": [
    { thinking: { type: "disabled" }, output_config: { effort: "xhigh" } },
    "at effort xhigh",
  ],
  "a thinking budget on haiku-5-5": [
    { thinking: { type: "enabled", budget_tokens: 1024 } },
    '"enabled" is not supported',
  ],
  "thinking off on sonnet-5-5": [
    { model: "claude-sonnet-5-5", thinking: { type: "disabled" } },
    '"disabled" is not supported',
  ],
  "thinking between tools on sonnet-5-5 at effort max": [
    {
      model: "claude-sonnet-5-5",
      thinking: { type: "between_tools" },
      output_config: { effort: "max" },
    },
    "at effort max",
  ],
  "thinking off on opus-5-5": [
    { model: "claude-opus-5-5", thinking: { type: "disabled" } },
    '"disabled" is not supported',
  ],
  "an effort on haiku-4-5": [
    { model: "claude-haiku-4-5", output_config: { effort: "low" } },
    "does not support the effort parameter",
  ],
  "a forced tool on sonnet-5-5": [
    { model: "claude-sonnet-5-5", ...FORCED },
    'tool_choice: type "any" is not supported',
  ],
};

test.each(Object.entries(REFUSED))("400: %s", (_, [change, message]) => {
  expect(refusalOf(change)).toEqual({
    status: 400,
    message: expect.stringContaining(message) as string,
  });
});

const TAKEN: Readonly<Record<string, Change>> = {
  "thinking off on haiku-5-5": {
    thinking: { type: "disabled" },
    output_config: { effort: "high" },
  },
  "thinking between tools on sonnet-5-5": {
    model: "claude-sonnet-5-5",
    thinking: { type: "between_tools" },
    output_config: { effort: "low" },
  },
  "an effort on opus-5-5": { model: "claude-opus-5-5", output_config: { effort: "max" } },
  "a forced tool on haiku-5-5": FORCED,
  "no tool, though there are some": { tools: TOOLS, tool_choice: { type: "none" } },
  "an output format without citations": {
    messages: [user(TEXT)],
    output_config: { format: SCHEMA },
  },
  "the assistant's citations sent back": {
    messages: [user(PRESS, TEXT), assistant(CITING), user(TEXT)],
  },
  "two users' messages in a row": { messages: [user(PRESS, TEXT), user(TEXT)] },
};

test.each(Object.entries(TAKEN))("taken: %s", (_, change) => {
  expect(refusalOf(change)).toBe(null);
});

test("an answer that is not streamed, and a model nobody knows, are refused", () => {
  const unstreamed = checkRequest(ask(PRESS), new Map(Object.entries(MODELS)));
  expect(unstreamed?.message).toBe("stream: Field required");
  expect(refusalOf({ model: "claude-3-opus" })).toEqual({
    status: 404,
    message: "model: claude-3-opus",
  });
});

test("a model of another name is served on wish, and takes the plainest request only", async () => {
  const api = await startMessagesApi({ models: ["llama"] });
  const request = { ...ask(PRESS), model: "llama" };
  api.next({ say: ["Mainz."] });
  await connect(api).messages.stream(request).finalMessage();
  api.expectRefusal();
  const thinking = { type: "disabled" } as const;
  const stream = connect(api).messages.stream({ ...request, thinking });
  await expect(stream.finalMessage()).rejects.toBeInstanceOf(BadRequestError);
});

test.each([
  [401, "no key", { "anthropic-version": "2026-10-21" }],
  [401, "the key where it stood before", { "anthropic-version": "2026-10-21", "x-api-key": "key" }],
  [400, "no version", { authorization: "Bearer key" }],
  [400, "an old version", { authorization: "Bearer key", "anthropic-version": "2023-06-01" }],
] as const)("%i: %s", async (status, _, headers) => {
  const api = await startMessagesApi();
  api.expectRefusal();
  const response = await fetch(`${api.url}/v1/messages`, {
    method: "POST",
    headers,
    body: JSON.stringify({ ...ask(PRESS), stream: true }),
  });
  expect(response.status).toBe(status);
});

test("404: another address", async () => {
  const api = await startMessagesApi();
  api.expectRefusal();
  expect((await fetch(`${api.url}/v1/complete`, { method: "POST" })).status).toBe(404);
});

test("a refused request takes no script", async () => {
  const api = await startMessagesApi();
  const client = connect(api);
  api.next({ say: ["Mainz."] });
  api.expectRefusal();
  await client.messages
    .stream({ ...ask(PRESS), max_tokens: 0 })
    .done()
    .catch(() => {});
  expect(await client.messages.stream(ask(PRESS)).finalText()).toBe("Mainz.");
});
