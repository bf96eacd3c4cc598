/**
 * Stored updates and their replies, from the moment they arrive until they are done.
 */
import { sql } from "kysely";

import { createClaim, spotOf } from "./claim.ts";
import {
  changeClaimed,
  createClaimedJobs,
  LEFT_BEHIND,
  WITHOUT_TEXTS,
  type Change,
} from "./claimed.ts";
import type { Queries } from "../database/engine.ts";
import { REPEATABLE } from "../database/database.ts";
import { createMessageKeeper } from "../recording/keep-messages.ts";
import { createTurnKeeper } from "../keep-turns.ts";
import { BATCH, inBatches, isOpen, type StoreParts } from "../parts.ts";
import type { Claim, Jobs, JobState, NewJob, Sent } from "../contract/jobs.ts";
import type { Remembered } from "../contract/turns.ts";
import type { Tables, Tx } from "../database/tables.ts";

/** The seal of what belongs to no chat. */
const NO_CHAT = 0;
export function createJobs(parts: StoreParts): Jobs {
  const { database, keys, now } = parts;
  const claimed = createClaimedJobs(parts);
  const turns = createTurnKeeper(parts);
  const recorded = createMessageKeeper(parts);

  async function change(claim: Claim, values: Change): Promise<boolean> {
    return database.run((queries) => changeClaimed(queries, claim, values), REPEATABLE);
  }

  async function close(claim: Claim, state: JobState, values: Change = {}): Promise<boolean> {
    return change(claim, { ...values, ...closed(state, now()) });
  }

  function finishSent(claim: Claim, sent: Sent, remembered?: Remembered): Promise<boolean> {
    return database.transact(async (tx) => {
      const chat = await claimed.finish(tx, claim, { ...toColumns(sent), closed_at: now() });
      if (chat === undefined) return false;
      if (chat !== null && remembered !== undefined)
        await turns.keepSent(tx, { ...remembered, chat, messages: sent.messages });
      return true;
    }, REPEATABLE);
  }

  return {
    async add(batch, messages = []) {
      // Always in the same order, so that two who store the same batch do not wait for each other.
      const ordered = batch.toSorted((one, other) => one.updateId - other.updateId);
      if (ordered.length === 0 && messages.length === 0) return [];
      return database.transact(async (tx) => {
        const sealers = await keys.sealers(
          tx,
          ordered.map(({ chat }) => chat ?? NO_CHAT),
        );
        const rows = ordered.map((job) =>
          toRow(job, {
            now: now(),
            storeKey: keys.storeKey,
            body: sealers(job.chat ?? NO_CHAT)(job.body, spotOf(job.updateId, "body")),
          }),
        );
        const added: number[] = [];
        for (let start = 0; start < rows.length; start += BATCH) {
          added.push(...(await insert(tx, rows.slice(start, start + BATCH))));
        }
        await recorded.keep(tx, messages);
        return added.toSorted((one, other) => one - other);
      }, REPEATABLE);
    },
    claim: createClaim(parts),
    renew: (claim, leaseMs) => change(claim, { lease_until: now() + leaseMs }),
    keepReply: (claim, reply, turn) =>
      database.transact(async (tx) => {
        const chat = await claimed.lock(tx, claim);
        if (chat === undefined) return false;
        const place = chat ?? turn?.chat ?? NO_CHAT;
        const sealers = await keys.sealers(tx, [place]);
        const seal = sealers(place);
        await claimed.keepReply(tx, claim, seal(reply, spotOf(claim.updateId, "reply")));
        if (turn !== undefined) await turns.keepTurn(tx, { ...turn, chat: place }, seal);
        return true;
      }, REPEATABLE),
    markSent: (claim, sent) =>
      database.run((queries) => claimed.markSent(queries, claim, toColumns(sent)), REPEATABLE),
    finish: (claim, sent, remembered) =>
      sent === undefined
        ? close(claim, "done", WITHOUT_TEXTS)
        : finishSent(claim, sent, remembered),
    postpone: (claim, { until, countsAsTry }) =>
      change(claim, {
        not_before: until,
        lease_until: 0,
        ...(countsAsTry ? { tries: sql<number>`tries + 1` } : {}),
      }),
    release: (claim) => change(claim, { lease_until: 0 }),
    bury: (claim) => close(claim, "dead", WITHOUT_TEXTS),
    async cancelChat(chat, keep = []) {
      return database.run((queries) => cancelJobs(queries, { chat, keep, now: now() }), REPEATABLE);
    },
    async open() {
      const row = await database.read((queries) =>
        queries
          .selectFrom("job")
          .select((eb) => eb.fn.countAll<number>().as("open"))
          .where("store_key", "=", keys.storeKey)
          .where(isOpen("job"))
          .executeTakeFirstOrThrow(),
      );
      return row.open;
    },
    nextDue: () => findNextDue(parts),
    async counts() {
      const rows = await database.read((queries) =>
        queries
          .selectFrom("job")
          .select((eb) => ["state", eb.fn.countAll<number>().as("count")] as const)
          .where("store_key", "=", keys.storeKey)
          .groupBy("state")
          .execute(),
      );
      const found = rows.map(({ state, count }) => [state, count] as const);
      return { new: 0, due: 0, done: 0, dead: 0, aside: 0, ...Object.fromEntries(found) };
    },
    purge: (before) => inBatches(() => removeClosed(parts, before)),
  };
}

