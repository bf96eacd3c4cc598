import { describe, expect, test } from "vitest";

import {
  MOST_MESSAGES,
  readSummaryCall,
  readSwitch,
  type Wanted,
} from "../../../src/bot/groups/summary-range.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

type Replied = Parameters<typeof readSummaryCall>[1];

const read = (rest: string, replied: Replied = null) =>
  readSummaryCall(rest, replied, { retentionDays: 7, now: DAY, timeZone: "UTC" });
const wantedOf = (rest: string, replied: Replied = null) => read(rest, replied)?.wanted;

describe("what follows /summary names a range", () => {
  test.each<[string, Wanted]>([
    ["", { kind: "unseen" }],
    ["50", { kind: "last", count: 50 }],
    [" 50 ", { kind: "last", count: 50 }],
    ["3h", { kind: "span", ms: 3 * HOUR }],
    ["3 h", { kind: "span", ms: 3 * HOUR }],
    ["3 Stunden", { kind: "span", ms: 3 * HOUR }],
    ["90m", { kind: "span", ms: 1.5 * HOUR }],
    ["90 min", { kind: "span", ms: 1.5 * HOUR }],
    ["2d", { kind: "span", ms: 2 * DAY }],
    ["2 Tage", { kind: "span", ms: 2 * DAY }],
    ["1w", { kind: "span", ms: 7 * DAY }],
    ["today", { kind: "today" }],
    ["Heute", { kind: "today" }],
    ["since me", { kind: "since-me" }],
    ["seit meiner letzten", { kind: "since-me" }],
    ["since my last message", { kind: "since-me" }],
    ["seit  mir", { kind: "since-me" }],
  ])("%j", (rest, wanted) => {
    expect(wantedOf(rest)).toEqual(wanted);
  });
});

test("as a reply it is from that message on, unless a range is named", () => {
  expect(wantedOf("", { id: 77, at: HOUR })).toEqual({ kind: "from", message: 77, at: HOUR });
  expect(wantedOf("50", { id: 77, at: HOUR })).toEqual({ kind: "last", count: 50 });
});

test("all is every topic, alone and beside a range", () => {
  expect(read("all")).toMatchObject({ wanted: { kind: "unseen" }, isOfAllTopics: true });
  expect(read("3h all")).toMatchObject({ wanted: { kind: "span" }, isOfAllTopics: true });
  expect(read("alle 50")).toMatchObject({ wanted: { kind: "last" }, isOfAllTopics: true });
  expect(read("50")).toMatchObject({ isOfAllTopics: false });
});

test.each([
  ["on", true],
  ["An", true],
  ["off", false],
  ["aus", false],
  ["", null],
  ["onwards", null],
  ["3h", null],
])("%j switches recording: %j", (rest, on) => {
  expect(readSwitch(rest)).toBe(on);
});

test("case 42: more than there can be is capped, and that is told", () => {
  expect(read("999999999")).toMatchObject({
    wanted: { kind: "last", count: MOST_MESSAGES },
    isCapped: true,
  });
  expect(read("3650d")).toMatchObject({ wanted: { kind: "span", ms: 7 * DAY }, isCapped: true });
  expect(read("7d")).toMatchObject({ isCapped: false });
});

test.each(["0", "-1", "1e9", "abc", "10 jahre", "50 50", "0h", "; drop table", "ü".repeat(300)])(
  "case 42: %j is nonsense",
  (rest) => {
    expect(read(rest)).toBeNull();
  },
);
