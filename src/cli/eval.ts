/**
 * `npm run eval`: retrieval, answers and refusals, measured on questions with known passages.
 */
import { parseArgs } from "node:util";

import { loadCorpus } from "../corpus/load.ts";
import { buildLibrary } from "../library.ts";
import { budgetOf } from "../llm/budget.ts";
import { readUsd, runCommand } from "./command.ts";
import { watchWriting, type ModelFigures } from "./eval-model.ts";
import { describeTalks, measureTalks, talksInJson } from "./eval-talks.ts";
import { askAll, quantile, shareOf, within, type Outcome, type Share } from "./measure.ts";
import { readQuestions } from "./questions.ts";

const USAGE =
  "npm run eval -- [--corpus DIR] [--questions FILE] [--model [--max-usd N]] [--talks DIR] [--json]";
const QUESTIONS = "test/quality/held-out.jsonl";

await runCommand(USAGE, async ({ args, config, print }) => {
  const { values } = parseArgs({
    args,
    options: {
      corpus: { type: "string" },
      questions: { type: "string", default: QUESTIONS },
      model: { type: "boolean", default: false },
      "max-usd": { type: "string" },
      talks: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  if (values.talks !== undefined) {
    const talks = await measureTalks(values.talks);
    print(values.json ? talksInJson(talks) : describeTalks(talks));
    return;
  }
  const watched = values.model
    ? await watchWriting(config, budgetOf(readUsd("--max-usd", values["max-usd"])))
    : null;
  const folder = values.corpus ?? config.corpusDir;
  const questions = await readQuestions(values.questions);
  const corpus = await loadCorpus(folder);
  const start = performance.now();
  const library = buildLibrary(corpus, watched?.writing);
  const buildMs = performance.now() - start;
  // A running bot has warmed up before it is asked.
  await library.warmUp();
  const outcomes = await askAll(questions, library);
  const passages = corpus.articles.reduce((sum, article) => sum + article.passages.length, 0);
  const figures = measure(outcomes, { buildMs, passages });
  const model = (await watched?.figures(outcomes.length)) ?? null;
  if (values.json) {
    print(JSON.stringify({ ...figures, ...(values.model ? { model } : {}) }));
    return;
  }
  print(describe(outcomes, { folder, file: values.questions, figures }));
  if (values.model) print(describeModel(model));
});

function describeModel(figures: ModelFigures | null): string {
  if (figures === null)
    return "\nThe model was not run: ANTHROPIC_API_KEY is not set. These are the passages' own answers.";
  const {
    model,
    sentences,
    cited,
    removed,
    unresolved,
    failures,
    usd_per_answer: usd,
    unpaid,
  } = figures;
  return [
    "",
    `${model} wrote ${sentences} sentences: ${removed} taken out by the check, ${(cited * 100).toFixed(1)} % of the others with a citation that holds`,
    `${unresolved} citations pointed nowhere; ${failures} calls failed; a question cost $${usd}`,
    ...(unpaid === 0 ? [] : [`${unpaid} calls were not made: --max-usd was spent.`]),
  ].join("\n");
}

interface Built {
  readonly buildMs: number;
  readonly passages: number;
}

type Figures = ReturnType<typeof measure>;

function measure(outcomes: readonly Outcome[], { buildMs, passages }: Built) {
  const [answerable, unanswerable] = split(outcomes);
  const recall = (first: number) =>
    round(shareOf(answerable, ({ rank }) => within(rank, first)).share);
  const answered = (first: number) =>
    round(shareOf(answerable, ({ answerRank }) => within(answerRank, first)).share);
  const times = outcomes.map(({ ms }) => ms);
  return {
    questions: outcomes.length,
    "recall@1": recall(1),
    "recall@3": recall(3),
    "recall@5": recall(5),
    "mrr@10": round(
      answerable.reduce((sum, { rank }) => sum + (rank === null ? 0 : 1 / rank), 0) /
        Math.max(1, answerable.length),
    ),
    "answer@1": answered(1),
    "answer@3": answered(3),
    kept: round(shareOf(answerable, ({ declined }) => !declined).share),
    refused: round(shareOf(unanswerable, ({ declined }) => declined).share),
    query_ms_p50: round(quantile(times, 0.5)),
    query_ms_p99: round(quantile(times, 0.99)),
    build_ms: Math.round(buildMs),
    passages,
  };
}

/** For people: by language, and refusals near the subject and off it. */
function describe(
  outcomes: readonly Outcome[],
  { folder, file, figures }: { folder: string; file: string; figures: Figures },
): string {
  const [answerable, unanswerable] = split(outcomes);
  const lines = [
    `${outcomes.length} questions of ${file} on ${figures.passages} passages of ${folder}`,
    "",
  ];
  for (const [language, group] of Map.groupBy(answerable, ({ question }) => question.language)) {
    lines.push(
      row(
        `${language}: right passage first`,
        shareOf(group, ({ rank }) => within(rank, 1)),
      ),
      row(
        `${language}: right passage among five`,
        shareOf(group, ({ rank }) => within(rank, 5)),
      ),
      row(
        `${language}: first sentence answers`,
        shareOf(group, ({ answerRank }) => within(answerRank, 1)),
      ),
      row(
        `${language}: one of three sentences answers`,
        shareOf(group, ({ answerRank }) => within(answerRank, 3)),
      ),
      row(
        `${language}: kept`,
        shareOf(group, ({ declined }) => !declined),
      ),
    );
  }
  const kinds = [
    ["declined off the subject", unanswerable.filter(({ question }) => question.near === false)],
    ["declined near the subject", unanswerable.filter(({ question }) => question.near === true)],
    ["declined", unanswerable.filter(({ question }) => question.near === undefined)],
  ] as const;
  for (const [name, group] of kinds)
    if (group.length > 0)
      lines.push(
        row(
          name,
          shareOf(group, ({ declined }) => declined),
        ),
      );
  lines.push(
    "",
    `a question takes ${figures.query_ms_p50} ms, 99 % at most ${figures.query_ms_p99} ms; building took ${figures.build_ms} ms`,
  );
  return lines.join("\n");
}

function split(outcomes: readonly Outcome[]): [answerable: Outcome[], unanswerable: Outcome[]] {
  return [outcomes.filter(isAnswerable), outcomes.filter((outcome) => !isAnswerable(outcome))];
}

function isAnswerable({ question }: Outcome): boolean {
  return question.passages.length > 0;
}

function row(name: string, { share, of }: Share): string {
  return `${name.padEnd(36)} ${share.toFixed(3)}   ${Math.round(share * of)} of ${of}`;
}

function round(value: number): number {
  return Number(value.toFixed(4));
}
