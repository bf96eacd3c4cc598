import { expect, test } from "vitest";
import { wordsSpeltLike } from "../../src/search/spelling.ts";

const WORDS = "stoltenberg kam mit munition nach koln der haushalt ist knapp markt leer".split(" ");

const speltLike = (typed: string) => wordsSpeltLike(typed, WORDS, "de");

test.each([
  ["stoltenbreg", "stoltenberg"],
  ["munizion", "munition"],
  ["munitionn", "munition"],
  ["haushlat", "haushalt"],
  ["HAUSHALD", "haushalt"],
  ["makrt", "markt"],
])("%s may mean %s", (typed, meant) => {
  expect(speltLike(typed)).toContain(meant);
});

test.each(["kart", "der", "politik", "wetter", ""])("%j means none of them", (typed) => {
  expect(speltLike(typed)).toEqual([]);
});

test("in a word of fewer than eight letters only one may be wrong", () => {
  expect(speltLike("mrakd")).toEqual([]);
  expect(speltLike("markd")).toEqual(["markt"]);
});
