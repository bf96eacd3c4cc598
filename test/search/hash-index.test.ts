import { expect, test } from "vitest";
import { createHashIndex } from "../../src/search/hash-index.ts";
import { hashGrams } from "../../src/text/grams.ts";

const TEXTS = ["Artilleriemunition für die Front", "Der Haushalt der Stadt", "Ein Konzert im Park"];

function indexOf(texts: readonly string[]) {
  const index = createHashIndex();
  texts.forEach((text, position) => index.add(position, hashGrams(text, "de")));
  return index;
}

function search(query: string, texts: readonly string[] = TEXTS): number[] {
  const index = indexOf(texts);
  return [...index.search(new Map(hashGrams(query, "de").map((gram) => [gram, 1])))];
}

function best(scores: readonly number[]): number {
  return scores.indexOf(Math.max(...scores));
}

test("there is a score for each passage, 0 where nothing is alike", () => {
  const scores = search("haushalt");
  expect(scores).toHaveLength(3);
  expect(scores[1]).toBeGreaterThan(0);
  expect(scores[2]).toBe(0);
});

test.each([
  ["munition", 0],
  ["haushlat", 1],
  ["konzertes", 2],
])("%s finds the passage that means it", (query, passage) => {
  expect(best(search(query))).toBe(passage);
});

test("of two passages that hold the word the shorter one is better", () => {
  const long = `Haushalt ${"und noch mehr Worte über anderes ".repeat(10)}`;
  expect(best(search("Haushalt", [long, "Haushalt jetzt", "Park"]))).toBe(1);
});

test("a gram's weight counts in proportion", () => {
  const index = indexOf(TEXTS);
  const grams = hashGrams("haushalt", "de");
  const whole = index.search(new Map(grams.map((gram) => [gram, 1])))[1] ?? 0;
  const half = index.search(new Map(grams.map((gram) => [gram, 0.5])))[1] ?? 0;
  expect(half).toBeCloseTo(whole / 2, 6);
});

test("a gram that stands more than 255 times in a passage is still found", () => {
  expect(best(search("turm", ["turm ".repeat(1000), "park"]))).toBe(0);
});

test("nothing is found in nothing", () => {
  expect(search("haushalt", [])).toEqual([]);
  expect(search("", TEXTS)).toEqual([0, 0, 0]);
});

test("what is taken out is as if it had never been there", () => {
  const [first = "", ...others] = TEXTS;
  const index = indexOf(TEXTS);
  index.remove(0, hashGrams(first, "de"));
  const query = new Map(hashGrams("haushalt munition", "de").map((gram) => [gram, 1]));
  const without = createHashIndex();
  others.forEach((text, i) => without.add(i + 1, hashGrams(text, "de")));
  expect(index.search(query)).toEqual(without.search(query));
});
