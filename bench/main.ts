/**
 * `npm run bench`: how fast it starts and answers, and what more passages cost, beside what one would use instead.
 */
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";

import type { Corpus } from "../src/corpus/passage.ts";
import { loadCorpus } from "../src/corpus/load.ts";
import { buildLibrary } from "../src/library.ts";
import { measureBot } from "./speed/answers.ts";
import { killEverywhere, killsForPeople } from "./kills/kill.ts";
import { growCorpus, headingsOf, passagesOf, typedQueries } from "./growth/made-corpus.ts";
import { measureModel, modelForPeople } from "./speed/model.ts";
import { measureRecording, recordingForPeople } from "./speed/recording.ts";
import { forPeople, forPrograms, type Figures } from "./speed/report.ts";
import { knownItemsOf, measureGrowth, type KnownItem } from "./growth/search.ts";
import { measureSoak, soakForPeople } from "./soak/soak.ts";
import { measureStart } from "./speed/start.ts";
import { measureThroughput } from "./speed/throughput.ts";
import { readCount, runCommand } from "../src/cli/command.ts";
import { readQuestions, type KnownQuestion } from "../src/cli/questions.ts";

const USAGE =
  "npm run bench -- [--passages N] [--questions N] [--starts N] [--kill N | --soak MINUTES | --recording | --model] [--json]";
const QUESTIONS = fileURLToPath(new URL("../test/quality/tuning.jsonl", import.meta.url));

const DEFAULT_PASSAGES = 1000;
const MOST_PASSAGES = 1_000_000;
const DEFAULT_QUESTIONS = 5000;
const MOST_QUESTIONS = 100_000;
const MOST_KILLS = 10_000;
const MOST_MINUTES = 24 * 60;

/** In one chat: a week of a lively group. */
const RECORDED = 20_000;
/** Of each kind of process. */
const DEFAULT_STARTS = 5;
const MOST_STARTS = 100;
/** How often each question is asked. */
const ROUNDS = 3;

await runCommand(USAGE, async ({ args, config, print }) => {
  const { values } = parseArgs({
    args,
    options: {
      passages: { type: "string", default: String(DEFAULT_PASSAGES) },
      questions: { type: "string", default: String(DEFAULT_QUESTIONS) },
      starts: { type: "string", default: String(DEFAULT_STARTS) },
      kill: { type: "string" },
      soak: { type: "string" },
      recording: { type: "boolean", default: false },
      model: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });
  if (values.kill !== undefined) {
    const kills = readCount("--kill", values.kill, MOST_KILLS);
    const results = await killEverywhere(kills, config);
    print(values.json ? JSON.stringify(results) : killsForPeople(results));
    return;
  }
  if (values.recording) {
    const figures = await measureRecording(RECORDED);
    print(values.json ? JSON.stringify(figures) : recordingForPeople(figures));
    return;
  }
  const wanted = readCount("--passages", values.passages, MOST_PASSAGES);
  const crowd = readCount("--questions", values.questions, MOST_QUESTIONS);
  const starts = readCount("--starts", values.starts, MOST_STARTS);
  const corpus = await loadCorpus(config.corpusDir);
  const { questions, knownItems } = await questionsAbout(corpus);
  if (values.model) {
    const figures = await measureModel(corpus, questions);
    print(values.json ? JSON.stringify(figures) : modelForPeople(figures));
    return;
  }
  const queries = typedQueries(corpus);
  if (values.soak !== undefined) {
    const minutes = readCount("--soak", values.soak, MOST_MINUTES);
    const { corpusDir } = config;
    const figures = await measureSoak({ minutes, corpusDir, questions, queries });
    print(values.json ? JSON.stringify(figures) : soakForPeople(figures));
    return;
  }
  const start = await measureStart(config.corpusDir, starts);
  const bot = await measureBot(buildLibrary(corpus), { questions, queries, rounds: ROUNDS });
  const throughput = await measureThroughput({
    corpusDir: config.corpusDir,
    texts: questions,
    questions: crowd,
  });
  const grown = growCorpus(corpus, wanted);
  const growth = measureGrowth({ corpus: grown, questions, queries, knownItems });
  const figures: Figures = {
    realPassages: passagesOf(corpus).length,
    start,
    bot,
    throughput,
    growth,
  };
  print(values.json ? JSON.stringify(forPrograms(figures)) : forPeople(figures));
});

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
