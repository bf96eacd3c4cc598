/**
 * What each kind of stored thing is built on.
 */
import { sql, type RawBuilder } from "kysely";

import type { ChatKeys } from "./sealing/chat-keys.ts";
import type { Database } from "./database/database.ts";

export interface StoreParts {
  readonly database: Database;
  readonly keys: ChatKeys;
  /** Milliseconds, as `Date.now`. */
  readonly now: () => number;
  /** For how long recorded messages are kept, from their date; a week unless told. */
  readonly retentionDays?: number;
}

/** At most so many rows go in one transaction, so that nobody waits long for it. */
export const BATCH = 500;

/** Removes batch after batch until one is not full; returns how many rows went. */
export async function inBatches(removeBatch: () => Promise<number>): Promise<number> {
  let total = 0;
  for (;;) {
    const removed = await removeBatch();
    total += removed;
    if (removed < BATCH) return total;
  }
}

/** Of an open job, whatever the table is called in the query; as the partial indexes have it, word for word. */
export function isOpen(job: string): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(`${job}.state`)} in ('new', 'due')`;
}
