import { expect, test } from "vitest";

import { startMessagesApi } from "../support/messages-api.ts";
import { ask, BRIDGE, claudeAt, follow, PRESS, textOf } from "./requests.ts";

const MAINZ = {
  source: "press#1",
  from: 0,
  to: 1,
  citedText: "Gutenberg druckte in Mainz. ",
};

test("a claim is a piece with what it cites, and pieces join without anything between them", async () => {
  const api = await startMessagesApi();
  api.next({
    say: [{ text: "Gedruckt wurde in Mainz", cites: ["druckte in Mainz"] }, ", laut Artikel."],
  });
  const written = await claudeAt(api).write(ask(), follow());
  expect(written).toMatchObject({
    end: "complete",
    sources: [PRESS],
    pieces: [
      { text: "Gedruckt wurde in Mainz", pointers: [MAINZ] },
      { text: ", laut Artikel.", pointers: [] },
    ],
  });
});

test.each(["before", "after"] as const)("a citation may come %s the words", async (citations) => {
  const api = await startMessagesApi();
  api.next({ say: [{ text: "In Mainz.", cites: ["druckte in Mainz"] }], citations });
  const { pieces } = await claudeAt(api).write(ask(), follow());
  expect(pieces).toEqual([{ text: "In Mainz.", pointers: [MAINZ] }]);
});

test("a claim keeps all it cites, the same twice as well, over several blocks, and what was never sent", async () => {
  const api = await startMessagesApi();
  const forged = { source: "elsewhere#1", start_block_index: 8, end_block_index: 9 };
  api.next({
    say: [
      {
        text: "In Mainz, um 1455.",
        cites: [
          { source: "press#1", from: 0, to: 2 },
          "druckte in Mainz",
          "druckte in Mainz",
          { of: "druckte in Mainz", but: forged },
        ],
      },
    ],
  });
  const { pieces } = await claudeAt(api).write(ask(), follow());
  expect(pieces[0]?.pointers.map(({ source, from, to }) => [source, from, to])).toEqual([
    ["press#1", 0, 2],
    ["press#1", 0, 1],
    ["press#1", 0, 1],
    ["elsewhere#1", 8, 9],
  ]);
});

test("an answer without citations, and the line that says there is none, come as they are", async () => {
  const api = await startMessagesApi();
  api.next({ say: ["[[KEINE_ANTWORT]]"] });
  const { pieces, end } = await claudeAt(api).write(ask(), follow());
  expect(pieces).toEqual([{ text: "[[KEINE_ANTWORT]]", pointers: [] }]);
  expect(end).toBe("complete");
});

test("the answer grows while it is written, and no letter breaks where its bytes come in two parts", async () => {
  const api = await startMessagesApi();
  api.next({ say: ["Größe: 7 €, „süß“."], chunks: "split" });
  const reader = follow();
  await claudeAt(api).write(ask(), reader);
  expect(reader.seen.length).toBeGreaterThan(3);
  expect(reader.seen.at(-1)).toBe("Größe: 7 €, „süß“.");
  for (const [index, state] of reader.seen.entries()) {
    expect(state.startsWith(reader.seen[index - 1] ?? "")).toBe(true);
    expect(state).not.toContain("\uFFFD");
  }
});

test("what the model thinks first is no part of the answer", async () => {
  const api = await startMessagesApi();
  api.next({ thinking: "Mainz or Straßburg?", say: [{ text: "In Mainz.", cites: ["Mainz"] }] });
  const reader = follow();
  const { pieces } = await claudeAt({ ...api, model: "claude-opus-5-5" }).write(ask(), reader);
  expect(textOf(pieces)).toBe("In Mainz.");
  expect(reader.seen.join("")).not.toContain("Straßburg");
});

test("what was asked before goes along as plain text, without its sources", async () => {
  const api = await startMessagesApi();
  api.next({ say: ["Ja."] });
  const history = [
    { question: "Wer druckte?", answer: "Gutenberg [1]." },
    { question: "Wann?", answer: "Um 1455 [1]." },
  ];
  await claudeAt(api).write(ask({ history }), follow());
  const { messages, system, max_tokens } = api.requests[0]!.body;
  expect(messages.slice(0, -1)).toEqual([
    { role: "user", content: "Wer druckte?" },
    { role: "assistant", content: "Gutenberg [1]." },
    { role: "user", content: "Wann?" },
    { role: "assistant", content: "Um 1455 [1]." },
  ]);
  expect({ system, max_tokens }).toEqual({ system: "Answer from the passages.", max_tokens: 1500 });
});

test("an exchange without words, half a character and an endless title do not make a request that is refused", async () => {
  const api = await startMessagesApi();
  api.next({ say: ["Ja."] });
  const history = [{ question: "Wer?", answer: " " }];
  const sources = [{ ...PRESS, title: "ä".repeat(999) }];
  await claudeAt(api).write(ask({ history, sources, question: "Wo \ud83d" }), follow());
  const { messages } = api.requests[0]!.body;
  expect(messages).toHaveLength(1);
  expect(messages[0]?.content).toMatchObject([{ title: "ä".repeat(200) }, { text: "Wo \ufffd" }]);
});

