/**
 * Records messages: those of chats that record, by people who do not object.
 */
import { sql } from "kysely";

import { insertRows, type Tx } from "../database/queries.ts";
import { NO_TOPIC, type StoreParts } from "../parts.ts";
import { EVERYWHERE, oldestKept, spotOfMessage, type RecordedMessage } from "./recorded.ts";

/** What is said to be written later than this from now was dated by a clock that is wrong. */
const CLOCK_SLACK_MS = 5 * 60 * 1000;

interface RecordingRow {
  readonly chat: number;
  readonly since: number | null;
  readonly last: number;
}

interface Objection {
  readonly person: number;
  readonly chat: number;
  readonly objects: number;
}

/**
 * A message comes after those of its chat with lower ids: what comes again, even after it was forgotten, is passed over.
 * An edit replaces what is stored, and nothing else.
 */
export async function record(
  parts: StoreParts,
  tx: Tx,
  batch: readonly RecordedMessage[],
): Promise<void> {
  if (batch.length === 0) return;
  const recordings = await lockRecordings(parts, tx, batch);
  if (recordings.length === 0) return;
  const objects = await findObjections(tx, batch);
  const oldest = oldestKept(parts);
  const recordingOf = new Map(recordings.map((recording) => [recording.chat, recording]));
  const wanted = batch.filter((message) => {
    const { since = null, last = 0 } = recordingOf.get(message.chat) ?? {};
    const isNews = message.editedAt !== null || message.id > last;
    return since !== null && isNews && message.at > oldest && !objects(message);
  });
  await write(parts, tx, wanted);
  for (const { chat, last } of recordings) {
    const newest = newestOf(batch, chat);
    if (newest > last)
      await tx.run(sql`update recording set last_message = ${newest} where chat = ${chat}`);
  }
}

/** Who switches recording off, or objects, locks these as well: nothing is written behind their back. */
function lockRecordings(
  { database }: StoreParts,
  tx: Tx,
  batch: readonly RecordedMessage[],
): Promise<readonly RecordingRow[]> {
  const chats = new Set(batch.map(({ chat }) => chat));
  return tx.read(sql<RecordingRow>`
    select chat, since, last_message as last from recording
    where chat in (${sql.join([...chats])}) order by chat ${database.forUpdate}`);
}

async function findObjections(tx: Tx, batch: readonly RecordedMessage[]) {
  const people = new Set(batch.map(({ person }) => person));
  const rows = await tx.read(sql<Objection>`
    select person, chat, objects from objection where person in (${sql.join([...people])})`);
  const found = new Map(rows.map(({ person, chat, objects }) => [`${person}/${chat}`, objects]));
  return ({ person, chat }: RecordedMessage): boolean =>
    (found.get(`${person}/${chat}`) ?? found.get(`${person}/${EVERYWHERE}`)) === 1;
}

async function write(
  { keys, now }: StoreParts,
  tx: Tx,
  messages: readonly RecordedMessage[],
): Promise<void> {
  if (messages.length === 0) return;
  const sealers = await keys.ofMessages.sealers(
    tx,
    messages.map(({ chat }) => chat),
  );
  const rows = messages.map((message) => {
    const text = JSON.stringify([message.name, message.text]);
    return {
      chat: message.chat,
      message: message.id,
      topic: message.topic ?? NO_TOPIC,
      person: message.person,
      at: sane(message.at, now()),
      edited_at: message.editedAt === null ? null : sane(message.editedAt, now()),
      reply_to: message.replyTo,
      store_key: keys.storeKey,
      sealed: sealers(message.chat)(text, spotOfMessage(message.id)),
    };
  });
  const fresh = rows.filter(({ edited_at }) => edited_at === null);
  await insertRows(tx, "message", fresh, sql`on conflict do nothing`);
  for (const row of rows)
    if (row.edited_at !== null)
      await tx.run(sql`
        update message
        set sealed = ${row.sealed}, store_key = ${row.store_key}, edited_at = ${row.edited_at}
        where chat = ${row.chat} and message = ${row.message}
          and (edited_at is null or edited_at <= ${row.edited_at})`);
}

function sane(at: number, now: number): number {
  return at > now + CLOCK_SLACK_MS ? now : at;
}

/** 0 when there are only edits, which may come before what they edit. */
function newestOf(batch: readonly RecordedMessage[], chat: number): number {
  const fresh = batch.filter((message) => message.chat === chat && message.editedAt === null);
  return Math.max(0, ...fresh.map(({ id }) => id));
}
