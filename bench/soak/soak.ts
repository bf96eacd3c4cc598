/**
 * Many people ask steadily while Telegram has a bad day: does the bot's memory stay flat, and does every question
 * get its one answer?
 */
import { randomBytes } from "node:crypto";
import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Message } from "grammy/types";

import { createLocalTelegram } from "../../src/local/telegram.ts";
import { openStore } from "../../src/store/open.ts";
import {
  createLedger,
  waitForAnswers,
  type Answered,
  type LedgerFigures,
} from "../telegram/ledger.ts";
import { serveBadTelegram } from "../telegram/bad-day.ts";
import { quantile } from "../../src/cli/measure.ts";
import { gatherPeople, type People } from "./people.ts";
import { startSoaked, type Soaked } from "../bot/process.ts";

export interface SoakOptions {
  readonly minutes: number;
  readonly corpusDir: string;
  readonly questions: readonly string[];
  readonly queries: readonly string[];
}

/** Of one stretch of time, in MB. */
export interface MemoryFigures {
  /** The median of what the machine gave the process. */
  readonly rss: number;
  /** Heap and buffers after a collection, at the end of the stretch. */
  readonly held: number;
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
  readonly logged: Counts;
  readonly lastWords: string;
  readonly hasEndedByItself: boolean;
  readonly exitCode: number | string | null;
}

const FAULT_SHARE = 0.05;
/** A call without an answer costs a poll 40 s. */
const SILENCE_EVERY_MS = 60_000;
const MINUTE_MS = 60_000;
/** A soak of a minute has its memory told as well. */
const FEWEST_STRETCHES = 4;
const MEASURES_A_STRETCH = 6;
/** When nothing is answered for so long, the rest counts as lost. */
const PATIENCE_MS = 60_000;
const MOST_GROWTH_MB = 20;
const TOKEN = "123456789:soak";

export async function measureSoak(options: SoakOptions): Promise<SoakFigures> {
  await using folder = await mkdtempDisposable(join(tmpdir(), "fundstelle-soak-"));
  const { minutes, corpusDir } = options;
  const ledger = createLedger(Date.now);
  const telegram = createLocalTelegram({ now: Date.now });
  const people = gatherPeople({ ...options, telegram, ledger });
  telegram.onChange((change) => {
    if (change.kind !== "message" || change.message.from?.id !== telegram.me.id) return;
    ledger.answered(inReply(change.message, people));
  });
  const served = await serveBadTelegram(telegram, {
    share: FAULT_SHARE,
    random: Math.random,
    silenceEveryMs: SILENCE_EVERY_MS,
    onLostWord: (chat, question) => ledger.lostWord(chat, question ?? people.latestOf(chat)),
  });
  const key = randomBytes(32);
  const dataDir = join(folder.path, "data");
  const soaked = startSoaked(folder.path, {
    TELEGRAM_BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: served.url,
    CORPUS_DIR: resolve(corpusDir),
    DATA_DIR: dataDir,
    STORE_KEY: key.toString("base64"),
    TIME_ZONE: "UTC",
    LOG_LEVEL: "info",
  });
  const asking = new AbortController();
  const memory: MemoryFigures[] = [];
  let hasEndedByItself = false;
  let exitCode: number | string | null = null;
  try {
    await soaked.ready;
    const asked = people.askOn(asking.signal);
    memory.push(...(await measureOn(soaked, minutes)));
    asking.abort();
    served.calmDown();
    await asked;
    await waitForAnswers(ledger, { patienceMs: PATIENCE_MS, isOver: () => soaked.hasEnded() });
  } finally {
    hasEndedByItself = soaked.hasEnded();
    exitCode = await soaked.stop();
    await served.close();
  }
  return {
    minutes,
    ...ledger.figures(),
    taps: people.taps,
    inline: people.inline,
    givenUp: await countGivenUp(dataDir, key),
    faults: Object.fromEntries(served.faults),
    memory,
    logged: Object.fromEntries(soaked.logged),
    lastWords: soaked.lastWords(),
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

async function measureOn(soaked: Soaked, minutes: number): Promise<MemoryFigures[]> {
  const stretches = Math.max(FEWEST_STRETCHES, minutes);
  const pause = (minutes * MINUTE_MS) / stretches / MEASURES_A_STRETCH;
  const figures: MemoryFigures[] = [];
  while (figures.length < stretches && !soaked.hasEnded()) {
    const rss: number[] = [];
    let held = 0;
    for (let measure = 1; measure <= MEASURES_A_STRETCH && !soaked.hasEnded(); measure += 1) {
      await wait(pause);
      const found = await soaked.measure({ collect: measure === MEASURES_A_STRETCH });
      if (found === null) break;
      rss.push(found.rss);
      held = found.held ?? held;
    }
    figures.push({ rss: toMegabytes(quantile(rss, 0.5)), held: toMegabytes(held) });
  }
  return figures;
}

async function countGivenUp(dataDir: string, key: Buffer): Promise<number> {
  const log = { warn() {} };
  const store = await openStore({ databaseUrl: null, dataDir, key, now: Date.now, log });
  try {
    const { dead, aside } = await store.jobs.counts();
    return dead + aside;
  } finally {
    await store.close();
  }
}

/** From the end of the warm-up, which is the first fifth, in MB. */
export function growthOf(memory: readonly MemoryFigures[]): MemoryFigures {
  const warm = memory[Math.max(1, Math.floor(memory.length / 5)) - 1];
  const end = memory.at(-1);
  if (warm === undefined || end === undefined) return { rss: 0, held: 0 };
  return { rss: end.rss - warm.rss, held: end.held - warm.held };
}

export function soakForPeople(figures: SoakFigures): string {
  const { memory, faults, logged } = figures;
  const growth = growthOf(memory);
  const isFlat = Math.max(growth.rss, growth.held) <= MOST_GROWTH_MB;
  const fatal = sum(Object.keys(logged).map((event) => (event.startsWith("fatal") ? 1 : 0)));
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

function toMegabytes(bytes: number): number {
  return bytes / 1024 / 1024;
}
