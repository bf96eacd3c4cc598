/**
 * Claims jobs in order: the oldest that are due, and of each lane its first only.
 */
import { sql } from "kysely";

import type { Tx } from "../database/queries.ts";
import type { StoreParts } from "../parts.ts";
import { OPEN, spotOf, type Job, type Sent } from "./job.ts";

export interface ClaimWanted {
  /** The claim ends when it is not renewed within this time, or its process dies. */
  readonly leaseMs: number;
  /** At most so many jobs. */
  readonly limit: number;
  /** Only jobs at which processes died so many times. A job whose reply is written counts as none: it is only sent. Any, when left out. */
  readonly crashes?: { readonly from?: number; readonly to?: number };
}

interface JobRow {
  readonly update_id: number;
  readonly lane: string | null;
  readonly chat: number | null;
  readonly kind: string;
  readonly at: number;
  readonly stored_at: number;
  readonly body: Uint8Array | null;
  readonly reply: Uint8Array | null;
  readonly sent: string;
  readonly claim: number;
  readonly tries: number;
  readonly crashes: number;
}

/** More claims than any job sees. */
const ANY_NUMBER = 1_000_000;

/** A lease that ends later than any lease could was written by a clock that has been set back since. */
const CLOCK_SLACK_MS = 5 * 60 * 1000;

/** A lease that was neither given back nor ended by its worker is a crash. */
const CRASHES = sql`crashes + case when lease_until > 0 then 1 else 0 end`;

/**
 * Oldest first; empty when no job is due. A lane gives none while an earlier job of it is open. What is damaged is set
 * aside, and others are taken.
 *
 * What is taken is opened in the same transaction, so that its key cannot be destroyed in between.
 */
export async function claimJobs(parts: StoreParts, wanted: ClaimWanted): Promise<readonly Job[]> {
  await parts.database.presence.ensure();
  return parts.database.transact(async (tx) => {
    for (;;) {
      const rows = await takeRows(parts, tx, wanted);
      const { jobs, damaged } = await openRows(parts, tx, rows);
      if (damaged.length > 0) await setAside(parts, tx, damaged);
      if (jobs.length > 0 || damaged.length === 0) return jobs;
    }
  });
}

async function takeRows(
  { database, keys, now }: StoreParts,
  tx: Tx,
  { leaseMs, limit, crashes: { from = 0, to = ANY_NUMBER } = {} }: ClaimWanted,
): Promise<readonly JobRow[]> {
  const at = now();
  const leaseUntil = at + leaseMs;
  // A job that another STORE_KEY has sealed holds nobody up.
  const { rows } = await tx.run(sql<JobRow>`
    with picked as (
      select update_id from job
      where store_key = ${keys.storeKey} and ${OPEN}
        and not_before <= ${at}
        and (lease_until <= ${at} or lease_until > ${leaseUntil + CLOCK_SLACK_MS})
        and (lane is null or not exists (
          select 1 from job as earlier
          where earlier.lane = job.lane and earlier.store_key = job.store_key
            and earlier.state in ('new', 'due') and earlier.update_id < job.update_id))
        and case when state = 'due' then 0 else ${CRASHES} end between ${from} and ${to}
        and not exists (
          select 1 from chat where chat.chat = job.chat and chat.held_until > ${at})
      order by update_id
      limit ${limit}
      ${database.skipLocked})
    update job set lease_until = ${leaseUntil}, process = ${database.presence.number},
      claim = claim + 1, crashes = ${CRASHES}
    where update_id in (select update_id from picked)
    returning *`);
  return rows.toSorted((one, other) => one.update_id - other.update_id);
}

async function openRows({ keys }: StoreParts, tx: Tx, rows: readonly JobRow[]) {
  const sealed = rows.flatMap(({ body, reply }) => [body, reply].filter((text) => text !== null));
  const open = await keys.opener(tx, sealed);
  const jobs: Job[] = [];
  const damaged: number[] = [];
  for (const row of rows) {
    const body = row.body === null ? null : open(row.body, spotOf(row.update_id, "body"));
    const reply = row.reply === null ? null : open(row.reply, spotOf(row.update_id, "reply"));
    const isWhole = body !== null && (row.reply === null || reply !== null);
    if (isWhole) jobs.push(toJob(row, body, reply));
    else damaged.push(row.update_id);
  }
  return { jobs, damaged };
}

async function setAside({ now }: StoreParts, tx: Tx, ids: readonly number[]): Promise<void> {
  await tx.run(sql`
    update job set state = 'aside', lease_until = 0, closed_at = ${now()}
    where update_id in (${sql.join(ids)})`);
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
    sent: JSON.parse(row.sent) as Sent,
    tries: row.tries,
    crashes: row.crashes,
    claim: row.claim,
  };
}
