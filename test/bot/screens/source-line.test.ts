import { expect, test } from "vitest";

import {
  bareQuotations,
  dateName,
  markedQuotations,
  sourceLine,
} from "../../../src/bot/screens/quoting.ts";
import { parseArticle } from "../../../src/corpus/parse.ts";
import { BRIDGE, citation } from "../../support/fake-library.ts";

test("title, source and date stand in the reader's language", () => {
  expect([sourceLine(BRIDGE, "de"), sourceLine(BRIDGE, "en")]).toEqual([
    "Die neue Brücke · dpa · Juni 2024",
    "Die neue Brücke · dpa · June 2024 · in German",
  ]);
});

test("what is not known is left out", () => {
  expect(sourceLine({ ...BRIDGE, source: null, date: null }, "de")).toBe("Die neue Brücke");
});

test.each([
  ["2024", "de", "2024"],
  ["2024-06", "de", "Juni 2024"],
  ["2024-06-18", "de", "18. Juni 2024"],
  ["2024-06-18", "en", "18 June 2024"],
  ["2024-06", "fr", "juin 2024"],
  ["2024-06", "not a language!", "June 2024"],
])("%s in %s is %s", (date, language, name) => {
  expect(dateName(date, language)).toBe(name);
});

test("a footnote stands below the sentence that has it, and below no other", () => {
  const text = "Der Umbau kostet viel.[^1] Die Arbeit dauert lange.\n\n[^1]: Ohne Steuern.";
  const article = parseArticle("umbau.md", text);
  const first = citation(article, 1);
  expect(markedQuotations([first], "de").text).toBe(
    "[1]\nDer Umbau kostet viel.\nFußnote\nOhne Steuern.\nUmbau",
  );
  expect(bareQuotations([first], "en").text).toContain("\nFootnote\nOhne Steuern.\n");
  expect(markedQuotations([citation(article, 1, { from: 1, to: 2 })], "de").text).not.toContain(
    "Steuern",
  );
});
