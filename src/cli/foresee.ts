/**
 * `npm run foresee`: has the model write what people may ask about each article, once, beside the article.
 */
import { resolve } from "node:path";

import { foreseenPath } from "../corpus/foreseen.ts";
import { loadCorpus } from "../corpus/load.ts";
import { foreseeArticle, type Foresight } from "../foresee/foresee.ts";
import { OverBudgetError, readForeseePrompts } from "../foresee/write-questions.ts";
import { budgetOf } from "../llm/budget.ts";
import { ModelError } from "../llm/model.ts";
import { toUsd } from "../llm/price.ts";
import { composeWriting } from "../writing.ts";
import { readArguments, readUsd, runCommand, type Command } from "./command.ts";

/** Anthropic refuses more at once from accounts with a low rate limit. */
const ARTICLES_AT_ONCE = 4;

export const foreseeAll: Command = {
  usage:
    "npm run foresee -- [--again] [--max-usd N]     --again: more for the sentences that have some already, too; --max-usd: no more than it may cost",
  async run({ args, config, print, warn }) {
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
    const parts = { ...writing, prompts: await readForeseePrompts() };
    const rest = corpus.files.values();
    const foreseeRest = async (): Promise<void> => {
      for (const { path, article } of rest) {
        if (article === null) continue;
        const file = resolve(config.corpusDir, foreseenPath(path));
        const task = { file, again: values.again, parts };
        const foresight = await foreseeArticle(article, task).catch(sayWhatIsKept(path));
        print(`${path}: ${describe(foresight)}`);
      }
    };
    await Promise.all(Array.from({ length: ARTICLES_AT_ONCE }, foreseeRest));
  },
};

function sayWhatIsKept(path: string): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof ModelError || error instanceof OverBudgetError)) throw error;
    const message = `${path}: ${error.message}. What it wrote is kept; run this again to go on.`;
    throw new Error(message, { cause: error });
  };
}

function describe({ sentences, asked, questions, cost }: Foresight): string {
  if (asked === 0) return `all ${sentences} sentences have questions`;
  return `${count(questions, "question")} for ${count(asked, "sentence")}, $${toUsd(cost).toFixed(4)}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

if (import.meta.main) await runCommand(foreseeAll);
