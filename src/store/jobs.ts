/**
 * Stored updates and their replies, from the moment they arrive until they are done.
 */
import { sql } from "kysely";
import type { UpdateObject } from "kysely";

import { claimJobs, spotOf } from "./claim.ts";
import type { Queries } from "./engine.ts";
import { REPEATABLE } from "./database.ts";
import { BATCH, inBatches, isOpen, type StoreParts } from "./parts.ts";
import type { Claim, Jobs, JobState, NewJob, Sent } from "./store.ts";
import type { Tables, Tx } from "./tables.ts";
import { keepAnswers, keepTurn } from "./turns.ts";

/** The seal of what belongs to no chat. */
const NO_CHAT = 0;
/** Ends a lease that nobody ended: a claim counts it as a crash. */
const LEFT_BEHIND = 1;

type Change = UpdateObject<Tables, "job", "job">;

export function createJobs(parts: StoreParts): Jobs {
  const { database, keys, now } = parts;

  async function change(claim: Claim, values: Change): Promise<boolean> {
    return database.run((queries) => changeClaimed(queries, claim, values), REPEATABLE);
  }

  async function close(claim: Claim, state: JobState, values: Change = {}): Promise<boolean> {
    return change(claim, { ...values, ...closed(state, now()) });
  }

  /** With the answers that its messages are, when a question is given. */
  async function mark(
    claim: Claim,
    values: Change,
    answers: { readonly sent: Sent; readonly question: string | undefined },
  ): Promise<boolean> {
    const { sent, question } = answers;
    const all = { ...values, sent_parts: sent.parts, sent_messages: JSON.stringify(sent.messages) };
    if (question === undefined || sent.messages.length === 0) return change(claim, all);
    return database.transact(async (tx) => {
      const chat = await lockClaimed(parts, tx, claim);
      if (chat === undefined || !(await changeClaimed(tx, claim, all))) return false;
      if (chat !== null) await keepAnswers(parts, tx, { chat, messages: sent.messages, question });
      return true;
    }, REPEATABLE);
  }

  return {
    async add(batch) {
      // Always in the same order, so that two who store the same batch do not wait for each other.
      const ordered = batch.toSorted((one, other) => one.updateId - other.updateId);
      if (ordered.length === 0) return [];
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
        return added.toSorted((one, other) => one - other);
      }, REPEATABLE);
    },
    claim: (wanted) => claimJobs(parts, wanted),
    renew: (claim, leaseMs) => change(claim, { lease_until: now() + leaseMs }),
    async keepReply(claim, reply, turn) {
      return database.transact(async (tx) => {
        const chat = await lockClaimed(parts, tx, claim);
        if (chat === undefined) return false;
        const sealers = await keys.sealers(tx, [chat ?? NO_CHAT]);
        const sealed = sealers(chat ?? NO_CHAT)(reply, spotOf(claim.updateId, "reply"));
        await changeClaimed(tx, claim, { state: "due", reply: sealed });
        if (turn !== undefined) await keepTurn(parts, tx, { ...turn, chat: chat ?? turn.chat });
        return true;
      }, REPEATABLE);
    },
    markSent: (claim, sent, question) => mark(claim, {}, { sent, question }),
    finish(claim, sent, question) {
      if (sent === undefined) return close(claim, "done", WITHOUT_TEXTS);
      const values = { ...WITHOUT_TEXTS, ...closed("done", now()) };
      return mark(claim, values, { sent, question });
    },
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

const WITHOUT_TEXTS = { body: null, reply: null } as const;

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

async function insert(tx: Tx, rows: readonly Tables["job"][]): Promise<number[]> {
  const added = await tx
    .insertInto("job")
    .values(rows)
    .onConflict((conflict) => conflict.column("update_id").doNothing())
    .returning("update_id")
    .execute();
  return added.map((row) => row.update_id);
}

/** The chat of a claimed job, which then nobody else changes before the transaction ends; undefined when the claim is lost. */
async function lockClaimed(
  { database }: StoreParts,
  tx: Tx,
  { updateId, claim }: Claim,
): Promise<number | null | undefined> {
  const row = await tx
    .selectFrom("job")
    .select("chat")
    .where("update_id", "=", updateId)
    .where("claim", "=", claim)
    .where("lease_until", ">", LEFT_BEHIND)
    .modifyEnd(database.forUpdate)
    .executeTakeFirst();
  return row?.chat;
}

async function changeClaimed(
  queries: Queries,
  { updateId, claim }: Claim,
  values: Change,
): Promise<boolean> {
  const result = await queries
    .updateTable("job")
    .set(values)
    .where("update_id", "=", updateId)
    .where("claim", "=", claim)
    .where("lease_until", ">", LEFT_BEHIND)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
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
