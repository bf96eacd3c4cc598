/**
 * SQL as the store's parts speak it, the same on SQLite and PostgreSQL.
 *
 * Statements are Kysely's `sql` templates, which bind each value as a parameter. Its query builder is not used: an insert
 * into SQLite takes 25 µs with it, 5 with a template (2026-11).
 */
import { sql, type RawBuilder } from "kysely";

import type { StoreError } from "../store-error.ts";
import type { Differences, Erase, Leader, Presence } from "./engine.ts";

/** Runs statements, in a transaction or each by itself. */
export interface Queries {
  /** The rows of a select. */
  read<Row>(statement: RawBuilder<Row>): Promise<readonly Row[]>;
  /** For a statement that changes something. */
  run<Row>(statement: RawBuilder<Row>): Promise<Changed<Row>>;
}

export interface Changed<Row> {
  /** How many rows were changed. */
  readonly count: number;
  /** What the statement returns of them, where it does. */
  readonly rows: readonly Row[];
}

export interface Tx extends Queries {
  /** So that nobody hands in the database in its place. */
  readonly isTransaction: true;
}

export interface Database extends Queries, Differences {
  readonly leader: Leader;
  readonly presence: Pick<Presence, "number" | "ensure">;
  /** Settles when the database is there no more, and never will be again for this process. */
  readonly gone: Promise<StoreError>;
  /** Inside, only the transaction that is handed in may be used: on SQLite anything else would wait for it for ever. `work` runs again where it was undone. */
  transact<T>(work: (tx: Tx) => Promise<T>, options?: Repeatable): Promise<T>;
  /** A transaction by itself. */
  run<Row>(statement: RawBuilder<Row>, options?: Repeatable): Promise<Changed<Row>>;
  /** What was deleted is in no file any more; false while another program reads them. */
  erase(how: Erase): Promise<boolean>;
  close(): Promise<void>;
}

/** Done twice is as good as done once: it is tried again even where it is not known whether it was done. */
export interface Repeatable {
  readonly repeatable: true;
}

export const REPEATABLE: Repeatable = { repeatable: true };

/** So many rows go into one statement, or out with one transaction, that nobody waits long for it. */
const BATCH = 500;

/** A row of any table: its columns by name. */
export type AnyRow = Readonly<Record<string, unknown>>;

/** Inserts rows that all have the same columns; `rest` is "on conflict" and "returning". Returns what that returns. */
export async function insertRows<Returned>(
  tx: Tx,
  table: string,
  rows: readonly AnyRow[],
  rest: RawBuilder<Returned>,
): Promise<readonly Returned[]> {
  const columns = Object.keys(rows[0] ?? {});
  const names = sql.join(columns.map((column) => sql.ref(column)));
  const valuesOf = (row: AnyRow) => sql`(${sql.join(columns.map((column) => row[column]))})`;
  const returned: Returned[] = [];
  for (let start = 0; start < rows.length; start += BATCH) {
    const values = sql.join(rows.slice(start, start + BATCH).map(valuesOf));
    const statement = sql<Returned>`insert into ${sql.table(table)} (${names}) values ${values} ${rest}`;
    returned.push(...(await tx.run(statement)).rows);
  }
  return returned;
}

/** Removes the rows for which `condition` holds. Returns how many went. */
export async function removeRows(
  database: Database,
  table: string,
  condition: RawBuilder<unknown>,
): Promise<number> {
  const { rowId } = database;
  const from = sql.table(table);
  const statement = sql`
    delete from ${from} where ${rowId} in
      (select ${rowId} from ${from} where ${condition} limit ${sql.lit(BATCH)})`;
  let total = 0;
  for (;;) {
    const { count } = await database.run(statement, REPEATABLE);
    total += count;
    if (count < BATCH) return total;
  }
}
