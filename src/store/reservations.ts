/**
 * What may be used is reserved in counters before it is known how much it will be: a row for each counter.
 *
 * A reservation follows a chat that moves. Of a process that died, what had not begun is given back, and what had begun
 * counts in full.
 */
import { randomUUID } from "node:crypto";

import { sql } from "kysely";

import { insertRows, REPEATABLE, type Tx } from "./database/queries.ts";
import { LEFT_BEHIND, type Claim } from "./jobs/job.ts";
import type { StoreParts } from "./parts.ts";
import { giveBack, take, type Counter, type Limited } from "./usage.ts";

/** In so many claims of a job something may be begun for it: when the second was cut off as well, there is no third. */
const MOST_BEGUN = 2;

interface ReservationRow extends Counter {
  readonly amount: number;
  readonly place: number;
  readonly begun: number;
}

const COLUMNS = sql`scope, key, window_start as "windowStart", amount, place, begun`;

export function createReservations(parts: StoreParts) {
  const { database } = parts;
  return {
    /**
     * Takes all of `amount` of every one, or nothing of any where one has no room: null. Else the reservation's id:
     * `begin` and `settle` follow. Whoever shares counters names them in the same order, so that none wait in a circle.
     */
    async reserve(wanted: readonly Limited[], amount: number): Promise<string | null> {
      await database.presence.ensure();
      return database.transact(async (tx) => {
        for (const [index, one] of wanted.entries()) {
          const { taken } = await take(tx, one, { used: 0, reserved: amount });
          if (taken) continue;
          // Given back one by one: on SQLite an undone transaction undoes those that are committed with it.
          for (const { counter } of wanted.slice(0, index))
            await giveBack(parts, tx, counter, { reserved: amount, used: 0 });
          return null;
        }
        const id = randomUUID();
        const rows = wanted.map(({ counter: { scope, key, windowStart } }, place) => ({
          id,
          scope,
          key,
          window_start: windowStart,
          place,
          amount,
          process: database.presence.number,
        }));
        await insertRows(tx, "reservation", rows, sql``);
        return id;
      });
    },

    /**
     * From now on it counts in full when the process dies. False: it must not be begun, for it is the job's no more, or
     * another process's job by now, or one of which this was cut off too often.
     */
    begin: (id: string, job: Claim | null): Promise<boolean> =>
      database.transact(async (tx) => {
        if (job !== null && !(await noteBegun(tx, job))) return false;
        const { count } = await tx.run(sql`update reservation set begun = 1 where id = ${id}`);
        return count > 0;
      }, REPEATABLE),

    /** Puts what was really used in the place of what had been reserved. Once is as good as twice. */
    settle: (id: string, used: number): Promise<void> =>
      database.transact(async (tx) => {
        const { rows } = await tx.run(sql<ReservationRow>`
          delete from reservation where id = ${id} returning ${COLUMNS}`);
        await settleRows(parts, tx, rows, () => used);
      }, REPEATABLE),
  };
}

/** Those of processes that died. */
export async function settleOfDead(parts: StoreParts): Promise<void> {
  const { living, areLivingKnown } = parts.database;
  const isOfDead = sql`${areLivingKnown} and process not in (${living})`;
  const found = await parts.database.read(sql`select 1 from reservation where ${isOfDead} limit 1`);
  if (found.length === 0) return;
  await parts.database.transact(async (tx) => {
    const { rows } = await tx.run(sql<ReservationRow>`
      delete from reservation where ${isOfDead} returning ${COLUMNS}`);
    await settleRows(parts, tx, rows, ({ begun, amount }) => (begun === 1 ? amount : 0));
  }, REPEATABLE);
}

async function settleRows(
  parts: StoreParts,
  tx: Tx,
  rows: readonly ReservationRow[],
  usedOf: (row: ReservationRow) => number,
): Promise<void> {
  // In the order in which they are taken.
  const ordered = rows.toSorted((a, b) => a.place - b.place || (a.key < b.key ? -1 : 1));
  for (const row of ordered)
    await giveBack(parts, tx, row, { reserved: row.amount, used: usedOf(row) });
}

/** False where the claim is not the job's last one, or too many before it had begun something. */
async function noteBegun(tx: Tx, { updateId, claim }: Claim): Promise<boolean> {
  const { count } = await tx.run(sql`
    update job set begun = begun + case when begun_in = claim then 0 else 1 end, begun_in = claim
    where update_id = ${updateId} and claim = ${claim} and lease_until > ${LEFT_BEHIND}
      and (begun_in = claim or begun < ${MOST_BEGUN})`);
  return count > 0;
}
