import { expect, test } from "vitest";
import { dictionaryFor } from "../../../src/text/lists/dictionary.ts";

test("an English word has its German meanings where the passages are German", () => {
  expect(dictionaryFor("de")("trip", "en")).toContain("Reise");
});

test("an inflected English word has them too", () => {
  expect(dictionaryFor("de")("visited", "en")).toEqual(dictionaryFor("de")("visit", "en"));
});

test("a German word has its English meanings where the passages are English", () => {
  expect(dictionaryFor("en")("Brücke", "de")).toContain("bridge");
});

test("a German word has German words of like meaning", () => {
  expect(dictionaryFor("de")("Abkommen", "de")).toContain("Vertrag");
});

test.each([
  ["kids", "children"],
  ["cops", "police"],
  ["plane", "aircraft"],
  ["bought", "purchase"],
  ["decided", "decision"],
  ["died", "death"],
  ["colour", "color"],
  ["organization", "organisation"],
])("an English word has English words of like meaning: %s, %s", (word, alike) => {
  expect(dictionaryFor("en")(word, "en")).toContain(alike);
});

test("where the passages are English, a German word has words like its first English meaning too", () => {
  expect(dictionaryFor("en")("Polizei", "de")).toContain("constabulary");
});

test("no meaning stands twice", () => {
  const meanings = dictionaryFor("de")("contract", "en");
  expect(new Set(meanings).size).toBe(meanings.length);
});

test.each([
  ["ru", "trip", "en"],
  ["de", "поездка", "ru"],
  ["de", "blorptastic", "en"],
  ["en", "viaje", "es"],
])("for passages in %s the word %s (%s) has none", (language, word, from) => {
  expect(dictionaryFor(language)(word, from)).toEqual([]);
});
