/**
 * What must survive a restart: stored updates, conversations, chats, usage, recorded messages.
 *
 * Every method is one transaction, and throws a StoreError when the database fails. Times are milliseconds by the clock
 * that the store was opened with, never the database's own. A call passes
 * - the part that it names: `jobs/` (updates until they are answered), `turns/` (what was asked and answered lately),
 *   `chats/` (where the bot may write; a chat that moves, is left or forgotten), `recording/` (groups' messages),
 *   `usage.ts` and `reservations.ts` (counters with limits);
 * - `sealing/`, where it brings or wants texts: each chat has a key, wrapped by STORE_KEY;
 * - `database/`: transactions on SQLite or PostgreSQL, and the tables; `erasing.ts` has it forget what was deleted.
 *
 * @example
 * const store = await openStore({ databaseUrl: null, dataDir: "data", key, retentionDays: 7, now: Date.now, log });
 * await store.jobs.add([{ updateId: 1, lane: "7/", chat: 7, kind: "message", at: Date.now(), body: "{}" }]);
 * const [job] = await store.jobs.claim({ leaseMs: 30_000, limit: 1 });
 */
import { sql } from "kysely";

import { createArticles, OFFERED_KEPT_MS } from "./articles/articles.ts";
import { articleFolderIn, keepInFolder, keepInTable } from "./articles/kept.ts";
import { createChats } from "./chats/chats.ts";
import { forgetChat } from "./chats/forget-chat.ts";
import { leaveChat } from "./chats/leave-chat.ts";
import { moveChat } from "./chats/move-chat.ts";
import { openDatabase } from "./database/database.ts";
import type { StoreLog } from "./database/engine.ts";
import { makeTables } from "./database/schema.ts";
import { removeRows } from "./database/queries.ts";
import { createErasing } from "./erasing.ts";
import { OPEN } from "./jobs/job.ts";
import { createJobs, type JobCounts } from "./jobs/jobs.ts";
import { takeUpLeftBehind } from "./left-behind.ts";
import type { StoreParts } from "./parts.ts";
import { createConsent } from "./recording/consent.ts";
import { createForgetting } from "./recording/forget.ts";
import { createReading } from "./recording/read.ts";
import { DAY_MS, oldestKept } from "./recording/recorded.ts";
import { createReservations } from "./reservations.ts";
import { createChatKeys } from "./sealing/chat-keys.ts";
import { createStops, STOPS_KEPT_MS } from "./stops.ts";
import { createAnswers, SENT_KEPT_MS } from "./turns/answers.ts";
import { EXCHANGE_KEPT_MS } from "./turns/exchange.ts";
import { createTurns } from "./turns/turns.ts";
import { createUsage } from "./usage.ts";

export type Store = ReturnType<typeof createStore>;

export interface StoreInfo {
  /** For people: "SQLite, data/bot.db"; never with a password. */
  readonly where: string;
  readonly jobs: JobCounts;
  /** Texts that another STORE_KEY has sealed: they stay as they are, turns for their hour, and can be read again once that key is back. */
  readonly setAside: { readonly jobs: number; readonly turns: number };
}

export interface OpenStoreParts {
  /** Null: SQLite. */
  readonly databaseUrl: string | null;
  /** Made when it is not there; null: in memory, and gone with the process. */
  readonly dataDir: string | null;
  /** 32 bytes: STORE_KEY. */
  readonly key: Buffer;
  /** For how long recorded messages are kept, from their date. */
  readonly retentionDays: number;
  /** Milliseconds. Should not jump while the process runs: leases and pauses end by it. */
  readonly now: () => number;
  readonly log: StoreLog;
}

/** Telegram offers an update again for a day at most; after two it is surely not the same one. */
const CLOSED_KEPT_MS = 48 * 60 * 60 * 1000;
const USAGE_KEPT_MS = 48 * 60 * 60 * 1000;
/** A week, and the day it began in. */
const TOTALS_KEPT_MS = 8 * 24 * 60 * 60 * 1000;

