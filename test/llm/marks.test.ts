import { expect, test } from "vitest";

import { createClaude } from "../../src/llm/claude.ts";
import { tellCiting } from "../../src/llm/citing.ts";
import { createNumbered, type Citing } from "../../src/llm/marks.ts";
import { findModel } from "../../src/llm/known-models.ts";
import type { Piece } from "../../src/llm/model.ts";
import { startMessagesApi } from "../support/messages-api.ts";
import type { Script } from "../support/messages-api/script.ts";
import { CITING } from "../support/prompts.ts";
import { metered } from "../support/purse.ts";
import { BRIDGE, PRESS } from "./requests.ts";

/** PRESS has the numbers 1 to 3, BRIDGE has 4. */
function read(...texts: readonly string[]): Piece[] {
  const numbered = createNumbered();
  for (const source of [PRESS, BRIDGE]) numbered.number(source);
  return numbered.read(texts.map((text) => ({ text, pointers: [] })));
}

const BLOCKS = [...PRESS.blocks, ...BRIDGE.blocks];
const NOWHERE = "nowhere";

/** "Er druckte.<1,2>": the text, with the numbers of what each piece cites. */
function told(pieces: readonly Piece[]): string {
  return pieces
    .map(({ text, pointers }) => {
      const numbers = pointers.map(({ citedText }) => BLOCKS.indexOf(citedText) + 1 || NOWHERE);
      return numbers.length === 0 ? text : `${text}<${numbers.join(",")}>`;
    })
    .join("");
}

test("each sentence is sent behind its number, over all sources", () => {
  const numbered = createNumbered();
  numbered.number(PRESS);
  expect(numbered.number(BRIDGE)).toBe(
    '<source title="Die Brücke">\n[4] Sie wurde 1892 gebaut.\n</source>',
  );
});

test.each([
  ["behind the full stop", "Er druckte. [1] Sie steht. [4]", "Er druckte.<1> Sie steht.<4>"],
  ["before it", "Er druckte [1]. Sie steht [4].", "Er druckte<1>. Sie steht<4>."],
  ["in the middle", "Er [1] druckte in Mainz.", "Er<1> druckte in Mainz."],
  ["two side by side", "Er druckte. [1][2]", "Er druckte.<1,2>"],
  ["two in one", "Er druckte. [1, 2]", "Er druckte.<1,2>"],
  ["a range", "Er druckte. [1–3]", "Er druckte.<1,2,3>"],
  ["a range with a hyphen", "Er druckte. [2-3]", "Er druckte.<2,3>"],
  ["Arabic digits", "طبع في ماينتس. [١]", "طبع في ماينتس.<1>"],
  ["Persian digits", "او چاپ کرد. [۴]", "او چاپ کرد.<4>"],
  ["other brackets", "彼は印刷した。【2】", "彼は印刷した。<2>"],
  ["beyond the last", "Er druckte. [9]", "Er druckte.<nowhere>"],
  ["number 0", "Er druckte. [0]", "Er druckte.<nowhere>"],
  ["a range beyond the last", "Er druckte. [3-9]", "Er druckte.<nowhere>"],
  ["a range backwards", "Er druckte. [3-1]", "Er druckte.<nowhere>"],
  ["an endless range", "Er druckte. [1-99999999]", "Er druckte.<nowhere>"],
  ["only the last sentence", "Er druckte. Er starb. [3]", "Er druckte. Er starb.<3>"],
  ["before everything", "[1] Er druckte.", " Er druckte."],
  ["no mark", "Er druckte [sic] um 1455.", "Er druckte [sic] um 1455."],
])("a mark %s", (_, text, expected) => {
  expect(told(read(text))).toBe(expected);
});

test("a mark that ends a growing text waits for what follows it", () => {
  const numbered = createNumbered();
  numbered.number(PRESS);
  const growing = (text: string) =>
    told(numbered.read([{ text, pointers: [] }], { isGrowing: true }));
  expect(growing("Er druckte. [1]")).toBe("Er druckte.");
  expect(growing("Er druckte. [1][2] Sie")).toBe("Er druckte.<1,2> Sie");
});

/** How the server cites, as it is told twice, and after how many requests. */
async function tell(script: Script) {
  const api = await startMessagesApi();
  api.next(script);
  const model = createClaude({
    ...CITING,
    apiKey: "key",
    baseUrl: api.url,
    model: findModel({ model: "claude-haiku-5-5", rate: null }),
  });
  const way = tellCiting({
    wanted: "auto",
    baseUrl: api.url,
    metered: metered(model),
    prompt: "Cite.",
  });
  return [await way(), await way(), api.requests.length];
}

const CITES: Script = { say: [{ text: "It is green.", cites: ["painted green"] }] };

test.each([
  ["cites", CITES, "native"],
  ["ignores what could be cited", { say: ["It is green."] }, "marks"],
  ["refuses search results", { status: 400, message: "search_result: unknown" }, "marks"],
  ["is down", { status: 500, headers: { "x-should-retry": "false" } }, "marks"],
] as const)("a server that %s is told apart by one request", async (_, script, way) => {
  expect(await tell(script)).toEqual([way, way, 1]);
});

test("Anthropic's own server and a way that was set are not asked", async () => {
  const never = metered({ name: "never", write: () => Promise.reject(new RangeError("asked")) });
  const way = (wanted: Citing | "auto", baseUrl: string) =>
    tellCiting({ wanted, baseUrl, metered: never, prompt: "Cite." })();
  expect(await way("auto", "https://api.anthropic.com")).toBe("native");
  expect(await way("marks", "https://api.anthropic.com")).toBe("marks");
  expect(await way("native", "http://localhost:11434")).toBe("native");
});
