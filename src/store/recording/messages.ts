/**
 * What groups recorded: read for summaries, and forgotten when a person, a chat or time wants it.
 */
import { setImmediate as nextTurn } from "node:timers/promises";
import { sql } from "kysely";
import type { ExpressionBuilder } from "kysely";

import { createConsent } from "./consent.ts";
import { REPEATABLE } from "../database/database.ts";
import { createMessageKeeper, oldestKept, spotOfMessage } from "./keep-messages.ts";
import { NO_TOPIC } from "../keep-turns.ts";
import { BATCH, inBatches, type StoreParts } from "../parts.ts";
import { forgetOfPerson, forgetRecorded, lockRecordings } from "./recording.ts";
import type { MessageRange, Messages, RecordedMessage } from "../contract/messages.ts";
import type { Tables, Tx } from "../database/tables.ts";

type Row = Tables["message"];
type Where = ExpressionBuilder<Tables, "message">;

/** So many are opened in one go: some milliseconds, after which others have their turn. */
const OPENED_AT_ONCE = 500;

export function createMessages(parts: StoreParts): Messages {
  const { database, now } = parts;
  const keeper = createMessageKeeper(parts);
  const consent = createConsent(parts);
  return {
    ...consent,
    record: (batch) => database.transact((tx) => keeper.keep(tx, batch), REPEATABLE),
    async read(range) {
      const rows = await database.read((queries) =>
        queries
          .selectFrom("message")
          .selectAll()
          .where((eb) => isIn(eb, range, parts))
          .orderBy("at", "desc")
          // What was written before a move comes before what was written after it, in one second too.
          .orderBy(sql`message > 0`, "desc")
          .orderBy(sql`abs(message)`, "desc")
          .limit(range.limit)
          .execute(),
      );
      return openRows(parts, rows.toReversed());
    },
    async count(range) {
      const row = await database.read((queries) =>
        queries
          .selectFrom("message")
          .select((eb) => eb.fn.countAll<number>().as("count"))
          .where((eb) => isIn(eb, range, parts))
          .executeTakeFirstOrThrow(),
      );
      return row.count;
    },
    async lastOf({ chat, topic, person }, before) {
      const row = await database.read((queries) =>
        queries
          .selectFrom("message")
          .select((eb) => eb.fn.max("at").as("last"))
          .where((eb) => isIn(eb, { chat, topic, from: null, to: before - 1 }, parts))
          .where("person", "=", person)
          .executeTakeFirst(),
      );
      return row?.last ?? null;
    },
    async ofPerson(person) {
      const rows = await database.read((queries) =>
        queries
          .selectFrom("message")
          .selectAll()
          .where("person", "=", person)
          .where((eb) => isKept(eb, parts))
          .orderBy("at")
          .orderBy(sql`message > 0`)
          .orderBy(sql`abs(message)`)
          .execute(),
      );
      return openRows(parts, rows);
    },
    forgetPerson: (person, chat) =>
      database.transact((tx) => forgetOfPerson(parts, tx, { person, chat }), REPEATABLE),
    forgetChat: (chat) => database.transact((tx) => forgetRecorded(parts, tx, chat), REPEATABLE),
    async purge(before) {
      const old = await inBatches(() => removeOld(parts, before));
      const due = await database.read((queries) =>
        queries.selectFrom("recording").select("chat").where("forget_at", "<=", now()).execute(),
      );
      let removed = old;
      for (const { chat } of due)
        removed += await database.transact((tx) => removeDue(parts, tx, chat), REPEATABLE);
      return removed;
    },
  };
}

/** Of rows that this STORE_KEY can open. */
function isKept(eb: Where, parts: StoreParts) {
  return eb.and([eb("store_key", "=", parts.keys.storeKey), eb("at", ">", oldestKept(parts))]);
}

function isIn(eb: Where, range: Omit<MessageRange, "limit">, parts: StoreParts) {
  const { chat, topic, from, to } = range;
  return eb.and([
    eb("chat", "=", chat),
    isKept(eb, parts),
    ...(topic === "all" ? [] : [eb("topic", "=", topic ?? NO_TOPIC)]),
    ...(from === null ? [] : [eb("at", ">=", from)]),
    ...(to === null ? [] : [eb("at", "<=", to)]),
  ]);
}

/** Leaves out what is damaged, or was forgotten since it was read. */
async function openRows(
  { database, keys }: StoreParts,
  rows: readonly Row[],
): Promise<RecordedMessage[]> {
  const open = await database.read((queries) =>
    keys.ofMessages.opener(
      queries,
      rows.map(({ sealed }) => sealed),
    ),
  );
  const messages: RecordedMessage[] = [];
  for (const [index, row] of rows.entries()) {
    if (index % OPENED_AT_ONCE === OPENED_AT_ONCE - 1) await nextTurn();
    const opened = open(row.sealed, spotOfMessage(row.message));
    if (opened !== null) messages.push(toMessage(row, opened));
  }
  return messages;
}

function toMessage(row: Row, opened: string): RecordedMessage {
  const [name, text] = JSON.parse(opened) as [string, string];
  return {
    chat: row.chat,
    id: row.message,
    topic: row.topic === NO_TOPIC ? null : row.topic,
    person: row.person,
    name,
    at: row.at,
    editedAt: row.edited_at,
    replyTo: row.reply_to,
    text,
  };
}

async function removeOld({ database }: StoreParts, before: number): Promise<number> {
  const result = await database.run(
    (queries) =>
      sql`delete from message where (chat, message) in
          (select chat, message from message where at < ${before} limit ${sql.lit(BATCH)})`.execute(
        queries,
      ),
    REPEATABLE,
  );
  return Number(result.numAffectedRows ?? 0n);
}

/** Recording may have been switched on again in between. */
async function removeDue(parts: StoreParts, tx: Tx, chat: number): Promise<number> {
  await lockRecordings(parts, tx, chat);
  const isDue = await tx
    .deleteFrom("recording")
    .where("chat", "=", chat)
    .where("forget_at", "<=", parts.now())
    .returning("chat")
    .executeTakeFirst();
  return isDue === undefined ? 0 : forgetRecorded(parts, tx, chat);
}