/** Throws a StoreError. What a killed process had begun can be claimed at once. */
export async function openStore({
  key,
  now,
  log,
  retentionDays,
  ...place
}: OpenStoreParts): Promise<Store> {
  const database = await openDatabase(place, log);
  try {
    await makeTables(database);
    const { databaseUrl, dataDir } = place;
    const isOnDisk = databaseUrl === null && dataDir !== null;
    const articleFolder = isOnDisk ? articleFolderIn(dataDir) : null;
    const keys = createChatKeys(database, key);
    const parts = { database, keys, now, retentionDays, articleFolder };
    await takeUpLeftBehind(parts);
    return createStore(parts);
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** On tables that are there already. */
export function createStore(parts: StoreParts) {
  const { database, now, articleFolder } = parts;
  const kept = articleFolder === null ? keepInTable(database) : keepInFolder(articleFolder);
  const erasing = createErasing(parts);
  const jobs = createJobs(parts);
  const turns = createTurns(parts);
  const usage = createUsage(parts);
  const consent = createConsent(parts);
  const forgetting = createForgetting(parts);
  let erasedAt = -Infinity;

  async function erased<T>(forgotten: Promise<T>): Promise<T> {
    const count = await forgotten;
    await erasing.thoroughly();
    return count;
  }

  return {
    jobs,
    turns: {
      ...turns,
      ...createAnswers(parts),
      forgetPerson: (person: number) => erased(turns.forgetPerson(person)),
    },
    usage: { ...usage, ...createReservations(parts) },
    messages: {
      ...createReading(parts),
      ...consent,
      ...forgetting,
      optOut: (person: number, chat: number | null) => erased(consent.optOut(person, chat)),
      forgetPerson: (person: number, chat: number | null) =>
        erased(forgetting.forgetPerson(person, chat)),
      forgetChat: (chat: number) => erased(forgetting.forgetChat(chat)),
    },
    articles: createArticles(parts, kept),
    stops: createStops(parts),
    chats: createChats(parts),
    leader: database.leader,
    /** Settles when the database was removed: nothing can be stored any more, and the process should end. */
    gone: database.gone,

    /** Everything that is kept of `from` belongs to `to` afterwards; answers are forgotten, for their messages have other ids there. Once is as good as twice. */
    moveChat: (from: number, to: number): Promise<void> => moveChat(parts, { from, to }),

    /** The bot cannot write there any more: its open jobs are dropped, except of the kinds in `keep`, and it records no longer; what it recorded goes a day later. Returns how many jobs were dropped. */
    leaveChat: (chat: number, keep?: readonly string[]): Promise<number> =>
      leaveChat(parts, chat, keep),

    /** Its turns, answers, settings, recorded messages and waiting jobs go, and the keys of their texts; usage, running jobs and who objected to being recorded stay. */
    forgetChat: (chat: number): Promise<void> => erased(forgetChat(parts, chat)),

    /** Removes what is older than it may be kept; for about once an hour. Returns how many entries went. */
    async purge(): Promise<number> {
      const at = now();
      const removed = [
        await forgetting.purge(oldestKept(parts)),
        await jobs.purge(at - CLOSED_KEPT_MS),
        await turns.purge(at - EXCHANGE_KEPT_MS),
        await removeRows(database, "sent_answer", sql`at < ${at - SENT_KEPT_MS}`),
        await removeRows(database, "stop", sql`at < ${at - STOPS_KEPT_MS}`),
        await removeRows(database, "offered_article", sql`at < ${at - OFFERED_KEPT_MS}`),
        await removeRows(database, "reservation", sql`window_start < ${at - USAGE_KEPT_MS}`),
        await usage.purge(at - USAGE_KEPT_MS, at - TOTALS_KEPT_MS),
      ];
      if (Math.abs(at - erasedAt) >= DAY_MS) {
        erasedAt = at;
        await erasing.thoroughly();
      }
      return removed.reduce((sum, count) => sum + count, 0);
    },

    /** What was deleted is in no file any more, unless somebody reads them just now; for every minute. What was forgotten at somebody's wish is erased by itself. */
    erase: (): Promise<boolean> => database.erase({ rewrites: false }),

    info: async (): Promise<StoreInfo> => ({
      where: database.where,
      jobs: await jobs.counts(),
      setAside: await countSetAside(parts),
    }),

    /** Waits for what is under way. */
    close(): Promise<void> {
      erasing.stop();
      return database.close();
    },
  };
}

async function countSetAside({ database, keys }: StoreParts): Promise<StoreInfo["setAside"]> {
  const isForeign = sql`store_key <> ${keys.storeKey}`;
  const [counts] = await database.read(sql<StoreInfo["setAside"]>`
    select (select count(*) from job where ${isForeign} and ${OPEN}) as jobs,
      (select count(*) from turn where ${isForeign}) as turns`);
  return counts ?? { jobs: 0, turns: 0 };
}
