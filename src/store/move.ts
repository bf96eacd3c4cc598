/**
 * Moves a store from SQLite to PostgreSQL: each row as it is, read back and compared.
 *
 * Broken off, it is taken up again by being called again. A database with rows of its own is refused and left as it was.
 */
import { isDeepStrictEqual } from "node:util";
import { sql } from "kysely";

import { articleFolderIn, keepInFolder, keepInTable } from "./articles/kept.ts";
import { openDatabase } from "./database/database.ts";
import type { StoreLog } from "./database/engine.ts";
import { insertRows, REPEATABLE, type AnyRow, type Database } from "./database/queries.ts";
import { DATA_TABLES, makeTables, type Table } from "./database/schema.ts";
import { StoreError } from "./store-error.ts";

export interface Move {
  readonly dataDir: string;
  /** A PostgreSQL. */
  readonly databaseUrl: string;
  readonly log: StoreLog;
  /** Called after each table. */
  readonly onTable: (table: string, rows: number) => void;
}

const BATCH = 500;

/** The bot must not run on either. Throws a StoreError. */
export async function moveStore({ dataDir, databaseUrl, log, onTable }: Move): Promise<void> {
  const from = await openDatabase({ databaseUrl: null, dataDir }, log);
  try {
    const to = await openDatabase({ databaseUrl, dataDir: null }, log);
    try {
      for (const database of [from, to]) await makeTables(database);
      for (const table of DATA_TABLES) await refuseOthers(table, from, to);
      for (const table of DATA_TABLES) onTable(table.name, await copyTable(table, from, to));
      onTable("articles", await copyArticles(articleFolderIn(dataDir), to));
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}

/** Rows that did not come from `from`: somebody's bot works there already. */
async function refuseOthers(table: Table, from: Database, to: Database): Promise<void> {
  const own = new Set((await readKeys(table, from)).map(String));
  const others = (await readKeys(table, to)).filter((key) => !own.has(String(key)));
  if (others.length > 0)
    throw new StoreError(
      "failed",
      `${to.where}: it has rows of its own (${others.length} in "${table.name}") and stays as it is. Name an empty database.`,
    );
}

async function readKeys({ name, key }: Table, database: Database): Promise<unknown[][]> {
  const rows = await database.read(sql<AnyRow>`
    select ${columns(key)} from ${sql.table(name)}`);
  return rows.map((row) => key.map((column) => row[column]));
}

/** Returns how many rows there are. */
async function copyTable(table: Table, from: Database, to: Database): Promise<number> {
  let copied = 0;
  for (;;) {
    const rows = await readRows(table, from, copied);
    if (rows.length === 0) return copied;
    await to.transact(
      (tx) => insertRows(tx, table.name, rows, sql`on conflict do nothing`),
      REPEATABLE,
    );
    await compare(table, rows, to);
    copied += rows.length;
  }
}

async function readRows({ name, key }: Table, from: Database, skipped: number): Promise<AnyRow[]> {
  const rows = await from.read(sql<AnyRow>`
    select * from ${sql.table(name)} order by ${columns(key)}
    limit ${sql.lit(BATCH)} offset ${sql.lit(skipped)}`);
  return rows.map(withBuffers);
}

/** Throws a StoreError unless `to` holds these very rows. */
async function compare({ name, key }: Table, rows: readonly AnyRow[], to: Database): Promise<void> {
  const keys = rows.map((row) => sql`(${sql.join(key.map((column) => row[column]))})`);
  const found = await to.read(sql<AnyRow>`
    select * from ${sql.table(name)} where (${columns(key)}) in (${sql.join(keys)})`);
  const nameOf = (row: AnyRow) => JSON.stringify(key.map((column) => row[column]));
  const byName = new Map(found.map((row) => [nameOf(row), row]));
  if (rows.every((row) => isDeepStrictEqual({ ...byName.get(nameOf(row)) }, row))) return;
  throw new StoreError(
    "failed",
    `${to.where}: "${name}" does not hold what was moved. Empty that database and move again; the old one is as it was.`,
  );
}

function columns(names: readonly string[]) {
  return sql.join(names.map((name) => sql.ref(name)));
}

/** As PostgreSQL's driver has bytes. */
function withBuffers(row: AnyRow): AnyRow {
  const entries = Object.entries(row).map(
    ([name, value]) => [name, value instanceof Uint8Array ? Buffer.from(value) : value] as const,
  );
  return Object.fromEntries(entries);
}

/** From the folder into the table. Returns how many there are. */
async function copyArticles(folder: string, to: Database): Promise<number> {
  const [files, table] = [keepInFolder(folder), keepInTable(to)];
  const names = (await files.list()).map(({ name }) => name);
  for (const name of names) {
    const bytes = await files.read(name);
    if (bytes === null) continue;
    await table.put({ name, bytes }, Date.now());
    if ((await table.read(name))?.equals(bytes) !== true)
      throw new StoreError("failed", `${to.where}: the article ${name} is not what was moved.`);
  }
  return names.length;
}
