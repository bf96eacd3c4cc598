/**
 * How many questions a second the whole bot answers over HTTP, each stored, answered and sent, beside a bare grammY
 * bot that echoes: the same questions in the same chats, many waiting at once.
 *
 * Each bot is a process of its own, and Telegram is this one. They take turns: while one works, the other waits.
 */
import { randomBytes } from "node:crypto";
import { mkdir, mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { openStore } from "../../src/store/store.ts";
import { BARE_BOT_ARGS, MAIN, readRssMb, type BotProcess } from "../bot/process.ts";
import { startAskedBot, type AskedBot } from "./crowd.ts";
import { readTimeByPart, type TimeByPart } from "./profile.ts";

export interface Throughput {
  /** Asked of each bot. */
  readonly questions: number;
  /** As many wait at once when a turn begins. */
  readonly waiting: number;
  readonly perSecond: number;
  readonly grammyPerSecond: number;
  /** What one question takes of the bot's thread, in milliseconds. */
  readonly msByPart: TimeByPart;
  /** Null where there is no `/proc`. */
  readonly memory: Memory | null;
}

/** The highest resident set of the bot's process, in MB. */
interface Memory {
  /** While the turns' questions wait. */
  readonly fewMb: number;
  /** While all of them wait at once. */
  readonly allMb: number;
}

export interface Asked {
  readonly corpusDir: string;
  readonly texts: readonly string[];
  readonly questions: number;
}

const KEY = randomBytes(32);

/** Turns of each bot, so that both see the same of whatever else this machine does. */
const TURNS = 5;
/** Before anything is timed: what is run often is compiled by then. */
const WARM_UP = 1500;
/** Profiled, for where the time goes. */
const PROFILED = 2000;
const LOOK_MS = 50;

export async function measureThroughput(asked: Asked): Promise<Throughput> {
  await using folder = await mkdtempDisposable(join(tmpdir(), "fundstelle-bench-"));
  const speed = await measureSpeed(asked, folder.path);
  return { ...speed, msByPart: await measureParts(asked, folder.path) };
}

async function measureSpeed(asked: Asked, folder: string): Promise<Omit<Throughput, "msByPart">> {
  const waiting = Math.ceil(asked.questions / TURNS);
  const questions = waiting * TURNS;
  const own = await startBot([MAIN], join(folder, "own"), asked);
  const bare = await startBot(BARE_BOT_ARGS, join(folder, "bare"), asked);
  const ms = { own: 0, bare: 0 };
  try {
    const few = watchMemory(own.bot);
    for (let turn = 0; turn < TURNS; turn += 1) {
      ms.own += await own.ask(take(asked.texts, waiting));
      ms.bare += await bare.ask(take(asked.texts, waiting));
    }
    const fewMb = few.stop();
    const all = watchMemory(own.bot);
    await own.ask(take(asked.texts, questions));
    const allMb = all.stop();
    await own.stop();
    await checkStored(join(folder, "own"));
    return {
      questions,
      waiting,
      perSecond: (1000 * questions) / ms.own,
      grammyPerSecond: (1000 * questions) / ms.bare,
      memory: fewMb === null || allMb === null ? null : { fewMb, allMb },
    };
  } finally {
    await own.stop();
    await bare.stop();
  }
}

async function measureParts(asked: Asked, folder: string): Promise<TimeByPart> {
  const profiles = join(folder, "profile");
  const args = ["--cpu-prof", `--cpu-prof-dir=${profiles}`, MAIN];
  const bot = await startBot(args, join(folder, "profiled"), asked);
  const questions = Math.min(PROFILED, asked.questions);
  const from = now();
  let until = from;
  try {
    await bot.ask(take(asked.texts, questions));
    until = now();
  } finally {
    await bot.stop();
  }
  return readTimeByPart(profiles, { from, until, questions });
}

/** Warm. `folder` holds what it stores. */
async function startBot(
  args: readonly string[],
  folder: string,
  { corpusDir, texts, questions }: Asked,
): Promise<AskedBot> {
  await mkdir(folder);
  const env = environmentOf(resolve(corpusDir));
  const bot = await startAskedBot({ args, folder, env }, questions);
  await bot.ask(take(texts, Math.min(WARM_UP, questions)));
  return bot;
}

/** An apology is a message as well. Throws where a job was not done. */
async function checkStored(folder: string): Promise<void> {
  const dataDir = join(folder, "data");
  const log = { warn() {} };
  const store = await openStore({
    databaseUrl: null,
    dataDir,
    key: KEY,
    retentionDays: 7,
    now: Date.now,
    log,
  });
  try {
    const { done, ...others } = await store.jobs.counts();
    if (Object.values(others).some((count) => count > 0))
      throw new Error(`Beside ${done} jobs that were done: ${JSON.stringify(others)}`);
  } finally {
    await store.close();
  }
}

/** As `npm start` has it, but for the limit that one person would reach. */
function environmentOf(corpusDir: string): Record<string, string> {
  return {
    CORPUS_DIR: corpusDir,
    STORE_KEY: KEY.toString("base64"),
    QUESTIONS_PER_MINUTE: "9999",
  };
}

/** One after the other, over and over. */
function take(texts: readonly string[], count: number): string[] {
  return Array.from({ length: count }, (_, index) => texts[index % texts.length] ?? "");
}

/** Microseconds of the system's monotonic clock. */
function now(): number {
  return Number(process.hrtime.bigint() / 1000n);
}

function watchMemory(bot: BotProcess): { stop(): number | null } {
  let highest: number | null = null;
  const timer = setInterval(() => void look(), LOOK_MS);
  async function look(): Promise<void> {
    const mb = await readRssMb(bot);
    if (mb !== null) highest = Math.max(highest ?? 0, mb);
  }
  return {
    stop() {
      clearInterval(timer);
      return highest;
    },
  };
}
