/**
 * One Kysely over SQLite or PostgreSQL: transactions, tried again where that is safe, and failures with a reason.
 */
import { setTimeout as wait } from "node:timers/promises";
import { Kysely } from "kysely";

import { storeError } from "./engine.ts";
import type { Differences, Engine, Queries } from "./engine.ts";
import { openSqlite } from "./sqlite.ts";
import type { Leader, StoreLog } from "../store.ts";
import type { Tables, Tx } from "./tables.ts";

export interface Database extends Differences {
  readonly leader: Leader;
  /** Inside, only the transaction that is handed in may be used: on SQLite anything else would wait for it for ever. `work` runs again where it was undone. */
  transact<T>(work: (tx: Tx) => Promise<T>, options?: Repeatable): Promise<T>;
  /** For one statement that changes something: a transaction by itself. */
  run<T>(work: (queries: Queries) => Promise<T>, options?: Repeatable): Promise<T>;
  /** For selects. */
  read<T>(work: (queries: Queries) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Done twice is as good as done once: it is tried again even where it is not known whether it was done. */
interface Repeatable {
  readonly repeatable: true;
}

export const REPEATABLE: Repeatable = { repeatable: true };

/** Before the second and the third try: a deadlock is over at once, a server that restarts is not. */
const PAUSES_MS = [50, 500] as const;

interface Place {
  readonly databaseUrl: string | null;
  readonly dataDir: string | null;
}

/** Rejects with a StoreError. */
export async function openDatabase(place: Place, log: StoreLog): Promise<Database> {
  const engine = await openEngine(place, log);
  const kysely = new Kysely<Tables>({ dialect: engine.dialect });
  const runner = engine.createRunner(kysely);
  const running = new Set<Promise<unknown>>();
  let closing: Promise<void> | null = null;

  async function attempt<T>(work: () => Promise<T>, isRepeatable: boolean): Promise<T> {
    for (const pause of [...PAUSES_MS, null]) {
      try {
        return await work();
      } catch (error) {
        const failure = engine.explain(error);
        if (failure === null) throw error;
        const { again } = failure;
        const mayRepeat = again === "safe" || (again === "repeatable" && isRepeatable);
        if (pause === null || !mayRepeat) throw failure.error;
        await wait(pause);
      }
    }
    throw storeError("failed", engine.differences.where);
  }

  async function start<T>(work: () => Promise<T>, options?: Repeatable): Promise<T> {
    if (closing !== null) throw storeError("closed", engine.differences.where);
    const run = attempt(work, options !== undefined);
    running.add(run);
    try {
      return await run;
    } finally {
      running.delete(run);
    }
  }

  async function close(): Promise<void> {
    await Promise.allSettled(running);
    await kysely.destroy();
    await engine.close();
  }

  return {
    ...engine.differences,
    leader: engine.leader,
    transact: (work, options) => start(() => runner.transact(work), options),
    run: (work, options) => start(() => runner.run(work), options),
    read: (work) => start(() => runner.read(work), REPEATABLE),
    close() {
      closing ??= close();
      return closing;
    },
  };
}

async function openEngine({ databaseUrl, dataDir }: Place, log: StoreLog): Promise<Engine> {
  if (databaseUrl === null) return openSqlite(dataDir);
  // Here and not above: a bot on SQLite starts without it, and sooner.
  const { openPostgres } = await import("./postgres.ts");
  return openPostgres(databaseUrl, log);
}
