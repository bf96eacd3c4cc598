/**
 * A store together with the database below it, for tests that look or reach into that.
 */
import { onTestFinished } from "vitest";

import { createChatKeys, type ChatKeys } from "../../src/store/sealing/chat-keys.ts";
import { openDatabase } from "../../src/store/database/database.ts";
import type { Database } from "../../src/store/database/queries.ts";
import { makeTables } from "../../src/store/database/schema.ts";
import { createStore } from "../../src/store/store.ts";
import type { Store } from "../../src/store/store.ts";
import { KEY, type Place } from "./databases.ts";

export interface OpenedDatabase {
  readonly database: Database;
  readonly keys: ChatKeys;
  readonly store: Store;
}

/** With its tables; closed when the test is over. */
export async function openWithDatabase(
  place: Place,
  now: () => number = Date.now,
): Promise<OpenedDatabase> {
  const database = await openDatabase(place, { warn: () => undefined });
  onTestFinished(() => database.close());
  await makeTables(database);
  const keys = createChatKeys(database, KEY);
  const parts = { database, keys, now, retentionDays: 7, articleFolder: null };
  return { database, keys, store: createStore(parts) };
}

/** Every transaction fails after its work, with "It broke off at the end". */
export function breakingOff(database: Database): Database {
  return {
    ...database,
    transact: (work) =>
      database.transact(async (tx) => {
        await work(tx);
        throw new Error("It broke off at the end");
      }),
  };
}
