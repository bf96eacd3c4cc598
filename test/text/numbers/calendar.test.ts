/** Dates in a text. */
import { expect, test } from "vitest";

import { readDates } from "../../../src/text/numbers/calendar.ts";

test.each([
  ["de", "Am Mittwochabend und montags", ["weekday 3", "weekday 1"]],
  ["de", "An zwei Sonntagen im September", ["weekday 0", "month 9"]],
  ["en", "On Wednesdays in May", ["weekday 3", "month 5"]],
  ["fr", "mercredi, en septembre", ["weekday 3", "month 9"]],
  ["ru", "в июне, 19 июня", ["month 6", "month 6 day 19"]],
  ["ja", "9月に", ["month 9"]],
  ["de", "am 24.06.2024", ["month 6", "month 6 day 24", "month 6 year 2024"]],
  ["en", "June 24th, 2024", ["month 6", "month 6 day 24", "month 6 year 2024"]],
  ["en", "2024-06-19", ["month 6", "month 6 day 19", "month 6 year 2024"]],
  ["de", "gestern, im vergangenen Jahr, im Sommer", ["yesterday", "last year", "summer"]],
])("%s: %s", (language, text, dates) => {
  expect(readDates(text, language).dates).toEqual(expect.arrayContaining(dates));
});

test.each([
  ["es", "cerca de la frontera"],
  ["pt", "120 milhões de euros"],
  ["vi", "mỗi tháng"],
])("a particle beside a date is none: %s: %s", (language, text) => {
  expect(readDates(text, language).dates).toEqual([]);
});

test.each(["May he come?", "They may march in.", "the springs"])("no date: %s", (text) => {
  expect(readDates(text, "en").dates).toEqual([]);
});

test("days and years are left in the text, for whoever reads its numbers", () => {
  expect(readDates("am 24. Juni 2024", "de").rest).toMatch(/^am 24\.\s+2024$/);
});
