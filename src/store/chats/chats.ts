/**
 * Chats: whether the bot may write there, until when it must not, and their settings.
 */
import { sql } from "kysely";

import { REPEATABLE } from "../database/queries.ts";
import type { StoreParts } from "../parts.ts";
import { parseSettings, type ChatSettings } from "./settings.ts";

/** How exactly it is known when a chat was last seen: not every message is worth a write. */
const SEEN_STEP_MS = 60 * 60 * 1000;

export function createChats({ database, now }: StoreParts) {
  return {
    /** Somebody wrote there, so the bot may write as well. Cheap enough for every message. */
    async seen(chat: number): Promise<void> {
      const at = now();
      // To look is cheap, and mostly all there is to do.
      const known = await database.read(sql`
        select 1 from chat
        where chat = ${chat} and seen_at > ${at - SEEN_STEP_MS} and left_at is null`);
      if (known.length > 0) return;
      await database.run(
        sql`insert into chat (chat, seen_at) values (${chat}, ${at})
          on conflict (chat) do update set seen_at = excluded.seen_at, left_at = null`,
        REPEATABLE,
      );
    },

    /** None of its jobs can be claimed until then; a later time holds. */
    async hold(chat: number, until: number): Promise<void> {
      const later = sql`${database.greatest}(coalesce(chat.held_until, 0), excluded.held_until)`;
      await database.run(
        sql`insert into chat (chat, held_until) values (${chat}, ${until})
          on conflict (chat) do update set held_until = ${later}`,
        REPEATABLE,
      );
    },

    /** Those of them that have been seen and not been left since. */
    async reachable(chats: readonly number[]): Promise<readonly number[]> {
      if (chats.length === 0) return [];
      const rows = await database.read(sql<{ chat: number }>`
        select chat from chat
        where chat in (${sql.join(chats)}) and seen_at is not null and left_at is null`);
      const found = new Set(rows.map(({ chat }) => chat));
      return chats.filter((chat) => found.has(chat));
    },

    async settings(chat: number): Promise<ChatSettings> {
      const [row] = await database.read(sql<HasSettings>`
        select settings from chat where chat = ${chat}`);
      return parseSettings(row?.settings ?? null);
    },

    /** Nobody else changes them in between. `change` may be called again where the transaction was undone. */
    changeSettings: (
      chat: number,
      change: (settings: ChatSettings) => ChatSettings,
    ): Promise<void> =>
      database.transact(async (tx) => {
        // The row must be there to be locked.
        await tx.run(sql`insert into chat (chat) values (${chat}) on conflict do nothing`);
        const [row] = await tx.read(sql<HasSettings>`
          select settings from chat where chat = ${chat} ${database.forUpdate}`);
        const settings = JSON.stringify(change(parseSettings(row?.settings ?? null)));
        await tx.run(sql`update chat set settings = ${settings} where chat = ${chat}`);
      }),
  };
}

interface HasSettings {
  readonly settings: string | null;
}
