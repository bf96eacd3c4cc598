import { expect, test } from "vitest";
import { hashGrams } from "../../src/text/grams.ts";

function shared(left: string, right: string, language = "de"): number {
  const other = new Set(hashGrams(right, language));
  const grams = [...new Set(hashGrams(left, language))];
  return grams.filter((gram) => other.has(gram)).length / grams.length;
}

test("a compound holds the 4-grams of its part", () => {
  expect(shared("munition", "Artilleriemunition")).toBeGreaterThan(0.6);
});

test("a mistyped word keeps most of its 4-grams, another word none", () => {
  expect(shared("Stoltenberk", "Stoltenberg")).toBeGreaterThan(0.6);
  expect(shared("Freibad", "Haushalt")).toBe(0);
});

test("umlauts typed with e give the same 4-grams", () => {
  expect(hashGrams("Fuehrung", "de")).toEqual(hashGrams("Führung", "de"));
});

test("upper case gives the same 4-grams", () => {
  expect(hashGrams("VERTRAG", "de")).toEqual(hashGrams("Vertrag", "de"));
});

test("the spelling of umlauts is German only", () => {
  expect(hashGrams("poem", "en")).not.toEqual(hashGrams("pom", "en"));
});

test("a short word has one gram, a repeated one repeats it", () => {
  expect(hashGrams("im", "de")).toHaveLength(1);
  expect(hashGrams("im im", "de")).toHaveLength(2);
});

test("Chinese gives pairs of characters across the segmenter's words", () => {
  expect(hashGrams("新博物馆", "zh")).toHaveLength(3);
  expect(shared("博物馆", "新博物馆开放", "zh")).toBe(1);
});

test("text without words has no grams", () => {
  expect(hashGrams("👍 …", "de")).toEqual([]);
});

test("a gram is a signed 32-bit number", () => {
  for (const gram of hashGrams("Kranzniederlegung in Pjöngjang", "de")) {
    expect(gram).toBe(gram | 0);
  }
});
