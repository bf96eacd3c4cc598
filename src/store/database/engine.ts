/**
 * What SQLite and PostgreSQL each bring to `database.ts`: how to open them, and the few places where they differ.
 */
import type { Dialect, Kysely, RawBuilder, Transaction } from "kysely";

import type { StoreError } from "../store-error.ts";

export interface Engine {
  readonly dialect: Dialect;
  readonly differences: Differences;
  readonly leader: Leader;
  readonly presence: Presence;
  createRunner(kysely: Kysely<unknown>): Runner;
  /** Settles when the database is there no more, and never will be again for this process. */
  readonly gone: Promise<StoreError>;
  /** Null for what is not the database's failure. */
  explain(error: unknown): Failure | null;
  /** Between two transactions: what was deleted is in no file any more; false while another program reads them. `rewrites`: the whole file is written anew. */
  erase(how: Erase): boolean;
  /** After the last query. */
  close(): Promise<void>;
}

export interface Erase {
  readonly rewrites: boolean;
}

export interface Runner {
  transact<T>(work: (tx: Transaction<unknown>) => Promise<T>): Promise<T>;
  /** For one statement that changes something: a transaction by itself. */
  run<T>(work: (kysely: Kysely<unknown>) => Promise<T>): Promise<T>;
}

export interface Differences {
  /** For people; never with a password. */
  readonly where: string;
  /** True: no other process can hold a lease. */
  readonly isSole: boolean;
  /** A select of the numbers of the processes that live. */
  readonly living: RawBuilder<unknown>;
  /** A condition: whoever lives can be told from whoever does not. */
  readonly areLivingKnown: RawBuilder<unknown>;
  /** At the end of a select: its rows wait for, and keep out, others who change them. */
  readonly forUpdate: RawBuilder<unknown>;
  /** At the end of a select: rows that another transaction holds are left out. */
  readonly skipLocked: RawBuilder<unknown>;
  /** At the end of a select: its rows cannot be removed before the transaction ends. */
  readonly forKeyShare: RawBuilder<unknown>;
  /** The name of the function that returns the greatest of its arguments. */
  readonly greatest: RawBuilder<unknown>;
  /** The hidden column that tells a table's rows apart. */
  readonly rowId: RawBuilder<unknown>;
  /** A select with a row when the table exists. */
  readonly findTable: (name: string) => RawBuilder<object>;
  /** In a transaction: others who make tables wait until it ends. */
  readonly lockSchema: readonly RawBuilder<unknown>[];
}

export interface Failure {
  readonly error: StoreError;
  /** Whether the same transaction may be tried again: `safe` when nothing of it was kept; `repeatable` when that is not known, for those that may run twice. */
  readonly again: "safe" | "repeatable" | "never";
}

/** One process of several is the leader; on SQLite, the only one. */
export interface Leader {
  /** A signal that aborts when the leadership is lost; null while another process leads or the database cannot be reached. Asked again, it makes sure and returns the same. */
  tryAcquire(): Promise<AbortSignal | null>;
  release(): Promise<void>;
}

/** By what others know that this process lives. */
export interface Presence {
  /** The process's, for as long as it lives. */
  readonly number: number;
  /** To be called before anything is claimed under the number. Rejects when the database cannot be reached. */
  ensure(): Promise<void>;
  /** From now on it counts as dead. */
  close(): Promise<void>;
}

/** One line an event, in pino's shape. */
export interface StoreLog {
  warn(fields: object, message: string): void;
}
