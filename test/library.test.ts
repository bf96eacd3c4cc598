import { expect, test } from "vitest";
import { readQuestion } from "../src/answer/wish.ts";
import { parseArticle } from "../src/corpus/parse.ts";
import { buildLibrary } from "../src/library.ts";
import { COUNCIL, ENGLISH, libraryOf } from "./support/articles.ts";

const BEFORE = parseArticle(
  "turm.md",
  "---\nlanguage: de\n---\n\nDer Turm ist alt.\n\nEr ist hoch.\n",
);
const AFTER = parseArticle(
  "turm.md",
  "---\nlanguage: de\n---\n\nDer Turm ist neu.\n\nEr ist hoch.\n",
);
const MOVED = parseArticle(
  "turm.md",
  "---\nlanguage: de\n---\n\nEs regnet.\n\nDer Turm ist alt.\n\nEr ist hoch.\n",
);

test("a passage is found by its reference", () => {
  const library = libraryOf(COUNCIL, ENGLISH);
  for (const passage of [...COUNCIL.passages, ...ENGLISH.passages])
    expect(library.findPassage(passage.ref)?.text).toBe(passage.text);
});

test("after an edit the old reference finds the same words, wherever they stand now", () => {
  const [first] = BEFORE.passages;
  expect(first && libraryOf(MOVED).findPassage(first.ref)?.text).toBe("Der Turm ist alt.");
});

test("a reference to words that are gone finds nothing, never the neighbour", () => {
  const [first] = BEFORE.passages;
  expect(first && libraryOf(AFTER).findPassage(first.ref)).toBeNull();
});

test.each(["", "x", "constructor", "__proto__", "\ud800", "a".repeat(64)])(
  "%j is no reference",
  (ref) => {
    expect(libraryOf(COUNCIL).findPassage(ref)).toBeNull();
  },
);

test("the version is 8 characters that a link may hold", () => {
  expect(libraryOf(COUNCIL).version).toMatch(/^[A-Za-z0-9_-]{8}$/);
});

test("the version stays while the articles do, and changes with any of their words", () => {
  expect(libraryOf(BEFORE).version).toBe(libraryOf(BEFORE).version);
  expect(libraryOf(BEFORE).version).not.toBe(libraryOf(AFTER).version);
  expect(libraryOf(BEFORE).version).not.toBe(libraryOf(BEFORE, ENGLISH).version);
});

test("the version changes when an article's title or date does", () => {
  const [before, after] = ["Der Turm", "Der alte Turm"].map((title) =>
    parseArticle("turm.md", `---\ntitle: ${title}\n---\n\nDer Turm ist alt.\n`),
  );
  expect(before && libraryOf(before).version).not.toBe(after && libraryOf(after).version);
});

test("an empty corpus makes a library that declines", async () => {
  const library = buildLibrary({ articles: [], skipped: [] });
  expect(await library.answerer.answer(readQuestion("was kostet das"))).toEqual({
    kind: "declined",
    nearest: null,
  });
  expect(library.findQuotes("", 0)).toEqual({ quotes: [], next: null });
});

test("an empty corpus is asked for an overview and has none", async () => {
  const library = buildLibrary({ articles: [], skipped: [] });
  const answer = await library.answerer.answer(readQuestion("worum gehts"));
  expect(answer.kind).toBe("declined");
});

test("one question is answered in less than 100 ms after the first", async () => {
  const library = libraryOf(COUNCIL, ENGLISH);
  await library.answerer.answer(readQuestion("was kostet die sanierung"));
  // Of this thread alone: what else the machine does is not counted.
  const start = process.threadCpuUsage();
  await library.answerer.answer(readQuestion("wer hat 2019 vor rissen gewarnt"));
  const { user, system } = process.threadCpuUsage(start);
  expect((user + system) / 1000).toBeLessThan(100);
});
