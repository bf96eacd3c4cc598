/**
 * All jobs: stored in batches, counted, and removed when they are long over.
 */
import { sql } from "kysely";

import { insertRows, removeRows, REPEATABLE, type Queries } from "../database/queries.ts";
import { createLookout } from "../left-behind.ts";
import type { StoreParts } from "../parts.ts";
import { record } from "../recording/record.ts";
import type { RecordedMessage } from "../recording/recorded.ts";
import { claimJobs, type ClaimWanted } from "./claim.ts";
import { createClaimedJobs } from "./claimed.ts";
import { closedAt, NO_CHAT, OPEN, spotOf } from "./job.ts";
import type { Job, JobState, NewJob } from "./job.ts";

/** What STORE_KEY cannot open is not counted. */
export type JobCounts = Readonly<Record<JobState, number>>;

export function createJobs(parts: StoreParts) {
  const { database, keys, now } = parts;
  const lookForDead = createLookout(parts);
  return {
    ...createClaimedJobs(parts),

    /** Of as many lanes, oldest first; empty when no such job is due. */
    async claim(wanted: ClaimWanted): Promise<readonly Job[]> {
      await lookForDead();
      return claimJobs(parts, wanted);
    },

    /** All or none, and with them what of `messages` is to be recorded. Returns the ids of the new jobs, ascending; the others were stored before. */
    add: (
      batch: readonly NewJob[],
      messages: readonly RecordedMessage[] = [],
    ): Promise<readonly number[]> =>
      database.transact(async (tx) => {
        const sealers = await keys.sealers(
          tx,
          batch.map(({ chat }) => chat ?? NO_CHAT),
        );
        const rows = batch.map((job) => ({
          update_id: job.updateId,
          lane: job.lane,
          chat: job.chat,
          kind: job.kind,
          at: Math.min(job.at, now()),
          stored_at: now(),
          store_key: keys.storeKey,
          body: sealers(job.chat ?? NO_CHAT)(job.body, spotOf(job.updateId, "body")),
        }));
        // Always in the same order, so that two who store the same batch do not wait for each other.
        rows.sort((one, other) => one.update_id - other.update_id);
        const added = await insertRows(
          tx,
          "job",
          rows,
          sql<{ id: number }>`on conflict (update_id) do nothing returning update_id as id`,
        );
        await record(parts, tx, messages);
        return added.map(({ id }) => id).toSorted((one, other) => one - other);
      }, REPEATABLE),

    /** How many are open, running ones too. */
    async open(): Promise<number> {
      const counts = await database.read(sql<{ count: number }>`
        select count(*) as count from job where store_key = ${keys.storeKey} and ${OPEN}`);
      return counts[0]?.count ?? 0;
    },

    /** When the next of those that wait for a time or a lease may be due; null when none does. */
    async nextDue(): Promise<number | null> {
      const due = sql`${database.greatest}(not_before, lease_until, coalesce(held_until, 0))`;
      const [next] = await database.read(sql<{ due: number | null }>`
        select min(${due}) as due from job left join chat on chat.chat = job.chat
        where store_key = ${keys.storeKey} and ${OPEN} and ${due} > ${now()}`);
      return next?.due ?? null;
    },

    /** When the oldest that is open was stored; null when none is. */
    async oldest(): Promise<number | null> {
      const [found] = await database.read(sql<{ at: number | null }>`
        select min(stored_at) as at from job where store_key = ${keys.storeKey} and ${OPEN}`);
      return found?.at ?? null;
    },

    async counts(): Promise<JobCounts> {
      const counts = await database.read(sql<{ state: JobState; count: number }>`
        select state, count(*) as count from job
        where store_key = ${keys.storeKey} group by state`);
      const found = counts.map(({ state, count }) => [state, count] as const);
      return { new: 0, due: 0, done: 0, dead: 0, aside: 0, ...Object.fromEntries(found) };
    },

    /** Those that were closed before. Returns how many. */
    purge: (before: number) => removeRows(database, "job", sql`closed_at < ${before}`),
  };
}

/** Open ones, running ones too, except of the kinds in `keep`. Returns how many were dropped. */
export async function dropJobs(
  queries: Queries,
  { chat, keep, now }: { chat: number; keep: readonly string[]; now: number },
): Promise<number> {
  const isKept = keep.length === 0 ? sql`false` : sql`kind in (${sql.join(keep)})`;
  const { count } = await queries.run(sql`
    update job set state = 'done', ${closedAt(now)}
    where chat = ${chat} and ${OPEN} and not ${isKept}`);
  return count;
}
