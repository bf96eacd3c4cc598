/**
 * What groups recorded, read for summaries and for the people who wrote it.
 */
import { setImmediate as nextTurn } from "node:timers/promises";
import { sql, type RawBuilder } from "kysely";

import { NO_TOPIC, type StoreParts } from "../parts.ts";
import type { Asker } from "../turns/turns.ts";
import { oldestKept, spotOfMessage, type RecordedMessage } from "./recorded.ts";

/** Which of a chat's messages; both ends included, `null` leaves an end open. */
export interface MessageRange {
  readonly chat: number;
  /** `"all"`: of every topic. */
  readonly topic: number | null | "all";
  readonly from: number | null;
  readonly to: number | null;
  /** The newest ones where there are more. */
  readonly limit: number;
}

export type MessageState = Pick<RecordedMessage, "id" | "editedAt">;

interface MessageRow {
  readonly chat: number;
  readonly message: number;
  readonly topic: number;
  readonly person: number;
  readonly at: number;
  readonly edited_at: number | null;
  readonly reply_to: number | null;
  readonly sealed: Uint8Array;
}

/** So many are opened in one go: some milliseconds, after which others have their turn. */
const OPENED_AT_ONCE = 500;

/** In the order of time. What was written before a move comes before what was written after it, in one second too. */
const IN_ORDER = sql`order by at, message > 0, abs(message)`;
const NEWEST_FIRST = sql`order by at desc, message > 0 desc, abs(message) desc`;

export function createReading(parts: StoreParts) {
  const { database } = parts;
  return {
    /** In the order of time. */
    async read(range: MessageRange): Promise<readonly RecordedMessage[]> {
      const rows = await database.read(sql<MessageRow>`
        select * from message where ${isIn(range, parts)} ${NEWEST_FIRST} limit ${range.limit}`);
      return openRows(parts, rows.toReversed());
    },

    /** As `read` finds them, without opening any: tells whether one was edited or is no longer there. */
    async states(range: MessageRange): Promise<readonly MessageState[]> {
      const rows = await database.read(sql<MessageState>`
        select message as id, edited_at as "editedAt" from message
        where ${isIn(range, parts)} ${NEWEST_FIRST} limit ${range.limit}`);
      return rows.toReversed();
    },

    async count(range: Omit<MessageRange, "limit">): Promise<number> {
      const counts = await database.read(sql<{ count: number }>`
        select count(*) as count from message where ${isIn(range, parts)}`);
      return counts[0]?.count ?? 0;
    },

    /** When the person last wrote there, in that topic or in any, before `before`; null when nothing of theirs is kept. */
    async lastOf(
      { chat, topic, person }: Pick<MessageRange, "chat" | "topic"> & Pick<Asker, "person">,
      before: number,
    ): Promise<number | null> {
      const range = { chat, topic, from: null, to: before - 1 };
      const [found] = await database.read(sql<{ last: number | null }>`
        select max(at) as last from message where ${isIn(range, parts)} and person = ${person}`);
      return found?.last ?? null;
    },

    /** Everything kept of theirs, oldest first. */
    async ofPerson(person: number): Promise<readonly RecordedMessage[]> {
      const rows = await database.read(sql<MessageRow>`
        select * from message where person = ${person} and ${isKept(parts)} ${IN_ORDER}`);
      return openRows(parts, rows);
    },
  };
}

/** Of rows that this STORE_KEY can open. */
function isKept(parts: StoreParts): RawBuilder<unknown> {
  return sql`store_key = ${parts.keys.storeKey} and at > ${oldestKept(parts)}`;
}

function isIn(range: Omit<MessageRange, "limit">, parts: StoreParts): RawBuilder<unknown> {
  const { chat, topic, from, to } = range;
  const conditions = [sql`chat = ${chat}`, isKept(parts)];
  if (topic !== "all") conditions.push(sql`topic = ${topic ?? NO_TOPIC}`);
  if (from !== null) conditions.push(sql`at >= ${from}`);
  if (to !== null) conditions.push(sql`at <= ${to}`);
  return sql.join(conditions, sql` and `);
}

/** Leaves out what is damaged, or was forgotten since it was read. */
async function openRows(
  { database, keys }: StoreParts,
  rows: readonly MessageRow[],
): Promise<RecordedMessage[]> {
  const open = await keys.ofMessages.opener(
    database,
    rows.map(({ sealed }) => sealed),
  );
  const messages: RecordedMessage[] = [];
  for (const [index, row] of rows.entries()) {
    if (index % OPENED_AT_ONCE === OPENED_AT_ONCE - 1) await nextTurn();
    const opened = open(row.sealed, spotOfMessage(row.message));
    if (opened !== null) messages.push(toMessage(row, opened));
  }
  return messages;
}

function toMessage(row: MessageRow, opened: string): RecordedMessage {
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
