/**
 * The kills on SQLite, and on a PostgreSQL where DATABASE_URL names one.
 */
import { randomBytes } from "node:crypto";

import { Client } from "pg";

import { measureKills, type KillFigures, type KillOptions } from "./kill.ts";

const PROCESSES_ON_POSTGRES = 3;

/** On PostgreSQL in a database of its own beside that of `databaseUrl`, which is removed afterwards. */
export async function killEverywhere(
  options: Omit<KillOptions, "processes">,
): Promise<readonly KillFigures[]> {
  const { databaseUrl } = options;
  const onSqlite = await measureKills({ ...options, databaseUrl: null, processes: 1 });
  if (databaseUrl === null) return [onSqlite];
  const name = `fundstelle_kill_${randomBytes(6).toString("hex")}`;
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(`create database ${name}`);
    const own = new URL(databaseUrl);
    own.pathname = `/${name}`;
    const place = { databaseUrl: own.href, processes: PROCESSES_ON_POSTGRES };
    return [onSqlite, await measureKills({ ...options, ...place })];
  } finally {
    await client.query(`drop database if exists ${name} with (force)`);
    await client.end();
  }
}
