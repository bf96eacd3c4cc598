import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

import { parseForeseen } from "../../src/corpus/foreseen.ts";
import { ARTICLE_ID, makeArticleFolder } from "../support/bridge-article.ts";
import { startMessagesApi } from "../support/messages-api.ts";
import { runProject, type Ended } from "../support/project-process.ts";

const TIMEOUT_MS = 30_000;

/** The article's folder, and the command on it; `write` has the model write two questions about the first sentence it is given, and find no fault with them. */
async function start() {
  const folder = await makeArticleFolder();
  onTestFinished(() => folder.remove());
  const { path } = folder;
  const api = await startMessagesApi();
  const write = () =>
    api.next({ say: ["1\tkann man da noch rüber\n1?\twer ist schuld daran"] }, { say: ["none"] });
  const corpus = join(path, "corpus");
  const env = { CORPUS_DIR: corpus, ANTHROPIC_API_KEY: "key", ANTHROPIC_BASE_URL: api.url };
  const run = (...args: readonly string[]): Promise<Ended> =>
    runProject("src/cli/foresee.ts", { cwd: path, args, env });
  const file = join(corpus, `${ARTICLE_ID}.foreseen.jsonl`);
  return { path, api, env, file, run, write };
}

async function questionsIn(file: string): Promise<Record<string, readonly string[]>> {
  const { foreseen } = parseForeseen(await readFile(file, "utf8"));
  return Object.fromEntries(
    [...foreseen].map(([sentence, { answered, unanswered }]) => [
      sentence,
      [...answered, ...unanswered.map((question) => `? ${question}`)],
    ]),
  );
}

const FIRST = "Die alte Holzbrücke am Hafen von Lindau ist seit Montag gesperrt.";

test(
  "the questions stand beside the article, the cost is told, and another run asks for what is missing",
  { timeout: TIMEOUT_MS },
  async () => {
    const { api, file, run, write } = await start();
    write();
    const { code, stdout, stderr } = await run();
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(
      /^2023-05-bruecke-von-lindau\.md: 2 questions for 9 sentences, \$\d\.\d{4}\n$/,
    );
    expect(await questionsIn(file)).toEqual({
      [FIRST]: ["kann man da noch rüber", "? wer ist schuld daran"],
    });
    write();
    await run();
    expect(Object.keys(await questionsIn(file))).toEqual([
      FIRST,
      "Gutachter fanden morsche Balken.",
    ]);
    expect(api.requests).toHaveLength(4);
  },
);

test(
  "--again asks for more of every sentence and keeps what is there",
  { timeout: TIMEOUT_MS },
  async () => {
    const { api, file, run, write } = await start();
    write();
    await run();
    api.next({ say: ["1\tist sie noch offen\n1\tkann man da noch rüber"] });
    const { stdout } = await run("--again");
    expect(stdout).toContain("2 questions for 9 sentences");
    expect(await questionsIn(file)).toEqual({
      [FIRST]: ["kann man da noch rüber", "ist sie noch offen", "? wer ist schuld daran"],
    });
  },
);

test(
  "what people wrote into the file stays; a line that cannot be read is named before anything is asked",
  { timeout: TIMEOUT_MS },
  async () => {
    const { api, file, run, write } = await start();
    const own = '{"sentence":"Gutachter fanden morsche Balken.","questions":["ist das holz faul"]}';
    await writeFile(file, `${own}\n{"sentence":\n`);
    const { code, stderr } = await run();
    expect(code).toBe(1);
    expect(stderr).toBe(
      `${file}: line 2 is no {"sentence": "…", "questions": ["…"]}. Mend or remove it first.\n`,
    );
    expect(api.requests).toHaveLength(0);
    await writeFile(file, `${own}\n`);
    write();
    await run();
    expect(await questionsIn(file)).toEqual({
      [FIRST]: ["kann man da noch rüber", "? wer ist schuld daran"],
      "Gutachter fanden morsche Balken.": ["ist das holz faul"],
    });
  },
);

test(
  "without a key, or where the model refuses, it says so in one line",
  { timeout: TIMEOUT_MS },
  async () => {
    const { path, api, env, run } = await start();
    api.next({ status: 401 });
    const refused = await run();
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(
      `${ARTICLE_ID}.md: The model did not answer: unauthorized. What it wrote is kept; run this again to go on.`,
    );
    const keyless = await runProject("src/cli/foresee.ts", {
      cwd: path,
      env: { CORPUS_DIR: env.CORPUS_DIR },
    });
    expect(keyless).toMatchObject({
      code: 1,
      stderr: "ANTHROPIC_API_KEY is not set: it takes a model to foresee what people ask.\n",
    });
  },
);

test(
  "--max-usd is never exceeded: what it does not pay for is not asked, and the command says so",
  { timeout: TIMEOUT_MS },
  async () => {
    const { api, run } = await start();
    const { code, stderr } = await run("--max-usd", "0.0001");
    expect(code).toBe(1);
    expect(stderr).toBe(
      `${ARTICLE_ID}.md: The budget is spent. What it wrote is kept; run this again to go on.\n`,
    );
    expect(api.requests).toHaveLength(0);
    const wrong = await run("--max-usd", "much");
    expect(wrong.stderr).toContain('--max-usd: expected US dollars, such as 0.50, not "much"');
  },
);
