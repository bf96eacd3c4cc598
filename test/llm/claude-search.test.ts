import { expect, test } from "vitest";

import type { Source } from "../../src/llm/model.ts";
import { startMessagesApi } from "../support/messages-api.ts";
import { ask, BRIDGE, claudeAt, fail, follow, PRESS, textOf } from "./requests.ts";

const CALL = { name: "search_articles", input: { query: "Brücke Bau" } };
const NOTHING = "No further passages found.";

/** A search that always finds the same, and what it was asked. */
function finding(...sources: readonly Source[]) {
  const queries: string[] = [];
  const search = (query: string) => {
    queries.push(query);
    return sources;
  };
  return { queries, search };
}

test("what the model searches for is sent to it, and it cites that like the rest", async () => {
  const api = await startMessagesApi();
  const { queries, search } = finding(BRIDGE);
  api.next({ say: ["Ich suche."], calls: [CALL] });
  api.next({ say: [{ text: "1892.", cites: ["1892"] }] });
  const written = await claudeAt(api).write(ask({ search }), follow());
  expect(queries).toEqual(["Brücke Bau"]);
  expect(written.sources).toEqual([PRESS, BRIDGE]);
  expect(written.usage).toHaveLength(2);
  expect(written.pieces).toEqual([
    {
      text: "1892.",
      pointers: [{ source: "bridge#4", from: 0, to: 1, citedText: "Sie wurde 1892 gebaut." }],
    },
  ]);
});

test("the model's turn goes back unchanged, its thinking included, and every call is answered", async () => {
  const api = await startMessagesApi();
  const other = { name: "search_articles", input: { query: "Mainz" } };
  api.next({ thinking: "Die Brücke?", say: ["Ich suche."], calls: [CALL, other] });
  api.next({ say: ["Ja."] });
  const { search } = finding(BRIDGE);
  await claudeAt({ ...api, model: "claude-opus-5-5" }).write(ask({ search }), follow());
  const [, turn, results] = api.requests[1]!.body.messages;
  expect(turn).toMatchObject({
    role: "assistant",
    content: [
      { type: "thinking", thinking: "Die Brücke?" },
      { type: "text", text: "Ich suche." },
      { type: "tool_use", id: "toolu_1_0", input: CALL.input },
      { type: "tool_use", id: "toolu_1_1", input: other.input },
    ],
  });
  expect(results).toMatchObject({
    role: "user",
    content: [
      { type: "tool_result", tool_use_id: "toolu_1_0", content: [{ source: "bridge#4" }] },
      { type: "tool_result", tool_use_id: "toolu_1_1", content: NOTHING },
    ],
  });
});

test.each([
  ["nothing", CALL, []],
  ["only what was sent already", CALL, [PRESS]],
  ["no query", { ...CALL, input: { words: 3 } }, [BRIDGE]],
  ["an empty query", { ...CALL, input: { query: " " } }, [BRIDGE]],
  ["another tool's input", { name: "weather", input: { query: "Mainz" } }, [BRIDGE]],
])("a search with %s is told that there is nothing more", async (_, call, found) => {
  const api = await startMessagesApi();
  api.next({ calls: [call] }, { say: ["Ja."] });
  const { search } = finding(...found);
  const written = await claudeAt(api).write(ask({ search }), follow());
  expect(api.requests[1]!.body.messages.at(-1)?.content).toMatchObject([{ content: NOTHING }]);
  expect(written.sources).toEqual([PRESS]);
});

test("a search sends no more than was reckoned with", async () => {
  const api = await startMessagesApi();
  api.next({ calls: [CALL] }, { say: ["Ja."] });
  const long = { source: "long#1", title: "", blocks: ["ein Wort ".repeat(1000)] };
  const { search } = finding(BRIDGE, long, { ...long, source: "long#2" });
  const { sources } = await claudeAt(api).write(ask({ search }), follow());
  expect(sources.map(({ source }) => source)).toEqual(["press#1", "bridge#4", "long#1"]);
});

test("a model that would search for ever may do so twice, and must answer then", async () => {
  const api = await startMessagesApi();
  api.always({ calls: [CALL] });
  const { queries, search } = finding();
  const written = await claudeAt(api).write(ask({ search }), follow());
  expect(queries).toHaveLength(2);
  expect(api.requests.map(({ body }) => body.tool_choice)).toEqual([
    { type: "auto", disable_parallel_tool_use: true },
    { type: "auto", disable_parallel_tool_use: true },
    { type: "none" },
  ]);
  expect(written).toMatchObject({ end: "complete", pieces: [] });
  expect(written.usage).toHaveLength(3);
});

test("a call in a turn that ran into its limit is not carried out", async () => {
  const api = await startMessagesApi();
  api.next({ say: ["Ich such"], calls: [CALL], stop: "max_tokens" });
  const { queries, search } = finding(BRIDGE);
  const written = await claudeAt(api).write(ask({ search }), follow());
  expect(queries).toEqual([]);
  expect({ end: written.end, text: textOf(written.pieces) }).toEqual({
    end: "length",
    text: "Ich such",
  });
});

test("what a failing search throws is not taken for the model's failure", async () => {
  const api = await startMessagesApi();
  api.next({ calls: [CALL] });
  await expect(claudeAt(api).write(ask({ search: fail }), follow())).rejects.toThrow(RangeError);
});
