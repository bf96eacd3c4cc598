/**
 * The bot cannot write in a chat any more: it was removed, or blocked.
 */
import { sql } from "kysely";

import { REPEATABLE } from "../database/queries.ts";
import { dropJobs } from "../jobs/jobs.ts";
import type { StoreParts } from "../parts.ts";
import { leaveRecording } from "../recording/forget.ts";

/** Its open jobs are dropped, except of the kinds in `keep`, and it records no longer; what it recorded goes a day later. Returns how many jobs were dropped. */
export function leaveChat(
  { database, now }: StoreParts,
  chat: number,
  keep: readonly string[] = [],
): Promise<number> {
  return database.transact(async (tx) => {
    await tx.run(sql`
      insert into chat (chat, left_at) values (${chat}, ${now()})
      on conflict (chat) do update set left_at = coalesce(chat.left_at, excluded.left_at)`);
    await leaveRecording(tx, chat, now());
    return dropJobs(tx, { chat, keep, now: now() });
  }, REPEATABLE);
}
