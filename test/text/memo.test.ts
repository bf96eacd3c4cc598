import { expect, test } from "vitest";

import { memo } from "../../src/text/memo.ts";

/** A memo of `most` results, and which keys it had to make one for. */
function counted(most: number): { lengthOf: (word: string) => number | null; made: string[] } {
  const made: string[] = [];
  const lengthOf = memo(
    (word: string) => {
      made.push(word);
      return word === "" ? null : word.length;
    },
    { most },
  );
  return { lengthOf, made };
}

test("what was asked before is not made again", () => {
  const { lengthOf, made } = counted(10);
  expect([lengthOf("Mainz"), lengthOf("Mainz")]).toEqual([5, 5]);
  expect(made).toEqual(["Mainz"]);
});

test("no more results are remembered than the bound allows", () => {
  const { lengthOf, made } = counted(4);
  const words = Array.from({ length: 100 }, (_, i) => `word ${i}`);
  for (const word of [...words, ...words]) lengthOf(word);
  expect(made).toHaveLength(200);
  made.length = 0;
  for (const word of words.toReversed()) lengthOf(word);
  expect(100 - made.length).toBeLessThanOrEqual(4);
});

test("what is used again and again stays, whatever else is asked in between", () => {
  const { lengthOf, made } = counted(4);
  for (let i = 0; i < 100; i += 1) {
    lengthOf("Mainz");
    lengthOf(`word ${i}`);
  }
  expect(made.filter((word) => word === "Mainz")).toHaveLength(1);
});

test("null is a result like any other", () => {
  const { lengthOf, made } = counted(4);
  for (const word of ["", "Mainz", "Gutenberg", ""])
    expect(lengthOf(word)).toBe(word.length || null);
  expect(made).toEqual(["", "Mainz", "Gutenberg"]);
});

test("what could not be made is tried again", () => {
  let tries = 0;
  const fails = memo(
    (key: string) => {
      tries += 1;
      throw new Error(key);
    },
    { most: 10 },
  );
  expect(() => fails("a")).toThrow("a");
  expect(() => fails("a")).toThrow("a");
  expect(tries).toBe(2);
});
