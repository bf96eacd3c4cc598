/**
 * Opens the store: the database, its tables, and the rooms on it.
 */
import { createChatKeys } from "./sealing/chat-keys.ts";
import { createChats } from "./chats.ts";
import { openDatabase } from "./database/database.ts";
import { createJobs, endLeases } from "./jobs/jobs.ts";
import { KEPT_DAYS, oldestKept } from "./recording/keep-messages.ts";
import { createMessages } from "./recording/messages.ts";
import { migrate } from "./database/migrations.ts";
import { isOpen, type StoreParts } from "./parts.ts";
import type { Store, StoreInfo, StoreLog } from "./store.ts";
import { createTurns, TURN_KEPT_MS } from "./turns.ts";
import { createUsage } from "./usage.ts";
import { createWholeChat } from "./whole-chat.ts";

export interface OpenStoreParts {
  /** Null: SQLite. */
  readonly databaseUrl: string | null;
  /** Made when it is not there; null: in memory, and gone with the process. */
  readonly dataDir: string | null;
  /** 32 bytes: STORE_KEY. */
  readonly key: Buffer;
  /** For how long recorded messages are kept, from their date; a week unless told. */
  readonly retentionDays?: number;
  /** Milliseconds. Should not jump while the process runs: leases and pauses end by it. */
  readonly now: () => number;
  readonly log: StoreLog;
}

/** Telegram offers an update again for a day at most; after two it is surely not the same one. */
const CLOSED_KEPT_MS = 48 * 60 * 60 * 1000;
const USAGE_KEPT_MS = 48 * 60 * 60 * 1000;
/** A week, and the day it began in. */
const TOTALS_KEPT_MS = 8 * 24 * 60 * 60 * 1000;

/** Throws a StoreError. On SQLite, what a killed process had begun can be claimed at once. */
export async function openStore({
  key,
  now,
  log,
  retentionDays = KEPT_DAYS,
  ...place
}: OpenStoreParts): Promise<Store> {
  const database = await openDatabase(place, log);
  const parts = {
    database,
    keys: createChatKeys(database, key),
    now,
    retentionDays,
  };
  try {
    await migrate(database);
    if (database.isSole) await endLeases(parts);
  } catch (error) {
    await database.close();
    throw error;
  }
  return createStore(parts);
}

/** On tables that are there already. */
export function createStore(parts: StoreParts): Store {
  const { database, now } = parts;
  const jobs = createJobs(parts);
  const turns = createTurns(parts);
  const usage = createUsage(parts);
  const messages = createMessages(parts);
  return {
    jobs,
    turns,
    usage,
    messages,
    chats: createChats(parts),
    leader: database.leader,
    ...createWholeChat(parts),
    async purge() {
      const at = now();
      const removed = [
        await messages.purge(oldestKept(parts)),
        await jobs.purge(at - CLOSED_KEPT_MS),
        await turns.purge(at - TURN_KEPT_MS),
        await usage.purge(at - USAGE_KEPT_MS, at - TOTALS_KEPT_MS),
      ];
      return removed.reduce((sum, count) => sum + count, 0);
    },
    info: async () => ({
      where: database.where,
      jobs: await jobs.counts(),
      setAside: await countSetAside(parts),
    }),
    close: () => database.close(),
  };
}

async function countSetAside({ database, keys }: StoreParts): Promise<StoreInfo["setAside"]> {
  const jobs = await database.read((queries) =>
    queries
      .selectFrom("job")
      .select((eb) => eb.fn.countAll<number>().as("count"))
      .where("store_key", "<>", keys.storeKey)
      .where(isOpen("job"))
      .executeTakeFirstOrThrow(),
  );
  const turns = await database.read((queries) =>
    queries
      .selectFrom("turn")
      .select((eb) => eb.fn.countAll<number>().as("count"))
      .where("store_key", "<>", keys.storeKey)
      .executeTakeFirstOrThrow(),
  );
  return { jobs: jobs.count, turns: turns.count };
}
