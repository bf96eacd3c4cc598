import { expect, test } from "vitest";
import {
  expectedDegree,
  type ExpectedAnswer,
  expectedAnswerOf,
  expectedFactor,
  withoutQuestionWords,
} from "../../src/search/expected-answer.ts";

const nobody = () => null;
const lindt = (word: string) => (word === "Lindt" ? "Marta Lindt" : null);

function factor(expected: ExpectedAnswer | null, sentence: string, nameOf: typeof lindt = nobody) {
  return expectedFactor(expected, expectedDegree(expected, sentence, nameOf));
}

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
  ["duration", "wie lange dauert es"],
  ["duration", "wie alt ist die brücke"],
  ["duration", "how long does it take"],
  ["reason", "warum ist die brücke gesperrt"],
  ["reason", "wieso dauert das so lange"],
  ["reason", "why is it closed"],
  ["number", "how many people"],
  ["money", "how much does it cost"],
  ["number", "how much water is lost"],
  ["number", "cuántas plazas"],
  ["number", "сколько стоит"],
  ["content", "was steht im vertrag"],
  ["content", "what is in the treaty"],
] as const)("a %s is asked for: %s", (expected, question) => {
  expect(expectedAnswerOf(question)).toBe(expected);
});

test.each(["wer hat das gesagt", "warum ist das so", "why is it so", "whenever", "stoltenberg"])(
  "neither time nor number is asked for: %s",
  (question) => {
    expect(["time", "number"]).not.toContain(expectedAnswerOf(question));
  },
);

test.each([
  ["time", "Der Bau beginnt im September."],
  ["time", "Am Dienstag war Markt."],
  ["time", "Das war 1974."],
  ["time", "It opens on Thursday."],
  ["time", "Das geschah vor zwei Jahren."],
  ["number", "Es kamen 60 Kinder."],
  ["number", "Es kamen drei Kinder."],
  ["number", "Dozens came."],
  ["duration", "Der Umbau dauert zwei Jahre."],
  ["duration", "It was opened in 1971."],
  ["reason", "Sie ist gesperrt, weil sie rostet."],
  ["reason", "Er kam, um das Geld zu holen."],
  ["reason", "The bags were sewn shut so that crabs could not eat the seeds."],
  ["money", "Die Sanierung kostet 2,3 Millionen Euro."],
  ["money", "The repairs cost $11.5 million."],
  ["money", "Der Eintritt ist kostenlos."],
] as const)("a %s is in: %s", (expected, sentence) => {
  expect(factor(expected, sentence)).toBe(1);
});

test.each([
  ["time", "Der Bau beginnt bald."],
  ["time", "Die Marina ist schön."],
  ["number", "Die Kinder freuten sich."],
  ["duration", "Es kamen 60 Kinder."],
  ["reason", "Sie ist gesperrt."],
  ["money", "Vor der Schule gilt Tempo 30."],
] as const)("no %s is in: %s", (expected, sentence) => {
  expect(factor(expected, sentence)).toBeLessThan(1);
});

test("who expects nothing is content with any sentence", () => {
  expect(factor(null, "Die Kinder freuten sich.")).toBe(1);
});

test("a person is in a sentence that holds a part of a name", () => {
  expect(factor("person", "Enthüllt hat es Marta Lindt.", lindt)).toBe(1);
  expect(factor("person", "Es wurde am Sonntag enthüllt.", lindt)).toBeLessThan(1);
});

test("an inexact number is less than an exact one, and more than none", () => {
  const inexact = factor("number", "Es kamen viele Kinder.");
  expect(inexact).toBeLessThan(factor("number", "Es kamen drei Kinder."));
  expect(inexact).toBeGreaterThan(factor("number", "Die Kinder freuten sich."));
});

test.each([
  ["wie lange dauert der bau", "lange"],
  ["wie oft fährt die fähre", "oft"],
  ["wie nennt putin das land", "nennt"],
  ["how long is the bridge closed", "long"],
])("what is asked for is not what it is about: %s", (question, word) => {
  const isContentWord = withoutQuestionWords(() => true, question);
  expect(isContentWord(word)).toBe(false);
  expect(isContentWord("bau")).toBe(true);
});

test("a word that does not ask stays what the question is about", () => {
  expect(withoutQuestionWords(() => true, "sind lange verhandlungen geplant")("lange")).toBe(true);
});
