import { describe, expect, test } from "vitest";
import { readSynonyms } from "../../../src/text/lists/word-list.ts";
import { analyserFor } from "../../../src/text/terms.ts";
import { fold } from "../../../src/text/fold.ts";

describe.each(["de", "en"] as const)("the list of words of like meaning, %s", (language) => {
  const groups = readSynonyms(language);

  test("has two words or more a group", () => {
    expect(groups.filter((words) => words.length < 2)).toEqual([]);
  });

  test("has no word twice in a group", () => {
    expect(groups.filter((words) => new Set(words).size < words.length)).toEqual([]);
  });

  test("has no group twice", () => {
    const lines = groups.map((words) => words.toSorted().join(" "));
    expect(lines.filter((line, i) => lines.indexOf(line) < i)).toEqual([]);
  });

  test("is in the order of the groups' first words", () => {
    const first = groups.map(([word]) => fold(word ?? "", language));
    expect(first).toEqual(first.toSorted());
  });

  test("has no empty word", () => {
    expect(groups.flat().filter((word) => word.trim() === "")).toEqual([]);
  });
});

test("an English word of the list is one term", () => {
  const analyse = analyserFor("en");
  expect(
    readSynonyms("en")
      .flat()
      .filter((word) => analyse(word).length !== 1),
  ).toEqual([]);
});

test("an English group joins what stemming leaves apart", () => {
  const analyse = analyserFor("en");
  const terms = (words: readonly string[]) => new Set(words.flatMap(analyse));
  expect(readSynonyms("en").filter((words) => terms(words).size < words.length)).toEqual([]);
});
