/**
 * Whom somebody told to stop writing: for a process that writes what another was told to stop.
 */
import { sql } from "kysely";

import { REPEATABLE } from "./database/queries.ts";
import type { StoreParts } from "./parts.ts";

/** Afterwards nothing is written any more that could be stopped. */
export const STOPS_KEPT_MS = 60 * 60 * 1000;

export function createStops({ database, now }: Pick<StoreParts, "database" | "now">) {
  return {
    /** False: every answer is written in this process, which needs to ask nobody. */
    areShared: !database.isSole,

    async ask(chat: number, draft: number): Promise<void> {
      await database.run(
        sql`insert into stop (chat, draft, at) values (${chat}, ${draft}, ${now()})
          on conflict (chat, draft) do nothing`,
        REPEATABLE,
      );
    },

    async wasAsked(chat: number, draft: number): Promise<boolean> {
      const found = await database.read(sql`
        select at from stop where chat = ${chat} and draft = ${draft}`);
      return found.length > 0;
    },
  };
}
