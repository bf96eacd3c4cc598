/**
 * What the bot remembers of a conversation: each person's last question, and which of its messages are answers.
 *
 * For an hour, sealed.
 */
import type { Database } from "./database.ts";
import { REPEATABLE } from "./database.ts";
import type { StoreParts } from "./parts.ts";
import type { Asker, Turn, Turns } from "./store.ts";
import type { Tx } from "./tables.ts";

export const TURN_KEPT_MS = 60 * 60 * 1000;
const KEPT_ENTRIES = 10_000;
/** Of a question no more than this; a follow-up needs its words, not its length. */
const KEPT_UNITS = 500;
const NO_TOPIC = 0;

interface Answers {
  readonly chat: number;
  readonly messages: readonly number[];
  readonly question: string;
}

export function createTurns(parts: StoreParts): Turns {
  const { database, keys, now } = parts;

  async function open(
    sealed: Uint8Array | undefined,
    spot: readonly (string | number)[],
  ): Promise<string | null> {
    if (sealed === undefined) return null;
    const opener = await database.read((queries) => keys.opener(queries, [sealed]));
    return opener(sealed, spot);
  }

  return {
    asked: (turn) => database.transact((tx) => keepTurn(parts, tx, turn), REPEATABLE),
    async previous(asker) {
      const row = await database.read((queries) =>
        queries
          .selectFrom("turn")
          .select("question")
          .where("chat", "=", asker.chat)
          .where("topic", "=", asker.topic ?? NO_TOPIC)
          .where("person", "=", asker.person)
          .where("store_key", "=", keys.storeKey)
          .where("at", ">", now() - TURN_KEPT_MS)
          .executeTakeFirst(),
      );
      return open(row?.question, spotOfTurn(asker));
    },
    answered: (chat, messages, question) =>
      database.transact((tx) => keepAnswers(parts, tx, { chat, messages, question }), REPEATABLE),
    async questionOf(chat, message) {
      const row = await database.read((queries) =>
        queries
          .selectFrom("answer")
          .select("question")
          .where("chat", "=", chat)
          .where("message", "=", message)
          .where("store_key", "=", keys.storeKey)
          .where("at", ">", now() - TURN_KEPT_MS)
          .executeTakeFirst(),
      );
      return open(row?.question, spotOfAnswer(message));
    },
    async forgetPerson(person) {
      const result = await database.run(
        (queries) => queries.deleteFrom("turn").where("person", "=", person).executeTakeFirst(),
        REPEATABLE,
      );
      return Number(result.numDeletedRows);
    },
    async purge(before) {
      let removed = 0;
      for (const table of ["turn", "answer"] as const) {
        const limit = Math.max(before, await findLimit(database, table));
        removed += await removeOld(database, table, limit);
      }
      return removed;
    },
  };
}

export async function keepTurn(parts: StoreParts, tx: Tx, turn: Turn): Promise<void> {
  const seal = (await parts.keys.sealers(tx, [turn.chat]))(turn.chat);
  const values = {
    question: seal(turn.question.slice(0, KEPT_UNITS), spotOfTurn(turn)),
    at: parts.now(),
  };
  await tx
    .insertInto("turn")
    .values({
      chat: turn.chat,
      topic: turn.topic ?? NO_TOPIC,
      person: turn.person,
      store_key: parts.keys.storeKey,
      ...values,
    })
    .onConflict((conflict) =>
      conflict.columns(["chat", "topic", "person", "store_key"]).doUpdateSet(values),
    )
    .execute();
}

export async function keepAnswers(parts: StoreParts, tx: Tx, answers: Answers): Promise<void> {
  const { chat, messages, question } = answers;
  const [first] = messages;
  if (first === undefined) return;
  const seal = (await parts.keys.sealers(tx, [chat]))(chat);
  const rows = [...new Set(messages)].map((message) => ({
    chat,
    message,
    store_key: parts.keys.storeKey,
    question: seal(question.slice(0, KEPT_UNITS), spotOfAnswer(message)),
    at: parts.now(),
  }));
  await tx
    .insertInto("answer")
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(["chat", "message", "store_key"]).doUpdateSet((eb) => ({
        question: eb.ref("excluded.question"),
        at: eb.ref("excluded.at"),
      })),
    )
    .execute();
}

// A chat's id is no part of either: it changes when a group is upgraded, and the key is the chat's own.
function spotOfTurn({ topic, person }: Asker): readonly (string | number)[] {
  return ["turn", topic ?? NO_TOPIC, person];
}

function spotOfAnswer(message: number): readonly (string | number)[] {
  return ["answer", message];
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
  table: "turn" | "answer",
  before: number,
): Promise<number> {
  const result = await database.run(
    (queries) => queries.deleteFrom(table).where("at", "<", before).executeTakeFirst(),
    REPEATABLE,
  );
  return Number(result.numDeletedRows);
}
