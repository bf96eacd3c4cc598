import { expect, test } from "vitest";
import { fold, normalise } from "../../src/text/fold.ts";

test("millions are one number, however their thousands are parted", () => {
  expect(normalise("14.200.000")).toBe("14200000");
  expect(normalise("14,200,000")).toBe("14200000");
});

test.each([
  ["Mühlstraße", "muhlstrasse"],
  ["MÜHLSTRASSE", "muhlstrasse"],
  ["Café", "cafe"],
  ["Yıldız", "yildiz"],
  ["Wałęsa", "walesa"],
  ["Søren", "soren"],
])("folding makes %s %s, as it is typed without the accents", (word, folded) => {
  expect(fold(word, "de")).toBe(folded);
});

test("Turkish keeps its two i's apart when lower case is made", () => {
  expect(fold("ISPARTA", "tr")).not.toBe(fold("İSPARTA", "tr"));
  expect(fold("İZMİR", "tr")).toBe(fold("izmir", "tr"));
});
