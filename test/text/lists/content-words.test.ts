import { expect, test } from "vitest";
import { contentWordTest } from "../../../src/text/lists/content-words.ts";
import { splitWords } from "../../../src/text/words.ts";

function contentWords(question: string, language: string): string[] {
  return splitWords(question, language).filter(contentWordTest(language));
}

test.each([
  ["de", "Was steht denn eigentlich im Vertrag drin?", ["Vertrag"]],
  ["de", "WAS STEHT IM VERTRAG", ["VERTRAG"]],
  ["de", "wieviel munition wurde geschickt", ["munition", "geschickt"]],
  ["de", "Über was wurde geredet? UEBER den Haushalt", ["geredet", "UEBER", "Haushalt"]],
  ["en", "What did the mayor say about the bridge?", ["mayor", "bridge"]],
  ["en", "who doesn't like it", ["like"]],
])("%s: %s", (language, question, words) => {
  expect(contentWords(question, language)).toEqual(words);
});

test.each([
  ["de", "groß"],
  ["de", "alt"],
  ["en", "won"],
  ["en", "year"],
])("%s: %s says what is asked", (language, word) => {
  expect(contentWordTest(language)(word)).toBe(true);
});

test("other languages have function words as well", () => {
  expect(contentWords("когда откроется станция", "ru")).toEqual(["откроется", "станция"]);
  expect(contentWords("cuánto cuesta la entrada", "es")).not.toContain("la");
});

test("a language without a list has content words only", () => {
  expect(contentWords("wer ist das", "xx")).toEqual(["wer", "ist", "das"]);
});
