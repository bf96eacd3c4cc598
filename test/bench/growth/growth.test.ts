import { expect, test } from "vitest";

import { growCorpus, passagesOf, typedQueries } from "../../../bench/growth/made-corpus.ts";
import { knownItemsOf, measureGrowth } from "../../../bench/growth/search.ts";
import { parseArticle } from "../../../src/corpus/parse.ts";

const ARTICLE = parseArticle(
  "moor.md",
  `---
title: Das Moor
language: de
---
Das Moor am Federsee wird seit dem Winter wieder vernässt. Dafür schließen Bagger die alten Gräben.

Die Biologin Karla Wend zählt dort jedes Frühjahr die Libellen. Im vergangenen Jahr fand sie vierzig Arten.

Landwirte aus der Gegend bekommen Geld für Wiesen, die sie nicht mehr mähen.
`,
);
const CORPUS = { articles: [ARTICLE], skipped: [] };

test("a grown corpus has as many passages as asked for, the real ones first", () => {
  const passages = passagesOf(growCorpus(CORPUS, 60));
  expect(passages).toHaveLength(60);
  expect(passages.slice(0, 3)).toEqual(ARTICLE.passages);
});

test("a corpus that is larger than asked for stays whole", () => {
  expect(passagesOf(growCorpus(CORPUS, 1))).toEqual(ARTICLE.passages);
});

test("the same size gives the same words", () => {
  const [words, again] = [growCorpus(CORPUS, 40), growCorpus(CORPUS, 40)].map((corpus) =>
    passagesOf(corpus).map(({ text }) => text),
  );
  expect(words).toEqual(again);
});

test("names and words are typed letter by letter", () => {
  expect(typedQueries(CORPUS)).toEqual(
    expect.arrayContaining(["K", "Ka", "Karla W", "Karla Wend", "W", "Wi", "Wiesen"]),
  );
});

test("a question counts where its words are in a real passage, and only that passage is right", () => {
  const known = {
    question: "wie viele arten hat sie gefunden",
    passages: ["vierzig  Arten"],
    answer: ["vierzig"],
    language: "de",
  };
  const elsewhere = { ...known, passages: ["steht nirgends"] };
  const items = knownItemsOf([known, elsewhere], ARTICLE.passages);
  expect(items).toEqual([{ question: known.question, right: new Set([ARTICLE.passages[1]]) }]);
});

test("recall is the share of known items that are found, for both on the same passages", () => {
  const [first, second] = ARTICLE.passages;
  if (first === undefined || second === undefined) throw new Error("The article is too short");
  const { own, minisearch, passages } = measureGrowth({
    corpus: CORPUS,
    questions: ["Wer zählt Libellen?"],
    queries: ["Karla"],
    knownItems: [
      { question: "Wer zählt jedes Frühjahr Libellen?", right: new Set([second]) },
      { question: "Wer zählt jedes Frühjahr die Libellen?", right: new Set([first]) },
    ],
  });
  expect(passages).toBe(3);
  expect(own.recall?.at1).toBe(0.5);
  expect(minisearch.recall?.at1).toBe(0.5);
});
