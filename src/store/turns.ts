/**
 * What the bot remembers of a conversation: each person's last questions, and which of its messages are answers.
 *
 * For an hour, sealed; for two days, without text, what each of its messages shows.
 */
import type { Database } from "./database/database.ts";
import { REPEATABLE } from "./database/database.ts";
import {
  createTurnKeeper,
  decodeExchange,
  NO_TOPIC,
  spotOfAnswer,
  spotOfTurn,
} from "./keep-turns.ts";
import type { StoreParts } from "./parts.ts";
import { prepare } from "./database/prepared.ts";
import type { Spot } from "./sealing/seal.ts";
import type { Exchange, SentAnswer, Turns } from "./contract/turns.ts";
import type { Tables } from "./database/tables.ts";

export const TURN_KEPT_MS = 60 * 60 * 1000;
/** No text is in it. */
const SENT_KEPT_MS = 48 * 60 * 60 * 1000;
const KEPT_ENTRIES = 10_000;

export function createTurns(parts: StoreParts): Turns {
  const { database, keys, now } = parts;
  const keeper = createTurnKeeper(parts);
  const findTurns = prepare(
    (queries, asked: Omit<Tables["turn"], "slot" | "seq" | "asked_in" | "exchange">) =>
      queries
        .selectFrom("turn")
        .select("exchange")
        .where("chat", "=", asked.chat)
        .where("topic", "=", asked.topic)
        .where("person", "=", asked.person)
        .where("store_key", "=", asked.store_key)
        .where("at", ">", asked.at)
        .orderBy("seq"),
  );
  const findAnswers = prepare((queries, asked: Omit<Tables["answer"], "message" | "exchange">) =>
    queries
      .selectFrom("answer")
      .select(["message", "exchange"])
      .where("chat", "=", asked.chat)
      .where("asked_in", "=", asked.asked_in)
      .where("store_key", "=", asked.store_key)
      .where("at", ">", asked.at)
      .orderBy("message"),
  );

  /** Without those that cannot be opened. */
  async function open(
    sealed: readonly { readonly exchange: Uint8Array; readonly spot: Spot }[],
  ): Promise<Exchange[]> {
    if (sealed.length === 0) return [];
    const texts = sealed.map(({ exchange }) => exchange);
    const opener = await database.read((queries) => keys.opener(queries, texts));
    return sealed.flatMap(({ exchange, spot }) => {
      const text = opener(exchange, spot);
      return text === null ? [] : [decodeExchange(text)];
    });
  }

  return {
    asked: (turn) =>
      database.transact(async (tx) => {
        const sealers = await keys.sealers(tx, [turn.chat]);
        await keeper.keepTurn(tx, turn, sealers(turn.chat));
      }, REPEATABLE),
    async history(asker) {
      const { chat, topic, person } = asker;
      const asked = { chat, topic: topic ?? NO_TOPIC, person, store_key: keys.storeKey };
      const { rows } = await database.read((queries) =>
        findTurns(queries, { ...asked, at: now() - TURN_KEPT_MS }),
      );
      const spot = spotOfTurn(asker);
      return open(rows.map(({ exchange }) => ({ exchange, spot })));
    },
    async forget({ chat, topic, person }, askedIn) {
      const result = await database.run(
        (queries) =>
          queries
            .deleteFrom("turn")
            .where("chat", "=", chat)
            .where("topic", "=", topic ?? NO_TOPIC)
            .where("person", "=", person)
            .$if(askedIn !== undefined, (query) => query.where("asked_in", "=", askedIn ?? null))
            .executeTakeFirst(),
        REPEATABLE,
      );
      return Number(result.numDeletedRows);
    },
    answered: (chat, messages, remembered) =>
      database.transact((tx) => keeper.keepSent(tx, { ...remembered, chat, messages }), REPEATABLE),
    async sentAnswer(chat, message) {
      const row = await database.read((queries) =>
        queries
          .selectFrom("sent_answer")
          .select("shown")
          .where("chat", "=", chat)
          .where("message", "=", message)
          .where("at", ">", now() - SENT_KEPT_MS)
          .executeTakeFirst(),
      );
      return row === undefined ? null : (JSON.parse(row.shown) as SentAnswer);
    },
    async exchangeOf(chat, message) {
      const row = await database.read((queries) =>
        queries
          .selectFrom("answer")
          .select("exchange")
          .where("chat", "=", chat)
          .where("message", "=", message)
          .where("store_key", "=", keys.storeKey)
          .where("at", ">", now() - TURN_KEPT_MS)
          .executeTakeFirst(),
      );
      if (row === undefined) return null;
      const [exchange] = await open([{ ...row, spot: spotOfAnswer(message) }]);
      return exchange ?? null;
    },
    async answersTo(chat, askedIn) {
      const asked = { chat, asked_in: askedIn, store_key: keys.storeKey };
      const { rows } = await database.read((queries) =>
        findAnswers(queries, { ...asked, at: now() - TURN_KEPT_MS }),
      );
      const [first] = await open(
        rows
          .slice(0, 1)
          .map(({ message, exchange }) => ({ exchange, spot: spotOfAnswer(message) })),
      );
      if (first === undefined) return null;
      return { question: first.question, messages: rows.map(({ message }) => message) };
    },
    forgetPerson: (person) =>
      database.transact(async (tx) => {
        // A private chat has its person's id.
        await tx.deleteFrom("sent_answer").where("chat", "=", person).execute();
        const turns = await tx.deleteFrom("turn").where("person", "=", person).executeTakeFirst();
        return Number(turns.numDeletedRows);
      }, REPEATABLE),
    async purge(before) {
      let removed = 0;
      for (const table of ["turn", "answer"] as const) {
        const limit = Math.max(before, await findLimit(database, table));
        removed += await removeOld(database, table, limit);
      }
      return removed + (await removeOld(database, "sent_answer", now() - SENT_KEPT_MS));
    },
  };
}

/** The time of the newest entry that is one too many; 0 when there is room. */
async function findLimit(database: Database, table: "turn" | "answer"): Promise<number> {
  const row = await database.read((queries) =>
    queries
      .selectFrom(table)
      .select("at")
      .orderBy("at", "desc")
      .limit(1)
      .offset(KEPT_ENTRIES)
      .executeTakeFirst(),
  );
  return row === undefined ? 0 : row.at + 1;
}

async function removeOld(
  database: Database,
  table: "turn" | "answer" | "sent_answer",
  before: number,
): Promise<number> {
  const result = await database.run(
    (queries) => queries.deleteFrom(table).where("at", "<", before).executeTakeFirst(),
    REPEATABLE,
  );
  return Number(result.numDeletedRows);
}
