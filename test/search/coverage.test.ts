import { expect, test } from "vitest";
import { coverageOf } from "../../src/search/coverage.ts";
import { buildQuery } from "../../src/search/query.ts";
import { contentWordTest } from "../../src/text/lists/content-words.ts";
import { COUNCIL } from "../support/articles.ts";
import { indexOf } from "../support/indexed.ts";

/** Coverage of the question by the text, in the council's report. */
function coverage(question: string, text: string): number {
  const index = indexOf(COUNCIL);
  const words = index.lexicon.idsOf(text);
  const query = buildQuery([{ text: question, weight: 1 }], index, {
    language: "de",
    isContentWord: contentWordTest("de"),
  });
  return coverageOf(query, words);
}

test("a text with all the question's words covers all of it", () => {
  expect(
    coverage("was kostet die sanierung", "Eine Sanierung würde 2,3 Millionen Euro kosten."),
  ).toBeCloseTo(1, 5);
});

test("a text with none of them covers nothing", () => {
  expect(coverage("was kostet die sanierung", "Im Mai gilt Tempo 30.")).toBe(0);
});

test("one word of several covers less than its share", () => {
  const one = coverage("sanierung freibad pumpe", "Das Freibad ist zu.");
  expect(one).toBeGreaterThan(0);
  expect(one).toBeLessThan(0.5);
});

test("a text with more of the words covers more", () => {
  const question = "sanierung freibad pumpe";
  expect(coverage(question, "Das Freibad hat eine Pumpe.")).toBeGreaterThan(
    coverage(question, "Das Freibad ist zu."),
  );
});

test("a word spelt alike covers less than the word itself", () => {
  const similar = coverage("gewerbsteuern", "Die Gewerbesteuer bleibt unverändert.");
  expect(similar).toBeGreaterThan(0);
  expect(similar).toBeLessThan(1);
});

test("function words cover nothing", () => {
  expect(coverage("und wann ist das", "Und wann ist das?")).toBe(0);
});
