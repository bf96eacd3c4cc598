/**
 * `npm run bench`: how fast it starts and answers, and what more passages cost, beside what one would use instead;
 * with an option, what becomes of it when it is killed, asked for long, recording or writing with a model.
 */
import { fileURLToPath } from "node:url";

import { runCommand, type Command } from "../src/cli/command.ts";
import { readQuestions, type KnownQuestion } from "../src/cli/questions.ts";
import type { Config } from "../src/config.ts";
import { loadCorpus } from "../src/corpus/load.ts";
import type { Corpus } from "../src/corpus/passage.ts";
import { buildLibrary } from "../src/library.ts";
import { growCorpus, headingsOf, passagesOf, typedQueries } from "./growth/made-corpus.ts";
import { knownItemsOf, measureGrowth, type KnownItem } from "./growth/search.ts";
import { failEverywhere, killEverywhere } from "./kills/everywhere.ts";
import { killsForPeople } from "./kills/kill.ts";
import { outagesForPeople } from "./kills/outages.ts";
import { readOptions, USAGE, type Options } from "./options.ts";
import { measureSoak, soakForPeople } from "./soak/soak.ts";
import { measureAnswers } from "./speed/answers.ts";
import { measureModel, modelForPeople } from "./speed/model.ts";
import { measureRecording, recordingForPeople } from "./speed/recording.ts";
import { forPeople, forPrograms } from "./speed/report.ts";
import { measureStart } from "./speed/start.ts";
import { measureThroughput } from "./speed/throughput.ts";
import { measureWebhook, webhookForPeople } from "./speed/webhook.ts";

const QUESTIONS = fileURLToPath(new URL("../test/quality/tuning.jsonl", import.meta.url));

/** In one chat: a week of a lively group. */
const RECORDED = 20_000;
/** How often each question is asked. */
const ROUNDS = 3;

/** For programs, and for people. */
interface Result {
  readonly figures: unknown;
  readonly words: string;
}

export async function measure(options: Options, config: Config): Promise<Result> {
  const { kills, outages, minutes, seed } = options;
  const { corpusDir, databaseUrl } = config;
  if (kills !== null) {
    const figures = await killEverywhere({ kills, outages, seed, corpusDir, databaseUrl });
    return { figures, words: killsForPeople(figures) };
  }
  if (options.fails) {
    const figures = await failEverywhere(corpusDir, databaseUrl);
    return { figures, words: outagesForPeople(figures) };
  }
  if (options.webhook) {
    const figures = await measureWebhook(corpusDir);
    return { figures, words: webhookForPeople(figures) };
  }
  if (options.recording) {
    const figures = await measureRecording(RECORDED);
    return { figures, words: recordingForPeople(figures) };
  }
  const corpus = await loadCorpus(corpusDir);
  const { questions, knownItems } = await questionsAbout(corpus);
  if (options.model) {
    const figures = await measureModel(corpus, questions);
    return { figures, words: modelForPeople(figures) };
  }
  const queries = typedQueries(corpus);
  if (minutes !== null) {
    const figures = await measureSoak({ minutes, seed, corpusDir, questions, queries });
    return { figures, words: soakForPeople(figures) };
  }
  const figures = {
    realPassages: passagesOf(corpus).length,
    start: await measureStart(corpusDir, options.starts),
    answers: await measureAnswers(buildLibrary(corpus), { questions, queries, rounds: ROUNDS }),
    throughput: await measureThroughput({ corpusDir, texts: questions, questions: options.crowd }),
    growth: measureGrowth({
      corpus: growCorpus(corpus, options.passages),
      questions,
      queries,
      knownItems,
    }),
  };
  return { figures: forPrograms(figures), words: forPeople(figures) };
}

/** The project's own questions where this corpus answers some of them, else its headings. */
async function questionsAbout(
  corpus: Corpus,
): Promise<{ questions: readonly string[]; knownItems: readonly KnownItem[] }> {
  const own = await readQuestions(QUESTIONS).catch((): KnownQuestion[] => []);
  const knownItems = knownItemsOf(own, passagesOf(corpus));
  return {
    questions: knownItems.length > 0 ? own.map(({ question }) => question) : headingsOf(corpus),
    knownItems,
  };
}

const bench: Command = {
  usage: USAGE,
  async run({ args, config, print }) {
    const options = readOptions(args);
    const { figures, words } = await measure(options, config);
    print(options.json ? JSON.stringify(figures) : words);
  },
};

if (import.meta.main) await runCommand(bench);
