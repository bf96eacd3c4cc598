/**
 * `npm run eval -- --judge`: what a judge lets through of outputs that are known to be wrong, and what it takes of honest ones.
 *
 * A folder holds articles and `outputs.jsonl`, an output a line: `id`, `article` (its file without ending), `lang`,
 * `question`, `kind` ("honest", or what is wrong), `sentences` (`text`, and in `cites` the whole sentences it cites), and
 * `wrong`: the indexes of those that must not be shown.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { z } from "zod";

import type { Config } from "../config.ts";
import { loadCorpus } from "../corpus/load.ts";
import type { Article, Passage } from "../corpus/passage.ts";
import type { Checked, Draft } from "../grounding/check-answer.ts";
import { LONG } from "../grounding/citations.ts";
import { createJudge, readingsOf, type Judge } from "../grounding/judge.ts";
import { createJudgedAnswer } from "../grounding/judged-answer.ts";
import type { Budget } from "../llm/budget.ts";
import type { Piece, Pointer } from "../llm/model.ts";
import { toUsd } from "../llm/price.ts";
import { composeWriting } from "../writing.ts";
import { rowOf, shareOf } from "./shares.ts";

const outputForm = z.object({
  id: z.string(),
  article: z.string(),
  lang: z.string(),
  question: z.string(),
  kind: z.string(),
  sentences: z.array(z.object({ text: z.string(), cites: z.array(z.string()) })),
  wrong: z.array(z.number()),
});

export type LabelledOutput = z.infer<typeof outputForm> & { readonly draft: Draft };

/** Throws where a line has another form, or cites what no article holds. */
export async function readLabelled(file: string, folder: string): Promise<LabelledOutput[]> {
  const { articles } = await loadCorpus(folder);
  const lines = (await readFile(file, "utf8")).split("\n").filter((line) => line.trim() !== "");
  return lines.map((line) => {
    const output = outputForm.parse(JSON.parse(line));
    const article = articles.find(({ id }) => id === output.article);
    if (article === undefined) throw new Error(`${output.id}: no article ${output.article}`);
    return { ...output, draft: draftOf(output, article) };
  });
}

function draftOf(output: z.infer<typeof outputForm>, { passages }: Article): Draft {
  const pieces = output.sentences.map(({ text, cites }): Piece => ({
    text: `${text} `,
    pointers: cites.map((words) => pointerTo(words, passages)),
  }));
  const sent = new Map(passages.map((passage) => [passage.id, passage]));
  return { pieces, sent, isComplete: true, question: output.question, length: LONG };
}

function pointerTo(words: string, passages: readonly Passage[]): Pointer {
  for (const { id: source, sentences } of passages) {
    const from = sentences.findIndex(({ text }) => text.trim() === words.trim());
    const citedText = sentences[from]?.text;
    if (citedText !== undefined) return { source, from, to: from + 1, citedText };
  }
  throw new Error(`No sentence of an article: ${words}`);
}

export interface JudgedOutput {
  readonly output: LabelledOutput;
  readonly checked: Checked;
}

/** `judge` null: by the words alone. */
export async function checkLabelled(output: LabelledOutput, judge: Judge | null) {
  return { output, checked: await createJudgedAnswer(judge, () => {}).whole(output.draft) };
}

/** Each output by the words alone, and then with the judge that the configuration names. */
export async function measureJudge(folder: string, config: Config, budget: Budget) {
  const outputs = await readLabelled(join(folder, "outputs.jsonl"), folder);
  const writing = await composeWriting(config, { budget, now: Date.now, onFailure() {} });
  if (writing === null || writing.judge === null)
    throw new Error("--judge takes a judge: set ANTHROPIC_API_KEY, and leave VERIFY on.");
  const byWords: JudgedOutput[] = [];
  const judged: JudgedOutput[] = [];
  for (const output of outputs) {
    byWords.push(await checkLabelled(output, null));
    const readings = readingsOf(writing.judge, output.sentences.length);
    const account = await writing.metered.open({ asker: null, requests: [], readings });
    if (account === null) throw new Error(`--max-usd was spent after ${judged.length} outputs.`);
    const { signal } = new AbortController();
    judged.push(await checkLabelled(output, createJudge(writing.judge, account.read, signal)));
    await account.close();
  }
  const usd = toUsd(await budget.spent()).toFixed(4);
  return [
    "By the words alone",
    describeJudged(byWords),
    `Read by ${config.verifyModel}, for $${usd}`,
    describeJudged(judged),
  ].join("\n");
}

/** What leaks and what is lost, by kind. */
export function describeJudged(judged: readonly JudgedOutput[]): string {
  const [honest, wrong] = [judged.filter(isHonest), judged.filter((one) => !isHonest(one))];
  const kinds = [...Map.groupBy(wrong, ({ output }) => output.kind)];
  const reasons = honest.flatMap(({ output, checked }) =>
    checked.dropped.map(({ reason, text }) => `  ${output.id} ${reason}: ${text}`),
  );
  const unjudged = judged.flatMap(({ checked }) => checked.dropped);
  return [
    ...kinds.map(([kind, group]) => rowOf(`${kind}: shown although wrong`, shareOf(group, leaks))),
    rowOf("all: shown although wrong", shareOf(wrong, leaks)),
    rowOf("honest: lost a sentence", shareOf(honest, losesOne)),
    rowOf("honest: nothing is left as written", shareOf(honest, isEmpty)),
    rowOf(
      "sentences without a verdict",
      shareOf(unjudged, ({ reason }) => reason === "unjudged"),
    ),
    ...reasons,
    "",
  ].join("\n");
}

function isHonest({ output }: JudgedOutput): boolean {
  return output.kind === "honest";
}

function leaks({ output, checked }: JudgedOutput): boolean {
  const shown = shownIn(checked);
  return output.wrong.some((at) => shown.has(output.sentences[at]?.text ?? ""));
}

function losesOne({ output, checked }: JudgedOutput): boolean {
  const shown = shownIn(checked);
  return output.sentences.some(({ text }) => !shown.has(text));
}

function isEmpty({ checked }: JudgedOutput): boolean {
  return checked.sentences.length === 0;
}

function shownIn({ sentences }: Checked): ReadonlySet<string> {
  return new Set(sentences.map(({ text }) => text));
}
