import { expect, test } from "vitest";

import { isAlike, isFormOf } from "../../src/grounding/alike.ts";

test.each([
  ["sicherheitsrat", "sicherheit"],
  ["volksrepublik", "volk"],
  ["bundesregierung", "regierung"],
])("a word of four letters or more may stand anywhere in another: %s", (word, meaning) => {
  expect(isFormOf(word, meaning)).toBe(true);
});

test.each([
  ["europa", "opa"],
  ["olympia", "ol"],
  ["sicherheitsrat", "rat"],
  ["tagung", "tag"],
])("a shorter one is in another only with an ending: %s", (word, meaning) => {
  expect(isFormOf(word, meaning)).toBe(false);
});

test.each([
  ["tagen", "tag"],
  ["rates", "rat"],
  ["days", "day"],
])("%s is a form of %s", (word, meaning) => {
  expect(isFormOf(word, meaning)).toBe(true);
});

test("words are alike by sound, or by the dictionary", () => {
  expect(isAlike("Zelensky", "Selenskyj", { from: "en", to: "de" })).toBe(true);
  expect(isAlike("days", "Tagen", { from: "en", to: "de" })).toBe(true);
  expect(isAlike("missiles", "Container", { from: "en", to: "de" })).toBe(false);
});
