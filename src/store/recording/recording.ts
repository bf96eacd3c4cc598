/**
 * Whether a chat records, and what happens to what it recorded when it stops, moves or is forgotten.
 *
 * Each of these locks the chat's row first, as whoever records does: a message is written before it, or not at all.
 */
import { sql } from "kysely";

import { movedId } from "./keep-messages.ts";
import type { StoreParts } from "../parts.ts";
import type { Tx } from "../database/tables.ts";

/** What a chat recorded outlives the bot's being removed by this; and Telegram offers an update no later again. */
const DAY_MS = 24 * 60 * 60 * 1000;

/** `chat` null: all of them. */
export async function lockRecordings(
  { database }: StoreParts,
  tx: Tx,
  chat: number | null,
): Promise<void> {
  await tx
    .selectFrom("recording")
    .select("chat")
    .$if(chat !== null, (query) => query.where("chat", "=", chat))
    .orderBy("chat")
    .modifyEnd(database.forUpdate)
    .execute();
}

/** What is kept goes at `forgetAt`, or when it was to go anyway. */
export async function stopRecording(
  tx: Tx,
  { chat, forgetAt }: { readonly chat: number; readonly forgetAt: number },
): Promise<void> {
  await tx
    .updateTable("recording")
    .set({
      since: null,
      forget_at: sql<number>`case when forget_at < ${forgetAt} then forget_at else ${forgetAt} end`,
    })
    .where("chat", "=", chat)
    .execute();
}

/** The bot was removed: recording stops, and a day later what was recorded goes. */
export function leaveRecording(tx: Tx, chat: number, now: number): Promise<void> {
  return stopRecording(tx, { chat, forgetAt: now + DAY_MS });
}

/** What is set for `to` already stays. */
export async function moveRecording(
  parts: StoreParts,
  tx: Tx,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<void> {
  await lockRecordings(parts, tx, from);
  await tx
    .insertInto("recording")
    .columns(["chat", "since", "forget_at", "last_message"])
    .expression((eb) =>
      eb
        .selectFrom("recording")
        // There, messages are counted from 1 again.
        .select([sql.lit(to).as("chat"), "since", "forget_at", sql.lit(0).as("last_message")])
        .where("chat", "=", from),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await tx.deleteFrom("recording").where("chat", "=", from).execute();
  await tx.updateTable("message_key").set({ chat: to }).where("chat", "=", from).execute();
  await moveObjections(tx, from, to);
  await moveMessages(tx, from, to);
}

async function moveObjections(tx: Tx, from: number, to: number): Promise<void> {
  await tx
    .insertInto("objection")
    .columns(["person", "chat", "objects"])
    .expression((eb) =>
      eb
        .selectFrom("objection")
        .select(["person", sql.lit(to).as("chat"), "objects"])
        .where("chat", "=", from),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await tx.deleteFrom("objection").where("chat", "=", from).execute();
}

async function moveMessages(tx: Tx, from: number, to: number): Promise<void> {
  const same = ["topic", "person", "at", "edited_at", "store_key", "sealed"] as const;
  await tx
    .insertInto("message")
    .columns(["chat", "message", "reply_to", ...same])
    .expression((eb) =>
      eb
        .selectFrom("message")
        .select([
          sql.lit(to).as("chat"),
          movedId("message").as("message"),
          movedId("reply_to").as("reply_to"),
          ...same,
        ])
        .where("chat", "=", from),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await tx.deleteFrom("message").where("chat", "=", from).execute();
}

/** Every message and its key; recording is off then. Who objected still does. Returns how many messages went. */
export async function forgetRecorded(parts: StoreParts, tx: Tx, chat: number): Promise<number> {
  await lockRecordings(parts, tx, chat);
  // For a day it is remembered which messages there were, lest one of them comes again and is kept.
  await leaveRecording(tx, chat, parts.now());
  const result = await tx.deleteFrom("message").where("chat", "=", chat).executeTakeFirst();
  await parts.keys.ofMessages.destroy(tx, chat);
  return Number(result.numDeletedRows);
}

interface PersonIn {
  readonly person: number;
  /** Null: every one. */
  readonly chat: number | null;
}

/** Returns how many messages went. */
export async function forgetOfPerson(
  parts: StoreParts,
  tx: Tx,
  { person, chat }: PersonIn,
): Promise<number> {
  await lockRecordings(parts, tx, chat);
  const result = await tx
    .deleteFrom("message")
    .where("person", "=", person)
    .$if(chat !== null, (query) => query.where("chat", "=", chat))
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}
