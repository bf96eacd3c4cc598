/**
 * Turns and answers as rows, inside a transaction.
 */
import { sql } from "kysely";

import type { Sealer } from "./sealing/chat-keys.ts";
import type { Queries } from "./database/engine.ts";
import type { StoreParts } from "./parts.ts";
import { prepare } from "./database/prepared.ts";
import type { Asker, Exchange, Remembered, SentAnswer, Turn } from "./contract/turns.ts";
import type { Tables, Tx } from "./database/tables.ts";

/** Of each no more than this; a follow-up needs their words, not their length. */
const KEPT_UNITS = { question: 500, answer: 1000 } as const;
/** Of each person, in a chat and topic. */
const KEPT_TURNS = 3;
export const NO_TOPIC = 0;

/** The bot's messages that were sent. */
interface SentMessages extends Remembered {
  readonly chat: number;
  readonly messages: readonly number[];
}

export interface TurnKeeper {
  keepTurn(tx: Tx, turn: Turn, seal: Sealer): Promise<void>;
  keepSent(tx: Tx, sent: SentMessages): Promise<void>;
}

type NewTurn = Omit<Tables["turn"], "slot" | "seq">;

export function createTurnKeeper({ keys, now }: Pick<StoreParts, "keys" | "now">): TurnKeeper {
  const putTurn = prepare((queries, turn: NewTurn) =>
    queries
      .insertInto("turn")
      .values({
        chat: turn.chat,
        topic: turn.topic,
        person: turn.person,
        store_key: turn.store_key,
        slot: sql<number>`${nextOf(queries, turn)} % ${sql.lit(KEPT_TURNS)}`,
        seq: nextOf(queries, turn),
        asked_in: turn.asked_in,
        exchange: turn.exchange,
        at: turn.at,
      })
      .onConflict((conflict) =>
        conflict.columns(["chat", "topic", "person", "store_key", "slot"]).doUpdateSet((eb) => ({
          seq: eb.ref("excluded.seq"),
          asked_in: eb.ref("excluded.asked_in"),
          exchange: eb.ref("excluded.exchange"),
          at: eb.ref("excluded.at"),
        })),
      ),
  );
  const putAnswer = prepare((queries, answer: Tables["answer"]) =>
    queries
      .insertInto("answer")
      .values({
        chat: answer.chat,
        message: answer.message,
        store_key: answer.store_key,
        asked_in: answer.asked_in,
        exchange: answer.exchange,
        at: answer.at,
      })
      .onConflict((conflict) =>
        conflict.columns(["chat", "message", "store_key"]).doUpdateSet((eb) => ({
          asked_in: eb.ref("excluded.asked_in"),
          exchange: eb.ref("excluded.exchange"),
          at: eb.ref("excluded.at"),
        })),
      ),
  );
  const putShown = prepare((queries, sent: Tables["sent_answer"]) =>
    queries
      .insertInto("sent_answer")
      .values({ chat: sent.chat, message: sent.message, shown: sent.shown, at: sent.at })
      .onConflict((conflict) =>
        conflict
          .columns(["chat", "message"])
          .doUpdateSet((eb) => ({ shown: eb.ref("excluded.shown"), at: eb.ref("excluded.at") })),
      ),
  );
  const { storeKey } = keys;
  return {
    async keepTurn(tx, turn, seal) {
      await putTurn(tx, {
        chat: turn.chat,
        topic: turn.topic ?? NO_TOPIC,
        person: turn.person,
        store_key: storeKey,
        asked_in: turn.askedIn,
        exchange: seal(encodeExchange(turn), spotOfTurn(turn)),
        at: now(),
      });
    },
    async keepSent(tx, { chat, messages, turn, shown }) {
      const unique = [...new Set(messages)];
      if (shown !== undefined)
        for (const message of unique)
          await putShown(tx, { chat, message, shown: encodeShown(shown), at: now() });
      if (turn === null || unique.length === 0) return;
      const sealers = await keys.sealers(tx, [chat]);
      const exchange = encodeExchange(turn);
      for (const message of unique)
        await putAnswer(tx, {
          chat,
          message,
          store_key: storeKey,
          asked_in: turn.askedIn,
          exchange: sealers(chat)(exchange, spotOfAnswer(message)),
          at: now(),
        });
    },
  };
}

function nextOf(queries: Queries, turn: NewTurn) {
  return queries
    .selectFrom("turn as earlier")
    .select(sql<number>`coalesce(max(earlier.seq), -1) + 1`.as("next"))
    .where("earlier.chat", "=", turn.chat)
    .where("earlier.topic", "=", turn.topic)
    .where("earlier.person", "=", turn.person)
    .where("earlier.store_key", "=", turn.store_key);
}

function encodeExchange({ question, answer }: Exchange): string {
  return JSON.stringify([
    question.slice(0, KEPT_UNITS.question),
    answer.slice(0, KEPT_UNITS.answer),
  ]);
}

export function decodeExchange(text: string): Exchange {
  const [question = "", answer = ""] = JSON.parse(text) as string[];
  return { question, answer };
}

/** Nothing else that an object may carry is kept. */
function encodeShown({ kind, language, citations }: SentAnswer): string {
  const cited = citations.map(({ mark, ref, from, to }) => ({ mark, ref, from, to }));
  return JSON.stringify({ kind, language, citations: cited });
}

// A chat's id is no part of either: it changes when a group is upgraded, and the key is the chat's own.
export function spotOfTurn({ topic, person }: Asker): readonly (string | number)[] {
  return ["turn", topic ?? NO_TOPIC, person];
}

export function spotOfAnswer(message: number): readonly (string | number)[] {
  return ["answer", message];
}
