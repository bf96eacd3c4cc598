import { expect, test } from "vitest";
import { readBaseForms } from "../../src/text/base-forms.ts";

test.each([
  ["schrieb", "schreiben"],
  ["geschrieben", "schreiben"],
  ["empfing", "empfangen"],
  ["unterschrieb", "unterschreiben"],
  ["anerkannt", "anerkennen"],
  ["versprochenen", "versprechen"],
])("German %s is a form of %s", (form, infinitive) => {
  expect(readBaseForms("de")(form)).toBe(infinitive);
});

test.each([
  ["wrote", "write"],
  ["written", "write"],
  ["met", "meet"],
])("English %s is a form of %s", (form, infinitive) => {
  expect(readBaseForms("en")(form)).toBe(infinitive);
});

test.each(["vertrag", "gebet", "bruder", "verein", "abend", "haushalt", "gelaende"])(
  "%s is no verb's form",
  (word) => {
    expect(readBaseForms("de")(word)).toBeNull();
  },
);

test("what lay is not what was laid", () => {
  expect(readBaseForms("de")("gelegen")).toBe("liegen");
});

test("a language without a list has no forms", () => {
  expect(readBaseForms("ru")("писал")).toBeNull();
});
