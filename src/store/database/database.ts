/**
 * One database, SQLite or PostgreSQL: transactions, tried again where that is safe, and failures with a reason.
 */
import { setTimeout as wait } from "node:timers/promises";
import { Kysely } from "kysely";

import { storeError } from "../store-error.ts";
import type { Engine, StoreLog } from "./engine.ts";
import { REPEATABLE, type Database, type Queries, type Repeatable } from "./queries.ts";
import { openSqlite } from "./sqlite.ts";

/** Before the second and the third try: a deadlock is over at once, a server that restarts is not. */
const PAUSES_MS = [50, 500] as const;

interface Place {
  readonly databaseUrl: string | null;
  readonly dataDir: string | null;
}

/** Rejects with a StoreError. */
export async function openDatabase(place: Place, log: StoreLog): Promise<Database> {
  const engine = await openEngine(place, log);
  const kysely = new Kysely<unknown>({ dialect: engine.dialect });
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
    gone: engine.gone,
    presence: {
      number: engine.presence.number,
      ensure: () => start(() => engine.presence.ensure(), REPEATABLE),
    },
    transact: (work, options) =>
      start(
        () => runner.transact((tx) => work({ ...queriesOn(tx), isTransaction: true })),
        options,
      ),
    run: (statement, options) =>
      start(() => runner.run((queries) => queriesOn(queries).run(statement)), options),
    read: (statement) => start(() => queriesOn(kysely).read(statement), REPEATABLE),
    erase: (how) => start(() => kysely.connection().execute(async () => engine.erase(how))),
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

function queriesOn(kysely: Kysely<unknown>): Queries {
  return {
    async read(statement) {
      const { rows } = await statement.execute(kysely);
      return rows;
    },
    async run(statement) {
      const { rows, numAffectedRows } = await statement.execute(kysely);
      return { rows, count: Number(numAffectedRows ?? rows.length) };
    },
  };
}
