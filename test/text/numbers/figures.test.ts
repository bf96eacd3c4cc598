/** Numbers in a text. */
import { expect, test } from "vitest";

import { figuresIn } from "../../../src/text/numbers/figures.ts";

function amounts(text: string, language: string): string[] {
  return figuresIn(text, language).map(({ amount }) => amount);
}

test.each([
  ["11.000, 11,000, 11 000 und 11'000", ["11000", "11000", "11000", "11000"]],
  ["elftausend", ["11000"]],
  ["zweihundertfünfzig", ["250"]],
  ["vierundzwanzig Jahre", ["24"]],
  ["2,3 Millionen und zwei Millionen", ["2300000", "2000000"]],
  ["eine halbe Million", ["500000"]],
  ["Dutzende Raketen, Hunderte, Tausende", ["dozens", "hundreds", "thousands"]],
  ["zwei Dutzend", ["24"]],
  ["die zweite, am dritten, zum vierundzwanzigsten", ["2", "3", "24"]],
  ["nach fünfstündiger Debatte, dreimal, der 71-Jährige", ["5", "3", "71"]],
  ["zwei Drittel", ["2", "3"]],
  ["ein Mann, eine Frau, wir achten darauf", []],
])("German: %s", (text, expected) => {
  expect(amounts(text, "de")).toEqual(expected);
});

test.each([
  ["eleven thousand", ["11000"]],
  ["twenty-four and twenty-first", ["24", "21"]],
  ["two hundred and fifty thousand", ["250000"]],
  ["1.8 million, £1.8m, 5bn, 11k", ["1800000", "1800000", "5000000000", "11000"]],
  ["half a million", ["500000"]],
  ["dozens of missiles, a dozen", ["dozens", "12"]],
  ["the 24th, two thirds", ["24", "2", "3"]],
  ["between 5-6 and 100-50", ["5", "6", "100", "50"]],
  ["no one, first of all", []],
])("English: %s", (text, expected) => {
  expect(amounts(text, "en")).toEqual(expected);
});

test.each([
  [
    "tr",
    "120 milyon avro, 120 milyonun yarısı, bir milyar",
    ["120000000", "120000000", "1000000000"],
  ],
  ["fr", "120 millions d'euros, 11 mille, des millions", ["120000000", "11000", "millions"]],
  ["es", "5 mil millones, 11 mil", ["5000000000", "11000"]],
  ["ru", "120 миллионов, с 120 миллионами", ["120000000", "120000000"]],
  ["pl", "ten most, 11 tysięcy", ["11000"]],
  ["ja", "1億2000万ユーロ", ["120000000"]],
  ["zh", "1.2亿欧元，11万", ["120000000", "110000"]],
  ["hi", "12 करोड़", ["120000000"]],
  ["ar", "120 مليون", ["120000000"]],
])("in other languages magnitudes are read behind digits: %s, %s", (language, text, expected) => {
  expect(amounts(text, language)).toEqual(expected);
});

test("digits of other scripts are read", () => {
  expect(amounts("١١٬٠٠٠", "ar")).toEqual(["11000"]);
  expect(amounts("२४", "hi")).toEqual(["24"]);
});

test("a figure knows its measure and its bound", () => {
  expect(figuresIn("mehr als zwei lange Jahre", "de")).toMatchObject([
    { amount: "2", unit: "year", bound: "more" },
  ]);
  expect(figuresIn("fewer than 24 months, £12", "en")).toMatchObject([
    { amount: "24", unit: "month", bound: "less" },
    { amount: "12", unit: "pound", bound: null },
  ]);
});

test("what is counted follows a figure, up to the next mark", () => {
  expect(figuresIn("Dutzende von ballistischen Raketen, Container", "de")[0]?.followers).toEqual([
    "ballistischen",
    "Raketen",
  ]);
});
