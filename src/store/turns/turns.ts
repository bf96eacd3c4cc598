/**
 * Each person's last three questions in a chat and topic, with their answers, so that a follow-up can be understood.
 */
import { sql } from "kysely";

import { removeRows, REPEATABLE, type Tx } from "../database/queries.ts";
import { NO_TOPIC, type StoreParts } from "../parts.ts";
import type { Sealer } from "../sealing/chat-keys.ts";
import type { Spot } from "../sealing/seal.ts";
import {
  encodeExchange,
  EXCHANGE_KEPT_MS,
  openExchanges,
  type Answered,
  type Exchange,
} from "./exchange.ts";

/** Who asks where; `topic` is null outside of topics. */
export interface Asker {
  readonly chat: number;
  readonly topic: number | null;
  readonly person: number;
}

export interface Turn extends Asker, Answered {}

const KEPT_TURNS = 3;

export function createTurns(parts: StoreParts) {
  const { database, keys, now } = parts;
  return {
    /** It is the newest of its person's there; the oldest of four goes. */
    asked: (turn: Turn): Promise<void> =>
      database.transact(
        async (tx) => keepTurn(parts, tx, turn, await keys.sealer(tx, turn.chat)),
        REPEATABLE,
      ),

    /** Theirs there of the last hour, oldest first. */
    async history(asker: Asker): Promise<readonly Exchange[]> {
      const rows = await database.read(sql<{ exchange: Uint8Array }>`
        select exchange from turn
        where ${isOf(asker)} and store_key = ${keys.storeKey} and at > ${now() - EXCHANGE_KEPT_MS}
        order by seq`);
      const spot = spotOfTurn(asker);
      return openExchanges(
        parts,
        rows.map(({ exchange }) => ({ exchange, spot })),
      );
    },

    /** Theirs there are forgotten; with `askedIn`, only what that message asked. */
    async forget(asker: Asker, askedIn?: number): Promise<void> {
      const isMeant = askedIn === undefined ? sql`true` : sql`asked_in = ${askedIn}`;
      await database.run(sql`delete from turn where ${isOf(asker)} and ${isMeant}`, REPEATABLE);
    },

    /**
     * Their questions in every chat are forgotten, and what the bot's messages in their private chat show. Which
     * messages answer them is not kept by person, and goes with its hour.
     */
    forgetPerson: (person: number): Promise<void> =>
      database.transact(async (tx) => {
        await tx.run(sql`delete from turn where person = ${person}`);
        // A private chat has its person's id.
        await tx.run(sql`delete from sent_answer where chat = ${person}`);
        await tx.run(sql`delete from offered_article where chat = ${person}`);
      }, REPEATABLE),

    /** Questions and answers from before. Returns how many went. */
    async purge(before: number): Promise<number> {
      const turns = await removeRows(database, "turn", sql`at < ${before}`);
      return turns + (await removeRows(database, "answer", sql`at < ${before}`));
    },
  };
}

export async function keepTurn(
  { keys, now }: StoreParts,
  tx: Tx,
  turn: Turn,
  seal: Sealer,
): Promise<void> {
  const exchange = seal(encodeExchange(turn), spotOfTurn(turn));
  const next = sql`(
    select coalesce(max(seq), -1) + 1 from turn
    where ${isOf(turn)} and store_key = ${keys.storeKey})`;
  await tx.run(sql`
    insert into turn (chat, topic, person, store_key, slot, seq, asked_in, exchange, at)
    values (${turn.chat}, ${turn.topic ?? NO_TOPIC}, ${turn.person}, ${keys.storeKey},
      ${next} % ${sql.lit(KEPT_TURNS)}, ${next}, ${turn.askedIn}, ${exchange}, ${now()})
    on conflict (chat, topic, person, store_key, slot) do update
    set seq = excluded.seq, asked_in = excluded.asked_in, exchange = excluded.exchange,
      at = excluded.at`);
}

function isOf({ chat, topic, person }: Asker) {
  return sql`chat = ${chat} and topic = ${topic ?? NO_TOPIC} and person = ${person}`;
}

// The chat's id is no part of it: it changes when a group is upgraded, and the key is the chat's own.
function spotOfTurn({ topic, person }: Asker): Spot {
  return ["turn", topic ?? NO_TOPIC, person];
}
