import { expect, test } from "vitest";
import { createPassageIndex, inverseFrequency } from "../../src/search/passage-index.ts";

function holding(passages: readonly { text: string[]; heading: string[] }[]) {
  const index = createPassageIndex();
  passages.forEach((terms, position) => index.add(position, terms));
  return index;
}

function indexOf(...texts: readonly string[]) {
  return holding(texts.map((text) => ({ text: text.split(" "), heading: [] })));
}

function best(scores: ReadonlyMap<number, number>): number | undefined {
  return [...scores].toSorted((a, b) => b[1] - a[1])[0]?.[0];
}

function words(...terms: readonly string[]) {
  return terms.map((term) => ({ term, weight: 1 }));
}

test("only passages that hold a term have a score", () => {
  const scores = indexOf("turm markt", "hafen kran").search(words("hafen"));
  expect([...scores.keys()]).toEqual([1]);
  expect(scores.get(1)).toBeGreaterThan(0);
});

test("two matched words count as their sum, not as its double", () => {
  const index = indexOf("turm markt", "turm hafen", "kran markt", "kran hafen");
  const both = index.search(words("turm", "markt")).get(0) ?? 0;
  const one = index.search(words("turm")).get(0) ?? 0;
  const other = index.search(words("markt")).get(0) ?? 0;
  expect(both).toBeCloseTo(one + other, 5);
});

test("one rare word outweighs several that are everywhere", () => {
  const fill = Array.from({ length: 20 }, (_, i) => `der die und nummer${i}`);
  const index = indexOf(...fill, "kran");
  expect(best(index.search(words("der", "die", "und", "kran")))).toBe(20);
});

test("a term's weight counts", () => {
  const index = indexOf("turm", "kran");
  const scores = index.search([
    { term: "turm", weight: 0.4 },
    { term: "kran", weight: 1 },
  ]);
  expect(scores.get(1)).toBeGreaterThan(scores.get(0) ?? 0);
});

test("a term that is asked for twice counts once", () => {
  const index = indexOf("turm markt", "kran");
  expect(index.search(words("turm", "turm"))).toEqual(index.search(words("turm")));
});

test("a heading's word counts, less than the passage's own", () => {
  const index = holding([
    { text: ["kran"], heading: ["turm"] },
    { text: ["turm"], heading: ["kran"] },
  ]);
  const scores = index.search(words("turm"));
  expect(scores.get(0)).toBeGreaterThan(0);
  expect(scores.get(1)).toBeGreaterThan(scores.get(0) ?? 0);
});

test("a term's frequency is the number of passages that hold it", () => {
  const index = indexOf("turm turm turm", "turm kran", "kran");
  expect(index.frequency("turm")).toBe(2);
  expect(index.frequency("hafen")).toBe(0);
  expect(index.size()).toBe(3);
});

test("in a short corpus a term that is everywhere is searched for", () => {
  expect(indexOf("putin kim", "putin rom", "putin wien").search(words("putin")).size).toBe(3);
});

test("in a long one it is left out while rarer ones remain, and not when it is all there is", () => {
  const texts = Array.from({ length: 2100 }, (_, i) => (i === 7 ? "der turm" : "der kran"));
  const index = indexOf(...texts);
  expect([...index.search(words("der", "turm")).keys()]).toEqual([7]);
  expect(index.search(words("der")).size).toBeGreaterThan(1000);
});

test("terms are whole: no beginning of a word finds it", () => {
  expect(indexOf("vertrag").search(words("ver")).size).toBe(0);
});

test("names of an object's parts are words like others", () => {
  const index = indexOf("constructor", "turm");
  expect(index.frequency("constructor")).toBe(1);
  expect(index.frequency("__proto__")).toBe(0);
  expect([...index.search(words("constructor")).keys()]).toEqual([0]);
});

test("an empty index and an empty query find nothing", () => {
  expect(holding([]).search(words("turm")).size).toBe(0);
  expect(indexOf("turm").search([]).size).toBe(0);
});

test("the rarer a term, the more it tells", () => {
  expect(inverseFrequency(0, 10)).toBeGreaterThan(inverseFrequency(1, 10));
  expect(inverseFrequency(1, 10)).toBeGreaterThan(inverseFrequency(10, 10));
  expect(inverseFrequency(10, 10)).toBeGreaterThan(0);
});
