/**
 * Transactions of SQLite's one connection, committed together: those that wait share the next wait for the disk.
 *
 * Each sees what those before it did, and is undone by itself when it fails; none counts before all are on the disk.
 */
import { setImmediate as nextTurn } from "node:timers/promises";
import { sql } from "kysely";
import type { Kysely } from "kysely";

import type { Runner } from "./engine.ts";
import type { Tables, Tx } from "./tables.ts";

/** So many hold up the process for some milliseconds only. */
const GROUP_LIMIT = 64;

interface Waiting {
  /** Keeps how it went. Rejects when the whole group is lost. */
  run(tx: Tx, isAlone: boolean): Promise<void>;
  /** After the commit: tells the caller how it went. */
  settle(): void;
  /** Instead, when nothing of the group was kept. */
  fail(error: unknown): void;
}

export function createGroupCommit(kysely: Kysely<Tables>): Runner {
  const waiting: Waiting[] = [];
  let isRunning = false;

  async function runAll(): Promise<void> {
    while (waiting.length > 0) {
      // Whoever was told of the last commit comes with the next transaction now.
      await nextTurn();
      await commitTogether(kysely, waiting.splice(0, GROUP_LIMIT));
    }
    isRunning = false;
  }

  function transact<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      waiting.push(enter(work, resolve, reject));
      if (isRunning) return;
      isRunning = true;
      void runAll();
    });
  }

  return { transact, run: transact, read: (work) => work(kysely) };
}

function enter<T>(
  work: (tx: Tx) => Promise<T>,
  resolve: (value: T) => void,
  reject: (error: unknown) => void,
): Waiting {
  let settle: (() => void) | null = null;

  async function runUndoable(tx: Tx): Promise<void> {
    await sql`savepoint one`.execute(tx);
    try {
      const value = await work(tx);
      settle = () => resolve(value);
    } catch (error) {
      settle = () => reject(error);
      await sql`rollback to one`.execute(tx).catch(() => {
        // SQLite has rolled back by itself, and with it all of the group.
        throw error;
      });
    }
    await sql`release one`.execute(tx);
  }

  return {
    async run(tx, isAlone) {
      if (!isAlone) return runUndoable(tx);
      const value = await work(tx);
      settle = () => resolve(value);
    },
    settle: () => settle?.(),
    fail: reject,
  };
}

async function commitTogether(kysely: Kysely<Tables>, group: readonly Waiting[]): Promise<void> {
  const isAlone = group.length === 1;
  try {
    await kysely.transaction().execute(async (tx) => {
      for (const one of group) await one.run(tx, isAlone);
    });
  } catch (error) {
    for (const one of group) one.fail(error);
    return;
  }
  for (const one of group) one.settle();
}
