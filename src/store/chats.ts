/**
 * Chats: whether the bot may write there, until when it must not, and their settings.
 */
import { sql } from "kysely";

import { REPEATABLE } from "./database/database.ts";
import type { StoreParts } from "./parts.ts";
import { prepare } from "./database/prepared.ts";
import type { Chats } from "./contract/chats.ts";
import { parseSettings } from "./settings.ts";
import type { Tx } from "./database/tables.ts";

/** How exactly it is known when a chat was last seen: not every message is worth a write. */
const SEEN_STEP_MS = 60 * 60 * 1000;

/** A chat of which nothing is known yet. */
const NEW_CHAT = { seen_at: null, left_at: null, held_until: null, settings: null } as const;

export function createChats({ database, now }: StoreParts): Chats {
  const findSeen = prepare((queries, seen: { readonly chat: number; readonly after: number }) =>
    queries
      .selectFrom("chat")
      .select("chat")
      .where("chat", "=", seen.chat)
      .where("seen_at", ">", seen.after)
      .where("left_at", "is", null),
  );

  return {
    async read(chat) {
      const row = await database.read((queries) =>
        queries.selectFrom("chat").selectAll().where("chat", "=", chat).executeTakeFirst(),
      );
      return {
        chat,
        seenAt: row?.seen_at ?? null,
        leftAt: row?.left_at ?? null,
        heldUntil: row?.held_until ?? null,
        settings: parseSettings(row?.settings ?? null),
      };
    },
    async seen(chat) {
      const at = now();
      // To look is cheap, and mostly all there is to do.
      const { rows } = await database.read((queries) =>
        findSeen(queries, { chat, after: at - SEEN_STEP_MS }),
      );
      if (rows.length > 0) return;
      await database.run(
        (queries) =>
          queries
            .insertInto("chat")
            .values({ ...NEW_CHAT, chat, seen_at: at })
            .onConflict((conflict) =>
              conflict
                .column("chat")
                .doUpdateSet({ seen_at: at, left_at: null })
                .where((eb) =>
                  eb.or([
                    eb("chat.left_at", "is not", null),
                    eb("chat.seen_at", "is", null),
                    eb("chat.seen_at", "<=", at - SEEN_STEP_MS),
                  ]),
                ),
            )
            .execute(),
        REPEATABLE,
      );
    },
    async hold(chat, until) {
      const { greatest } = database;
      await database.run(
        (queries) =>
          queries
            .insertInto("chat")
            .values({ ...NEW_CHAT, chat, held_until: until })
            .onConflict((conflict) =>
              conflict.column("chat").doUpdateSet({
                held_until: sql<number>`${greatest} (coalesce(chat.held_until, 0), excluded.held_until)`,
              }),
            )
            .execute(),
        REPEATABLE,
      );
    },
    changeSettings: (chat, change) =>
      database.transact(async (tx) => {
        // The row must be there to be locked.
        await tx
          .insertInto("chat")
          .values({ ...NEW_CHAT, chat })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        const { settings } = await tx
          .selectFrom("chat")
          .select("settings")
          .where("chat", "=", chat)
          .modifyEnd(database.forUpdate)
          .executeTakeFirstOrThrow();
        await tx
          .updateTable("chat")
          .set({ settings: JSON.stringify(change(parseSettings(settings))) })
          .where("chat", "=", chat)
          .execute();
      }),
    async reachable(chats) {
      if (chats.length === 0) return [];
      const rows = await database.read((queries) =>
        queries
          .selectFrom("chat")
          .select("chat")
          .where("chat", "in", chats)
          .where("seen_at", "is not", null)
          .where("left_at", "is", null)
          .execute(),
      );
      const found = new Set(rows.map(({ chat }) => chat));
      return chats.filter((chat) => found.has(chat));
    },
  };
}

export async function markLeft(tx: Tx, chat: number, now: number): Promise<void> {
  await tx
    .insertInto("chat")
    .values({ ...NEW_CHAT, chat, left_at: now })
    .onConflict((conflict) =>
      conflict.column("chat").doUpdateSet({ left_at: now }).where("chat.left_at", "is", null),
    )
    .execute();
}
