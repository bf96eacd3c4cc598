/**
 * What happens to all that is kept of a chat at once: it moves, it is left, it is forgotten.
 */
import { sql } from "kysely";

import { markLeft } from "./chats.ts";
import { spotOf } from "./jobs/claim.ts";
import { REPEATABLE } from "./database/database.ts";
import { cancelJobs } from "./jobs/jobs.ts";
import { isOpen, type StoreParts } from "./parts.ts";
import { forgetRecorded, leaveRecording, moveRecording } from "./recording/recording.ts";
import type { Store } from "./store.ts";
import type { Tx } from "./database/tables.ts";

type WholeChat = Pick<Store, "moveChat" | "leaveChat" | "forgetChat">;

export function createWholeChat(parts: StoreParts): WholeChat {
  const { database, now } = parts;
  return {
    async moveChat(from, to) {
      if (from === to) return;
      await database.transact(async (tx) => {
        await moveKeysAndJobs(tx, from, to);
        await moveTurns(tx, from, to);
        await moveChatRows(tx, from, to);
        await moveUsage(tx, String(from), String(to));
        await moveRecording(parts, tx, { from, to });
      }, REPEATABLE);
    },
    leaveChat: (chat, keep = []) =>
      database.transact(async (tx) => {
        await markLeft(tx, chat, now());
        await leaveRecording(tx, chat, now());
        return cancelJobs(tx, { chat, keep, now: now() });
      }, REPEATABLE),
    forgetChat: (chat) => database.transact((tx) => forget(parts, tx, chat), REPEATABLE),
  };
}

async function moveKeysAndJobs(tx: Tx, from: number, to: number): Promise<void> {
  await tx.updateTable("chat_key").set({ chat: to }).where("chat", "=", from).execute();
  await tx
    .updateTable("job")
    .set({
      chat: to,
      lane: sql<string>`${String(to)} || substr(lane, ${sql.lit(String(from).length + 1)})`,
    })
    .where("chat", "=", from)
    .where(isOpen("job"))
    .execute();
}

async function moveTurns(tx: Tx, from: number, to: number): Promise<void> {
  const kept = [
    "topic",
    "person",
    "store_key",
    "slot",
    "seq",
    "asked_in",
    "exchange",
    "at",
  ] as const;
  await tx
    .insertInto("turn")
    .columns(["chat", ...kept])
    .expression((eb) =>
      eb
        .selectFrom("turn")
        .select([sql.lit(to).as("chat"), ...kept])
        .where("chat", "=", from),
    )
    // Both are of this hour; whatever was asked under the new id was asked later.
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await tx.deleteFrom("turn").where("chat", "=", from).execute();
  // Messages are counted from 1 again in the new chat: under their old ids they would name others.
  await tx.deleteFrom("answer").where("chat", "=", from).execute();
  await tx.deleteFrom("sent_answer").where("chat", "=", from).execute();
}

/** What is set for `to` already stays. */
async function moveChatRows(tx: Tx, from: number, to: number): Promise<void> {
  await tx
    .insertInto("chat")
    .columns(["chat", "seen_at", "left_at", "held_until", "settings"])
    .expression((eb) =>
      eb
        .selectFrom("chat")
        .select([
          sql.lit(to).as("chat"),
          "seen_at",
          sql.lit(null).as("left_at"),
          "held_until",
          "settings",
        ])
        .where("chat", "=", from),
    )
    .onConflict((conflict) =>
      conflict.column("chat").doUpdateSet((eb) => ({
        settings: eb.fn.coalesce("chat.settings", "excluded.settings"),
      })),
    )
    .execute();
  await tx.deleteFrom("chat").where("chat", "=", from).execute();
}

async function moveUsage(tx: Tx, from: string, to: string): Promise<void> {
  await tx
    .insertInto("usage")
    .columns(["scope", "key", "window_start", "used", "reserved"])
    .expression((eb) =>
      eb
        .selectFrom("usage")
        .select(["scope", sql.lit(to).as("key"), "window_start", "used", "reserved"])
        .where("key", "=", from),
    )
    .onConflict((conflict) =>
      conflict.columns(["scope", "key", "window_start"]).doUpdateSet((eb) => ({
        used: eb("usage.used", "+", eb.ref("excluded.used")),
        reserved: eb("usage.reserved", "+", eb.ref("excluded.reserved")),
      })),
    )
    .execute();
  await tx.deleteFrom("usage").where("key", "=", from).execute();
}

async function forget(parts: StoreParts, tx: Tx, chat: number): Promise<number> {
  const { keys, now } = parts;
  const running = await readRunning(parts, tx, chat);
  // First of all: who is just storing something for this chat is waited for, and what it stored goes as well.
  await keys.destroy(tx, chat);
  const kept = running.map(({ updateId }) => updateId);
  const waiting = await tx
    .updateTable("job")
    .set({ state: "done", body: null, reply: null, lease_until: 0, closed_at: now() })
    .where("chat", "=", chat)
    .where(isOpen("job"))
    .$if(kept.length > 0, (query) => query.where("update_id", "not in", kept))
    .executeTakeFirst();
  let forgotten = Number(waiting.numUpdatedRows);
  for (const table of ["turn", "answer", "sent_answer"] as const) {
    const result = await tx.deleteFrom(table).where("chat", "=", chat).executeTakeFirst();
    forgotten += Number(result.numDeletedRows);
  }
  await tx.updateTable("chat").set({ settings: null }).where("chat", "=", chat).execute();
  const sealers = await keys.sealers(tx, [chat]);
  for (const { updateId, body } of running) {
    const sealed = sealers(chat)(body, spotOf(updateId, "body"));
    await tx
      .updateTable("job")
      .set({ body: sealed, reply: null })
      .where("update_id", "=", updateId)
      .execute();
  }
  return forgotten + (await forgetRecorded(parts, tx, chat));
}

/** One of them is the request to forget, and has to outlive it. */
async function readRunning({ database, keys, now }: StoreParts, tx: Tx, chat: number) {
  const rows = await tx
    .selectFrom("job")
    .select(["update_id", "body"])
    .where("chat", "=", chat)
    .where(isOpen("job"))
    .where("lease_until", ">", now())
    .modifyEnd(database.forUpdate)
    .execute();
  const sealed = rows.flatMap(({ body }) => (body === null ? [] : [body]));
  const open = await keys.opener(tx, sealed);
  return rows.flatMap(({ update_id: updateId, body }) => {
    const text = body === null ? null : open(body, spotOf(updateId, "body"));
    return text === null ? [] : [{ updateId, body: text }];
  });
}
