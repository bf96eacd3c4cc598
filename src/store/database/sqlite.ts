/**
 * SQLite: one file that one process holds, every commit on the disk before it counts.
 */
import { randomInt } from "node:crypto";
import { chmodSync, closeSync, mkdirSync, openSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { SqliteDialect, sql } from "kysely";
import type { SqliteDatabase, SqliteStatement } from "kysely";

import { memo } from "../../text/memo.ts";
import { storeError, type StoreError, type StoreErrorReason } from "../store-error.ts";
import type { Engine, Erase, Failure, Leader } from "./engine.ts";
import { createGroupCommit } from "./group-commit.ts";
import { refuseOtherVersions } from "./schema.ts";

export const FILE = "bot.db";
const LOCK_FILE = "bot.lock";
/** A backup may hold the file for a moment. */
const BUSY_TIMEOUT_MS = 5000;
/** Without them a question costs the store 1.0 ms of its thread instead of 0.7 (2026-11). */
const KEPT_STATEMENTS = 200;

/** SQLite's result codes (sqlite.org/rescode.html) that somebody can do something about. */
const REASONS: ReadonlyMap<number, StoreErrorReason> = new Map([
  [5, "busy"],
  [6, "busy"],
  [8, "unwritable"],
  [11, "damaged"],
  [13, "full"],
  [14, "unwritable"],
  [26, "damaged"],
]);

/** How soon it is noticed that a file was removed, where nothing is stored meanwhile. */
const LOOK_EVERY_MS = 1000;

interface Opened {
  readonly db: DatabaseSync;
  /** What has to be there for as long as it is open. */
  readonly files: readonly string[];
  /** Held for as long as the database is open; null where nobody else could open it. */
  readonly lock: DatabaseSync | null;
  readonly where: string;
}

/** `dataDir` null: in memory, and gone with the process. Throws a StoreError. */
export function openSqlite(dataDir: string | null): Engine {
  const { db, lock, where, files } = dataDir === null ? openInMemory() : openInFolder(dataDir);
  const leader = createSoleLeader();
  const number = randomInt(1, 2 ** 31);
  const watch = watchFiles(files, where);
  return {
    dialect: new SqliteDialect({ database: adapt(db) }),
    differences: {
      where,
      isSole: true,
      living: sql`select ${sql.lit(number)}`,
      areLivingKnown: sql`true`,
      forUpdate: sql``,
      skipLocked: sql``,
      forKeyShare: sql``,
      greatest: sql`max`,
      rowId: sql`rowid`,
      findTable: (name) =>
        sql`select name from sqlite_master where type = 'table' and name = ${name}`,
      lockSchema: [],
    },
    leader,
    presence: { number, ensure: async () => {}, close: async () => {} },
    gone: watch.gone,
    createRunner: (kysely) => createGroupCommit(kysely, watch.check),
    explain: (error) => explain(error, where),
    erase: (how) => lock === null || erase(db, how),
    async close() {
      await leader.release();
      watch.stop();
      lock?.close();
    },
  };
}

function openInMemory(): Opened {
  return { db: openFile(":memory:"), files: [], lock: null, where: "SQLite, in memory" };
}

function openInFolder(dataDir: string): Opened {
  const path = join(dataDir, FILE);
  const where = `SQLite, ${path}`;
  makePlace(dataDir, path);
  const lockPath = join(dataDir, LOCK_FILE);
  const lock = lockOut(lockPath, where);
  try {
    checkVersion(path, where);
    return { db: openFile(path), files: [path, `${path}-wal`, lockPath], lock, where };
  } catch (error) {
    lock.close();
    throw explain(error, where)?.error ?? error;
  }
}

function makePlace(dataDir: string, path: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    // SQLite gives the files beside it the same rights.
    closeSync(openSync(path, "a", 0o600));
    chmodSync(path, 0o600);
  } catch (error) {
    throw storeError("unwritable", path, error);
  }
}

/**
 * Holds a second, empty database locked for as long as this process lives: the lock goes with the process, however
 * it ends, and a backup may still read the first.
 */
