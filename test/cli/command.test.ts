import { expect, test } from "vitest";

import { readCount, UsageError } from "../../src/cli/command.ts";

test.each(["1", "20", "1000"])("a count may be %s of a thousand", (text) => {
  expect(readCount("--passages", text, 1000)).toBe(Number(text));
});

test.each(["0", "1.5", "many", "1001", "-1", "", "1e2"])("%j is no count", (text) => {
  expect(() => readCount("--passages", text, 1000)).toThrow(
    new UsageError(`--passages: expected a whole number from 1 to 1,000, not "${text}"`),
  );
});
