/**
 * Inputs by somebody who had not seen the code, one a line of `inputs.jsonl`: a file, and what must and must not be read.
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseArticle } from "../../src/corpus/parse.ts";
import type { Passage } from "../../src/corpus/passage.ts";

interface Input {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  readonly title?: string;
  readonly source?: string;
  readonly author?: string;
  /** Pieces of passages, in order. */
  readonly must: readonly string[];
  /** What no passage holds. */
  readonly mustNot: readonly string[];
  /** What the passage with this text knows. */
  readonly about?: readonly About[];
}

interface About {
  readonly text: string;
  readonly speaker?: string | null;
  readonly question?: string | null;
  readonly leadIn?: string;
}

const lines = readFileSync(new URL("inputs.jsonl", import.meta.url), "utf8")
  .trimEnd()
  .split("\n");
const inputs = lines.map((line) => JSON.parse(line) as Input);

function fold(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** The pieces that do not stand there, each behind the one before. */
function missing(text: string, pieces: readonly string[]): string[] {
  let at = 0;
  return pieces.filter((piece) => {
    const found = text.indexOf(fold(piece), at);
    if (found >= 0) at = found + fold(piece).length;
    return found < 0;
  });
}

test.each(inputs)("$name", ({ file, text, must, mustNot, about = [], ...known }) => {
  const article = parseArticle(file, text);
  const shown = article.passages.map((passage) => fold(passage.text));
  expect(missing(shown.join(" "), must)).toEqual([]);
  expect(mustNot.filter((piece) => shown.some((one) => one.includes(fold(piece))))).toEqual([]);
  const { name: _, ...facts } = known;
  expect(article).toMatchObject(facts);
  expect(about.filter((one) => !article.passages.some((passage) => knows(passage, one)))).toEqual(
    [],
  );
});

function knows({ text, speaker, question, leadIn }: Passage, about: About): boolean {
  return (
    fold(text).includes(about.text) &&
    holds(speaker?.name, about.speaker) &&
    holds(question, about.question) &&
    holds(leadIn, about.leadIn)
  );
}

/** Nothing is wanted, or nothing is there, or what is there holds what is wanted. */
function holds(found: string | null | undefined, wanted: string | null | undefined): boolean {
  if (wanted === undefined) return true;
  return wanted === null ? (found ?? null) === null : (found ?? "").includes(wanted);
}
