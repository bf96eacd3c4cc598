/**
 * What processes that died have left behind: their jobs can be claimed at once, and what they reserved is settled.
 */
import { sql } from "kysely";

import { REPEATABLE } from "./database/queries.ts";
import { LEFT_BEHIND, OPEN } from "./jobs/job.ts";
import type { StoreParts } from "./parts.ts";
import { settleOfDead } from "./reservations.ts";

const LOOK_EVERY_MS = 1000;

export async function takeUpLeftBehind(parts: StoreParts): Promise<void> {
  const { database } = parts;
  const { living, areLivingKnown } = database;
  await database.run(
    sql`update job set lease_until = ${LEFT_BEHIND}
      where ${OPEN} and lease_until > ${LEFT_BEHIND} and ${areLivingKnown}
        and process not in (${living})`,
    REPEATABLE,
  );
  await settleOfDead(parts);
}

/** To be called before each claim: looks once a second, where there may be other processes. */
export function createLookout(parts: StoreParts): () => Promise<void> {
  const { database, now } = parts;
  let lookedAt = -Infinity;
  return async () => {
    if (database.isSole || Math.abs(now() - lookedAt) < LOOK_EVERY_MS) return;
    lookedAt = now();
    await takeUpLeftBehind(parts);
  };
}
