/**
 * What every part of the store is built on.
 */
import type { Database } from "./database/queries.ts";
import type { ChatKeys } from "./sealing/chat-keys.ts";

export interface StoreParts {
  readonly database: Database;
  readonly keys: ChatKeys;
  /** Milliseconds, as `Date.now`. */
  readonly now: () => number;
  /** For how long recorded messages are kept, from their date. */
  readonly retentionDays: number;
  /** Of articles that owners sent; null: they are kept in a table. */
  readonly articleFolder: string | null;
}

/** Stands for "in no topic" in the tables. */
export const NO_TOPIC = 0;
