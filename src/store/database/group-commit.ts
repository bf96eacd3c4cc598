/**
 * Transactions of SQLite's one connection, committed together: those that wait share the next wait for the disk.
 *
 * Each sees what those before it did, and is undone by itself when it fails; none counts before all are on the disk.
 */
import { setImmediate as nextTurn } from "node:timers/promises";
import { sql } from "kysely";
import type { Kysely, Transaction } from "kysely";

import type { Runner } from "./engine.ts";

/** So many hold up the process for some milliseconds only. */
const GROUP_LIMIT = 64;

/** Of the event loop that are waited for more, as long as each brings some. */
const MOST_TURNS = 16;

interface Waiting {
  /** Keeps how it went. Rejects where it fails, and the transaction is spoilt. */
  run(tx: Transaction<unknown>): Promise<void>;
  /** The same, and where it fails nothing of it is left. Rejects when the whole group is lost. */
  runUndoable(tx: Transaction<unknown>): Promise<void>;
  /** After the commit: tells the caller how it went. */
  settle(): void;
  /** Instead, when nothing of the group was kept. */
  fail(error: unknown): void;
}

interface Parts {
  readonly kysely: Kysely<unknown>;
  readonly check: () => void;
}

/** `check` throws where what was committed does not count after all. */
export function createGroupCommit(kysely: Kysely<unknown>, check: () => void = () => {}): Runner {
  const waiting: Waiting[] = [];
  let isRunning = false;

  async function runAll(): Promise<void> {
    while (waiting.length > 0) {
      // Whoever was told of the last commit comes with the next transaction now, one in each turn or many in one.
      for (let turn = 0, before = 0; turn < MOST_TURNS && waiting.length > before; turn += 1) {
        before = waiting.length;
        await nextTurn();
      }
      await commitTogether({ kysely, check }, waiting);
    }
    isRunning = false;
  }

  function transact<T>(work: (tx: Transaction<unknown>) => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      waiting.push(enter(work, resolve, reject));
      if (isRunning) return;
      isRunning = true;
      void runAll();
    });
  }

  return { transact, run: transact };
}

function enter<T>(
  work: (tx: Transaction<unknown>) => Promise<T>,
  resolve: (value: T) => void,
  reject: (error: unknown) => void,
): Waiting {
  let settle: (() => void) | null = null;

  async function runUndoable(tx: Transaction<unknown>): Promise<void> {
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
    async run(tx) {
      const value = await work(tx);
      settle = () => resolve(value);
    },
    runUndoable,
    settle: () => settle?.(),
    fail: reject,
  };
}

/**
 * Takes from `waiting`, those too that come while it runs. Where one fails, all are undone and run again: that is rare,
 * and to make each undoable takes as long as its work.
 */
async function commitTogether({ kysely, check }: Parts, waiting: Waiting[]): Promise<void> {
  const group: Waiting[] = [];
  try {
    await kysely.transaction().execute(async (tx) => {
      while (group.length < GROUP_LIMIT) {
        const next = waiting.shift();
        if (next === undefined) break;
        group.push(next);
        await next.run(tx);
      }
    });
  } catch (error) {
    if (group.length > 1) await commitWithoutFailing({ kysely, check }, group);
    else fail(group.length > 0 ? group : waiting.splice(0), error);
    return;
  }
  settleAll(group, check);
}

async function commitWithoutFailing(
  { kysely, check }: Parts,
  group: readonly Waiting[],
): Promise<void> {
  try {
    await kysely.transaction().execute(async (tx) => {
      for (const one of group) await one.runUndoable(tx);
    });
  } catch (error) {
    fail(group, error);
    return;
  }
  settleAll(group, check);
}

function settleAll(group: readonly Waiting[], check: () => void): void {
  try {
    check();
  } catch (error) {
    fail(group, error);
    return;
  }
  for (const one of group) one.settle();
}

function fail(group: readonly Waiting[], error: unknown): void {
  for (const one of group) one.fail(error);
}
