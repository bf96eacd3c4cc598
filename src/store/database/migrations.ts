/**
 * The tables, made and changed step by step; a step that was released is never edited.
 */
import { sql } from "kysely";

import type { Database } from "./database.ts";
import type { Queries } from "./engine.ts";
import { storeError } from "./engine.ts";

const OPEN = sql`state in ('new', 'due')`;

/** In order: after the first, the schema has version 1. */
const STEPS: readonly ((queries: Queries) => Promise<void>)[] = [
  makeFirstTables,
  keepExchanges,
  recordMessages,
];

export const VERSION = STEPS.length;

/** Looks first, so that nothing is locked where nothing is to do. Throws a StoreError when a newer program was here. */
export async function migrate(database: Database): Promise<void> {
  const found = await database.read((queries) => readVersion(database, queries));
  if (found === VERSION) return;
  await database.transact(async (tx) => {
    for (const lock of database.lockMigrations) await lock.execute(tx);
    const version = await readVersion(database, tx);
    if (version > VERSION) throw storeError("newer", database.where);
    if (version === VERSION) return;
    for (const step of STEPS.slice(version)) await step(tx);
    await tx.updateTable("meta").set({ version: VERSION }).execute();
  });
}

/** 0 when there is nothing yet. */
async function readVersion(database: Database, queries: Queries): Promise<number> {
  const found = await database.findTable("meta").execute(queries);
  if (found.rows.length === 0) return 0;
  const row = await queries.selectFrom("meta").select("version").executeTakeFirst();
  return row?.version ?? 0;
}

async function makeFirstTables(queries: Queries): Promise<void> {
  const { schema } = queries;
  await schema.createTable("meta").addColumn("version", "integer", required).execute();
  await queries.insertInto("meta").values({ version: 0 }).execute();
  await schema
    .createTable("chat_key")
    .addColumn("id", "text", (id) => id.primaryKey())
    .addColumn("chat", "bigint", required)
    .addColumn("store_key", "text", required)
    .addColumn("wrapped", "bytea", required)
    .execute();
  await sql`create index chat_key_by_chat on chat_key (chat, store_key)`.execute(queries);
  await makeJobTable(queries);
  await makeChatTables(queries);
  await makeTurnTables(queries);
  await schema
    .createTable("usage")
    .addColumn("scope", "text", required)
    .addColumn("key", "text", required)
    .addColumn("window_start", "bigint", required)
    .addColumn("used", "bigint", required)
    .addColumn("reserved", "bigint", required)
    .addPrimaryKeyConstraint("usage_pk", ["scope", "key", "window_start"])
    .execute();
  await sql`create index usage_by_window on usage (window_start)`.execute(queries);
}

async function makeJobTable(queries: Queries): Promise<void> {
  await queries.schema
    .createTable("job")
    .addColumn("update_id", "bigint", (id) => id.primaryKey())
    .addColumn("lane", "text")
    .addColumn("chat", "bigint")
    .addColumn("kind", "text", required)
    .addColumn("state", "text", required)
    .addColumn("at", "bigint", required)
    .addColumn("stored_at", "bigint", required)
    .addColumn("store_key", "text", required)
    .addColumn("body", "bytea")
    .addColumn("reply", "bytea")
    .addColumn("sent_parts", "integer", required)
    .addColumn("sent_messages", "text", required)
    .addColumn("not_before", "bigint", required)
    .addColumn("lease_until", "bigint", required)
    .addColumn("claim", "integer", required)
    .addColumn("tries", "integer", required)
    .addColumn("crashes", "integer", required)
    .addColumn("closed_at", "bigint")
    .execute();
  // Without these, a claim would walk through all that is done and not yet purged.
  await sql`create index job_open on job (store_key, update_id) where ${OPEN}`.execute(queries);
  await sql`create index job_open_by_lane on job (lane, update_id) where ${OPEN}`.execute(queries);
  await sql`create index job_by_chat on job (chat) where ${OPEN}`.execute(queries);
  await sql`create index job_closed on job (closed_at) where closed_at is not null`.execute(
    queries,
  );
}

async function makeChatTables({ schema }: Queries): Promise<void> {
  await schema
    .createTable("chat")
    .addColumn("chat", "bigint", (chat) => chat.primaryKey())
    .addColumn("seen_at", "bigint")
    .addColumn("left_at", "bigint")
    .addColumn("held_until", "bigint")
    .addColumn("settings", "text")
    .execute();
}

