import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

import { ARTICLE_ID, makeArticleFolder } from "../support/bridge-article.ts";
import { startMessagesApi } from "../support/messages-api.ts";
import { foreseeAll } from "../../src/cli/foresee.ts";
import { call } from "./call-command.ts";
import { runProject, type Ended } from "../support/project-process.ts";

/** The article's folder, a model's server, and the command on them. */
async function start() {
  const folder = await makeArticleFolder();
  onTestFinished(() => folder.remove());
  const { path } = folder;
  const api = await startMessagesApi();
  const corpus = { CORPUS_DIR: join(path, "corpus") };
  const model = {
    ANTHROPIC_API_KEY: "key",
    ANTHROPIC_BASE_URL: api.url,
    CITATIONS: "native",
    VERIFY: "off",
  };
  return {
    api,
    file: join(corpus.CORPUS_DIR, `${ARTICLE_ID}.foreseen.jsonl`),
    run: (...args: readonly string[]): Promise<Ended> =>
      call(foreseeAll, args, { env: { ...corpus, ...model } }),
    runWithoutKey: () => runProject("src/cli/foresee.ts", { cwd: path, env: corpus }),
  };
}

test("each article's questions stand beside it, and how many there are is told, with the cost", async () => {
  const { api, file, run } = await start();
  const asked = "1\tkann man da noch rüber\n1?\twer ist schuld daran";
  api.next({ say: [asked] }, { say: ["none"] });
  const { code, stdout, stderr } = await run();
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(
    /^2023-05-bruecke-von-lindau\.md: 2 questions for 9 sentences, \$\d\.\d{4}\n$/,
  );
  expect(JSON.parse(await readFile(file, "utf8"))).toEqual({
    sentence: "Die alte Holzbrücke am Hafen von Lindau ist seit Montag gesperrt.",
    questions: ["kann man da noch rüber"],
    unanswered: ["wer ist schuld daran"],
  });
});

test("without a key, or where the model refuses, it says so in one line", async () => {
  const { api, run, runWithoutKey } = await start();
  api.next({ status: 401 });
  const refused = await run();
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain(
    `${ARTICLE_ID}.md: The model did not answer: unauthorized. What it wrote is kept; run this again to go on.`,
  );
  expect(await runWithoutKey()).toMatchObject({
    code: 1,
    stderr: "ANTHROPIC_API_KEY is not set: it takes a model to foresee what people ask.\n",
  });
});

test("--max-usd is never exceeded: what it does not pay for is not asked, and the command says so", async () => {
  const { api, run } = await start();
  const { code, stderr } = await run("--max-usd", "0.0001");
  expect(code).toBe(1);
  expect(stderr).toBe(
    `${ARTICLE_ID}.md: The budget is spent. What it wrote is kept; run this again to go on.\n`,
  );
  expect(api.requests).toHaveLength(0);
});
