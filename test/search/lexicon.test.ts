import { expect, test } from "vitest";
import { createLexicon } from "../../src/search/lexicon.ts";
import { analyserFor } from "../../src/text/terms.ts";

function lexiconOf(text: string) {
  return createLexicon([text], "de", analyserFor("de"));
}

/** The one number of a word. */
function numberOf(lexicon: ReturnType<typeof lexiconOf>, word: string): number {
  const [number = -1] = lexicon.read(word);
  return number;
}

test("a word has the same number in every text", () => {
  const lexicon = lexiconOf("Der Vertrag gilt.");
  expect(lexicon.read("Wann gilt der Vertrag?").has(numberOf(lexicon, "Vertrag"))).toBe(true);
});

test("a word that the texts do not hold has no number", () => {
  expect(lexiconOf("Der Vertrag gilt.").read("Gala").size).toBe(0);
});

test("a term finds all its forms", () => {
  const lexicon = lexiconOf("Die Verträge ersetzen den Vertrag.");
  expect(new Set(lexicon.withTerm("vertrag"))).toEqual(
    new Set([numberOf(lexicon, "Verträge"), numberOf(lexicon, "Vertrag")]),
  );
});

test("a word in a compound is alike, the word itself most", () => {
  const lexicon = lexiconOf("Artilleriemunition ist Munition, kein Haushalt.");
  const alike = lexicon.alike("munition");
  const compound = alike.get(numberOf(lexicon, "Artilleriemunition")) ?? 0;
  expect(alike.get(numberOf(lexicon, "Munition"))).toBeCloseTo(1, 5);
  expect(compound).toBeGreaterThan(0.5);
  expect(compound).toBeLessThan(1);
  expect(alike.has(numberOf(lexicon, "Haushalt"))).toBe(false);
});

test("short words are alike to none", () => {
  expect(lexiconOf("Das Bad im Badeort.").alike("bad").size).toBe(0);
});

test("words that share no more than an ending are not alike", () => {
  const lexicon = lexiconOf("He worried about the Atomwaffenprogramm.");
  expect(lexicon.alike("married").size).toBe(0);
  expect(lexicon.alike("Waffenprogramm").has(numberOf(lexicon, "Atomwaffenprogramm"))).toBe(true);
  expect(lexicon.alike("woried").has(numberOf(lexicon, "worried"))).toBe(true);
});

test("a beginning is what a word of the texts begins with", () => {
  const lexicon = lexiconOf("Es geht um Waffengeschäfte.");
  expect(lexicon.hasBeginning("Waffen")).toBe(true);
  expect(lexicon.hasBeginning("Es")).toBe(true);
  expect(lexicon.hasBeginning("Waffel")).toBe(false);
  expect(lexicon.hasBeginning("Munition")).toBe(false);
  expect(lexicon.hasBeginning("Zeit")).toBe(false);
});

test("a function word is like nothing, however it is spelt", () => {
  const lexicon = lexiconOf("Wessen Interessen? Dessen Interessen.");
  const alike = lexicon.alike("essen");
  expect(alike.has(numberOf(lexicon, "Interessen"))).toBe(true);
  expect(alike.has(numberOf(lexicon, "Wessen"))).toBe(false);
  expect(alike.has(numberOf(lexicon, "Dessen"))).toBe(false);
});
