/**
 * What the bot adds to a model's own time: until its first draft, and from the model's last event to the answer.
 *
 * The model is a server on this machine that writes at once, over HTTP, what a question's first passage says.
 */
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

import { createBot } from "../../src/bot/bot.ts";
import { createLimits } from "../../src/bot/questions/limits.ts";
import { unpaced } from "../../src/bot/delivery/pace.ts";
import type { Log } from "../../src/bot/parts.ts";
import { runBot } from "../../src/bot/run.ts";
import { createStats } from "../../src/bot/operator/stats.ts";
import { readConfig } from "../../src/config.ts";
import type { Corpus } from "../../src/corpus/passage.ts";
import { buildLibrary } from "../../src/library.ts";
import { createBudget } from "../../src/llm/budget.ts";
import { createLocalTelegram, type LocalTelegram } from "../../src/local/telegram.ts";
import { openStore } from "../../src/store/open.ts";
import { createExtractiveSummarizer } from "../../src/summary/extractive.ts";
import { composeWriting } from "../../src/writing.ts";
import { timesOf, type Times } from "./answers.ts";
import { serveModel, type ModelServer } from "./model-server.ts";

export interface ModelFigures {
  readonly asked: number;
  /** Update to the first draft. */
  readonly draft: Times;
  /** Update to the request that reaches the model. */
  readonly request: Times;
  /** The model's last event to the answer's arrival at Telegram. */
  readonly answer: Times;
}

const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} };
const TIME_ZONE = "UTC";
/** Whatever the answer before left to do is done by then. */
const PAUSE_MS = 20;

/** Those that need no model are left out of it. */
export async function measureModel(
  corpus: Corpus,
  questions: readonly string[],
): Promise<ModelFigures> {
  const model = await serveModel();
  const running = await start(corpus, model);
  try {
    return await askAll(questions, { ...running, model });
  } finally {
    await running.stop();
    await model.close();
  }
}

interface Running {
  readonly telegram: LocalTelegram;
  /** When each method was first called, by `performance.now()`. */
  readonly arrivals: Map<string, number>;
}

/** As `main.ts` composes it, each commit on the disk. */
async function start(
  corpus: Corpus,
  { url }: ModelServer,
): Promise<Running & { stop(): Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), "fundstelle-bench-"));
  const now = Date.now;
  const key = randomBytes(32);
  const store = await openStore({ databaseUrl: null, dataDir, key, now, log: SILENT });
  const { usage } = store;
  const config = readConfig({
    ANTHROPIC_API_KEY: "bench",
    ANTHROPIC_BASE_URL: url,
    PRICE_PER_MTOK: "0.1,0.5",
  });
  const budget = createBudget({
    usage,
    now,
    timeZone: TIME_ZONE,
    dailyUsd: 1000,
    onNearlySpent() {},
    onUnsettled() {},
  });
  const writing = await composeWriting(config, { budget, now, onFailure() {} });
  const library = buildLibrary(corpus, writing);
  await Promise.all([library.warmUp(), writing?.warmUp()]);
  const arrivals = new Map<string, number>();
  const telegram = createLocalTelegram({
    now,
    inspect(method) {
      if (!arrivals.has(method)) arrivals.set(method, performance.now());
    },
  });
  const parts = {
    library: () => library,
    store,
    admitted: { allowed: [], owners: [] },
    limits: createLimits({ usage, now, questionsPerMinute: 1000, timeZone: TIME_ZONE }),
    stats: createStats({ usage, now, timeZone: TIME_ZONE, log: SILENT }),
    translator: null,
    summaries: {
      summarizer: createExtractiveSummarizer(),
      retentionDays: 7,
      timeZone: TIME_ZONE,
      cooldownSeconds: 0,
    },
    log: SILENT,
    pseudonym: String,
    now,
  };
  const client = { fetch: telegram.fetch };
  const bot = createBot(parts, { token: "123456789:bench", client, me: telegram.me });
  const running = runBot(bot, parts, { pace: unpaced });
  return {
    telegram,
    arrivals,
    async stop() {
      await running.stop();
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Each by somebody else, so that none is a follow-up. */
async function askAll(
  questions: readonly string[],
  { telegram, arrivals, model }: Running & { readonly model: ModelServer },
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
