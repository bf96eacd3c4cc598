import type Anthropic from "@anthropic-ai/sdk";
import { expect, test } from "vitest";
import { startMessagesApi } from "../../support/messages-api.ts";
import { ask, connect, PRESS, searchResult } from "./asking.ts";
import type { Forgery, Where } from "../../support/messages-api/script.ts";

/** What the SDK makes of one citation. */
async function readCitations(where: Where | Forgery, request = ask(PRESS)) {
  const api = await startMessagesApi();
  api.next({ say: [{ text: "Dort", cites: [where] }] });
  const message = await connect(api).messages.stream(request).finalMessage();
  const [block] = message.content;
  return block?.type === "text" ? block.citations : null;
}

test("words over two blocks cite both, whole", async () => {
  expect(await readCitations("in Mainz. Die Bibel")).toMatchObject([
    {
      start_block_index: 0,
      end_block_index: 2,
      cited_text: "Gutenberg druckte in Mainz. Die Bibel erschien um 1455.",
    },
  ]);
});

test("a place is cited by its source and the indexes of its blocks", async () => {
  expect(await readCitations({ source: "press", from: 1 })).toMatchObject([
    { start_block_index: 1, end_block_index: 2, cited_text: "Die Bibel erschien um 1455." },
  ]);
});

test("search results are counted over messages and tool results alike", async () => {
  const question = ask(PRESS, searchResult("bible", "Sie hat 42 Zeilen."));
  const request = {
    ...question,
    tools: [{ name: "search", input_schema: { type: "object" as const } }],
    messages: [
      ...question.messages,
      {
        role: "assistant" as const,
        content: [{ type: "tool_use" as const, id: "a", name: "search", input: {} }],
      },
      {
        role: "user" as const,
        content: [
          {
            type: "tool_result" as const,
            tool_use_id: "a",
            content: [searchResult("paper", "Papier war teuer.")],
          },
        ],
      },
    ],
  };
  expect(await readCitations("Papier war", request)).toMatchObject([{ search_result_index: 2 }]);
});

test("a document made of blocks is cited by its place among the documents", async () => {
  const document: Anthropic.DocumentBlockParam = {
    type: "document",
    title: "Gespräch",
    source: {
      type: "content",
      content: [
        { type: "text", text: "Anna: Wann? " },
        { type: "text", text: "Ben: Um acht." },
      ],
    },
    citations: { enabled: true },
  };
  expect(await readCitations("Um acht", ask(PRESS, document))).toEqual([
    {
      type: "content_block_location",
      document_index: 0,
      document_title: "Gespräch",
      file_id: null,
      start_block_index: 1,
      end_block_index: 2,
      cited_text: "Ben: Um acht.",
    },
  ]);
});

test.each([
  ["a range out of bounds", { end_block_index: 9 }],
  ["an unknown source", { source: "nobody" }],
  ["a wrong text", { cited_text: "Gutenberg druckte in Köln." }],
])("a citation can be forged: %s", async (_, but) => {
  expect(await readCitations({ of: "in Mainz", but })).toMatchObject([but]);
});
