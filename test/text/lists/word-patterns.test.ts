import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";

import { wordList, wordPattern } from "../../../src/text/lists/word-patterns.ts";

function listed(text: string): URL {
  const folder = mkdtempSync(join(tmpdir(), "fundstelle-words-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "words.txt");
  writeFileSync(path, text);
  return pathToFileURL(path);
}

function found(entry: string, text: string): string[] {
  const { findIn } = wordPattern(listed(`# A comment\n\n${entry}\nother\n`));
  return findIn(text).map(({ from, to }) => text.slice(from, to));
}

test.each([
  ["bruch", "Der Bruch, ein Umbruch, Brüche", ["Bruch"]],
  ["beton(t|te)", "Sie betont, betonte, betonten", ["betont", "betonte"]],
  ["illegal*", "illegale Waffen, ILLEGAL", ["illegale", "ILLEGAL"]],
  ["wies … zurück", "Er wies das zurück. Er wies den Weg.", ["wies"]],
  ["wies … zurück", "Er wies ihn zurückhaltend an.", []],
  ["laut …", "Laut Polizei war es laut.", ["Laut"]],
  [
    "nach (* |)Angaben",
    "nach eigenen Angaben, nach Angaben",
    ["nach eigenen Angaben", "nach Angaben"],
  ],
])("the entry %s finds its words in: %s", (entry, text, words) => {
  expect(found(entry, text)).toEqual(words);
});

test("a text opens with a word of the list, quotation marks aside", () => {
  const pronouns = wordPattern(listed("er\nsie"));
  expect(["Er kam.", "„Sie kam.“", "Erst kam er."].map(pronouns.opens)).toEqual([
    true,
    true,
    false,
  ]);
});

test("a list may hold many words a line", () => {
  const isColour = wordList(listed("# Colours\nrot Blau\ngrün\n"));
  expect(["Rot", "blau", "GRÜN", "gelb", "Colours"].map(isColour)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});
