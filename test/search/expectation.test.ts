import { expect, test } from "vitest";
import { expectationOf, meets } from "../../src/search/expectation.ts";

const nobody = () => null;
const lindt = (word: string) => (word === "Lindt" ? "Marta Lindt" : null);

test.each([
  ["time", "wann beginnt der bau"],
  ["time", "Seit wann ist das so?"],
  ["time", "in welchem jahr war das"],
  ["time", "WANN WAR DAS"],
  ["time", "an welchem tag"],
  ["time", "um wie viel uhr beginnt es"],
  ["time", "when does it start"],
  ["time", "what year was it built"],
  ["number", "wie viele container"],
  ["money", "wieviel kostet das"],
  ["number", "wie hoch ist der turm"],
  ["money", "was kostet die sanierung"],
  ["money", "wie teuer ist der bau"],
  ["money", "how much do the repairs cost"],
  ["number", "wie oft fährt die fähre"],
  ["number", "wie lange dauert es"],
  ["number", "how many people"],
  ["money", "how much does it cost"],
  ["number", "how much water is lost"],
  ["number", "cuántas plazas"],
  ["number", "сколько стоит"],
  ["content", "was steht im vertrag"],
  ["content", "what is in the treaty"],
] as const)("a %s is asked for: %s", (expectation, question) => {
  expect(expectationOf(question)).toBe(expectation);
});

test.each([
  "wer hat das gesagt",
  "warum ist das so",
  "why is it closed",
  "whenever",
  "stoltenberg",
])("neither time nor number is asked for: %s", (question) => {
  expect(["time", "number"]).not.toContain(expectationOf(question));
});

test.each([
  ["time", "Der Bau beginnt im September."],
  ["time", "Am Dienstag war Markt."],
  ["time", "Das war 1974."],
  ["time", "It opens on Thursday."],
  ["time", "Das geschah vor zwei Jahren."],
  ["number", "Es kamen 60 Kinder."],
  ["number", "Es kamen drei Kinder."],
  ["number", "Dozens came."],
  ["money", "Die Sanierung kostet 2,3 Millionen Euro."],
  ["money", "The repairs cost $11.5 million."],
  ["money", "Der Eintritt ist kostenlos."],
] as const)("a %s is in: %s", (expectation, sentence) => {
  expect(meets(expectation, sentence, nobody)).toBe(1);
});

test.each([
  ["time", "Der Bau beginnt bald."],
  ["time", "Die Marina ist schön."],
  ["number", "Die Kinder freuten sich."],
  ["money", "Vor der Schule gilt Tempo 30."],
] as const)("no %s is in: %s", (expectation, sentence) => {
  expect(meets(expectation, sentence, nobody)).toBeLessThan(1);
});

test("who expects nothing is content with any sentence", () => {
  expect(meets(null, "Die Kinder freuten sich.", nobody)).toBe(1);
});

test("a person is in a sentence that holds a part of a name", () => {
  expect(meets("person", "Enthüllt hat es Marta Lindt.", lindt)).toBe(1);
  expect(meets("person", "Es wurde am Sonntag enthüllt.", lindt)).toBeLessThan(1);
});
