/**
 * Counters with limits. One statement both asks and takes, so that no two callers get the same last one.
 */
import { sql } from "kysely";

import { REPEATABLE } from "./database.ts";
import { BATCH, inBatches, type StoreParts } from "./parts.ts";
import type { Counter, Taken, Usage } from "./store.ts";

type Column = "used" | "reserved";

interface Amount {
  readonly column: Column;
  readonly amount: number;
  readonly limit: number;
}

export function createUsage({ database }: StoreParts): Usage {
  async function read(counter: Counter): Promise<number> {
    const row = await database.read((queries) =>
      queries
        .selectFrom("usage")
        .select((eb) => eb("used", "+", eb.ref("reserved")).as("total"))
        .where("scope", "=", counter.scope)
        .where("key", "=", counter.key)
        .where("window_start", "=", counter.windowStart)
        .executeTakeFirst(),
    );
    return row?.total ?? 0;
  }

  async function take(counter: Counter, { column, amount, limit }: Amount): Promise<Taken> {
    if (!Number.isSafeInteger(amount) || amount < 0) throw new RangeError("A whole amount");
    if (amount > limit) return { taken: false, used: await read(counter) };
    const row = await database.run((queries) =>
      queries
        .insertInto("usage")
        .values({ ...toRow(counter), [column]: amount })
        .onConflict((conflict) =>
          conflict
            .columns(["scope", "key", "window_start"])
            .doUpdateSet((eb) => ({ [column]: eb(`usage.${column}`, "+", amount) }))
            .where(sql<boolean>`usage.used + usage.reserved + ${sql.lit(amount)} <= ${limit}`),
        )
        .returning((eb) => eb("used", "+", eb.ref("reserved")).as("total"))
        .executeTakeFirst(),
    );
    return row === undefined
      ? { taken: false, used: await read(counter) }
      : { taken: true, used: row.total };
  }

  return {
    read,
    take: (counter, amount, limit) => take(counter, { column: "used", amount, limit }),
    reserve: (counter, amount, limit) => take(counter, { column: "reserved", amount, limit }),
    async settle(counter, { reserved, used }) {
      await database.run((queries) =>
        queries
          .insertInto("usage")
          .values({ ...toRow(counter), used })
          .onConflict((conflict) =>
            conflict.columns(["scope", "key", "window_start"]).doUpdateSet((eb) => ({
              used: eb("usage.used", "+", used),
              reserved: sql<number>`${database.greatest} (0, usage.reserved - ${sql.lit(reserved)})`,
            })),
          )
          .execute(),
      );
    },
    purge: (before) =>
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

function toRow({ scope, key, windowStart }: Counter) {
  return { scope, key, window_start: windowStart, used: 0, reserved: 0 };
}
