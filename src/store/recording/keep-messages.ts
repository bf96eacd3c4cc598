/**
 * Recorded messages as rows, inside a transaction: those of chats that record, by people who do not object.
 */
import { sql } from "kysely";

import { NO_TOPIC } from "../keep-turns.ts";
import { BATCH, type StoreParts } from "../parts.ts";
import { prepare, prepareList } from "../database/prepared.ts";
import type { RecordedMessage } from "../contract/messages.ts";
import type { Tables, Tx } from "../database/tables.ts";

/** What is said to be written later than this from now was dated by a clock that is wrong. */
const CLOCK_SLACK_MS = 5 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Unless told. */
export const KEPT_DAYS = 7;
/** Stands for every chat that has no objection of its own. */
export const EVERYWHERE = 0;

export interface MessageKeeper {
  /** Returns how many were written. */
  keep(tx: Tx, batch: readonly RecordedMessage[]): Promise<number>;
}

type Row = Tables["message"];

export function createMessageKeeper(parts: StoreParts): MessageKeeper {
  const { database, now } = parts;
  const keys = parts.keys.ofMessages;
  // Who switches recording off, or objects, locks these as well: nothing is written behind their back.
  const lockRecordings = prepareList((queries, chats: readonly number[]) =>
    queries
      .selectFrom("recording")
      .select(["chat", "since", "last_message"])
      .where("chat", "in", chats)
      .orderBy("chat")
      .modifyEnd(database.forUpdate),
  );
  const findObjections = prepareList((queries, people: readonly number[]) =>
    queries.selectFrom("objection").selectAll().where("person", "in", people),
  );
  const edit = prepare((queries, edited: Omit<Row, "topic" | "person" | "at" | "reply_to">) =>
    queries
      .updateTable("message")
      .set({ sealed: edited.sealed, store_key: edited.store_key, edited_at: edited.edited_at })
      .where("chat", "=", edited.chat)
      .where("message", "=", edited.message)
      .where((eb) => eb.or([eb("edited_at", "is", null), eb("edited_at", "<=", edited.edited_at)])),
  );
  const mark = prepare((queries, last: { readonly chat: number; readonly message: number }) =>
    queries
      .updateTable("recording")
      .set({ last_message: last.message })
      .where("chat", "=", last.chat)
      .where("last_message", "<", last.message),
  );

  async function whoObjects(tx: Tx, batch: readonly RecordedMessage[]) {
    const { rows } = await findObjections(tx, unique(batch.map(({ person }) => person)));
    const found = new Map(rows.map(({ person, chat, objects }) => [`${person}/${chat}`, objects]));
    return ({ person, chat }: RecordedMessage): boolean =>
      (found.get(`${person}/${chat}`) ?? found.get(`${person}/${EVERYWHERE}`)) === 1;
  }

  async function write(tx: Tx, wanted: readonly RecordedMessage[]): Promise<number> {
    if (wanted.length === 0) return 0;
    const sealers = await keys.sealers(
      tx,
      wanted.map(({ chat }) => chat),
    );
    const toRow = (message: RecordedMessage): Row => ({
      chat: message.chat,
      message: message.id,
      topic: message.topic ?? NO_TOPIC,
      person: message.person,
      at: sane(message.at, now()),
      edited_at: message.editedAt === null ? null : sane(message.editedAt, now()),
      reply_to: message.replyTo,
      store_key: keys.storeKey,
      sealed: sealers(message.chat)(
        JSON.stringify([message.name, message.text]),
        spotOfMessage(message.id),
      ),
    });
    const rows = wanted.map(toRow);
    let written = await insert(
      tx,
      rows.filter(({ edited_at }) => edited_at === null),
    );
    for (const row of rows) {
      if (row.edited_at === null) continue;
      const { numAffectedRows = 0n } = await edit(tx, row);
      written += Number(numAffectedRows);
    }
    return written;
  }

  return {
    async keep(tx, batch) {
      if (batch.length === 0) return 0;
      const { rows } = await lockRecordings(tx, unique(batch.map(({ chat }) => chat)));
      if (rows.length === 0) return 0;
      const recordings = new Map(rows.map((row) => [row.chat, row]));
      const objects = await whoObjects(tx, batch);
      const oldest = oldestKept(parts);
      const wanted = batch.filter((message) => {
        const { since = null, last_message = 0 } = recordings.get(message.chat) ?? {};
        const isNews = message.editedAt !== null || message.id > last_message;
        return since !== null && isNews && message.at > oldest && !objects(message);
      });
      const written = await write(tx, wanted);
      for (const { chat } of rows) await mark(tx, { chat, message: lastOf(batch, chat) });
      return written;
    },
  };
}

/** Returns how many were not there before. */
async function insert(tx: Tx, rows: readonly Row[]): Promise<number> {
  let written = 0;
  for (let start = 0; start < rows.length; start += BATCH) {
    const result = await tx
      .insertInto("message")
      .values(rows.slice(start, start + BATCH))
      .onConflict((conflict) => conflict.columns(["chat", "message"]).doNothing())
      .executeTakeFirst();
    written += Number(result.numInsertedOrUpdatedRows);
  }
  return written;
}

/** What was written by then is kept no longer, purged or not. */
export function oldestKept({ now, retentionDays = KEPT_DAYS }: StoreParts): number {
  return now() - retentionDays * DAY_MS;
}

/** Where a message's text stands, for its seal: its old id, which goes on below 0 where a chat has moved. */
export function spotOfMessage(message: number): readonly (string | number)[] {
  return ["message", Math.abs(message)];
}

/** In the place of an id that named a message in the chat before it moved. */
export function movedId(column: "message" | "reply_to") {
  return sql<number>`-abs(${sql.ref(column)})`;
}

function sane(at: number, now: number): number {
  return at > now + CLOCK_SLACK_MS ? now : at;
}

/** 0 when there are only edits, which may come before what they edit. */
function lastOf(batch: readonly RecordedMessage[], chat: number): number {
  const fresh = batch.filter((message) => message.chat === chat && message.editedAt === null);
  return Math.max(0, ...fresh.map(({ id }) => id));
}

function unique(ids: readonly number[]): number[] {
  return [...new Set(ids)];
}
