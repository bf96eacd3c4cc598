import { expect, test } from "vitest";
import { bornShare } from "../../src/search/bearing.ts";
import { indexByLanguage } from "../../src/search/language-index.ts";
import { buildQuery } from "../../src/search/query.ts";
import { contentWordTest } from "../../src/text/lists/content-words.ts";
import { COUNCIL } from "../support/articles.ts";

/** Which share of the question the text bears, in the council's report. */
function share(question: string, text: string): number {
  const [index] = indexByLanguage(COUNCIL.passages);
  if (index === undefined) throw new Error("no passages");
  const words = index.lexicon.read(text);
  const query = buildQuery([{ text: question, weight: 1 }], index, {
    language: "de",
    isContentWord: contentWordTest("de"),
  });
  return bornShare(query, words);
}

test("a text with all the question's words bears all of it", () => {
  expect(
    share("was kostet die sanierung", "Eine Sanierung würde 2,3 Millionen Euro kosten."),
  ).toBeCloseTo(1, 5);
});

test("a text with none of them bears nothing", () => {
  expect(share("was kostet die sanierung", "Im Mai gilt Tempo 30.")).toBe(0);
});

test("one word of several bears less than its share", () => {
  const one = share("sanierung freibad pumpe", "Das Freibad ist zu.");
  expect(one).toBeGreaterThan(0);
  expect(one).toBeLessThan(0.5);
});

test("the more of its words, the more it bears", () => {
  const question = "sanierung freibad pumpe";
  expect(share(question, "Das Freibad hat eine Pumpe.")).toBeGreaterThan(
    share(question, "Das Freibad ist zu."),
  );
});

test("what is spelt alike bears less than the same", () => {
  const alike = share("gewerbsteuern", "Die Gewerbesteuer bleibt unverändert.");
  expect(alike).toBeGreaterThan(0);
  expect(alike).toBeLessThan(1);
});

test("function words bear nothing", () => {
  expect(share("und wann ist das", "Und wann ist das?")).toBe(0);
});
