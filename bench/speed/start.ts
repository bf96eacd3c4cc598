/**
 * How soon the bot polls after its process starts, beside a bare grammY bot and Node.js alone.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import { createLocalTelegram } from "../../src/local/telegram.ts";
import { serveTelegram } from "../telegram/serve.ts";
import { quantile } from "../../src/cli/measure.ts";

/** Times are medians from the process' start, memory is the process' resident set once it waits for updates. */
export interface StartFigures {
  readonly runs: number;
  readonly ms: number;
  /** Null where there is no `/proc`. */
  readonly rssMb: number | null;
  readonly grammy: { readonly ms: number; readonly rssMb: number | null };
  /** `node -e 0`, to its end. */
  readonly nodeMs: number;
}

const TOKEN = "123456789:bench";
/** As `npm start` runs it. */
const START = ["-r", pathOf("../../src/node-version.cjs"), pathOf("../../src/main.ts")];

/** What is loaded after the first poll is in memory by then. */
const SETTLED_MS = 500;

/** A bot that does nothing but poll. */
const BARE_BOT = `
import { Bot } from ${JSON.stringify(import.meta.resolve("grammy"))};
const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: apiRoot } = process.env;
const bot = new Bot(token, { client: { apiRoot } });
await bot.init();
await bot.api.getUpdates({ timeout: 25 });
`;

function pathOf(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url));
}

interface Started {
  readonly ms: number;
  readonly rssMb: number | null;
}

export async function measureStart(corpusDir: string, runs: number): Promise<StartFigures> {
  // Away from any .env.
  const folder = await mkdtemp(join(tmpdir(), "fundstelle-bench-"));
  const own: Started[] = [];
  const bare: Started[] = [];
  const node: number[] = [];
  try {
    for (let run = 0; run < runs; run += 1) {
      const launch = { folder, corpusDir: resolve(corpusDir), settle: run === runs - 1 };
      own.push(await startBot(START, launch));
      bare.push(await startBot(["--input-type=module", "-e", BARE_BOT], launch));
      node.push(await timeNode(folder));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return {
    runs,
    ms: medianMs(own),
    rssMb: own.at(-1)?.rssMb ?? null,
    grammy: { ms: medianMs(bare), rssMb: bare.at(-1)?.rssMb ?? null },
    nodeMs: quantile(node, 0.5),
  };
}

interface Launch {
  /** Working directory. */
  readonly folder: string;
  readonly corpusDir: string;
  /** Whether to wait until it has settled and read its memory. */
  readonly settle: boolean;
}

/** From the process' start to the arrival of its first getUpdates. Throws when it ends before. */
async function startBot(args: readonly string[], launch: Launch): Promise<Started> {
  const polled = Promise.withResolvers<number>();
  const served = await serveTelegram(createLocalTelegram({ now: Date.now }), (method) => {
    if (method === "getUpdates") polled.resolve(performance.now());
  });
  const start = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: launch.folder,
    env: {
      TELEGRAM_BOT_TOKEN: TOKEN,
      TELEGRAM_API_ROOT: served.url,
      CORPUS_DIR: launch.corpusDir,
      LOG_LEVEL: "silent",
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const exited = once(child, "exit");
  try {
    const end = await Promise.race([
      polled.promise,
      exited.then(() => Promise.reject(new Error("The bot ended before it polled"))),
    ]);
    if (launch.settle) await wait(SETTLED_MS);
    return { ms: end - start, rssMb: launch.settle ? await readRss(child) : null };
  } finally {
    child.kill("SIGKILL");
    await exited;
    await served.close();
  }
}

async function timeNode(folder: string): Promise<number> {
  const start = performance.now();
  await once(
    spawn(process.execPath, ["-e", "0"], { cwd: folder, env: {}, stdio: "ignore" }),
    "exit",
  );
  return performance.now() - start;
}

async function readRss({ pid }: ChildProcess): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) / 1024;
}

function medianMs(started: readonly Started[]): number {
  return quantile(
    started.map(({ ms }) => ms),
    0.5,
  );
}
