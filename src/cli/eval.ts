/**
 * `npm run eval`: retrieval, answers and refusals, measured on questions with known passages.
 */
import { loadCorpus } from "../corpus/load.ts";
import { buildLibrary } from "../library.ts";
import { budgetOf, type Budget } from "../llm/budget.ts";
import { loadArticles } from "./articles.ts";
import { readArguments, readUsd, runCommand, type Command, type Given } from "./command.ts";
import { measureJudge } from "./eval-judge.ts";
import { describeModel, watchWriting } from "./eval-model.ts";
import { measureWritten } from "./eval-written.ts";
import { describeTalks, measureTalks, talksInJson } from "./eval-talks.ts";
import { askAll, figuresOf, splitByAnswer, within, type Outcome } from "./measure.ts";
import { readQuestions } from "./questions.ts";
import { rowOf, shareOf } from "./shares.ts";

const QUESTIONS = "test/quality/held-out.jsonl";
const OUTPUTS = "test/grounding/outputs/judged";

type Counted = readonly [name: string, claim: (outcome: Outcome) => boolean];

/** Of the questions that the articles answer, language by language. */
const ANSWERED: readonly Counted[] = [
  ["right passage first", ({ rank }) => within(rank, 1)],
  ["right passage among five", ({ rank }) => within(rank, 5)],
  ["first sentence answers", ({ answerRank }) => within(answerRank, 1)],
  ["one of three sentences answers", ({ answerRank }) => within(answerRank, 3)],
  ["kept", ({ declined }) => !declined],
];

/** Kinds of questions that the articles do not answer. */
const UNANSWERABLE: readonly Counted[] = [
  ["off the subject", ({ question }) => question.near === false],
  ["near the subject", ({ question }) => question.near === true],
  ["unanswerable", ({ question }) => question.near === undefined],
];

export const evaluate: Command = {
  usage:
    "npm run eval -- [--corpus DIR] [--questions FILE] [--model [--max-usd N]] [--judge [--outputs DIR] [--max-usd N]] [--talks DIR] [--json]",
  async run({ args, config, print }) {
    const { values } = readArguments({
      args,
      options: {
        corpus: { type: "string" },
        questions: { type: "string", default: QUESTIONS },
        model: { type: "boolean", default: false },
        "max-usd": { type: "string" },
        judge: { type: "boolean", default: false },
        outputs: { type: "string", default: OUTPUTS },
        talks: { type: "string" },
        json: { type: "boolean", default: false },
      },
    });
    if (values.talks !== undefined) {
      const talks = await measureTalks(values.talks);
      const written = await measureWritten(values.talks);
      return print(values.json ? talksInJson(talks, written) : describeTalks(talks, written));
    }
    const budget = budgetOf(readUsd("--max-usd", values["max-usd"]));
    if (values.judge) return print(await measureJudge(values.outputs, config, budget));
    await measureAnswers({ ...values, budget, config, print });
  },
};

interface Measuring extends Pick<Given, "config" | "print"> {
  readonly corpus?: string | undefined;
  readonly questions: string;
  readonly model: boolean;
  readonly json: boolean;
  readonly budget: Budget;
}

async function measureAnswers({ budget, config, print, ...values }: Measuring): Promise<void> {
  const watched = values.model ? await watchWriting(config, budget) : null;
  const questions = await readQuestions(values.questions);
  const folder = values.corpus ?? config.corpusDir;
  // Those that owners sent belong to the bot's own articles alone.
  const isOwn = values.corpus === undefined;
  const corpus = await (isOwn ? loadArticles(config) : loadCorpus(folder));
  const start = performance.now();
  const library = buildLibrary(corpus, watched?.writing);
  const build_ms = Math.round(performance.now() - start);
  // A running bot has warmed up before it is asked.
  await library.warmUp();
  const outcomes = await askAll(questions, library);
  const passages = corpus.articles.reduce((sum, article) => sum + article.passages.length, 0);
  const figures = { ...figuresOf(outcomes), build_ms, passages };
  const model = (await watched?.figures(outcomes.length)) ?? null;
  if (values.json) {
    print(JSON.stringify(values.model ? { ...figures, model } : figures));
    return;
  }
  print(`${outcomes.length} questions of ${values.questions} on ${passages} passages of ${folder}`);
  print(describeOutcomes(outcomes));
  print(
    `a question takes ${figures.query_ms_p50} ms, 99 % at most ${figures.query_ms_p99} ms; building took ${build_ms} ms`,
  );
  if (values.model) print(describeModel(model));
}

/** For people, a row a share. */
function describeOutcomes(outcomes: readonly Outcome[]): string {
  const [answerable, unanswerable] = splitByAnswer(outcomes);
  const languages = Map.groupBy(answerable, ({ question }) => question.language);
  const answered = [...languages].flatMap(([language, group]) =>
    ANSWERED.map(([name, claim]) => rowOf(`${language}: ${name}`, shareOf(group, claim))),
  );
  const declined = UNANSWERABLE.flatMap(([name, isOfKind]) => {
    const group = unanswerable.filter(isOfKind);
    return group.length === 0
      ? []
      : [
          rowOf(
            `${name}: declined`,
            shareOf(group, (one) => one.declined),
          ),
          rowOf(
            `${name}: answered as sure`,
            shareOf(group, (one) => one.sure),
          ),
        ];
  });
  return ["", ...answered, ...declined, ""].join("\n");
}

if (import.meta.main) await runCommand(evaluate);
