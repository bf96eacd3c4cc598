/**
 * What SQLite and PostgreSQL each bring to `database.ts`: how to open them, and the few places where they differ.
 */
import type { Dialect, Kysely, RawBuilder } from "kysely";

import { StoreError } from "../store.ts";
import type { Leader, StoreErrorReason } from "../store.ts";
import type { Tables, Tx } from "./tables.ts";

export interface Engine {
  readonly dialect: Dialect;
  readonly differences: Differences;
  readonly leader: Leader;
  createRunner(kysely: Kysely<Tables>): Runner;
  /** Null for what is not the database's failure. */
  explain(error: unknown): Failure | null;
  /** After the last query. */
  close(): Promise<void>;
}

/** In a transaction or by itself. */
export type Queries = Kysely<Tables>;

export interface Runner {
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** For one statement that changes something: a transaction by itself. */
  run<T>(work: (queries: Queries) => Promise<T>): Promise<T>;
  /** For selects. */
  read<T>(work: (queries: Queries) => Promise<T>): Promise<T>;
}

export interface Differences {
  /** For people; never with a password. */
  readonly where: string;
  /** True: no other process can hold a lease. */
  readonly isSole: boolean;
  /** At the end of a select: its rows wait for, and keep out, others who change them. */
  readonly forUpdate: RawBuilder<unknown>;
  /** At the end of a select: rows that another transaction holds are left out. */
  readonly skipLocked: RawBuilder<unknown>;
  /** At the end of a select: its rows cannot be removed before the transaction ends. */
  readonly forKeyShare: RawBuilder<unknown>;
  /** The name of the function that returns the greatest of its arguments. */
  readonly greatest: RawBuilder<unknown>;
  /** A row when the table exists. */
  findTable(name: string): RawBuilder<object>;
  /** In a transaction: others who migrate wait until it ends. */
  readonly lockMigrations: readonly RawBuilder<unknown>[];
}

export interface Failure {
  readonly error: StoreError;
  /** Whether the same transaction may be tried again: `safe` when nothing of it was kept; `repeatable` when that is not known, for those that may run twice. */
  readonly again: "safe" | "repeatable" | "never";
}

const SENTENCES: Readonly<Record<StoreErrorReason, string>> = {
  full: "no room is left on its disk.",
  unwritable: "it cannot be written. Look at its rights and its disk.",
  damaged:
    "it is damaged. Put its backup in its place, or move it away to begin with an empty one.",
  newer: "a newer version of this program has written it. Start that one, or restore a backup.",
  "in-use": "another process uses it. Stop that one, or give this one a DATA_DIR of its own.",
  busy: "others held it up for too long.",
  unreachable: "it cannot be reached. Look whether it runs, and at DATABASE_URL.",
  refused: "it refuses this user, database or right. Look at DATABASE_URL.",
  key: "STORE_KEY does not fit.",
  closed: "it is closed.",
  failed: "it failed unexpectedly.",
};

export function storeError(reason: StoreErrorReason, where: string, cause?: unknown): StoreError {
  const code = codeOf(cause);
  const sentence = `${where}: ${SENTENCES[reason]}${code === null ? "" : ` (${code})`}`;
  return new StoreError(reason, sentence, cause === undefined ? {} : { cause });
}

export function codeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error)) return null;
  return typeof error.code === "string" ? error.code : null;
}
