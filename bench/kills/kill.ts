/**
 * Questions keep coming while the bot's processes are killed at random moments and Telegram has a bad day:
 * what is lost, handled twice, out of order or said twice?
 */
import { randomBytes } from "node:crypto";
import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

import { Client } from "pg";

import type { Config } from "../../src/config.ts";
import { createLocalTelegram, type LocalTelegram } from "../../src/local/telegram.ts";
import { openStore } from "../../src/store/open.ts";
import { startFleet, type Fleet } from "./fleet.ts";
import {
  createLedger,
  waitForAnswers,
  type Ledger,
  type LedgerFigures,
} from "../telegram/ledger.ts";
import { serveBadTelegram } from "../telegram/bad-day.ts";

export interface KillOptions {
  readonly kills: number;
  /** Null: SQLite, and one process; else a database of its own, which is empty. */
  readonly databaseUrl: string | null;
  readonly corpusDir: string;
}

export interface KillFigures extends LedgerFigures {
  readonly database: "SQLite" | "PostgreSQL";
  readonly processes: number;
  readonly kills: number;
  /** By the store's own count: questions that were charged more than once, and jobs that were given up. */
  readonly handledTwice: number;
  readonly givenUp: number;
  /** Faults of Telegram's. */
  readonly faults: number;
  /** Processes that ended by themselves. */
  readonly accidents: readonly string[];
  /** Of the processes that were ended politely, after the last answer. */
  readonly exitCodes: readonly (number | null)[];
}

const GROUPS = 40;
/** Between two questions of all; each group asks less than the 20 a minute that it is answered. */
const QUESTION_EVERY_MS = 80;
const PROCESSES_ON_POSTGRES = 3;
const FAULT_SHARE = 0.05;
/** How long a process lives before it is killed, at most, counted from its first call. */
const LIFE_MS = 700;
/** When nothing is answered for so long, the rest counts as lost: a group that has had its 20 of a minute waits for the next. */
const PATIENCE_MS = 90_000;
const LOOK_MS = 50;
const TOKEN = "123456789:kill";
const ASKED = "/ask Wann wurde das gesagt?";

/** On SQLite, and on a database of its own beside the one of DATABASE_URL, where that is set. */
export async function killEverywhere(
  kills: number,
  { corpusDir, databaseUrl }: Pick<Config, "corpusDir" | "databaseUrl">,
): Promise<readonly KillFigures[]> {
  const onSqlite = await measureKills({ kills, databaseUrl: null, corpusDir });
  if (databaseUrl === null) return [onSqlite];
  const onPostgres = await withEmptyDatabase(databaseUrl, (own) =>
    measureKills({ kills, databaseUrl: own, corpusDir }),
  );
  return [onSqlite, onPostgres];
}

export function killsForPeople(results: readonly KillFigures[]): string {
  const told = results.map((figures) =>
    [
      `${figures.database}, ${figures.processes} at once: ${figures.kills} kills, ${figures.faults} faults of Telegram's, ${figures.questions} questions`,
      `  lost ${figures.lost}, handled twice ${figures.handledTwice}, out of order ${figures.outOfOrder}, given up ${figures.givenUp}`,
      `  said again ${figures.repeated} times after a kill, ${figures.repeatedForLostWord} times because Telegram's word was lost`,
      `  longest wait ${(figures.longestWaitMs / 1000).toFixed(1)} s; ended by themselves ${figures.accidents.length}`,
    ].join("\n"),
  );
  const hint =
    "PostgreSQL: not tried, for DATABASE_URL is not set; a database of its own is made there.";
  return [...told, ...(results.length > 1 ? [] : [hint])].join("\n");
}

/** Removed afterwards. */
async function withEmptyDatabase<T>(
  databaseUrl: string,
  work: (own: string) => Promise<T>,
): Promise<T> {
  const name = `fundstelle_kill_${randomBytes(6).toString("hex")}`;
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(`create database ${name}`);
    const own = new URL(databaseUrl);
    own.pathname = `/${name}`;
    return await work(own.href);
  } finally {
    await client.query(`drop database if exists ${name} with (force)`);
    await client.end();
  }
}

