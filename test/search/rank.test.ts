import { expect, test } from "vitest";
import { parseArticle } from "../../src/corpus/parse.ts";
import { buildQuery } from "../../src/search/query.ts";
import { rankPassages } from "../../src/search/rank.ts";
import { contentWordTest } from "../../src/text/lists/content-words.ts";
import { indexOf } from "../support/indexed.ts";

const ARTICLE = parseArticle(
  "text.md",
  `---
language: de
---

Die Artilleriemunition kam im Mai.

Der Haushalt der Stadt ist knapp.

Ein Konzert im Park endete spät.

Der Haushalt des Landes ist ausgeglichen, die Stadt ist es nicht.
`,
);

function rank(question: string, limit = 10) {
  const index = indexOf(ARTICLE);
  const query = buildQuery([{ text: question, weight: 1 }], index, {
    language: "de",
    isContentWord: contentWordTest("de"),
  });
  return rankPassages(query, index, limit);
}

test("best first, no passage without a score, at most as many as asked for", () => {
  const ranking = rank("haushalt der stadt");
  const scores = ranking.map(({ score }) => score);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  expect(scores.every((score) => score > 0)).toBe(true);
  expect(ranking.map(({ position }) => position)).not.toContain(2);
  expect(rank("haushalt der stadt", 1)).toHaveLength(1);
});

test.each([
  ["munition", 0],
  ["artileriemunizion", 0],
  ["haushlat landes", 3],
  ["konzerte", 2],
])("words and 4-grams together find %s", (question, position) => {
  expect(rank(question)[0]?.position).toBe(position);
});

test("a typo costs less the fewer of the words are known", () => {
  expect(rank("konzret")[0]?.position).toBe(2);
});

test("nothing is ranked for nothing", () => {
  expect(rank("")).toEqual([]);
  expect(rank("qqqq")).toEqual([]);
});
