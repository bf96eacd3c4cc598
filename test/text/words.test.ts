import { expect, test } from "vitest";
import { splitWords } from "../../src/text/words.ts";

test.each([
  "11.000",
  "11,000",
  "11 000",
  "11\u00A0000",
  "11\u202F000",
  "11'000",
  "11’000",
  "11000",
])("%s is the number 11000", (written) => {
  expect(splitWords(`mehr als ${written} Container`, "de")).toEqual([
    "mehr",
    "als",
    "11000",
    "Container",
  ]);
});

test.each([
  ["a decimal", "2,3 Millionen", ["2,3", "Millionen"]],
  ["an English decimal", "$11.5 million", ["11.5", "million"]],
  ["two years", "2000 2023", ["2000", "2023"]],
  ["a score", "2:1", ["2", "1"]],
  ["a date", "24.06.2024", ["24.06.2024"]],
])("%s is no number with thousands: %s", (_, text, words) => {
  expect(splitWords(text, "de")).toEqual(words);
});

test("words are told apart from punctuation, and a hyphen parts them", () => {
  expect(splitWords("„Rodong Sinmun“ – UN-Charta, z. B.!", "de")).toEqual([
    "Rodong",
    "Sinmun",
    "UN",
    "Charta",
    "z",
    "B",
  ]);
});

test("characters that nobody sees do not part a word", () => {
  expect(splitWords("Ver\u00ADtrag Ver\u200Btrag \uFEFFVertrag \u202EVertrag", "de")).toEqual([
    "Vertrag",
    "Vertrag",
    "Vertrag",
    "Vertrag",
  ]);
});

test("letters written in two code points are those written in one", () => {
  expect(splitWords("Fu\u0308hrung", "de")).toEqual(splitWords("Führung", "de"));
});

test.each([
  ["Putin's", "en", ["Putin"]],
  ["gibt’s", "de", ["gibt"]],
  ["l'accord", "fr", ["accord"]],
  ["İzmir'deki", "tr", ["İzmir"]],
])("an apostrophe's other side is off: %s (%s)", (text, language, words) => {
  expect(splitWords(text, language)).toEqual(words);
});

test("Chinese is parted into words though it has no spaces", () => {
  const words = splitWords("门票价格为五十元", "zh");
  expect(words.length).toBeGreaterThan(3);
  expect(words.join("")).toBe("门票价格为五十元");
});

test.each(["", " ", "?!…", "👍😀", "\ud800", "\u0000", "\u200B"])("%j has no words", (text) => {
  expect(splitWords(text, "de")).toEqual([]);
});

test("a lone surrogate in a word neither throws nor swallows its neighbours", () => {
  expect(splitWords("Vertrag \ud83d Kreml", "de")).toEqual(["Vertrag", "Kreml"]);
});