async function makeTurnTables(queries: Queries): Promise<void> {
  await queries.schema
    .createTable("turn")
    .addColumn("chat", "bigint", required)
    .addColumn("topic", "bigint", required)
    .addColumn("person", "bigint", required)
    .addColumn("store_key", "text", required)
    .addColumn("question", "bytea", required)
    .addColumn("at", "bigint", required)
    .addPrimaryKeyConstraint("turn_pk", ["chat", "topic", "person", "store_key"])
    .execute();
  await queries.schema
    .createTable("answer")
    .addColumn("chat", "bigint", required)
    .addColumn("message", "bigint", required)
    .addColumn("store_key", "text", required)
    .addColumn("question", "bytea", required)
    .addColumn("at", "bigint", required)
    .addPrimaryKeyConstraint("answer_pk", ["chat", "message", "store_key"])
    .execute();
  await sql`create index turn_by_time on turn (at)`.execute(queries);
  await sql`create index turn_by_person on turn (person)`.execute(queries);
  await sql`create index answer_by_time on answer (at)`.execute(queries);
}

/** Answers beside their questions, and three of them; what there was would be gone within the hour anyway. */
async function keepExchanges(queries: Queries): Promise<void> {
  const { schema } = queries;
  await schema.dropTable("turn").execute();
  await schema.dropTable("answer").execute();
  await schema
    .createTable("turn")
    .addColumn("chat", "bigint", required)
    .addColumn("topic", "bigint", required)
    .addColumn("person", "bigint", required)
    .addColumn("store_key", "text", required)
    .addColumn("slot", "integer", required)
    .addColumn("seq", "bigint", required)
    .addColumn("asked_in", "bigint")
    .addColumn("exchange", "bytea", required)
    .addColumn("at", "bigint", required)
    .addPrimaryKeyConstraint("turn_pk", ["chat", "topic", "person", "store_key", "slot"])
    .execute();
  await schema
    .createTable("answer")
    .addColumn("chat", "bigint", required)
    .addColumn("message", "bigint", required)
    .addColumn("store_key", "text", required)
    .addColumn("asked_in", "bigint")
    .addColumn("exchange", "bytea", required)
    .addColumn("at", "bigint", required)
    .addPrimaryKeyConstraint("answer_pk", ["chat", "message", "store_key"])
    .execute();
  await sql`create index turn_by_time on turn (at)`.execute(queries);
  await sql`create index turn_by_person on turn (person)`.execute(queries);
  await sql`create index answer_by_time on answer (at)`.execute(queries);
  await sql`create index answer_by_question on answer (chat, asked_in)`.execute(queries);
  await schema
    .createTable("sent_answer")
    .addColumn("chat", "bigint", required)
    .addColumn("message", "bigint", required)
    .addColumn("shown", "text", required)
    .addColumn("at", "bigint", required)
    .addPrimaryKeyConstraint("sent_answer_pk", ["chat", "message"])
    .execute();
  await sql`create index sent_answer_by_time on sent_answer (at)`.execute(queries);
}

/** Groups' messages, where recording is switched on. */
async function recordMessages(queries: Queries): Promise<void> {
  const { schema } = queries;
  await schema
    .createTable("message_key")
    .addColumn("id", "text", (id) => id.primaryKey())
    .addColumn("chat", "bigint", required)
    .addColumn("store_key", "text", required)
    .addColumn("wrapped", "bytea", required)
    .execute();
  await schema
    .createTable("recording")
    .addColumn("chat", "bigint", (chat) => chat.primaryKey())
    .addColumn("since", "bigint")
    .addColumn("forget_at", "bigint")
    .addColumn("last_message", "bigint", required)
    .execute();
  await schema
    .createTable("objection")
    .addColumn("person", "bigint", required)
    .addColumn("chat", "bigint", required)
    .addColumn("objects", "integer", required)
    .addPrimaryKeyConstraint("objection_pk", ["person", "chat"])
    .execute();
  await schema
    .createTable("message")
    .addColumn("chat", "bigint", required)
    .addColumn("message", "bigint", required)
    .addColumn("topic", "bigint", required)
    .addColumn("person", "bigint", required)
    .addColumn("at", "bigint", required)
    .addColumn("edited_at", "bigint")
    .addColumn("reply_to", "bigint")
    .addColumn("store_key", "text", required)
    .addColumn("sealed", "bytea", required)
    .addPrimaryKeyConstraint("message_pk", ["chat", "message"])
    .execute();
  await sql`create index message_key_by_chat on message_key (chat, store_key)`.execute(queries);
  await sql`create index message_by_time on message (chat, at)`.execute(queries);
  await sql`create index message_by_age on message (at)`.execute(queries);
  await sql`create index message_by_person on message (person, chat)`.execute(queries);
}

function required<T extends { notNull(): T }>(column: T): T {
  return column.notNull();
}