function lockOut(path: string, where: string): DatabaseSync {
  const lock = new DatabaseSync(path, { timeout: 0 });
  try {
    lock.exec("begin exclusive");
    return lock;
  } catch (error) {
    lock.close();
    const failure = explain(error, where);
    throw failure?.error.reason === "busy"
      ? storeError("in-use", where)
      : (failure?.error ?? error);
  }
}

/** Reads only: to close a file that was opened for writing may change it, and another version's must stay as it was. Null when it is empty. */
export function checkVersion(path: string, where: string): number | null {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    const tables = db.prepare("select name from sqlite_master where type = 'table'").all();
    if (tables.length === 0) return null;
    const isOurs = tables.some(({ name }) => name === "meta");
    const version = isOurs ? db.prepare("select version from meta").get()?.["version"] : 0;
    refuseOtherVersions(Number(version), where);
    return Number(version);
  } finally {
    db.close();
  }
}

function openFile(path: string): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    db.exec("pragma journal_mode = wal");
    db.exec("pragma synchronous = full");
    // A removed key must not stay readable in a free page.
    db.exec("pragma secure_delete = on");
    // What is written anew must not pass through a folder that others may read.
    db.exec("pragma temp_store = memory");
    const found = db.prepare("pragma quick_check(1)").get();
    if (found?.["quick_check"] !== "ok") throw storeError("damaged", path);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function erase(db: DatabaseSync, { rewrites }: Erase): boolean {
  // To wait for another program would hold up this one.
  db.exec("pragma busy_timeout = 0");
  try {
    if (rewrites) db.exec("vacuum");
    return db.prepare("pragma wal_checkpoint(truncate)").get()?.["busy"] === 0;
  } finally {
    db.exec(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}`);
  }
}

/** As Kysely's dialect wants it. */
function adapt(db: DatabaseSync): SqliteDatabase {
  const prepare = memo((query: string) => adaptStatement(db.prepare(query)), {
    most: KEPT_STATEMENTS,
  });
  return {
    prepare(query) {
      // After some failures SQLite has rolled back by itself; one more rollback would fail and hide the first failure.
      if (query === "rollback" && !db.isTransaction) return prepare("select 1");
      // A deferred transaction that has read cannot always go on to write, and no time-out helps.
      return prepare(query === "begin" ? "begin immediate" : query);
    },
    close: () => db.close(),
  };
}

function adaptStatement(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...(parameters as SQLInputValue[])),
    run: (parameters) => statement.run(...(parameters as SQLInputValue[])),
    iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])),
  };
}

/**
 * A file that was removed goes on to be written to, and is lost with the process; a lock that was removed keeps nobody
 * out. So nothing that is committed counts before all of them were seen in their places.
 */
function watchFiles(files: readonly string[], where: string) {
  const found = files.map(identify);
  const gone = Promise.withResolvers<StoreError>();

  function areThere(): boolean {
    return files.every((file, index) => identify(file) === found[index]);
  }

  function check(): void {
    if (areThere()) return;
    const error = storeError("gone", where);
    gone.resolve(error);
    throw error;
  }

  const timer = setInterval(() => {
    if (!areThere()) gone.resolve(storeError("gone", where));
  }, LOOK_EVERY_MS).unref();

  return {
    gone: gone.promise,
    check,
    stop: () => clearInterval(timer),
  };
}

/** Another one for each file that stood in the place; null where none does. */
function identify(path: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? null : `${found.dev} ${found.ino}`;
}

function createSoleLeader(): Leader {
  let leading = new AbortController();
  return {
    async tryAcquire() {
      if (leading.signal.aborted) leading = new AbortController();
      return leading.signal;
    },
    async release() {
      leading.abort();
    },
  };
}

function explain(error: unknown, where: string): Failure | null {
  if (!(error instanceof Error) || !("errcode" in error)) return null;
  // The low byte; the rest tells only where it happened.
  const reason = REASONS.get(Number(error.errcode) & 0xff) ?? "failed";
  return { error: storeError(reason, where, error), again: "never" };
}