test("a passage is a search result with a block a sentence, and the question comes last", async () => {
  const api = await startMessagesApi();
  api.next({ say: ["Ja."] });
  await claudeAt(api).write(ask({ sources: [PRESS, BRIDGE] }), follow());
  expect(api.requests[0]!.body.messages).toEqual([
    {
      role: "user",
      content: [
        {
          type: "search_result",
          source: "press#1",
          title: "Der Buchdruck",
          content: PRESS.blocks.map((text) => ({ type: "text", text })),
          citations: { enabled: true },
        },
        expect.objectContaining({ source: "bridge#4" }),
        { type: "text", text: "Wo wurde die Bibel gedruckt?" },
      ],
    },
  ]);
});

test("a talk goes as one document, and what cites it is known by our own name for it", async () => {
  const api = await startMessagesApi();
  api.next({ say: [{ text: "• Mainz", cites: ["druckte in Mainz"] }] });
  const { pieces } = await claudeAt(api).write(ask({ sentAs: "document" }), follow());
  expect(pieces).toEqual([{ text: "• Mainz", pointers: [MAINZ] }]);
  expect(api.requests[0]!.body.messages[0]?.content[0]).toMatchObject({
    type: "document",
    title: "Der Buchdruck",
    source: { type: "content" },
  });
});

test("a model that cannot ask for more is offered no tool", async () => {
  const api = await startMessagesApi();
  api.next({ say: ["Ja."] });
  await claudeAt(api).write(ask(), follow());
  expect(Object.keys(api.requests[0]!.body)).not.toContain("tools");
  expect(Object.keys(api.requests[0]!.body)).not.toContain("tool_choice");
});

test("an answer that runs into its limit in mid-sentence says so", async () => {
  const api = await startMessagesApi();
  api.next({ say: ["Gutenberg druckte in"], stop: "max_tokens" });
  const { end, pieces } = await claudeAt(api).write(ask(), follow());
  expect({ end, text: textOf(pieces) }).toEqual({ end: "length", text: "Gutenberg druckte in" });
});

test.each(["pause_turn", "model_context_window_exceeded"] as const)(
  "an answer that ends with %s is not complete",
  async (stop) => {
    const api = await startMessagesApi();
    api.next({ say: ["Gutenberg"], stop });
    expect((await claudeAt(api).write(ask(), follow())).end).toBe("length");
  },
);

test("case 31: nothing is left of an answer that the model broke off to refuse", async () => {
  const api = await startMessagesApi();
  api.next({
    say: ["Die Waffe"],
    stop: "refusal",
    refusal: { category: "cyber", explanation: "" },
  });
  const written = await claudeAt(api).write(ask(), follow());
  expect(written).toMatchObject({ end: "refused", pieces: [] });
  expect(written.usage).toHaveLength(1);
});

test("an empty answer is an answer without pieces", async () => {
  const api = await startMessagesApi();
  api.next({ say: [] });
  expect(await claudeAt(api).write(ask(), follow())).toMatchObject({ end: "complete", pieces: [] });
});

test("usage is what the server counted, cached tokens within the input", async () => {
  const api = await startMessagesApi();
  const usage = {
    input_tokens: 100,
    output_tokens: 20,
    cache_read_input_tokens: 30,
    cache_creation_input_tokens: 5,
  };
  api.next({ say: ["Ja."], usage });
  expect((await claudeAt(api).write(ask(), follow())).usage).toEqual([
    { input: 135, cacheRead: 30, cacheWritten: 5, output: 20 },
  ]);
});

test("usage is estimated where a server does not count", async () => {
  const api = await startMessagesApi();
  api.next({ say: ["x".repeat(22)], usage: { input_tokens: 0, output_tokens: 0 } });
  const [usage] = (await claudeAt(api).write(ask(), follow())).usage;
  expect(usage?.output).toBe(10);
  expect(usage?.input).toBeGreaterThan(200);
});

test("the key goes as a bearer's to the API of the version the SDK speaks", async () => {
  const api = await startMessagesApi();
  api.next({ say: ["Ja."] });
  await claudeAt(api).write(ask(), follow());
  expect(api.requests[0]!.headers).toMatchObject({
    authorization: "Bearer sk-ant-test",
    "anthropic-version": "2026-10-21",
  });
});

test("what others set in the environment for the SDK is not taken from there", async () => {
  const api = await startMessagesApi();
  api.next({ say: ["Ja."] });
  const set = {
    ANTHROPIC_AUTH_TOKEN: "other",
    ANTHROPIC_BASE_URL: "http://127.0.0.1:1",
    ANTHROPIC_CUSTOM_HEADERS: "x-other: 1\nauthorization: Bearer other",
    ANTHROPIC_LOG: "debug",
  };
  Object.assign(process.env, set);
  try {
    await claudeAt(api).write(ask(), follow());
  } finally {
    for (const name of Object.keys(set)) delete process.env[name];
  }
  expect(api.requests[0]!.headers["x-other"]).toBeUndefined();
  expect(api.requests[0]!.headers.authorization).toBe("Bearer sk-ant-test");
});
