/**
 * Counters with limits, which hold however many take at once.
 *
 * One statement both asks and takes, so that no two callers get the same last one.
 */
import { sql } from "kysely";

import { removeRows, type Queries, type Tx } from "./database/queries.ts";
import type { StoreParts } from "./parts.ts";

/** Names one counter: what is limited, whose it is, and when its window began. Whole numbers only. */
export interface Counter {
  readonly scope: string;
  /** A chat's id moves with the chat; "" is nobody's in particular. */
  readonly key: string;
  readonly windowStart: number;
}

export interface Limited {
  readonly counter: Counter;
  readonly limit: number;
}

export interface Taken {
  readonly taken: boolean;
  /** After it, reserved amounts included. */
  readonly used: number;
}

export interface Total {
  readonly scope: string;
  readonly windowStart: number;
  readonly used: number;
}

export type Usage = ReturnType<typeof createUsage>;

const NOBODY = "";

export interface Amounts {
  readonly reserved: number;
  readonly used: number;
}

export function createUsage({ database }: StoreParts) {
  return {
    /** Reserved amounts included. */
    read: (counter: Counter): Promise<number> => read(database, counter),

    /** Takes all of `amount`, or nothing where that would exceed `limit`. */
    take: (counter: Counter, amount: number, limit: number): Promise<Taken> =>
      take(database, { counter, limit }, { used: amount, reserved: 0 }),

    /** One of each, until one refuses: of those behind it nothing is taken, nor told. */
    takeInTurn: (wanted: readonly Limited[]): Promise<readonly Taken[]> =>
      database.transact(async (tx) => {
        const taken: Taken[] = [];
        for (const one of wanted) {
          taken.push(await take(tx, one, { used: 1, reserved: 0 }));
          if (taken.at(-1)?.taken !== true) break;
        }
        return taken;
      }),

    /** What is nobody's in particular, of the windows that began at `from` or later; reserved amounts included. */
    readTotals: (from: number): Promise<readonly Total[]> =>
      database.read(sql<Total>`
        select scope, window_start as "windowStart", used + reserved as used from usage
        where window_start >= ${from} and key = ${NOBODY}`),

    /** Windows that began before; of what is nobody's in particular, before `totalsBefore`. Returns how many. */
    purge: (before: number, totalsBefore = before): Promise<number> =>
      removeRows(
        database,
        "usage",
        sql`window_start < ${before} and (key <> ${NOBODY} or window_start < ${totalsBefore})`,
      ),
  };
}

/** Puts what was really used in the place of what had been reserved. */
export async function giveBack(
  { database }: Pick<StoreParts, "database">,
  tx: Tx,
  counter: Counter,
  { reserved, used }: Amounts,
): Promise<void> {
  const rest = sql`${database.greatest}(0, usage.reserved - ${reserved})`;
  await tx.run(sql`
    ${insertion(counter, { used, reserved: 0 })}
    set used = usage.used + excluded.used, reserved = ${rest}`);
}

/** Up to what is done where the counter is there already. */
function insertion({ scope, key, windowStart }: Counter, { used, reserved }: Amounts) {
  return sql`
    insert into usage (scope, key, window_start, used, reserved)
    values (${scope}, ${key}, ${windowStart}, ${used}, ${reserved})
    on conflict (scope, key, window_start) do update`;
}

/** Used and reserved are taken apart, and count together. */
export async function take(
  queries: Queries,
  { counter, limit }: Limited,
  { used, reserved }: Amounts,
): Promise<Taken> {
  const amount = used + reserved;
  if (!Number.isSafeInteger(amount) || amount < 0) throw new RangeError("A whole amount");
  // Where nothing is counted yet, the statement does not look at the limit.
  if (amount > limit) return { taken: false, used: await read(queries, counter) };
  const { rows } = await queries.run(sql<{ total: number }>`
    ${insertion(counter, { used, reserved })}
    set used = usage.used + excluded.used, reserved = usage.reserved + excluded.reserved
    where usage.used + usage.reserved + ${amount} <= ${limit}
    returning used + reserved as total`);
  const [row] = rows;
  return row === undefined
    ? { taken: false, used: await read(queries, counter) }
    : { taken: true, used: row.total };
}

async function read(queries: Queries, counter: Counter): Promise<number> {
  const [found] = await queries.read(sql<{ total: number }>`
    select used + reserved as total from usage
    where scope = ${counter.scope} and key = ${counter.key}
      and window_start = ${counter.windowStart}`);
  return found?.total ?? 0;
}
