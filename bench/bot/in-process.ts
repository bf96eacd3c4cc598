/**
 * The bot in this process, composed as `main.ts` composes it, on a local Telegram and a SQLite file.
 */
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { createBot } from "../../src/bot/bot.ts";
import { unpaced } from "../../src/bot/delivery/pace.ts";
import { createStats } from "../../src/bot/operator/stats.ts";
import type { Log } from "../../src/bot/log.ts";
import { createLimits } from "../../src/bot/questions/limits.ts";
import { runBot } from "../../src/bot/run.ts";
import type { Library } from "../../src/library.ts";
import type { LocalTelegram } from "../../src/local/telegram.ts";
import { openStore } from "../../src/store/store.ts";
import type { Store } from "../../src/store/store.ts";
import { createExtractiveSummarizer } from "../../src/summary/extractive.ts";
import { TOKEN } from "./process.ts";

export interface BotInProcess {
  /** Ends it, and removes what it stored. */
  stop(): Promise<void>;
}

const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** It polls when this returns. */
export async function runBotInProcess(
  telegram: LocalTelegram,
  makeLibrary: (store: Store) => Library | Promise<Library>,
): Promise<BotInProcess> {
  const dataDir = await mkdtemp(join(tmpdir(), "fundstelle-bench-"));
  const now = Date.now;
  const timeZone = "UTC";
  const key = randomBytes(32);
  const store = await openStore({
    databaseUrl: null,
    dataDir,
    key,
    retentionDays: 7,
    now,
    log: SILENT,
  });
  const { usage } = store;
  const library = await makeLibrary(store);
  const parts = {
    library: () => library,
    store,
    admitted: { allowed: [], owners: [] },
    limits: createLimits({ usage, now, questionsPerMinute: 9999, timeZone }),
    stats: createStats({ usage, now, timeZone, log: SILENT }),
    translator: null,
    summaries: {
      summarizer: createExtractiveSummarizer(),
      retentionDays: 7,
      timeZone,
      cooldownSeconds: 0,
    },
    articles: {
      fetchPage: async () => ({ kind: "refused", reason: "unreachable" }) as const,
      refresh: async () => {},
    },
    log: SILENT,
    pseudonym: String,
    now,
  };
  const client = { fetch: telegram.fetch };
  const bot = createBot(parts, { token: TOKEN, client, me: telegram.me });
  const running = runBot(bot, parts, { pace: unpaced });
  return {
    async stop() {
      await running.stop();
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
