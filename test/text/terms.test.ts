import { expect, test } from "vitest";
import { analyserFor } from "../../src/text/terms.ts";

const german = analyserFor("de");

test.each([
  ["Verträge", "Vertrag"],
  ["VERTRAG", "Vertrag"],
  ["Vertraege", "Verträge"],
  ["Fuehrung", "Führung"],
  ["Mühlstrasse", "Mühlstraße"],
  ["Muehlstrasse", "Mühlstraße"],
  ["Schliessung", "Schließung"],
  ["Koehler", "Köhler"],
  ["Kohler", "Köhler"],
  ["Nordkoreas", "Nordkorea"],
  ["Kubas", "Kuba"],
  ["lieferten", "liefern"],
  ["empfangen", "empfing"],
  ["geschrieben", "schrieb"],
  ["anerkannt", "anerkennen"],
  ["gesprochenen", "sprach"],
])("%s and %s are one German term", (left, right) => {
  expect(german(left)).toEqual(german(right));
});

test.each([
  ["Vertrag", "Vertreter"],
  ["Bund", "Bad"],
  ["Kuss", "Kosten"],
  ["Sicherheit", "sich"],
  ["nächste", "nach"],
])("%s and %s are two", (left, right) => {
  expect(german(left)).not.toEqual(german(right));
});

test.each([
  ["en", "repairs", "repair"],
  ["en", "wrote", "writes"],
  ["en", "mayor's", "mayors"],
  ["ru", "станции", "станция"],
  ["es", "plazas", "plaza"],
  ["tr", "LİMANI", "limanı"],
  ["fr", "l’accord", "accords"],
])("%s: %s and %s are one term", (language, left, right) => {
  const analyse = analyserFor(language);
  expect(analyse(left)).toEqual(analyse(right));
});

test("terms stand in the text's order and as often as they occur", () => {
  expect(german("Tor um Tor")).toEqual(["tor", "um", "tor"]);
});

test("11.000, 11,000 and 11000 are one term", () => {
  expect(german("11.000")).toEqual(["11000"]);
  expect(german("11,000")).toEqual(["11000"]);
});

test("a long word of a script without spaces has its pairs of characters as terms too", () => {
  expect(analyserFor("ja")("ミュージアム")).toEqual(expect.arrayContaining(["ミュ", "ージ"]));
});

test("a language without a stemmer is folded", () => {
  expect(analyserFor("xx")("Élan ÉLAN")).toEqual(["elan", "elan"]);
});
