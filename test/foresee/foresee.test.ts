import { mkdtempDisposableSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

import { parseForeseen } from "../../src/corpus/foreseen.ts";
import { parseArticle } from "../../src/corpus/parse.ts";
import { foreseeArticle } from "../../src/foresee/foresee.ts";
import { readForeseePrompts } from "../../src/foresee/write-questions.ts";
import { ModelError } from "../../src/llm/model.ts";
import { metered } from "../support/purse.ts";
import { startScriptedModel } from "../support/scripted-model.ts";

const GATE = "Das Tor ist zu.";
const KEY = "Der Schlüssel fehlt.";
const ARTICLE = parseArticle("tor.md", `---\nlanguage: de\n---\n${GATE} ${KEY}\n\n> ${GATE}\n`);

/** The article's file of questions, and a model that writes them. */
async function start() {
  const folder = mkdtempDisposableSync(join(tmpdir(), "foresee-"));
  onTestFinished(() => folder.remove());
  const file = join(folder.path, "tor.foreseen.jsonl");
  const model = startScriptedModel();
  const parts = { metered: metered(model), prompts: await readForeseePrompts(), timeoutMs: 45_000 };
  return {
    file,
    model,
    run: ({ again = false } = {}) => foreseeArticle(ARTICLE, { file, again, parts }),
    /** By sentence, those that it leaves open behind a question mark. */
    questions: () =>
      Object.fromEntries(
        [...parseForeseen(readFileSync(file, "utf8")).foreseen].map(([sentence, asked]) => [
          sentence,
          [...asked.answered, ...asked.unanswered.map((question) => `? ${question}`)],
        ]),
      ),
  };
}

test("the questions stand in the article's file, and the cost is told; each sentence is asked about once", async () => {
  const { model, run, questions } = await start();
  model.next({ say: ["1\tkomm ich rein\n1?\twer war das"] }, { say: ["none"] });
  expect(await run()).toEqual({ sentences: 2, asked: 2, questions: 2, cost: 20 });
  expect(questions()).toEqual({ [GATE]: ["komm ich rein", "? wer war das"] });
  expect(model.requests[0]?.question).toBe(`1\t${GATE}\n2\t${KEY}`);
});

test("another run asks for what is missing, and none where nothing is", async () => {
  const { model, run, questions } = await start();
  model.next({ say: ["1\tkomm ich rein"] }, { say: ["1\twomit sperrt man auf"] });
  await run();
  expect(await run()).toMatchObject({ asked: 1, questions: 1 });
  expect(Object.keys(questions())).toEqual([GATE, KEY]);
  expect(await run()).toEqual({ sentences: 2, asked: 0, questions: 0, cost: 0 });
  expect(model.requests).toHaveLength(2);
});

test("asked again, every sentence gets more, and what is there stays", async () => {
  const { model, run, questions } = await start();
  model.next({ say: ["1\tkomm ich rein"] }, { say: ["1\tist offen\n1\tkomm ich rein"] });
  await run();
  expect(await run({ again: true })).toMatchObject({ asked: 2, questions: 2 });
  expect(questions()).toEqual({ [GATE]: ["komm ich rein", "ist offen"] });
});

test("what people wrote into the file stays; a line that cannot be read is named before anything is asked", async () => {
  const { file, model, run, questions } = await start();
  const own = JSON.stringify({ sentence: KEY, questions: ["wo ist er"] });
  writeFileSync(file, `${own}\n{"sentence":\n`);
  await expect(run()).rejects.toThrow(
    `${file}: line 2 is no {"sentence": "…", "questions": ["…"]}. Mend or remove it first.`,
  );
  expect(model.requests).toHaveLength(0);
  writeFileSync(file, `${own}\n`);
  model.next({ say: ["1\tkomm ich rein"] });
  await run();
  expect(questions()).toEqual({ [GATE]: ["komm ich rein"], [KEY]: ["wo ist er"] });
});

test("sentences that the article no longer holds are left out", async () => {
  const { file, model, run, questions } = await start();
  writeFileSync(
    file,
    `${JSON.stringify({ sentence: "Es regnet.", questions: ["wird man nass"] })}\n`,
  );
  model.next({ say: ["1\tkomm ich rein"] });
  await run();
  expect(questions()).toEqual({ [GATE]: ["komm ich rein"] });
});

test("what was written before a failure is in the file", async () => {
  const { model, run, questions } = await start();
  model.next({ say: ["1\tkomm ich rein\n1?\twer war das"] }, new ModelError("busy"));
  await expect(run()).rejects.toMatchObject({ reason: "busy" });
  expect(questions()).toEqual({ [GATE]: ["komm ich rein"] });
});
