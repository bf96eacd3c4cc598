import { expect, test } from "vitest";

import { readOptions } from "../../bench/options.ts";
import { UsageError } from "../../src/cli/command.ts";

test("without options it measures speed and growth", () => {
  expect(readOptions([])).toMatchObject({
    passages: 1000,
    kills: null,
    minutes: null,
    json: false,
  });
});

test("a number that is none is refused with what is expected", () => {
  expect(() => readOptions(["--passages", "many"])).toThrow(
    new UsageError('--passages: expected a whole number from 1 to 1,000,000, not "many"'),
  );
});

test("an option that is none is refused", () => {
  expect(() => readOptions(["--passagse", "9"])).toThrow("'--passagse'");
});
