/**
 * A group becomes a supergroup: everything that is kept of it goes on under its new id.
 */
import { sql } from "kysely";

import { insertRows, REPEATABLE, type AnyRow, type Tx } from "../database/queries.ts";
import { OPEN } from "../jobs/job.ts";
import type { StoreParts } from "../parts.ts";
import { CHAT_TABLES, deleteRows, toId, type ChatTable } from "./chat-tables.ts";

interface Ids {
  readonly from: number;
  readonly to: number;
}

/** Once is as good as twice. */
export async function moveChat(parts: StoreParts, ids: Ids): Promise<void> {
  if (ids.from === ids.to) return;
  await parts.database.transact(async (tx) => {
    for (const table of CHAT_TABLES) await moveRows(parts, tx, table, ids);
  }, REPEATABLE);
}

async function moveRows(parts: StoreParts, tx: Tx, table: ChatTable, ids: Ids): Promise<void> {
  switch (table.moved) {
    case "renamed":
      await tx.run(sql`
        update ${sql.table(table.name)} set ${sql.ref(table.column)} = ${toId(table.column, ids.to)}
        where ${sql.ref(table.column)} = ${toId(table.column, ids.from)}`);
      break;
    case "renamed with their lane":
      await renameJobs(tx, ids);
      break;
    case "copied":
      await copyRows(parts, tx, table, ids);
      break;
    case "dropped":
      await deleteRows(tx, table, ids.from);
  }
}

/** A lane is "<chat>/<topic>". Jobs that are over stay with the old id. */
async function renameJobs(tx: Tx, { from, to }: Ids): Promise<void> {
  const topic = sql`substr(lane, ${sql.lit(String(from).length + 1)})`;
  await tx.run(sql`
    update job set chat = ${to}, lane = ${sql.lit(String(to))} || ${topic}
    where chat = ${from} and ${OPEN}`);
}

async function copyRows(
  { database }: StoreParts,
  tx: Tx,
  table: ChatTable,
  { from, to }: Ids,
): Promise<void> {
  const { name, column, changes = (row) => row, clash = sql`on conflict do nothing` } = table;
  const rows = await tx.read(sql<AnyRow>`
    select * from ${sql.table(name)}
    where ${sql.ref(column)} = ${toId(column, from)} ${database.forUpdate}`);
  await deleteRows(tx, table, from);
  const moved = rows.map((row) => ({ ...changes(row), [column]: toId(column, to) }));
  await insertRows(tx, name, moved, clash);
}
