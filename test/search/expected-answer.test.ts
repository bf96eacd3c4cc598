import { expect, test } from "vitest";
import {
  expectedDegree,
  type ExpectedAnswer,
  expectedAnswerOf,
  expectedFactor,
  holdingsOf,
  isEnough,
  withoutQuestionWords,
} from "../../src/search/expected-answer.ts";
import { tellLanguage } from "../../src/text/language.ts";

const nobody = () => null;
const lindt = (word: string) => (word === "Lindt" ? "Marta Lindt" : null);

function degree(
  expected: ExpectedAnswer,
  sentence: string,
  { nameOf = nobody, asked = [] }: { nameOf?: typeof lindt; asked?: readonly string[] } = {},
) {
  const held = holdingsOf(sentence, tellLanguage(sentence) ?? "de", nameOf);
  return expectedDegree(expected, held, new Set(asked));
}

test.each([
  ["time", "wann beginnt der bau"],
  ["time", "Seit wann ist das so?"],
  ["time", "in welchem jahr war das"],
  ["time", "WANN WAR DAS"],
  ["time", "an welchem tag"],
  ["clock", "um wie viel uhr beginnt es"],
  ["clock", "what time does it leave"],
  ["time", "when does it start"],
  ["time", "what year was it built"],
  ["number", "wie viele container"],
  ["money", "wieviel kostet das"],
  ["measure", "wie hoch ist der turm"],
  ["money", "wie hoch ist die dividende"],
  ["money", "was kostet die sanierung"],
  ["money", "wie teuer ist der bau"],
  ["money", "how much do the repairs cost"],
  ["frequency", "wie oft fährt die fähre"],
  ["duration", "wie lange dauert es"],
  ["age", "wie alt ist die brücke"],
  ["length", "wie weit ist es"],
  ["length", "wie viele kilometer sind es"],
  ["share", "wieviel prozent zahlt das land"],
  ["duration", "wie viele tage dauert es"],
  ["phone", "welche nummer muss ich anrufen"],
  ["phone", "What number do I call"],
  ["name", "wie heißt der chef"],
  ["person", "who signed it"],
  ["extent", "how long does it take"],
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
  ["clock", "Los geht es um 8.30 Uhr."],
  ["number", "Es kamen 60 Kinder."],
  ["number", "Es kamen drei Kinder."],
  ["number", "1.260 Unterschriften liegen vor."],
  ["frequency", "Sie fährt dreimal am Tag."],
  ["frequency", "Alle zwölf Minuten kommt eine Gondel."],
  ["frequency", "She broke down nine times."],
  ["age", "Ihre Sprecherin Nadja Olm, 34, fürchtet um den Uhu."],
  ["age", "The ferry is 41 years old."],
  ["age", "It was built in 1971."],
  ["share", "40 Prozent davon zahlt das Land."],
  ["share", "Four in five were in favour."],
  ["duration", "Der Umbau dauert zwei Jahre."],
  ["extent", "Die Bahn wird 2,4 km lang."],
  ["length", "The crossing is 12 miles."],
  ["measure", "Der Mast ragt 61 Meter auf."],
  ["reason", "Sie ist gesperrt, weil sie rostet."],
  ["reason", "Er kam, um das Geld zu holen."],
  ["reason", "The bags were sewn shut so that crabs could not eat the seeds."],
  ["money", "Die Sanierung kostet 2,3 Millionen Euro."],
  ["money", "The repairs cost $11.5 million."],
  ["money", "Der Eintritt ist kostenlos."],
  ["phone", "Auskunft gibt es unter 05571 40 22 8."],
  ["name", "Deren Chef heißt Rudolf Egger."],
] as const)("a %s is in: %s", (expected, sentence) => {
  expect(degree(expected, sentence)).toBe(1);
});

test.each([
  ["time", "Der Bau beginnt bald."],
  ["time", "Die Marina ist schön."],
  ["clock", "Der Bau beginnt am 1. Mai."],
  ["number", "Die Kinder freuten sich."],
  ["number", "Seit 2019 leitet sie das Haus."],
  ["number", "Am 1. Mai 2026 beginnt der Bau."],
  ["number", "Sie arbeitete vierzig Jahre an der Drehbank."],
  ["frequency", "Es kamen 60 Kinder."],
  ["age", "Das Sägewerk steht seit 1987 leer."],
  ["duration", "Es kamen 60 Kinder."],
  ["length", "Es kamen 60 Kinder."],
  ["reason", "Sie ist gesperrt."],
  ["money", "Vor der Schule gilt Tempo 30."],
  ["phone", "Bei 41 Einsätzen seit 1992 kamen 2.600 Helfer."],
  ["name", "Das Kind schläft im Auto."],
] as const)("no %s is in: %s", (expected, sentence) => {
  expect(expectedFactor(expected, degree(expected, sentence))).toBeLessThan(1);
});

test("without the kind that is asked for a sentence is not enough, but reasons are told in other words", () => {
  expect(isEnough("phone", degree("phone", "Es kamen 60 Kinder."))).toBe(false);
  expect(isEnough("reason", degree("reason", "Sie ist gesperrt."))).toBe(true);
});

test("who expects nothing is content with any sentence", () => {
  expect(expectedFactor(null, 0)).toBe(1);
});

test("a person is in a sentence that holds a part of a name", () => {
  expect(degree("person", "Enthüllt hat es Marta Lindt.", { nameOf: lindt })).toBe(1);
  expect(degree("person", "Es wurde am Sonntag enthüllt.", { nameOf: lindt })).toBe(0);
});

test("a name that the question itself holds is no answer to it", () => {
  const sentence = "Gebaut wird sie von der Firma Tramont.";
  expect(degree("name", sentence)).toBe(1);
  expect(degree("name", sentence, { asked: ["tramont"] })).toBe(0);
});

test("an inexact number is less than an exact one, and more than none", () => {
  const inexact = degree("number", "Es kamen viele Kinder.");
  expect(inexact).toBeLessThan(degree("number", "Es kamen drei Kinder."));
  expect(inexact).toBeGreaterThan(degree("number", "Die Kinder freuten sich."));
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
