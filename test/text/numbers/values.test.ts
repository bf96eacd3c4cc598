/** Days and quantities by their value. */
import { expect, test } from "vitest";

import { inOneNotation, readValues, withValues } from "../../../src/text/numbers/values.ts";
import { splitWords } from "../../../src/text/words.ts";

const words = (text: string, language: string) => splitWords(inOneNotation(text, language), "de");

test.each([
  ["de", "am 1. Mai"],
  ["de", "am 1.5."],
  ["de", "am 01.05.?"],
  ["de", "am ersten mai"],
  ["en", "on May 1st"],
  ["en", "on 1 may"],
])("%s: %s is the first of May", (language, text) => {
  expect(words(text, language)).toEqual(expect.arrayContaining(["m5", "m5d1"]));
});

test.each([
  ["de", "1. Mai 2026"],
  ["de", "1.5.2026"],
  ["de", "1.5.26"],
  ["en", "2026-05-01"],
  ["en", "May 1, 2026"],
])("%s: %s is in 2026, too", (language, text) => {
  expect(words(text, language)).toEqual(["m5", "m5d1", "2026"]);
});

test("3/4/2026 may be in April and in March", () => {
  expect(words("3/4/2026", "en")).toEqual(expect.arrayContaining(["m4d3", "m3d4"]));
});

test.each([
  ["0,9 km²", "0,9 Quadratkilometer"],
  ["12 km²", "12 qkm"],
  ["65 %", "65 Prozent"],
  ["18 °C", "18 Grad"],
  ["2,3 Mio. €", "2.300.000 Euro"],
  ["11.000 Container", "elftausend Container"],
  ["5 kWh", "5 Kilowattstunden"],
])("%s and %s are the same", (one, other) => {
  expect(words(one, "de")).toEqual(words(other, "de"));
});

test("what an English question asks for is what a German sentence says", () => {
  expect(words("how many square kilometres", "en")).toContain("squarekilometre");
  expect(splitWords(withValues("Das Gelände misst 0,9 km².", "de"), "de")).toContain(
    "squarekilometre",
  );
});

test("a text keeps its own words beside their values", () => {
  expect(splitWords(withValues("Der Bau beginnt am 1. Mai.", "de"), "de")).toEqual(
    expect.arrayContaining(["Mai", "m5", "m5d1"]),
  );
});

test("a text without a value stays as it is", () => {
  expect(withValues("Der Bau beginnt bald.", "de")).toBe("Der Bau beginnt bald.");
});

test.each([
  ["Es kamen 1.260 Menschen.", ["count"], []],
  ["Seit 1987 steht es leer.", [], ["1987"]],
  ["Am 1. Mai 2026 um 8.30 Uhr.", [], []],
  ["Sie ist 2,4 Kilometer lang und kostet 18,5 Millionen Euro.", ["length", "money"], []],
  ["40 Prozent, acht Tonnen, zwei Jahre", ["share", "mass", "time"], []],
])("%s: its quantities and years", (text, kinds, years) => {
  const values = readValues(text, "de");
  expect(values.quantities.map(({ kind }) => kind)).toEqual(kinds);
  expect(values.years).toEqual(years);
});