/** Leases that a process left behind when it died; only where no other process can hold one. */
export async function endLeases({ database }: StoreParts): Promise<void> {
  await database.run(
    (queries) =>
      queries
        .updateTable("job")
        .set({ lease_until: LEFT_BEHIND })
        .where(isOpen("job"))
        .where("lease_until", ">", LEFT_BEHIND)
        .execute(),
    REPEATABLE,
  );
}

/** Returns how many were open. */
export async function cancelJobs(
  queries: Queries,
  { chat, keep, now }: { chat: number; keep: readonly string[]; now: number },
): Promise<number> {
  const result = await queries
    .updateTable("job")
    .set({ ...WITHOUT_TEXTS, ...closed("done", now) })
    .where("chat", "=", chat)
    .where(isOpen("job"))
    .$if(keep.length > 0, (query) => query.where("kind", "not in", keep))
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

function closed(state: JobState, now: number) {
  return { state, lease_until: 0, closed_at: now };
}

function toRow(
  job: NewJob,
  stored: { readonly now: number; readonly storeKey: string; readonly body: Buffer },
): Tables["job"] {
  return {
    update_id: job.updateId,
    lane: job.lane,
    chat: job.chat,
    kind: job.kind,
    state: "new",
    at: Math.min(job.at, stored.now),
    stored_at: stored.now,
    store_key: stored.storeKey,
    body: stored.body,
    reply: null,
    sent_parts: 0,
    sent_messages: "[]",
    not_before: 0,
    lease_until: 0,
    claim: 0,
    tries: 0,
    crashes: 0,
    closed_at: null,
  };
}

function toColumns({ parts, messages }: Sent) {
  return { sent_parts: parts, sent_messages: JSON.stringify(messages) };
}

async function insert(tx: Tx, rows: readonly Tables["job"][]): Promise<number[]> {
  const added = await tx
    .insertInto("job")
    .values(rows)
    .onConflict((conflict) => conflict.column("update_id").doNothing())
    .returning("update_id")
    .execute();
  return added.map((row) => row.update_id);
}

async function findNextDue({ database, keys, now }: StoreParts): Promise<number | null> {
  const { greatest } = database;
  const due = sql<number>`${greatest} (not_before, lease_until, coalesce(held_until, 0))`;
  const row = await database.read((queries) =>
    queries
      .selectFrom("job")
      .leftJoin("chat", "chat.chat", "job.chat")
      .select(sql<number | null>`min(${due})`.as("due"))
      .where("store_key", "=", keys.storeKey)
      .where(isOpen("job"))
      .where(due, ">", now())
      .executeTakeFirst(),
  );
  return row?.due ?? null;
}

async function removeClosed({ database }: StoreParts, before: number): Promise<number> {
  const result = await database.run(
    (queries) =>
      queries
        .deleteFrom("job")
        .where("update_id", "in", (from) =>
          from
            .selectFrom("job")
            .select("update_id")
            .where("closed_at", "is not", null)
            .where("closed_at", "<", before)
            .limit(BATCH),
        )
        .executeTakeFirst(),
    REPEATABLE,
  );
  return Number(result.numDeletedRows);
}
