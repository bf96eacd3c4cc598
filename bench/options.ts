/**
 * The options of `npm run bench`.
 */
import { readArguments, readCount } from "../src/cli/command.ts";

export const USAGE =
  "npm run bench -- [--passages N] [--questions N] [--starts N] [--kill N [--outages N] | --fail | --soak MINUTES | --recording | --model | --webhook] [--seed N] [--json]";

const DEFAULT_PASSAGES = 1000;
const MOST_PASSAGES = 1_000_000;
const DEFAULT_QUESTIONS = 5000;
const MOST_QUESTIONS = 100_000;
const MOST_KILLS = 10_000;
const MOST_OUTAGES = 100;
const MOST_MINUTES = 24 * 60;
const MOST_SEED = 2 ** 32;

/** Of each kind of process. */
const DEFAULT_STARTS = 5;
const MOST_STARTS = 100;

export type Options = ReturnType<typeof readOptions>;

/** Throws a UsageError that says what is wrong. */
export function readOptions(args: string[]) {
  const { values } = readArguments({
    args,
    options: {
      passages: { type: "string", default: String(DEFAULT_PASSAGES) },
      questions: { type: "string", default: String(DEFAULT_QUESTIONS) },
      starts: { type: "string", default: String(DEFAULT_STARTS) },
      kill: { type: "string" },
      outages: { type: "string" },
      fail: { type: "boolean", default: false },
      soak: { type: "string" },
      seed: { type: "string" },
      recording: { type: "boolean", default: false },
      model: { type: "boolean", default: false },
      webhook: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });
  const count = (option: keyof typeof values, most: number): number | null => {
    const text = values[option];
    return typeof text === "string" ? readCount(`--${option}`, text, most) : null;
  };
  return {
    passages: count("passages", MOST_PASSAGES) ?? DEFAULT_PASSAGES,
    crowd: count("questions", MOST_QUESTIONS) ?? DEFAULT_QUESTIONS,
    starts: count("starts", MOST_STARTS) ?? DEFAULT_STARTS,
    kills: count("kill", MOST_KILLS),
    outages: count("outages", MOST_OUTAGES) ?? 0,
    fails: values.fail,
    minutes: count("soak", MOST_MINUTES),
    seed: count("seed", MOST_SEED) ?? Date.now() % MOST_SEED,
    recording: values.recording,
    model: values.model,
    webhook: values.webhook,
    json: values.json,
  };
}
