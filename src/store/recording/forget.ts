/**
 * What was recorded is forgotten, when a person, a chat or time wants it.
 *
 * Each of these locks the chat's row first, as whoever records does: a message is written before it, or not at all.
 */
import { sql, type RawBuilder } from "kysely";

import { forgetRows } from "../chats/chat-tables.ts";
import { removeRows, REPEATABLE, type Tx } from "../database/queries.ts";
import type { StoreParts } from "../parts.ts";
import { DAY_MS } from "./recorded.ts";

export function createForgetting(parts: StoreParts) {
  const { database, now } = parts;
  return {
    /** In one chat, or with null in every one. Returns how many went. */
    forgetPerson: (person: number, chat: number | null): Promise<number> =>
      database.transact((tx) => forgetOfPerson(parts, tx, { person, chat }), REPEATABLE),

    /** Every message of the chat, and the key they were sealed with; recording is off then. Nothing else of the chat goes. Returns how many went. */
    forgetChat: (chat: number): Promise<number> =>
      database.transact((tx) => forgetRecorded(parts, tx, chat), REPEATABLE),

    /** Older ones than that go, and those of chats that were left a day ago. Returns how many. */
    async purge(before: number): Promise<number> {
      let removed = await removeRows(database, "message", sql`at < ${before}`);
      const due = await database.read(sql<{ chat: number }>`
        select chat from recording where forget_at <= ${now()}`);
      for (const { chat } of due)
        removed += await database.transact((tx) => removeDue(parts, tx, chat), REPEATABLE);
      return removed;
    },
  };
}

/** A statement: recording is off, and what is kept goes at `forgetAt`, or when it was to go anyway. */
export function stopRecording({
  chat,
  forgetAt,
}: {
  readonly chat: number;
  readonly forgetAt: number;
}): RawBuilder<unknown> {
  return sql`
    update recording set since = null,
      forget_at = case when forget_at < ${forgetAt} then forget_at else ${forgetAt} end
    where chat = ${chat}`;
}

/** The bot was removed: recording stops, and a day later what was recorded goes. Telegram offers no update again after that. */
export async function leaveRecording(tx: Tx, chat: number, now: number): Promise<void> {
  await tx.run(stopRecording({ chat, forgetAt: now + DAY_MS }));
}

/** Every message and its key; recording is off then. Who objected still does. Returns how many messages went. */
export async function forgetRecorded({ now }: StoreParts, tx: Tx, chat: number): Promise<number> {
  // For a day it is remembered which messages there were, lest one of them comes again and is kept.
  await leaveRecording(tx, chat, now());
  const gone = await forgetRows(tx, chat, "recording");
  return gone.get("message") ?? 0;
}

interface PersonIn {
  readonly person: number;
  /** Null: every one. */
  readonly chat: number | null;
}

/** Returns how many messages went. */
export async function forgetOfPerson(
  { database }: StoreParts,
  tx: Tx,
  { person, chat }: PersonIn,
): Promise<number> {
  const isMeant = chat === null ? sql`true` : sql`chat = ${chat}`;
  await tx.read(sql`
    select chat from recording where ${isMeant} order by chat ${database.forUpdate}`);
  const { count } = await tx.run(sql`
    delete from message where person = ${person} and ${isMeant}`);
  return count;
}

/** Recording may have been switched on again in between. */
async function removeDue(parts: StoreParts, tx: Tx, chat: number): Promise<number> {
  const due = await tx.run(sql`
    delete from recording where chat = ${chat} and forget_at <= ${parts.now()}`);
  return due.count === 0 ? 0 : forgetRecorded(parts, tx, chat);
}
