import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { growCorpus, passagesOf, typedQueries } from "../../bench/growth/made-corpus.ts";
import { knownItemsOf, measureGrowth } from "../../bench/growth/search.ts";
import { parseArticle } from "../../src/corpus/parse.ts";
import { makeArticleFolder, type ArticleFolder } from "../support/bridge-article.ts";
import { runProject, type Ended } from "../support/project-process.ts";

const ARTICLE = parseArticle(
  "moor.md",
  `---
title: Das Moor
language: de
---
Das Moor am Federsee wird seit dem Winter wieder vernässt. Dafür schließen Bagger die alten Gräben.

Die Biologin Karla Wend zählt dort jedes Frühjahr die Libellen. Im vergangenen Jahr fand sie vierzig Arten.

Landwirte aus der Gegend bekommen Geld für Wiesen, die sie nicht mehr mähen.
`,
);
const NUMBER: unknown = expect.any(Number);
const CORPUS = { articles: [ARTICLE], skipped: [] };

let folder: ArticleFolder;

beforeAll(async () => {
  folder = await makeArticleFolder();
});
afterAll(() => folder.remove());

function bench(...args: readonly string[]): Promise<Ended> {
  return runProject("bench/main.ts", { cwd: folder.path, args });
}

describe("the command", { timeout: 90_000 }, () => {
  test("--json prints one line in which every figure is a plausible number", async () => {
    const few = ["--passages", "50", "--questions", "50", "--starts", "1"];
    const { code, stdout, stderr } = await bench(...few, "--json");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.trimEnd().split("\n")).toHaveLength(1);
    const figures = JSON.parse(stdout) as object;
    const times = { ms_p50: NUMBER, ms_p99: NUMBER };
    const memory = process.platform === "linux" ? NUMBER : null;
    const search = {
      build_ms: NUMBER,
      bytes_per_passage: NUMBER,
      query_ms_p50: NUMBER,
      query_ms_p99: NUMBER,
      inline_ms_p50: NUMBER,
      inline_ms_p99: NUMBER,
      // The project's own questions are about another article.
      "recall@1": null,
      "recall@5": null,
    };
    expect(figures).toEqual({
      real_passages: 5,
      ready: {
        ms: NUMBER,
        rss_mb: memory,
        runs: 1,
        grammy: { ms: NUMBER, rss_mb: memory },
        node_ms: NUMBER,
      },
      question: { asked: 9, first_ms: NUMBER, ...times, grammy: times },
      inline: { asked: NUMBER, ...times, grammy: times },
      throughput: {
        questions: 50,
        waiting: 10,
        per_second: NUMBER,
        grammy: { per_second: NUMBER },
        ratio: NUMBER,
        ms_by_part: {
          answer: NUMBER,
          sqlite: NUMBER,
          statements: NUMBER,
          sealing: NUMBER,
          http: NUMBER,
          bot: NUMBER,
          log: NUMBER,
          garbage: NUMBER,
          node: NUMBER,
        },
        rss_mb: memory === null ? null : { few: NUMBER, all: NUMBER },
      },
      growth: { passages: 50, known_items: 0, ...search, minisearch: search },
    });
    const odd = numbersIn(figures).filter(([name, figure]) => !isPlausible(name, figure));
    expect(odd).toEqual([]);
  });

  test("a number that is none is refused with the usage and exit code 1", async () => {
    const { code, stdout, stderr } = await bench("--passages", "many");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr.trimEnd().split("\n")).toEqual([
      '--passages: expected a whole number from 1 to 1,000,000, not "many"',
      "Usage: npm run bench -- [--passages N] [--questions N] [--starts N] [--kill N | --soak MINUTES | --recording | --model] [--json]",
    ]);
  });
});

/** Of so few questions no sample may have met one. */
const RARE = ["statements", "sealing", "bot", "log", "garbage", "node"];

/** Nothing takes no time, or a minute; of so few passages the garbage collector's own memory hides what they take. */
function isPlausible(name: string, figure: number): boolean {
  if (RARE.includes(name)) return figure >= 0;
  if (name === "known_items") return figure === 0;
  if (name === "bytes_per_passage") return Number.isInteger(figure);
  return figure > 0 && (!name.includes("ms") || figure < 60_000);
}

function numbersIn(value: object): [name: string, figure: number][] {
  return Object.entries(value).flatMap(([name, item]: [string, unknown]) => {
    if (typeof item === "number") return [[name, item]];
    return typeof item === "object" && item !== null ? numbersIn(item) : [];
  });
}

test("a grown corpus has as many passages as asked for, the real ones first", () => {
  const passages = passagesOf(growCorpus(CORPUS, 60));
  expect(passages).toHaveLength(60);
  expect(passages.slice(0, 3)).toEqual(ARTICLE.passages);
});

test("a corpus that is larger than asked for stays whole", () => {
  expect(passagesOf(growCorpus(CORPUS, 1))).toEqual(ARTICLE.passages);
});

test("the same size gives the same words", () => {
  const [words, again] = [growCorpus(CORPUS, 40), growCorpus(CORPUS, 40)].map((corpus) =>
    passagesOf(corpus).map(({ text }) => text),
  );
  expect(words).toEqual(again);
});

test("names and words are typed letter by letter", () => {
  expect(typedQueries(CORPUS)).toEqual(
    expect.arrayContaining(["K", "Ka", "Karla W", "Karla Wend", "W", "Wi", "Wiesen"]),
  );
});

test("a question counts where its words are in a real passage, and only that passage is right", () => {
  const known = {
    question: "wie viele arten hat sie gefunden",
    passages: ["vierzig  Arten"],
    answer: ["vierzig"],
    language: "de",
  };
  const elsewhere = { ...known, passages: ["steht nirgends"] };
  const items = knownItemsOf([known, elsewhere], ARTICLE.passages);
  expect(items).toEqual([{ question: known.question, right: new Set([ARTICLE.passages[1]]) }]);
});

test("recall is the share of known items that are found, for both on the same passages", () => {
  const [first, second] = ARTICLE.passages;
  if (first === undefined || second === undefined) throw new Error("The article is too short");
  const { own, minisearch, passages } = measureGrowth({
    corpus: CORPUS,
    questions: ["Wer zählt Libellen?"],
    queries: ["Karla"],
    knownItems: [
      { question: "Wer zählt jedes Frühjahr Libellen?", right: new Set([second]) },
      { question: "Wer zählt jedes Frühjahr die Libellen?", right: new Set([first]) },
    ],
  });
  expect(passages).toBe(3);
  expect(own.recall?.at1).toBe(0.5);
  expect(minisearch.recall?.at1).toBe(0.5);
});