export async function measureKills({
  kills,
  databaseUrl,
  corpusDir,
}: KillOptions): Promise<KillFigures> {
  await using folder = await mkdtempDisposable(join(tmpdir(), "fundstelle-kill-"));
  const ledger = createLedger(Date.now);
  const calls = { count: 0 };
  const telegram = createLocalTelegram({
    now: Date.now,
    inspect: () => {
      calls.count += 1;
    },
  });
  telegram.onChange((change) => {
    if (change.kind !== "message") return;
    if (change.message.from?.id === telegram.me.id) ledger.answered(change.message);
  });
  const served = await serveBadTelegram(telegram, {
    share: FAULT_SHARE,
    random: Math.random,
    onLostWord: (chat, question) => ledger.lostWord(chat, question ?? 0),
  });
  const key = randomBytes(32);
  const dataDir = join(folder.path, "data");
  const processes = databaseUrl === null ? 1 : PROCESSES_ON_POSTGRES;
  const fleet = startFleet({
    processes,
    folder: folder.path,
    env: {
      TELEGRAM_BOT_TOKEN: TOKEN,
      TELEGRAM_API_ROOT: served.url,
      CORPUS_DIR: resolve(corpusDir),
      STORE_KEY: key.toString("base64"),
      QUESTIONS_PER_MINUTE: "9999",
      LOG_LEVEL: "warn",
      TIME_ZONE: "UTC",
      NODE_COMPILE_CACHE: join(tmpdir(), "node-compile-cache"),
      ...(databaseUrl === null ? { DATA_DIR: dataDir } : { DATABASE_URL: databaseUrl }),
    },
  });
  let exitCodes: readonly (number | null)[] = [];
  const asking = new AbortController();
  const asked = askOn(telegram, ledger, asking.signal);
  try {
    await killOn({ fleet, kills, processes, calls });
  } finally {
    asking.abort();
    await asked;
    served.calmDown();
    await waitForAnswers(ledger, { patienceMs: PATIENCE_MS });
    exitCodes = await fleet.stop();
    await served.close();
  }
  return {
    database: databaseUrl === null ? "SQLite" : "PostgreSQL",
    processes,
    kills,
    ...ledger.figures(),
    ...(await readStored({ databaseUrl, dataDir, key }, telegram, ledger)),
    faults: [...served.faults.values()].reduce((sum, count) => sum + count, 0),
    accidents: fleet.accidents,
    exitCodes,
  };
}

/** One member in each group, who asks over and over. */
async function askOn(telegram: LocalTelegram, ledger: Ledger, signal: AbortSignal): Promise<void> {
  const groups = Array.from({ length: GROUPS }, (_, index) => {
    const person = { id: index + 1, is_bot: false, first_name: "Anna", language_code: "de" };
    return { from: person.id, chat: telegram.openGroup({ title: "G", members: [person] }).id };
  });
  for (let turn = 0; !signal.aborted; turn += 1) {
    const group = groups[turn % GROUPS];
    if (group !== undefined) ledger.asked(telegram.say({ ...group, text: ASKED }));
    await wait(QUESTION_EVERY_MS);
  }
}

async function killOn({
  fleet,
  kills,
  processes,
  calls,
}: {
  readonly fleet: Fleet;
  readonly kills: number;
  readonly processes: number;
  /** Of the Bot API, so far. */
  readonly calls: { readonly count: number };
}): Promise<void> {
  for (let kill = 0; kill < kills; kill += 1) {
    const before = calls.count;
    const latest = Date.now() + PATIENCE_MS;
    while (calls.count === before && Date.now() < latest) await wait(LOOK_MS);
    await wait(Math.random() * LIFE_MS);
    await fleet.replace(Math.floor(Math.random() * processes), "SIGKILL");
  }
}

interface Stored {
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly key: Buffer;
}

async function readStored(
  place: Stored,
  telegram: LocalTelegram,
  ledger: Ledger,
): Promise<Pick<KillFigures, "handledTwice" | "givenUp">> {
  const store = await openStore({ ...place, now: Date.now, log: { warn() {} } });
  try {
    const counts = await store.jobs.counts();
    let charged = 0;
    for (const chat of telegram.chats()) charged += await chargedOf(chat.id);
    const { questions } = ledger.figures();
    const handled = Math.max(charged, counts.done + counts.dead + counts.aside);
    return { handledTwice: Math.max(0, handled - questions), givenUp: counts.dead + counts.aside };
  } finally {
    await store.close();
  }

  /** On all days that this has taken. */
  async function chargedOf(chat: number): Promise<number> {
    const day = 24 * 60 * 60 * 1000;
    const today = Date.now() - (Date.now() % day);
    let sum = 0;
    for (const windowStart of [today - day, today])
      sum += await store.usage.read({ scope: "question/day", key: String(chat), windowStart });
    return sum;
  }
}
