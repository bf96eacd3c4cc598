/** Countries and institutions in texts of several languages. */
import { expect, test } from "vitest";

import { knownNamesIn } from "../../../src/text/lists/known-names.ts";

function ids(text: string, language: string): string[] {
  return knownNamesIn(text, language).map(({ id }) => id);
}

test.each([
  ["en", "North Korean", "KP"],
  ["de", "nordkoreanischen", "KP"],
  ["fr", "la Corée du Nord", "KP"],
  ["ru", "в Северной Корее", "KP"],
  ["ja", "北朝鮮と", "KP"],
  ["en", "the U.S. and Americans", "US"],
  ["de", "US-Regierung", "US"],
  ["fr", "les États-Unis", "US"],
  ["de", "des Weißen Hauses", "white_house"],
  ["en", "the White House", "white_house"],
  ["de", "Außenministeriums", "foreign_ministry"],
  ["en", "State Department", "foreign_ministry"],
  ["en", "Moscow", "moscow/RU"],
  ["de", "Moskaus", "moscow/RU"],
  ["de", "vor Christus", "bc"],
])("%s: %s is %s", (language, text, id) => {
  expect(new Set(ids(text, language))).toEqual(new Set([id]));
});

test("a pronoun is no country, and a turkey no Turkey", () => {
  expect(ids("Tell us about the turkey", "en")).toEqual([]);
});

test("the longer name is taken", () => {
  expect(ids("South Korea and Korea", "en")).toEqual(["KR"]);
});
