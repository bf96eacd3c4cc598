import { expect, test } from "vitest";
import { createLexicon } from "../../src/search/lexicon.ts";
import { analyserFor } from "../../src/text/terms.ts";

function lexiconOf(text: string) {
  const lexicon = createLexicon("de", analyserFor("de"));
  lexicon.add(text);
  return lexicon;
}

/** A word's id. */
function idOf(lexicon: ReturnType<typeof lexiconOf>, word: string): number {
  const [id = -1] = lexicon.idsOf(word);
  return id;
}

test("a word has the same id in every text", () => {
  const lexicon = lexiconOf("Der Vertrag gilt.");
  expect(lexicon.idsOf("Wann gilt der Vertrag?").has(idOf(lexicon, "Vertrag"))).toBe(true);
});

test("a word that the texts do not hold has no id", () => {
  expect(lexiconOf("Der Vertrag gilt.").idsOf("Gala").size).toBe(0);
});

test("a term finds all its forms", () => {
  const lexicon = lexiconOf("Die Verträge ersetzen den Vertrag.");
  expect(new Set(lexicon.idsWithTerm("vertrag"))).toEqual(
    new Set([idOf(lexicon, "Verträge"), idOf(lexicon, "Vertrag")]),
  );
});

test("a word in a compound is similar, the word itself most", () => {
  const lexicon = lexiconOf("Artilleriemunition ist Munition, kein Haushalt.");
  const similar = lexicon.similarTo("munition");
  const compound = similar.get(idOf(lexicon, "Artilleriemunition")) ?? 0;
  expect(similar.get(idOf(lexicon, "Munition"))).toBeCloseTo(1, 5);
  expect(compound).toBeGreaterThan(0.5);
  expect(compound).toBeLessThan(1);
  expect(similar.has(idOf(lexicon, "Haushalt"))).toBe(false);
});

test("short words are similar to none", () => {
  expect(lexiconOf("Das Bad im Badeort.").similarTo("bad").size).toBe(0);
});

test("words that share no more than an ending are not similar", () => {
  const lexicon = lexiconOf("He worried about the Atomwaffenprogramm.");
  expect(lexicon.similarTo("married").size).toBe(0);
  expect(lexicon.similarTo("Waffenprogramm").has(idOf(lexicon, "Atomwaffenprogramm"))).toBe(true);
  expect(lexicon.similarTo("woried").has(idOf(lexicon, "worried"))).toBe(true);
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
  const similar = lexicon.similarTo("essen");
  expect(similar.has(idOf(lexicon, "Interessen"))).toBe(true);
  expect(similar.has(idOf(lexicon, "Wessen"))).toBe(false);
  expect(similar.has(idOf(lexicon, "Dessen"))).toBe(false);
});
