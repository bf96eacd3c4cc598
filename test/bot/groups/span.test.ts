/**
 * Spans of time as people name them. Another file of the same shape:
 *
 *     SPANS=FILE npm test -- test/bot/groups/span.test.ts
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

import { readSummaryCall } from "../../../src/bot/groups/summary-range.ts";
import { startOfDay } from "../../../src/bot/groups/summary-times.ts";

interface Meant {
  readonly since?: string;
  readonly until?: string;
  readonly last?: number;
  readonly unreadable?: boolean;
}

interface Case {
  readonly text: string;
  readonly now: string;
  readonly means: Meant;
  /** Other readings that are right. */
  readonly also?: readonly Meant[];
}

const TIME_ZONE = "Europe/Berlin";
const given = process.env["SPANS"] ?? new URL("spans.json", import.meta.url);
const file: unknown = JSON.parse(readFileSync(given, "utf8"));
const cases = (Array.isArray(file) ? file : Object.values(file as object).flat()) as Case[];

/** As the file says it, in milliseconds. */
function read(text: string, now: number): object {
  const call = readSummaryCall(text, null, { retentionDays: 60, now, timeZone: TIME_ZONE });
  if (call === null) return { unreadable: true };
  const { wanted } = call;
  switch (wanted.kind) {
    case "last":
      return { last: wanted.count };
    case "span":
      return { since: now - wanted.ms };
    case "today":
      return { since: startOfDay(now, TIME_ZONE) };
    case "between":
      return { since: wanted.from, ...(wanted.to === null ? {} : { until: wanted.to }) };
    case "from":
    case "new":
    case "since-me":
    case "unseen":
    default:
      return { kind: wanted.kind };
  }
}

/** An end that has not come yet is now. */
function inMilliseconds({ since, until, ...rest }: Meant, now: number): object {
  const isOver = until !== undefined && Date.parse(until) < now;
  return {
    ...rest,
    ...(since === undefined ? {} : { since: Date.parse(since) }),
    ...(isOver ? { until: Date.parse(until) } : {}),
  };
}

describe("what people write after /summary is read as they mean it", () => {
  test.each(cases)("$text", ({ text, now, means, also = [] }) => {
    const at = Date.parse(now);
    const right = [means, ...also].map((meant) => inMilliseconds(meant, at));
    expect(right).toContainEqual(read(text, at));
  });
});

const MONDAY = Date.parse("2026-11-30T15:20:00+01:00");

const local = (day: string) => Date.parse(`${day}:00+01:00`);

test.each([
  ["gestern", "2026-11-29T00:00", "2026-11-30T00:00"],
  ["heute früh", "2026-11-30T06:00", "2026-11-30T12:00"],
  ["seit 14 uhr", "2026-11-30T14:00", null],
  ["since 2", "2026-11-30T14:00", null],
  ["since 2pm", "2026-11-30T14:00", null],
  ["14:00-15:00", "2026-11-30T14:00", "2026-11-30T15:00"],
  ["seit montag", "2026-11-30T00:00", null],
  ["since last monday", "2026-11-23T00:00", null],
  ["diese woche", "2026-11-30T00:00", null],
  ["letzte woche", "2026-11-23T00:00", "2026-11-30T00:00"],
  ["wochenende", "2026-11-28T00:00", "2026-11-30T00:00"],
  ["von 9 bis 13 uhr", "2026-11-30T09:00", "2026-11-30T13:00"],
  ["zwischen 9 und 11 uhr", "2026-11-30T09:00", "2026-11-30T11:00"],
  ["gestern ab 18 uhr", null, null],
  ["seit gestern 18 uhr", "2026-11-29T18:00", null],
  ["seit dem 24. november", "2026-11-24T00:00", null],
  ["since november 24th", "2026-11-24T00:00", null],
  ["seit viertel nach zwei", "2026-11-30T14:15", null],
  ["letzte nacht", "2026-11-29T22:00", "2026-11-30T06:00"],
  ["seit mitternacht", "2026-11-30T00:00", null],
  ["since 9 o'clock", "2026-11-30T09:00", null],
  ["seit 22 uhr", "2026-11-29T22:00", null],
])("%j is from %s to %s", (text, from, to) => {
  const span = from === null ? { unreadable: true } : { since: local(from) };
  expect(read(text, MONDAY)).toEqual(to === null ? span : { ...span, until: local(to) });
});

test.each([
  ["1,5h", 90],
  ["1.5 h", 90],
  ["2h30m", 150],
  ["die letzten 2 stunden", 120],
  ["letzte stunde", 60],
  ["vor 3 stunden", 180],
  ["3 hours ago", 180],
  ["two and a half hours", 150],
  ["viertelstunde", 15],
  ["past week", 7 * 24 * 60],
  ["seit einer stunde", 60],
])("%j are %i minutes", (text, minutes) => {
  expect(read(text, MONDAY)).toEqual({ since: MONDAY - minutes * 60_000 });
});

test.each([
  ["letzte 50", 50],
  ["50 nachrichten", 50],
  ["last fifty messages", 50],
  ["zwei dutzend", 24],
])("%j are %i messages", (text, last) => {
  expect(read(text, MONDAY)).toEqual({ last });
});

test.each(["morgen", "nächste woche", "seit heute abend", "since dinner", "seit 25 uhr", "31.2."])(
  "%j is not guessed at",
  (text) => {
    expect(read(text, MONDAY)).toEqual({ unreadable: true });
  },
);

test("an hour that the clock skips or has twice ends no reading", () => {
  const summer = Date.parse("2026-03-29T12:00:00+02:00");
  expect(read("seit 4 uhr", summer)).toEqual({ since: Date.parse("2026-03-29T04:00:00+02:00") });
  expect(read("gestern", summer)).toEqual({
    since: Date.parse("2026-03-28T00:00:00+01:00"),
    until: Date.parse("2026-03-29T00:00:00+01:00"),
  });
});

test("in which language it is to be written can be said beside it", () => {
  const reading = { retentionDays: 7, now: MONDAY, timeZone: TIME_ZONE };
  expect(readSummaryCall("50 auf englisch", null, reading)).toMatchObject({
    wanted: { kind: "last", count: 50 },
    language: "en",
  });
  expect(readSummaryCall("in German", null, reading)).toMatchObject({ language: "de" });
});
