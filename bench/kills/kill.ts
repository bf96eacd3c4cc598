/**
 * Questions keep coming while the bot's processes are killed at random moments and Telegram has a bad day:
 * what is lost, handled twice, out of order or said twice?
 */
import { randomBytes } from "node:crypto";
import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

import { createLocalTelegram, type LocalTelegram } from "../../src/local/telegram.ts";
import { TOKEN } from "../bot/process.ts";
import { findFreePorts } from "../free-port.ts";
import { createRandom } from "../random.ts";
import { serveBadTelegram, type BadTelegram, type Outage } from "../telegram/bad-day.ts";
import {
  createLedger,
  waitForAnswers,
  type Ledger,
  type LedgerFigures,
} from "../telegram/ledger.ts";
import { sendUpdates } from "../telegram/send-updates.ts";
import { startFleet, type Fleet } from "./fleet.ts";
import { readStored, type StoredFigures } from "./stored.ts";

export interface KillOptions {
  readonly kills: number;
  /** Null: SQLite; else a database of its own, which is empty. */
  readonly databaseUrl: string | null;
  /** At once; on SQLite there can be only one. */
  readonly processes: number;
  /** Updates are sent to them in turn, as by a balancer; else one of them polls. */
  readonly webhook: boolean;
  readonly corpusDir: string;
  /** Of the moments of the kills and of Telegram's faults. */
  readonly seed: number;
  /** Of 10 s each, spread over the kills. */
  readonly outages: number;
}

export interface KillFigures extends LedgerFigures, StoredFigures {
  readonly database: "SQLite" | "PostgreSQL";
  readonly processes: number;
  readonly webhook: boolean;
  readonly kills: number;
  readonly outages: number;
  readonly seed: number;
  /** Faults of Telegram's. */
  readonly faults: number;
  /** Processes that ended by themselves. */
  readonly accidents: readonly string[];
  /** Of the processes that were ended politely, after the last answer. */
  readonly exitCodes: readonly (number | string | null)[];
}

const GROUPS = 40;
/** Between two questions of all; each group asks less than the 20 a minute that it is answered. */
const QUESTION_EVERY_MS = 80;
const FAULT_SHARE = 0.05;
const OUTAGES: readonly Outage[] = ["bad-gateway", "reset", "refused"];
const OUTAGE_MS = 10_000;
/** How long a process lives before it is killed, at most, counted from its first call. */
const LIFE_MS = 700;
/** When nothing is answered for so long, the rest counts as lost: a group that has had its 20 of a minute waits for the next. */
const PATIENCE_MS = 90_000;
const LOOK_MS = 50;
/** Never called: what is sent there goes to the processes. */
const WEBHOOK_URL = "https://bot.example.org/telegram";
const ASKED = "/ask Wann wurde das gesagt?";

export async function measureKills(options: KillOptions): Promise<KillFigures> {
  const { kills, databaseUrl, processes, webhook, corpusDir, seed, outages } = options;
  await using folder = await mkdtempDisposable(join(tmpdir(), "fundstelle-kill-"));
  const ledger = createLedger(Date.now);
  const telegram = createLocalTelegram({ now: Date.now });
  telegram.onChange((change) => {
    if (change.kind !== "message") return;
    if (change.message.from?.id === telegram.me.id) ledger.answered(change.message);
  });
  const served = await serveBadTelegram(telegram, {
    share: FAULT_SHARE,
    random: createRandom(seed),
    onLostWord: (chat, question) => ledger.lostWord(chat, question ?? 0),
  });
  const key = randomBytes(32);
  const dataDir = join(folder.path, "data");
  const ports = webhook ? await findFreePorts(processes) : [];
  const fleet = await startFleet(processes, (index) => ({
    folder: folder.path,
    env: {
      ...(webhook ? { WEBHOOK_URL, PORT: String(ports[index]) } : {}),
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
  }));
  const sending = webhook ? sendUpdates(telegram, ports) : null;
  let exitCodes: KillFigures["exitCodes"] = [];
  const asking = new AbortController();
  const asked = askOn(telegram, ledger, asking.signal);
  try {
    await killOn(options, { fleet, served });
  } finally {
    asking.abort();
    await asked;
    served.calmDown();
    await waitForAnswers(ledger, { patienceMs: PATIENCE_MS });
    await sending?.stop();
    exitCodes = await fleet.stop();
    await served.close();
  }
  const figures = ledger.figures();
  const chats = telegram.chats().map(({ id }) => id);
  return {
    database: databaseUrl === null ? "SQLite" : "PostgreSQL",
    processes,
    webhook,
    kills,
    outages,
    seed,
    ...figures,
    ...(await readStored({ databaseUrl, dataDir, key }, { chats, questions: figures.questions })),
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

interface Running {
  readonly fleet: Fleet;
  readonly served: BadTelegram;
}

async function killOn(
  { kills, processes, outages, seed }: KillOptions,
  { fleet, served }: Running,
): Promise<void> {
  // Apart from the faults, whose draws depend on what is called when.
  const random = createRandom(seed + 1);
  let outage = Promise.resolve();
  let begun = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    if (begun < Math.floor(((kill + 1) * outages) / kills)) {
      const kind = OUTAGES[begun % OUTAGES.length] ?? "reset";
      begun += 1;
      outage = outage.then(() => served.fail(kind, wait(OUTAGE_MS)));
    }
    const before = served.arrived();
    const latest = Date.now() + PATIENCE_MS;
    while (served.arrived() === before && Date.now() < latest) await wait(LOOK_MS);
    await wait(random() * LIFE_MS);
    await fleet.replace(Math.floor(random() * processes));
  }
  await outage;
}

export function killsForPeople(results: readonly KillFigures[]): string {
  const told = results.map((figures) =>
    [
      `${figures.database}, ${figures.processes} at once${figures.webhook ? " behind a balancer" : ""}: ${figures.kills} kills, ${figures.outages} outages of ${OUTAGE_MS / 1000} s, ${figures.faults} faults of Telegram's (seed ${figures.seed}), ${figures.questions} questions`,
      `  lost ${figures.lost}, handled twice ${figures.handledTwice}, out of order ${figures.outOfOrder}, given up ${figures.givenUp}`,
      `  said again ${figures.repeated} times after a kill, ${figures.repeatedForLostWord} times because Telegram's word was lost`,
      `  longest wait ${(figures.longestWaitMs / 1000).toFixed(1)} s; ended by themselves ${figures.accidents.length}`,
    ].join("\n"),
  );
  const hint =
    "PostgreSQL: not tried, for DATABASE_URL is not set; a database of its own is made there.";
  return [...told, ...(results.length > 1 ? [] : [hint])].join("\n");
}
