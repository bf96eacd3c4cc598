import { expect, test } from "vitest";
import { baseFormsOf } from "../../../src/text/lists/verb-forms.ts";

test.each([
  ["schrieb", "schreiben"],
  ["geschrieben", "schreiben"],
  ["empfing", "empfangen"],
  ["unterschrieb", "unterschreiben"],
  ["anerkannt", "anerkennen"],
  ["versprochenen", "versprechen"],
])("German %s is a form of %s", (form, infinitive) => {
  expect(baseFormsOf("de")(form)).toBe(infinitive);
});

test.each([
  ["wrote", "write"],
  ["written", "write"],
  ["met", "meet"],
])("English %s is a form of %s", (form, infinitive) => {
  expect(baseFormsOf("en")(form)).toBe(infinitive);
});

test.each(["vertrag", "gebet", "bruder", "verein", "abend", "haushalt", "gelaende"])(
  "%s is no verb's form",
  (word) => {
    expect(baseFormsOf("de")(word)).toBeNull();
  },
);

test("what lay is not what was laid", () => {
  expect(baseFormsOf("de")("gelegen")).toBe("liegen");
});

test("a language without a list has no forms", () => {
  expect(baseFormsOf("ru")("писал")).toBeNull();
});
