/**
 * Many people ask steadily while Telegram has a bad day: does the bot's memory stay flat, and does every question
 * get its one answer?
 */
import { randomBytes } from "node:crypto";
import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import type { Message } from "grammy/types";

import { createLocalTelegram } from "../../src/local/telegram.ts";
import { startBotProcess, TOKEN } from "../bot/process.ts";
import { readStored } from "../kills/stored.ts";
import { createRandom } from "../random.ts";
import { serveBadTelegram } from "../telegram/bad-day.ts";
import {
  createLedger,
  waitForAnswers,
  type Answered,
  type LedgerFigures,
} from "../telegram/ledger.ts";
import {
  growthOf,
  MOST_GROWTH_MB,
  PROBED_ARGS,
  watchMemory,
  type MemoryFigures,
} from "./memory.ts";
import { gatherPeople, type People } from "./people.ts";

export interface SoakOptions {
  readonly minutes: number;
  readonly corpusDir: string;
  readonly questions: readonly string[];
  readonly queries: readonly string[];
  /** Of Telegram's faults. */
  readonly seed: number;
}

type Counts = Readonly<Record<string, number>>;

export interface SoakFigures extends LedgerFigures {
  readonly minutes: number;
  readonly taps: People["taps"];
  readonly inline: People["inline"];
  readonly givenUp: number;
  readonly faults: Counts;
  /** Of equal stretches, in order. */
  readonly memory: readonly MemoryFigures[];
  /** How often each event was logged, by level and message: "warn: Polling failed, trying again". */
  readonly logged: Counts;
  /** What was logged as fatal, and what was printed besides. */
  readonly lastWords: string;
  readonly hasEndedByItself: boolean;
  readonly exitCode: number | string | null;
}

const FAULT_SHARE = 0.05;
/** A call without an answer costs a poll 40 s. */
const SILENCE_EVERY_MS = 60_000;
/** When nothing is answered for so long, the rest counts as lost. */
const PATIENCE_MS = 60_000;
const LAST_WORDS = 4000;

export async function measureSoak(options: SoakOptions): Promise<SoakFigures> {
  await using folder = await mkdtempDisposable(join(tmpdir(), "fundstelle-soak-"));
  const { minutes, corpusDir, seed } = options;
  const ledger = createLedger(Date.now);
  const telegram = createLocalTelegram({ now: Date.now });
  const people = gatherPeople({ ...options, telegram, ledger });
  telegram.onChange((change) => {
    if (change.kind !== "message" || change.message.from?.id !== telegram.me.id) return;
    ledger.answered(inReply(change.message, people));
  });
  const served = await serveBadTelegram(telegram, {
    share: FAULT_SHARE,
    random: createRandom(seed),
    silenceEveryMs: SILENCE_EVERY_MS,
    onLostWord: (chat, question) => ledger.lostWord(chat, question ?? people.latestOf(chat)),
  });
  const key = randomBytes(32);
  const dataDir = join(folder.path, "data");
  const bot = await startBotProcess({
    args: PROBED_ARGS,
    canTalk: true,
    folder: folder.path,
    env: {
      TELEGRAM_BOT_TOKEN: TOKEN,
      TELEGRAM_API_ROOT: served.url,
      CORPUS_DIR: resolve(corpusDir),
      DATA_DIR: dataDir,
      STORE_KEY: key.toString("base64"),
      TIME_ZONE: "UTC",
      LOG_LEVEL: "info",
    },
  });
  const asking = new AbortController();
  const memory: MemoryFigures[] = [];
  let hasEndedByItself = false;
  let exitCode: number | string | null = null;
  try {
    await bot.ready();
    const asked = people.askOn(asking.signal);
    memory.push(...(await watchMemory(bot, minutes)));
    asking.abort();
    served.calmDown();
    await asked;
    await waitForAnswers(ledger, { patienceMs: PATIENCE_MS, isOver: () => bot.hasEnded() });
  } finally {
    hasEndedByItself = bot.hasEnded();
    exitCode = await bot.stop("SIGTERM");
    await served.close();
  }
  const figures = ledger.figures();
  const asked = { chats: [], questions: figures.questions };
  const { givenUp } = await readStored({ databaseUrl: null, dataDir, key }, asked);
  return {
    minutes,
    ...figures,
    taps: people.taps,
    inline: people.inline,
    givenUp,
    faults: Object.fromEntries(served.faults),
    memory,
    ...readLog(await bot.printed()),
    hasEndedByItself,
    exitCode,
  };
}

/** In private an answer is no reply: it answers what was asked last. */
function inReply(message: Message, people: People): Answered {
  const { chat } = message;
  if (chat.type !== "private") return message;
  return { chat, reply_to_message: { message_id: people.latestOf(chat.id) } };
}

export function readLog({
  stdout,
  stderr,
}: {
  readonly stdout: string;
  readonly stderr: string;
}): Pick<SoakFigures, "logged" | "lastWords"> {
  const logged: Record<string, number> = {};
  let lastWords = stderr;
  // The start screen's lines are no JSON.
  for (const line of stdout.split("\n").filter((one) => one.startsWith("{"))) {
    const { level, msg } = JSON.parse(line) as { readonly level: string; readonly msg: string };
    const event = `${level}: ${msg}`;
    logged[event] = (logged[event] ?? 0) + 1;
    if (level === "fatal") lastWords += line;
  }
  return { logged, lastWords: lastWords.slice(-LAST_WORDS) };
}

export function soakForPeople(figures: SoakFigures): string {
  const { memory, faults, logged } = figures;
  const growth = growthOf(memory);
  const isFlat = Math.max(growth.rss, growth.held) <= MOST_GROWTH_MB;
  const fatal = Object.keys(logged).filter((event) => event.startsWith("fatal")).length;
  return [
    `${figures.minutes} min on SQLite: ${figures.questions} questions, ${sum(Object.values(faults))} faults of Telegram's (${list(faults)})`,
    `  lost ${figures.lost}, out of order ${figures.outOfOrder}, given up ${figures.givenUp}, said twice ${figures.repeated}, and ${figures.repeatedForLostWord} times because Telegram's word was lost`,
    `  longest wait ${(figures.longestWaitMs / 1000).toFixed(1)} s; answered ${tell(figures.taps)} taps and ${tell(figures.inline)} inline queries`,
    `  memory in MB, given by the machine / held after a collection: ${memory.map(({ rss, held }) => `${rss.toFixed(0)}/${held.toFixed(1)}`).join(", ")}`,
    `  grown by ${growth.rss.toFixed(1)} / ${growth.held.toFixed(1)} MB since the warm-up: ${isFlat ? "flat" : "NOT FLAT"} within ${MOST_GROWTH_MB}`,
    `  unhandled errors ${fatal}; ended by itself: ${figures.hasEndedByItself ? "yes" : "no"}; exit code ${figures.exitCode}`,
    `  logged: ${list(logged)}`,
    ...(figures.lastWords === "" ? [] : [`  said besides: ${figures.lastWords}`]),
  ].join("\n");
}

function tell({ asked, answered }: People["taps"]): string {
  return `${answered} of ${asked}`;
}

function list(counts: Counts): string {
  const ordered = Object.entries(counts).toSorted(([, one], [, other]) => other - one);
  return ordered.map(([what, count]) => `${what} ${count}`).join(", ");
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
