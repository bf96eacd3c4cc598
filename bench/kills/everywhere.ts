/**
 * The kills and the outages on SQLite, and on a PostgreSQL where DATABASE_URL names one.
 */
import { randomBytes } from "node:crypto";

import { Client } from "pg";

import { measureKills, type KillFigures, type KillOptions } from "./kill.ts";
import { measureOutages, type OutageFigures } from "./outages.ts";

const PROCESSES_ON_POSTGRES = 3;

export async function killEverywhere(
  given: Omit<KillOptions, "processes" | "webhook">,
): Promise<readonly KillFigures[]> {
  const options = { ...given, webhook: false };
  const { databaseUrl } = options;
  const onSqlite = await measureKills({ ...options, databaseUrl: null, processes: 1 });
  if (databaseUrl === null) return [onSqlite];
  const processes = PROCESSES_ON_POSTGRES;
  return withDatabases(databaseUrl, async (makeDatabase) => [
    onSqlite,
    await measureKills({ ...options, databaseUrl: await makeDatabase(), processes }),
    await measureKills({
      ...options,
      databaseUrl: await makeDatabase(),
      processes,
      webhook: true,
    }),
  ]);
}

export function failEverywhere(
  corpusDir: string,
  databaseUrl: string | null,
): Promise<readonly OutageFigures[]> {
  if (databaseUrl === null) return measureOutages(corpusDir, null);
  return withDatabases(databaseUrl, (makeDatabase) => measureOutages(corpusDir, makeDatabase));
}

/** Databases of their own beside that of `databaseUrl`, which are removed afterwards. */
async function withDatabases<T>(
  databaseUrl: string,
  work: (makeDatabase: () => Promise<string>) => Promise<T>,
): Promise<T> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const made: string[] = [];
  try {
    return await work(async () => {
      const name = `fundstelle_kill_${randomBytes(6).toString("hex")}`;
      await client.query(`create database ${name}`);
      made.push(name);
      const own = new URL(databaseUrl);
      own.pathname = `/${name}`;
      return own.href;
    });
  } finally {
    for (const name of made) await client.query(`drop database if exists ${name} with (force)`);
    await client.end();
  }
}
