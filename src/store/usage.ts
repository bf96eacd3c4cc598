/**
 * Counters with limits. One statement both asks and takes, so that no two callers get the same last one.
 */
import { sql } from "kysely";

import { REPEATABLE } from "./database/database.ts";
import type { Queries } from "./database/engine.ts";
import { BATCH, inBatches, type StoreParts } from "./parts.ts";
import { prepare } from "./database/prepared.ts";
import type { Counter, Taken, Usage } from "./contract/usage.ts";

const NOBODY = "";

type Column = "used" | "reserved";

interface Wanted {
  readonly column: Column;
  readonly counter: Counter;
  readonly amount: number;
  readonly limit: number;
}

interface Amounts {
  readonly reserved: number;
  readonly used: number;
}

export function createUsage({ database }: StoreParts): Usage {
  const find = prepare((queries, counter: Counter) =>
    queries
      .selectFrom("usage")
      .select((eb) => eb("used", "+", eb.ref("reserved")).as("total"))
      .where("scope", "=", counter.scope)
      .where("key", "=", counter.key)
      .where("window_start", "=", counter.windowStart),
  );
  const add = { used: prepareAdding("used"), reserved: prepareAdding("reserved") };

  async function read(queries: Queries, { scope, key, windowStart }: Counter): Promise<number> {
    const { rows } = await find(queries, { scope, key, windowStart });
    return rows[0]?.total ?? 0;
  }

  async function take(queries: Queries, { column, counter, ...wanted }: Wanted): Promise<Taken> {
    // Where nothing is counted yet, the statement does not look at the limit.
    const hasRoom = wanted.amount <= wanted.limit;
    const [row] = hasRoom ? (await add[column](queries, { ...counter, ...wanted })).rows : [];
    return row === undefined
      ? { taken: false, used: await read(queries, counter) }
      : { taken: true, used: row.total };
  }

  async function settle(
    queries: Queries,
    counter: Counter,
    { reserved, used }: Amounts,
  ): Promise<void> {
    await queries
      .insertInto("usage")
      .values({ ...toRow(counter), used })
      .onConflict((conflict) =>
        conflict.columns(["scope", "key", "window_start"]).doUpdateSet((eb) => ({
          used: eb("usage.used", "+", used),
          reserved: sql<number>`${database.greatest} (0, usage.reserved - ${sql.lit(reserved)})`,
        })),
      )
      .execute();
  }

  return {
    read: (counter) => database.read((queries) => read(queries, counter)),
    async take(counter, amount, limit) {
      checkAmount(amount);
      return database.run((queries) => take(queries, { column: "used", counter, amount, limit }));
    },
    takeInTurn: (wanted) =>
      database.transact(async (tx) => {
        const taken: Taken[] = [];
        for (const one of wanted) {
          taken.push(await take(tx, { column: "used", amount: 1, ...one }));
          if (taken.at(-1)?.taken !== true) break;
        }
        return taken;
      }),
    async reserve(wanted, amount) {
      checkAmount(amount);
      return database.transact(async (tx) => {
        const reserved: Counter[] = [];
        for (const { counter, limit } of wanted) {
          const { taken } = await take(tx, { column: "reserved", counter, amount, limit });
          if (!taken) {
            // Given back one by one: on SQLite an undone transaction undoes those that are committed with it.
            for (const other of reserved) await settle(tx, other, { reserved: amount, used: 0 });
            return false;
          }
          reserved.push(counter);
        }
        return true;
      });
    },
    settle: (counters, amounts) =>
      database.transact(async (tx) => {
        for (const counter of counters) await settle(tx, counter, amounts);
      }),
    readTotals: (from) =>
      database.read((queries) =>
        queries
          .selectFrom("usage")
          .select((eb) => [
            "scope",
            "window_start as windowStart",
            eb("used", "+", eb.ref("reserved")).as("used"),
          ])
          .where("window_start", ">=", from)
          .where("key", "=", NOBODY)
          .execute(),
      ),
    purge: (before, totalsBefore = before) =>
      inBatches(async () => {
        const result = await database.run(
          (queries) =>
            queries
              .deleteFrom("usage")
              .where("window_start", "<", before)
              .where((eb) =>
                eb(
                  eb.refTuple("scope", "key", "window_start"),
                  "in",
                  eb
                    .selectFrom("usage")
                    .select(["scope", "key", "window_start"])
                    .where("window_start", "<", before)
                    .where((of) =>
                      of.or([of("key", "<>", NOBODY), of("window_start", "<", totalsBefore)]),
                    )
                    .limit(BATCH)
                    .$asTuple("scope", "key", "window_start"),
                ),
              )
              .executeTakeFirst(),
          REPEATABLE,
        );
        return Number(result.numDeletedRows);
      }),
  };
}

function checkAmount(amount: number): void {
  if (!Number.isSafeInteger(amount) || amount < 0) throw new RangeError("A whole amount");
}

/** Returns a row where there was room. */
function prepareAdding(column: Column) {
  return prepare((queries, wanted: Counter & Pick<Wanted, "amount" | "limit">) =>
    queries
      .insertInto("usage")
      .values({ ...toRow(wanted), [column]: wanted.amount })
      .onConflict((conflict) =>
        conflict
          .columns(["scope", "key", "window_start"])
          .doUpdateSet((eb) => ({ [column]: eb(`usage.${column}`, "+", wanted.amount) }))
          .where(sql<boolean>`usage.used + usage.reserved + ${wanted.amount} <= ${wanted.limit}`),
      )
      .returning((eb) => eb("used", "+", eb.ref("reserved")).as("total")),
  );
}

function toRow({ scope, key, windowStart }: Counter) {
  return { scope, key, window_start: windowStart, used: 0, reserved: 0 };
}
