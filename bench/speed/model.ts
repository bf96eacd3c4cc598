/**
 * What the bot adds to a model's own time: until its first draft, and from the model's last event to the answer.
 *
 * The model is a server on this machine that writes at once, over HTTP, what a question's first passage says.
 */
import { setTimeout as wait } from "node:timers/promises";

import { readConfig } from "../../src/config.ts";
import type { Corpus } from "../../src/corpus/passage.ts";
import { buildLibrary } from "../../src/library.ts";
import { createBudget } from "../../src/llm/budget.ts";
import { createLocalTelegram, type LocalTelegram } from "../../src/local/telegram.ts";
import { composeWriting } from "../../src/writing.ts";
import { runBotInProcess } from "../bot/in-process.ts";
import { serveModel, type ModelServer } from "./model-server.ts";
import { timesOf, type Times } from "./times.ts";

export interface ModelFigures {
  readonly asked: number;
  /** Update to the first draft. */
  readonly draft: Times;
  /** Update to the request that reaches the model. */
  readonly request: Times;
  /** The model's last event to the answer's arrival at Telegram. */
  readonly answer: Times;
}

/** Whatever the answer before left to do is done by then. */
const PAUSE_MS = 20;

/** When each method was first called, by `performance.now()`. */
type Arrivals = Map<string, number>;

/** Those that need no model are left out of it. */
export async function measureModel(
  corpus: Corpus,
  questions: readonly string[],
): Promise<ModelFigures> {
  const model = await serveModel();
  const arrivals: Arrivals = new Map();
  const telegram = createLocalTelegram({
    now: Date.now,
    inspect(method) {
      if (!arrivals.has(method)) arrivals.set(method, performance.now());
    },
  });
  const bot = await runBotInProcess(telegram, async ({ usage }) => {
    const now = Date.now;
    const config = readConfig({
      ANTHROPIC_API_KEY: "bench",
      ANTHROPIC_BASE_URL: model.url,
      CITATIONS: "native",
      VERIFY: "off",
      PRICE_PER_MTOK: "0.1,0.5",
    });
    const limits = { timeZone: "UTC", dailyUsd: 1000 };
    const told = { onNearlySpent() {}, onExceeded() {}, onUnsettled() {} };
    const budget = createBudget({ usage, now, ...limits, ...told });
    const writing = await composeWriting(config, { budget, now, onFailure() {} });
    const library = buildLibrary(corpus, writing);
    await Promise.all([library.warmUp(), writing?.warmUp()]);
    return library;
  });
  try {
    return await askAll(questions, { telegram, arrivals, model });
  } finally {
    await bot.stop();
    await model.close();
  }
}

interface Asked {
  readonly telegram: LocalTelegram;
  readonly arrivals: Arrivals;
  readonly model: ModelServer;
}

/** Each by somebody else, so that none is a follow-up. */
async function askAll(
  questions: readonly string[],
  { telegram, arrivals, model }: Asked,
): Promise<ModelFigures> {
  const [drafts, requests, answers]: [number[], number[], number[]] = [[], [], []];
  for (const [index, text] of questions.entries()) {
    const from = { id: index + 1, is_bot: false, first_name: "Anna", language_code: "de" };
    const { id: chat } = telegram.openPrivateChat(from);
    arrivals.clear();
    const asked = performance.now();
    telegram.say({ chat, from: from.id, text });
    await telegram.nextMessage(chat);
    const [draft, answer] = [arrivals.get("sendMessageDraft"), arrivals.get("sendMessage")];
    if (draft !== undefined && answer !== undefined) {
      drafts.push(draft - asked);
      requests.push(model.times.began - asked);
      answers.push(answer - model.times.ended);
    }
    await wait(PAUSE_MS);
  }
  return {
    asked: drafts.length,
    draft: timesOf(drafts),
    request: timesOf(requests),
    answer: timesOf(answers),
  };
}

export function modelForPeople({ asked, draft, request, answer }: ModelFigures): string {
  return [
    `What the bot adds to a model's own time, over ${asked} questions, half of them within`,
    line("Update to the first draft", draft),
    line("Update to the request that reaches the model", request),
    line("The model's last event to the answer", answer),
  ].join("\n");
}

function line(label: string, { p50, p99 }: Times): string {
  return `  ${label.padEnd(44)}  ${p50.toFixed(1).padStart(6)} ms, 99 % within ${p99.toFixed(1)} ms`;
}
