import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

import { makeArticleFolder, type ArticleFolder } from "../support/bridge-article.ts";
import { evaluate as command } from "../../src/cli/eval.ts";
import { call } from "./call-command.ts";
import type { Ended } from "../support/project-process.ts";

const NUMBER: unknown = expect.any(Number);

const ANSWERED = {
  language: "de",
  question: "Was kostet der Neubau der Brücke?",
  passages: ["3,2  Millionen\nEuro kosten"],
  answer: ["3,2 Millionen Euro"],
};
/** Asks for what the article has, but expects words that it has not. */
const MISSED = {
  language: "en",
  question: "Wie oft fährt der Pendelbus?",
  passages: ["steht nirgends"],
  answer: ["steht nirgends"],
};
const UNANSWERABLE = { question: "wie spät ist es auf dem mars", passages: [], answer: [] };

let folder: ArticleFolder;

beforeAll(async () => {
  folder = await makeArticleFolder();
});
afterAll(() => folder.remove());

async function writeQuestions(name: string, lines: readonly (object | string)[]): Promise<string> {
  const path = join(folder.path, name);
  const written = lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line)));
  await writeFile(path, `${written.join("\n")}\n`);
  return path;
}

/** On an empty corpus, where `--corpus` names no other. */
function evaluate(...args: readonly string[]): Promise<Ended> {
  return call(command, args, { env: { CORPUS_DIR: join(folder.path, "empty") } });
}

const linesOf = (text: string): string[] => text.split("\n").slice(0, -1);

test("--json prints one line with every figure, for the corpus and the questions it is given", async () => {
  const file = await writeQuestions("three.jsonl", [ANSWERED, "", MISSED, UNANSWERABLE]);
  const run = await evaluate(
    "--corpus",
    join(folder.path, "corpus"),
    "--questions",
    file,
    "--json",
  );
  expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: "" });
  expect(linesOf(run.stdout)).toHaveLength(1);
  expect(JSON.parse(run.stdout)).toEqual({
    questions: 3,
    "recall@1": 0.5,
    "recall@3": 0.5,
    "recall@5": 0.5,
    "mrr@10": 0.5,
    "answer@1": 0.5,
    "answer@3": 0.5,
    kept: 1,
    refused: 1,
    sure_unanswerable: 0,
    query_ms_p50: NUMBER,
    query_ms_p99: NUMBER,
    build_ms: NUMBER,
    passages: 5,
  });
});

test("people read each language's shares with their counts", async () => {
  const file = await writeQuestions("people.jsonl", [ANSWERED, MISSED, UNANSWERABLE]);
  const { code, stdout } = await evaluate(
    "--corpus",
    join(folder.path, "corpus"),
    "--questions",
    file,
  );
  expect(code).toBe(0);
  expect(stdout).toContain("3 questions of");
  expect(stdout).toMatch(/^de: right passage first +1\.000 +1 of 1$/m);
  expect(stdout).toMatch(/^en: right passage first +0\.000 +0 of 1$/m);
  expect(stdout).toMatch(/^unanswerable: declined +1\.000 +1 of 1$/m);
});

test("without --corpus the folder of CORPUS_DIR is taken", async () => {
  const file = await writeQuestions("one.jsonl", [ANSWERED]);
  const { code, stderr } = await evaluate("--questions", file);
  expect(code).toBe(1);
  expect(stderr).toContain(`No article in ${join(folder.path, "empty")}`);
});
