/**
 * How long a question and an inline query take from update to answer, beside a bare grammY bot that echoes.
 *
 * Both bots run in this process, each on a local Telegram of its own, and take turns.
 */
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

import { Bot } from "grammy";
import type { User } from "grammy/types";

import { createBot } from "../../src/bot/bot.ts";
import type { Limits } from "../../src/bot/questions/limits.ts";
import { unpaced } from "../../src/bot/delivery/pace.ts";
import type { Log } from "../../src/bot/parts.ts";
import { runBot } from "../../src/bot/run.ts";
import { createStats } from "../../src/bot/operator/stats.ts";
import type { Library } from "../../src/library.ts";
import { createLocalTelegram, type LocalTelegram } from "../../src/local/telegram.ts";
import { openStore } from "../../src/store/open.ts";
import { createExtractiveSummarizer } from "../../src/summary/extractive.ts";
import { quantile } from "../../src/cli/measure.ts";

/** Milliseconds. */
export interface Times {
  readonly p50: number;
  readonly p99: number;
}

export interface BotFigures {
  readonly questions: Times & { readonly asked: number; readonly first: number };
  readonly inline: Times & { readonly asked: number };
  readonly grammy: { readonly questions: Times; readonly inline: Times };
}

export interface Asked {
  readonly questions: readonly string[];
  readonly queries: readonly string[];
  readonly rounds: number;
}

const TOKEN = "123456789:bench";
const PERSON: User = { id: 1, is_bot: false, first_name: "Anna", language_code: "de" };
const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** Nobody asks faster; whatever the answer before left to do is done by then. */
const PAUSE_MS = 3;

interface Running {
  readonly telegram: LocalTelegram;
  /** Calls once, when the bot's next message reaches Telegram. */
  readonly nextArrival: () => Promise<number>;
  stop(): Promise<void>;
}

type Task = (bot: Running, text: string) => Promise<number>;

export async function measureBot(library: Library, asked: Asked): Promise<BotFigures> {
  const own = await runOwn(library);
  const bare = runBare();
  try {
    const { questions, queries, rounds } = asked;
    const [answers, echoes] = await takeTurns([own, bare], repeat(questions, rounds), timeQuestion);
    const [quotes, inlineEchoes] = await takeTurns([own, bare], queries, timeInline);
    return {
      questions: { ...timesOf(answers), asked: answers.length, first: answers[0] ?? 0 },
      inline: { ...timesOf(quotes), asked: quotes.length },
      grammy: { questions: timesOf(echoes), inline: timesOf(inlineEchoes) },
    };
  } finally {
    await own.stop();
    await bare.stop();
  }
}

/** Nobody asks as fast as a bench. */
const UNLIMITED: Limits = {
  question: async () => ({ kind: "free" }),
  tap: async () => ({ kind: "free" }),
  inline: async () => ({ kind: "free" }),
};

/** As `main.ts` composes it, each commit on the disk. */
async function runOwn(library: Library): Promise<Running> {
  const { telegram, nextArrival } = openTelegram();
  const dataDir = await mkdtemp(join(tmpdir(), "fundstelle-bench-"));
  const now = Date.now;
  const key = randomBytes(32);
  const store = await openStore({ databaseUrl: null, dataDir, key, now, log: SILENT });
  const parts = {
    library: () => library,
    store,
    admitted: { allowed: [], owners: [] },
    limits: UNLIMITED,
    stats: createStats({ usage: store.usage, now, timeZone: "UTC", log: SILENT }),
    translator: null,
    summaries: {
      summarizer: createExtractiveSummarizer(),
      retentionDays: 7,
      timeZone: "UTC",
      cooldownSeconds: 0,
    },
    log: SILENT,
    pseudonym: String,
    now,
  };
  const bot = createBot(parts, {
    token: TOKEN,
    client: { fetch: telegram.fetch },
    me: telegram.me,
  });
  const running = runBot(bot, parts, { pace: unpaced });
  return {
    telegram,
    nextArrival,
    async stop() {
      await running.stop();
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function runBare(): Running {
  const { telegram, nextArrival } = openTelegram();
  const bot = new Bot(TOKEN, { client: { fetch: telegram.fetch }, botInfo: telegram.me });
  bot.on("message:text", (ctx) => ctx.reply(ctx.message.text));
  bot.on("inline_query", (ctx) =>
    ctx.answerInlineQuery([
      {
        type: "article",
        id: "1",
        title: "echo",
        input_message_content: { message_text: ctx.inlineQuery.query },
      },
    ]),
  );
  const running = bot.start();
  return {
    telegram,
    nextArrival,
    async stop() {
      await bot.stop();
      await running;
    },
  };
}

function openTelegram(): Pick<Running, "telegram" | "nextArrival"> {
  let arrive: ((at: number) => void) | null = null;
  const telegram = createLocalTelegram({
    now: Date.now,
    inspect: (method) => {
      if (method === "sendMessage") arrive?.(performance.now());
    },
  });
  telegram.openPrivateChat(PERSON);
  return {
    telegram,
    nextArrival: () =>
      new Promise((resolve) => {
        arrive = resolve;
      }),
  };
}

async function timeQuestion({ telegram, nextArrival }: Running, text: string): Promise<number> {
  const arrival = nextArrival();
  const start = performance.now();
  telegram.say({ chat: PERSON.id, from: PERSON.id, text });
  return (await arrival) - start;
}

async function timeInline({ telegram }: Running, query: string): Promise<number> {
  const start = performance.now();
  await telegram.ask(query, { from: PERSON.id });
  return performance.now() - start;
}

/** One list of times for each bot. */
async function takeTurns(
  [own, bare]: readonly [Running, Running],
  texts: readonly string[],
  task: Task,
): Promise<[own: number[], bare: number[]]> {
  const times: [number[], number[]] = [[], []];
  for (const text of texts) {
    times[0].push(await task(own, text));
    await wait(PAUSE_MS);
    times[1].push(await task(bare, text));
    await wait(PAUSE_MS);
  }
  return times;
}

export function timesOf(values: readonly number[]): Times {
  return { p50: quantile(values, 0.5), p99: quantile(values, 0.99) };
}

function repeat(texts: readonly string[], times: number): string[] {
  return Array.from({ length: times }, () => texts).flat();
}
