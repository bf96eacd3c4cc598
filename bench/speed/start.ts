/**
 * How soon the bot polls after its process starts, beside a bare grammY bot and Node.js alone.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import { quantile } from "../../src/cli/measure.ts";
import { createLocalTelegram } from "../../src/local/telegram.ts";
import { BARE_BOT_ARGS, MAIN, readRssMb, startBotProcess, TOKEN } from "../bot/process.ts";
import { answerCall, serveTelegram } from "../telegram/serve.ts";

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

/** As `npm start` runs it. */
const OWN_ARGS = [
  "-r",
  fileURLToPath(new URL("../../src/node-version.cjs", import.meta.url)),
  MAIN,
];

/** What is loaded after the first poll is in memory by then. */
const SETTLED_MS = 500;

interface Started {
  readonly ms: number;
  readonly rssMb: number | null;
}

interface Places {
  readonly folder: string;
  readonly corpusDir: string;
}

export async function measureStart(corpusDir: string, runs: number): Promise<StartFigures> {
  await using folder = await mkdtempDisposable(join(tmpdir(), "fundstelle-bench-"));
  const places = { folder: folder.path, corpusDir: resolve(corpusDir) };
  const own: Started[] = [];
  const bare: Started[] = [];
  const node: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    own.push(await startBot(OWN_ARGS, places));
    bare.push(await startBot(BARE_BOT_ARGS, places));
    node.push(await timeNode(folder.path));
  }
  return {
    runs,
    ms: medianMs(own),
    rssMb: own.at(-1)?.rssMb ?? null,
    grammy: { ms: medianMs(bare), rssMb: bare.at(-1)?.rssMb ?? null },
    nodeMs: quantile(node, 0.5),
  };
}

/** From the process' start to the arrival of its first getUpdates. Throws when it ends before. */
async function startBot(args: readonly string[], { folder, corpusDir }: Places): Promise<Started> {
  const polled = Promise.withResolvers<number>();
  const served = await serveTelegram(
    createLocalTelegram({ now: Date.now }),
    async (call, carryOut, response) => {
      if (call.method === "getUpdates") polled.resolve(performance.now());
      await answerCall(call, carryOut, response);
    },
  );
  const start = performance.now();
  const bot = await startBotProcess({
    args,
    folder,
    env: {
      TELEGRAM_BOT_TOKEN: TOKEN,
      TELEGRAM_API_ROOT: served.url,
      CORPUS_DIR: corpusDir,
      LOG_LEVEL: "silent",
    },
  });
  try {
    const end = await Promise.race([
      polled.promise,
      bot.ended.then(async () => {
        throw new Error(`The bot ended before it polled: ${(await bot.printed()).stderr}`);
      }),
    ]);
    await wait(SETTLED_MS);
    return { ms: end - start, rssMb: await readRssMb(bot) };
  } finally {
    await bot.stop("SIGKILL");
    await served.close();
  }
}

async function timeNode(folder: string): Promise<number> {
  const start = performance.now();
  const options = { cwd: folder, env: {}, stdio: "ignore" } as const;
  await once(spawn(process.execPath, ["-e", "0"], options), "exit");
  return performance.now() - start;
}

function medianMs(started: readonly Started[]): number {
  return quantile(
    started.map(({ ms }) => ms),
    0.5,
  );
}
