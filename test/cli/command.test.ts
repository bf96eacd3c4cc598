import { expect, test } from "vitest";

import { readArguments, readCount, readUsd, UsageError } from "../../src/cli/command.ts";

test.each(["1", "20", "1000"])("a count may be %s of a thousand", (text) => {
  expect(readCount("--passages", text, 1000)).toBe(Number(text));
});

test.each(["0", "1.5", "many", "1001", "-1", "", "1e2"])("%j is no count", (text) => {
  expect(() => readCount("--passages", text, 1000)).toThrow(
    new UsageError(`--passages: expected a whole number from 1 to 1,000, not "${text}"`),
  );
});

test.each([
  ["0.50", 0.5],
  ["2", 2],
  [undefined, null],
])("%j is an amount of dollars", (text, usd) => {
  expect(readUsd("--max-usd", text)).toBe(usd);
});

test.each(["0", "much", "-1", "1e2", ""])("%j is no amount of dollars", (text) => {
  expect(() => readUsd("--max-usd", text)).toThrow(
    new UsageError(`--max-usd: expected US dollars, such as 0.50, not "${text}"`),
  );
});

const OPTIONS = { json: { type: "boolean" }, talks: { type: "string" } } as const;

test.each([
  [["--jason"], "Unknown option '--jason'."],
  [["corpus"], "Unexpected argument 'corpus'."],
  [["--talks"], "Option '--talks <value>' argument missing."],
])("what is wrong with %j is said in one sentence", (args, words) => {
  expect(() => readArguments({ args, options: OPTIONS })).toThrow(new UsageError(words));
});
