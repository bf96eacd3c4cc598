import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";

import { ARTICLE_ID, makeArticleFolder, type ArticleFolder } from "../support/bridge-article.ts";
import { ask as command } from "../../src/cli/ask.ts";
import { call } from "./call-command.ts";
import { runProject, type Ended } from "../support/project-process.ts";

const NUMBER: unknown = expect.any(Number);
const LIST: unknown = expect.any(Array);
const PRICE = "Der Neubau soll nach Angaben der Stadt 3,2 Millionen Euro kosten.";

let folder: ArticleFolder;

beforeAll(async () => {
  folder = await makeArticleFolder();
});
afterAll(() => folder.remove());

function ask(args: readonly string[], input = "", corpus = "corpus"): Promise<Ended> {
  return call(command, args, {
    env: { CORPUS_DIR: join(folder.path, corpus), DATA_DIR: join(folder.path, "data") },
    input,
  });
}

const linesOf = (text: string): string[] => text.split("\n").slice(0, -1);

test("--json prints one line with the question, the answer, its citations and the passages found", async () => {
  const { code, stdout, stderr } = await ask(["--json", "Was kostet der Neubau der Brücke?"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const [line = "", ...others] = linesOf(stdout);
  expect(others).toEqual([]);
  const answered = JSON.parse(line) as { passages: readonly { id: string }[] };
  expect(answered).toEqual({
    question: "Was kostet der Neubau der Brücke?",
    mode: "extractive",
    grounded: true,
    sure: true,
    answer: `${PRICE} [1]`,
    citations: [
      {
        mark: 1,
        passage: `${ARTICLE_ID}#2`,
        quote: PRICE,
        title: "Die Brücke von Lindau",
        date: "2023-05",
        section: "Was die Stadt plant",
      },
    ],
    passages: LIST,
    ms: NUMBER,
  });
  expect(answered.passages[0]).toEqual({
    id: `${ARTICLE_ID}#2`,
    score: NUMBER,
    text: `${PRICE} Die Hälfte davon trägt das Land Bayern.`,
  });
});

test("each line of standard input is a question with a line of its own, empty ones left out", async () => {
  const input = "was kostet der neubau\r\n\n   \nwie spät ist es auf dem mars\ndanke";
  const { code, stdout } = await ask(["--json"], input);
  expect(code).toBe(0);
  expect(linesOf(stdout).map((line) => JSON.parse(line) as object)).toEqual([
    expect.objectContaining({ question: "was kostet der neubau", grounded: true }),
    expect.objectContaining({
      question: "wie spät ist es auf dem mars",
      grounded: false,
      sure: false,
      answer: "Dazu finde ich keine Stelle.",
      citations: [],
    }),
    expect.objectContaining({ question: "danke", grounded: false, citations: [] }),
  ]);
});

test("people read the quotation behind a bar and its source below", async () => {
  const { code, stdout } = await ask(["Was", "kostet", "der", "Neubau?"]);
  expect(code).toBe(0);
  expect(linesOf(stdout)).toEqual([
    "[1] Was die Stadt plant",
    `▏ ${PRICE}`,
    "Die Brücke von Lindau · Stadtblatt · Mai 2023",
    "",
  ]);
});

test("an unknown option is named, with the usage and exit code 1", async () => {
  const { code, stdout, stderr } = await ask(["--jason", "Was kostet die Brücke?"]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(linesOf(stderr)).toEqual([
    expect.stringContaining("'--jason'"),
    expect.stringMatching(/^Usage: npm run ask -- /),
  ]);
});

test("a corpus folder that is not there is named in one line with exit code 1", async () => {
  const { code, stdout, stderr } = await ask(["Was kostet die Brücke?"], "", "nowhere");
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  const [line, ...others] = linesOf(stderr);
  expect(line).toContain(join(folder.path, "nowhere"));
  expect(line).toContain("CORPUS_DIR");
  expect(others).toEqual([]);
});

test("as a program it reads the environment and standard input", async () => {
  const env = { CORPUS_DIR: "corpus" };
  const launch = { cwd: folder.path, env, input: "was kostet der neubau\n" };
  const { code, stdout, stderr } = await runProject("src/cli/ask.ts", launch);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain(PRICE);
});

test("articles that owners sent answer, too, and alone where the folder holds none", async () => {
  const sent = await mkdtemp(join(tmpdir(), "sent-"));
  onTestFinished(() => rm(sent, { recursive: true }));
  await mkdir(join(sent, "articles"));
  await mkdir(join(sent, "corpus"));
  await writeFile(join(sent, "articles/0a1b2c3d-kran.md"), "Der Kran am Kai wiegt 40 Tonnen.");
  const env = { CORPUS_DIR: join(sent, "corpus"), DATA_DIR: sent };
  const { stdout } = await call(command, ["Wie viel wiegt der Kran?"], { env });
  expect(stdout).toContain("Der Kran am Kai wiegt 40 Tonnen.");
  const none = await call(command, ["Wie viel?"], { env: { ...env, DATA_DIR: env.CORPUS_DIR } });
  expect(none.code).toBe(1);
  expect(none.stderr).toContain("No article in");
});
