import { expect, test } from "vitest";

import { evaluate } from "../../src/cli/eval.ts";
import { startMessagesApi } from "../support/messages-api.ts";
import { call } from "./call-command.ts";

test("--judge says what the words and what the judge let through, what they cost honest outputs, and the price", async () => {
  const api = await startMessagesApi();
  api.always(({ messages }) => {
    const [, number = ""] = /sentence number=\\?"(\d+)/u.exec(JSON.stringify(messages)) ?? [];
    return { say: [`${number}: added`] };
  });
  const env = {
    ANTHROPIC_API_KEY: "key",
    ANTHROPIC_BASE_URL: api.url,
    CITATIONS: "native",
    CORPUS_DIR: "corpus",
  };
  const { stdout, stderr, code } = await call(evaluate, ["--judge"], { env });
  expect([stderr, code]).toEqual(["", 0]);
  const [words = "", judge = ""] = stdout.split("Read by claude-haiku-5-5, for $");
  expect(words).toMatch(/all: shown although wrong +0\.\d+ +\d+ of 100/u);
  expect(judge).toMatch(/all: shown although wrong +0\.000 +0 of 100/u);
  expect(judge).toMatch(/honest: nothing is left as written +1\.000 +75 of 75/u);
  expect(judge).toMatch(/sentences without a verdict +0\.000/u);
}, 60_000);

test("--judge without a key says what is missing", async () => {
  const { stderr, code } = await call(evaluate, ["--judge"], { env: { CORPUS_DIR: "corpus" } });
  expect([stderr, code]).toEqual([expect.stringContaining("set ANTHROPIC_API_KEY"), 1]);
});
