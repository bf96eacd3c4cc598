/**
 * Which jobs come next: the oldest that are due, and of each lane its first only.
 */
import { sql } from "kysely";
import type { Expression, ExpressionBuilder, Selectable, SqlBool } from "kysely";

import { isOpen, type StoreParts } from "../parts.ts";
import { prepare } from "../database/prepared.ts";
import type { ClaimWanted, Job } from "../contract/jobs.ts";
import type { Tables, Tx } from "../database/tables.ts";

type JobRow = Selectable<Tables["job"]>;

/** However many claims of a job never ended. */
const ANY = { from: 0, to: 1_000_000 };

/** A lease that ends later than any lease could was written by a clock that has been set back since. */
const CLOCK_SLACK_MS = 5 * 60 * 1000;

/**
 * Oldest first. Jobs that turn out to be damaged are set aside, and others taken.
 *
 * What is taken is opened in the same transaction, so that its key cannot be destroyed in between.
 */
export function createClaim(parts: StoreParts): (wanted: ClaimWanted) => Promise<readonly Job[]> {
  const { database, now } = parts;
  const take = prepareTaking(parts);
  return ({ leaseMs, limit, crashes = {} }) =>
    database.transact(async (tx) => {
      const at = now();
      const leaseUntil = at + leaseMs;
      const impossible = leaseUntil + CLOCK_SLACK_MS;
      const taking = { at, limit, leaseUntil, impossible, ...ANY, ...crashes };
      for (;;) {
        const { rows } = await take(tx, taking);
        const { jobs, damaged } = await openRows(parts, tx, rows);
        if (damaged.length > 0) await setAside(parts, tx, damaged);
        if (jobs.length > 0 || damaged.length === 0) return jobs;
      }
    });
}

async function openRows({ keys }: StoreParts, tx: Tx, rows: readonly JobRow[]) {
  const sealed = rows.flatMap(({ body, reply }) => [body, reply].filter((text) => text !== null));
  const open = await keys.opener(tx, sealed);
  const jobs: Job[] = [];
  const damaged: number[] = [];
  for (const row of rows.toSorted((one, other) => one.update_id - other.update_id)) {
    const body = row.body === null ? null : open(row.body, spotOf(row.update_id, "body"));
    const reply = row.reply === null ? null : open(row.reply, spotOf(row.update_id, "reply"));
    const isWhole = body !== null && (row.reply === null || reply !== null);
    if (isWhole) jobs.push(toJob(row, body, reply));
    else damaged.push(row.update_id);
  }
  return { jobs, damaged };
}

/** Where a job's text stands, for its seal. */
export function spotOf(updateId: number, column: "body" | "reply"): readonly (string | number)[] {
  return ["job", column, updateId];
}

interface Taking {
  /** Now. */
  readonly at: number;
  readonly limit: number;
  readonly leaseUntil: number;
  /** No lease that was written by this clock ends later. */
  readonly impossible: number;
  readonly from: number;
  readonly to: number;
}

/** A lease that was neither given back nor ended by its worker is a crash. */
const CRASHES = sql<number>`crashes + case when lease_until > 0 then 1 else 0 end`;

function prepareTaking({ database, keys }: StoreParts) {
  return prepare((queries, { at, limit, leaseUntil, impossible, from: fewest, to }: Taking) =>
    queries
      .with("picked", (from) =>
        from
          .selectFrom("job")
          .select("update_id")
          .where("store_key", "=", keys.storeKey)
          .where(isOpen("job"))
          .where("not_before", "<=", at)
          .where((eb) => eb.or([eb("lease_until", "<=", at), eb("lease_until", ">", impossible)]))
          .where(firstOfLane)
          .where(
            sql<SqlBool>`case when state = 'due' then 0 else ${CRASHES} end between ${fewest} and ${to}`,
          )
          .where((eb) => {
            const held = eb
              .selectFrom("chat")
              .select("chat.chat")
              .whereRef("chat.chat", "=", "job.chat")
              .where("chat.held_until", ">", at);
            return eb.not(eb.exists(held));
          })
          .orderBy("update_id")
          .limit(limit)
          .modifyEnd(database.skipLocked),
      )
      .updateTable("job")
      .set((eb) => ({
        lease_until: leaseUntil,
        claim: eb("claim", "+", 1),
        crashes: CRASHES,
      }))
      .where("update_id", "in", (from) => from.selectFrom("picked").select("update_id"))
      .returningAll(),
  );
}

function firstOfLane(eb: ExpressionBuilder<Tables, "job">): Expression<SqlBool> {
  const earlier = eb
    .selectFrom("job as earlier")
    .select("earlier.update_id")
    .whereRef("earlier.lane", "=", "job.lane")
    // One that another STORE_KEY has sealed holds nobody up.
    .whereRef("earlier.store_key", "=", "job.store_key")
    .where(isOpen("earlier"))
    .whereRef("earlier.update_id", "<", "job.update_id");
  return eb.or([eb("lane", "is", null), eb.not(eb.exists(earlier))]);
}

async function setAside({ now }: StoreParts, tx: Tx, ids: readonly number[]): Promise<void> {
  await tx
    .updateTable("job")
    .set({ state: "aside", lease_until: 0, closed_at: now() })
    .where("update_id", "in", ids)
    .execute();
}

function toJob(row: JobRow, body: string, reply: string | null): Job {
  return {
    updateId: row.update_id,
    lane: row.lane,
    chat: row.chat,
    kind: row.kind,
    at: row.at,
    storedAt: row.stored_at,
    body,
    reply,
    sent: { parts: row.sent_parts, messages: JSON.parse(row.sent_messages) as number[] },
    tries: row.tries,
    crashes: row.crashes,
    claim: row.claim,
  };
}
