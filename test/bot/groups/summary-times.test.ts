import { describe, expect, test } from "vitest";

import { createTimes, startOfDay } from "../../../src/bot/groups/summary-times.ts";

const ZONE = "Europe/Berlin";
const at = (moment: string) => Date.parse(moment);
const now = at("2026-11-23T19:00:00+01:00");
const german = createTimes(ZONE, "de", { now });

test("a span within a day names the day once, a longer one both", () => {
  const [begin, end] = [at("2026-11-22T22:10:00+01:00"), at("2026-11-23T18:30:00+01:00")];
  expect(german.span(end - 60_000, end)).toBe("Mo 18:29–18:30");
  expect(german.span(begin, end)).toBe("So 22:10 – Mo 18:30");
  expect(german.span(end, end)).toBe("Mo 18:30");
});

test("a day that a weekday would not tell apart has its date", () => {
  const old = at("2026-11-16T08:05:00+01:00");
  expect(german.span(old, old)).toBe("Mo 16.11. 08:05");
  expect(createTimes(ZONE, "en", { now }).span(old, old)).toBe("Mon 16 Nov 08:05");
});

test("a moment of another day than the rest has its weekday", () => {
  expect(german.clock(at("2026-11-23T00:05:00+01:00"), now)).toBe("00:05");
  expect(german.clock(at("2026-11-22T23:55:00+01:00"), now)).toBe("So 23:55");
});

describe("case 50: a day begins at midnight there, on the days of 23 and 25 hours too", () => {
  test.each([
    ["2026-03-29T20:00:00+02:00", "2026-03-29T00:00:00+01:00"],
    ["2026-10-25T20:00:00+01:00", "2026-10-25T00:00:00+02:00"],
    ["2026-11-23T00:00:00+01:00", "2026-11-23T00:00:00+01:00"],
    ["2026-11-22T23:59:59+01:00", "2026-11-22T00:00:00+01:00"],
  ])("%s", (moment, begin) => {
    expect(new Date(startOfDay(at(moment), ZONE))).toEqual(new Date(begin));
  });
});
