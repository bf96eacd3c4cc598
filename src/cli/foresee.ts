/**
 * `npm run foresee`: has the model write what people may ask about each article, once, beside the article.
 */
import { readFile, rename, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";

import {
  foreseenPath,
  formatForeseen,
  NO_QUESTIONS,
  parseForeseen,
  type Foreseen,
} from "../corpus/foreseen.ts";
import { loadCorpus } from "../corpus/load.ts";
import type { Article } from "../corpus/passage.ts";
import {
  addQuestions,
  foresee,
  OverBudgetError,
  readForeseePrompts,
  sentencesOf,
  type ForeseeParts,
} from "../foresee/foresee.ts";
import { budgetOf } from "../llm/budget.ts";
import { ModelError } from "../llm/model.ts";
import { toUsd } from "../llm/price.ts";
import { composeWriting } from "../writing.ts";
import { readArguments, readUsd, runCommand, warn } from "./command.ts";

const USAGE =
  "npm run foresee -- [--again] [--max-usd N]     --again: more for the sentences that have some already, too; --max-usd: no more than it may cost";

/** More are refused for their rate, by those who pay little. */
const ARTICLES_AT_ONCE = 4;

await runCommand(USAGE, async ({ args, config, print }) => {
  const { values } = readArguments({
    args,
    options: { again: { type: "boolean", default: false }, "max-usd": { type: "string" } },
  });
  const corpus = await loadCorpus(config.corpusDir);
  const writing = await composeWriting(config, {
    budget: budgetOf(readUsd("--max-usd", values["max-usd"])),
    now: Date.now,
    onFailure: ({ message }) => warn(message),
  });
  if (writing === null)
    throw new Error("ANTHROPIC_API_KEY is not set: it takes a model to foresee what people ask.");
  const prompts = await readForeseePrompts();
  const parts = { ...writing, prompts };
  const rest = corpus.files.values();
  const foreseeRest = async (): Promise<void> => {
    for (const { path, article } of rest) {
      if (article === null) continue;
      const file = resolve(config.corpusDir, foreseenPath(path));
      const task = { file, again: values.again, parts };
      print(`${path}: ${await foreseeArticle(article, task).catch(sayWhatIsKept(path))}`);
    }
  };
  await Promise.all(Array.from({ length: ARTICLES_AT_ONCE }, foreseeRest));
});

function sayWhatIsKept(path: string): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof ModelError || error instanceof OverBudgetError)) throw error;
    const message = `${path}: ${error.message}. What it wrote is kept; run this again to go on.`;
    throw new Error(message, { cause: error });
  };
}

interface Task {
  /** Where the questions stand. */
  readonly file: string;
  readonly again: boolean;
  readonly parts: ForeseeParts;
}

/** Written after each call, so that nothing paid for is lost: another run goes on from there. */
async function foreseeArticle(article: Article, { file, again, parts }: Task): Promise<string> {
  const known = await readKnown(file);
  const sentences = sentencesOf(article);
  const missing = again ? sentences : sentences.filter((sentence) => !known.has(sentence));
  if (missing.length === 0) return `all ${sentences.length} sentences have questions`;
  const foreseen = new Map(known);
  let cost = 0;
  let written = 0;
  for await (const { foreseen: more, cost: micro } of foresee(article, missing, parts)) {
    for (const [sentence, questions] of more) {
      foreseen.set(sentence, addQuestions(foreseen.get(sentence) ?? NO_QUESTIONS, questions));
      written += questions.answered.length + questions.unanswered.length;
    }
    cost += toUsd(micro);
    await replace(file, formatForeseen(inOrder(sentences, foreseen)));
  }
  return `${counted(written, "question")} for ${counted(missing.length, "sentence")}, $${cost.toFixed(4)}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** As the article stands: what it no longer holds goes. */
function inOrder(sentences: readonly string[], foreseen: Foreseen): Foreseen {
  return new Map(
    sentences.flatMap((sentence) => {
      const questions = foreseen.get(sentence);
      return questions === undefined ? [] : [[sentence, questions]];
    }),
  );
}

/** Throws where a line cannot be read: it may be somebody's own, and would be gone. */
async function readKnown(file: string): Promise<Foreseen> {
  const text = await readFile(file, "utf8").catch(() => "");
  const { foreseen, fault } = parseForeseen(text);
  if (fault !== null) throw new Error(`${file}: ${fault}. Mend or remove it first.`);
  return foreseen;
}

/** Whole or not at all; a name with a dot is not read as part of the corpus. */
async function replace(file: string, text: string): Promise<void> {
  const half = join(dirname(file), `.${basename(file)}`);
  await writeFile(half, text);
  await rename(half, file);
}
