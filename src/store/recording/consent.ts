/**
 * Who may be recorded: chats whose admins have switched it on, and in them the people who do not object.
 */
import { sql } from "kysely";

import { REPEATABLE } from "../database/database.ts";
import { EVERYWHERE, oldestKept } from "./keep-messages.ts";
import type { StoreParts } from "../parts.ts";
import { forgetOfPerson, lockRecordings, stopRecording } from "./recording.ts";
import type { Messages } from "../contract/messages.ts";
import type { Tx } from "../database/tables.ts";

type Consent = Pick<
  Messages,
  "recording" | "switchOn" | "switchOff" | "optOut" | "optIn" | "hasOptedOut"
>;

export function createConsent(parts: StoreParts): Consent {
  const { database, now } = parts;
  return {
    async recording(chat) {
      const row = await database.read((queries) =>
        queries.selectFrom("recording").select("since").where("chat", "=", chat).executeTakeFirst(),
      );
      const since = row?.since ?? null;
      return { isOn: since !== null, since };
    },
    async switchOn(chat) {
      const since = now();
      await database.run(
        (queries) =>
          queries
            .insertInto("recording")
            .values({ chat, since, forget_at: null, last_message: 0 })
            .onConflict((conflict) =>
              conflict
                .column("chat")
                .doUpdateSet({ since: sql`coalesce(recording.since, ${since})`, forget_at: null }),
            )
            .execute(),
        REPEATABLE,
      );
    },
    async switchOff(chat) {
      // By then everything is too old, and nothing is left of the chat.
      const forgetAt = 2 * now() - oldestKept(parts);
      await database.transact(async (tx) => {
        await lockRecordings(parts, tx, chat);
        await stopRecording(tx, { chat, forgetAt });
      }, REPEATABLE);
    },
    optOut: (person, chat) =>
      database.transact(async (tx) => {
        const gone = await forgetOfPerson(parts, tx, { person, chat });
        await removeObjections(tx, person, chat);
        await tx
          .insertInto("objection")
          .values({ person, chat: chat ?? EVERYWHERE, objects: 1 })
          .onConflict((conflict) =>
            conflict.columns(["person", "chat"]).doUpdateSet({ objects: 1 }),
          )
          .execute();
        return gone;
      }, REPEATABLE),
    optIn: (person, chat) =>
      database.transact(async (tx) => {
        await removeObjections(tx, person, chat);
        if (chat === null) return;
        await tx
          .insertInto("objection")
          .columns(["person", "chat", "objects"])
          // Where they object to all others, this one is an exception.
          .expression((eb) =>
            eb
              .selectFrom("objection")
              .select(["person", sql.lit(chat).as("chat"), sql.lit(0).as("objects")])
              .where("person", "=", person)
              .where("chat", "=", EVERYWHERE),
          )
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }, REPEATABLE),
    async hasOptedOut(person, chat) {
      const rows = await database.read((queries) =>
        queries
          .selectFrom("objection")
          .select(["chat", "objects"])
          .where("person", "=", person)
          .where("chat", "in", [chat, EVERYWHERE])
          .execute(),
      );
      const own = rows.find((row) => row.chat === chat) ?? rows[0];
      return own?.objects === 1;
    },
  };
}

async function removeObjections(tx: Tx, person: number, chat: number | null): Promise<void> {
  await tx
    .deleteFrom("objection")
    .where("person", "=", person)
    .$if(chat !== null, (query) => query.where("chat", "=", chat))
    .execute();
}
