import { join } from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

import { measure } from "../../bench/main.ts";
import { readOptions } from "../../bench/options.ts";
import { readConfig } from "../../src/config.ts";
import { makeArticleFolder, type ArticleFolder } from "../support/bridge-article.ts";

const NUMBER: unknown = expect.any(Number);

let folder: ArticleFolder;

beforeAll(async () => {
  folder = await makeArticleFolder();
});
afterAll(() => folder.remove());

test(
  "--json has every figure, each a plausible number, and for people there is a table of them",
  { timeout: 90_000 },
  async () => {
    const options = readOptions(["--passages", "10", "--questions", "5", "--starts", "1"]);
    const config = readConfig({ CORPUS_DIR: join(folder.path, "corpus") });
    const { figures, words } = await measure(options, config);
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
        questions: 5,
        waiting: 1,
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
      growth: { passages: 10, known_items: 0, ...search, minisearch: search },
    });
    const odd = numbersIn(figures as object).filter(([name, figure]) => !isPlausible(name, figure));
    expect(odd).toEqual([]);
    expect(words).toContain("As it is, on 5 passages, beside a bare grammY bot");
  },
);

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
