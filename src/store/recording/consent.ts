/**
 * Who may be recorded: chats whose admins have switched it on, and in them the people who do not object.
 */
import { sql } from "kysely";

import { REPEATABLE, type Tx } from "../database/queries.ts";
import type { StoreParts } from "../parts.ts";
import { forgetOfPerson, stopRecording } from "./forget.ts";
import { DAY_MS, EVERYWHERE } from "./recorded.ts";

/** A chat's recording, as its admins have switched it. */
export interface Recording {
  readonly isOn: boolean;
  /** When it was last switched on; null while it is off. */
  readonly since: number | null;
}

export function createConsent(parts: StoreParts) {
  const { database, now } = parts;
  return {
    async recording(chat: number): Promise<Recording> {
      const [row] = await database.read(sql<Pick<Recording, "since">>`
        select since from recording where chat = ${chat}`);
      const since = row?.since ?? null;
      return { isOn: since !== null, since };
    },

    async switchOn(chat: number): Promise<void> {
      await database.run(
        sql`insert into recording (chat, since) values (${chat}, ${now()})
          on conflict (chat) do update
          set since = coalesce(recording.since, excluded.since), forget_at = null`,
        REPEATABLE,
      );
    },

    /** Nothing more is kept; what is kept stays until it is forgotten or too old. */
    async switchOff(chat: number): Promise<void> {
      // By then everything is too old, and nothing is left of the chat.
      const forgetAt = now() + parts.retentionDays * DAY_MS;
      await database.run(stopRecording({ chat, forgetAt }), REPEATABLE);
    },

    /** Nothing of theirs is kept from now on, and what is there goes; in one chat, or with null in every one. Returns how many went. */
    optOut: (person: number, chat: number | null): Promise<number> =>
      database.transact(async (tx) => {
        const gone = await forgetOfPerson(parts, tx, { person, chat });
        await addObjection(tx, person, chat);
        return gone;
      }, REPEATABLE),

    /** As `optOut`, but what is there stays. */
    object: (person: number, chat: number | null): Promise<void> =>
      database.transact((tx) => addObjection(tx, person, chat), REPEATABLE),

    /** In one chat, or with null in every one but for exceptions. */
    async isOptedOut(person: number, chat: number | null): Promise<boolean> {
      const rows = await database.read(sql<{ chat: number; objects: number }>`
        select chat, objects from objection
        where person = ${person} and chat in (${EVERYWHERE}, ${chat ?? EVERYWHERE})`);
      const own = rows.find((row) => row.chat === chat) ?? rows[0];
      return own?.objects === 1;
    },

    /** In one chat, which is then an exception where they have opted out of every one; or with null in every one. */
    optIn: (person: number, chat: number | null): Promise<void> =>
      database.transact(async (tx) => {
        await removeObjections(tx, person, chat);
        if (chat === null) return;
        // Where they object to all others, this one is an exception.
        await tx.run(sql`
          insert into objection (person, chat, objects)
          select person, ${sql.lit(chat)}, 0 from objection
          where person = ${person} and chat = ${EVERYWHERE}
          on conflict do nothing`);
      }, REPEATABLE),
  };
}

async function addObjection(tx: Tx, person: number, chat: number | null): Promise<void> {
  await removeObjections(tx, person, chat);
  await tx.run(sql`
    insert into objection (person, chat, objects)
    values (${person}, ${chat ?? EVERYWHERE}, 1)
    on conflict (person, chat) do update set objects = 1`);
}

async function removeObjections(tx: Tx, person: number, chat: number | null): Promise<void> {
  const isMeant = chat === null ? sql`true` : sql`chat = ${chat}`;
  await tx.run(sql`delete from objection where person = ${person} and ${isMeant}`);
}
