/**
 * Which of the bot's messages are answers: to which question, for an hour; showing which sentences, for two days.
 */
import { sql, type RawBuilder } from "kysely";

import { REPEATABLE, type Tx } from "../database/queries.ts";
import type { StoreParts } from "../parts.ts";
import type { Spot } from "../sealing/seal.ts";
import {
  encodeExchange,
  EXCHANGE_KEPT_MS,
  openExchanges,
  type Answered,
  type Exchange,
} from "./exchange.ts";

/** What is remembered by messages that were sent; a stored reply has both. */
export interface Remembered {
  /** What they answer; null when they answer nothing. */
  readonly turn: Answered | null;
  /** What they show, where it is to be known afterwards. */
  readonly shown?: SentAnswer;
}

/** What a message of the bot's shows, without any text. */
export interface SentAnswer {
  /** An answer to a question, or the bot's own request for one. */
  readonly kind: "answer" | "prompt";
  /** As a code, "de"; null when it is not known. */
  readonly language: string | null;
  readonly citations: readonly SentCitation[];
}

/** A mark in an answer, and the sentences it stands for. */
export interface SentCitation {
  readonly mark: number;
  /** The passage, by its reference: another one as soon as a word of it changes. */
  readonly ref: string;
  /** Sentences `from` to `to` of the passage. */
  readonly from: number;
  readonly to: number;
}

/** The bot's messages that answer one message, in order. */
export interface Answers {
  readonly messages: readonly number[];
  readonly question: string;
}

/** No text is in it. */
export const SENT_KEPT_MS = 48 * 60 * 60 * 1000;

export function createAnswers(parts: StoreParts) {
  const { database, keys, now } = parts;

  function find(condition: RawBuilder<unknown>): Promise<readonly AnswerRow[]> {
    return database.read(sql<AnswerRow>`
      select message, exchange from answer
      where ${condition} and store_key = ${keys.storeKey} and at > ${now() - EXCHANGE_KEPT_MS}
      order by message`);
  }

  async function openFirst([first]: readonly AnswerRow[]): Promise<Exchange | null> {
    if (first === undefined) return null;
    const sealed = { exchange: first.exchange, spot: spotOfAnswer(first.message) };
    const [exchange] = await openExchanges(parts, [sealed]);
    return exchange ?? null;
  }

  return {
    /** The bot's messages that were sent. */
    answered: (chat: number, messages: readonly number[], remembered: Remembered): Promise<void> =>
      database.transact(
        (tx) => rememberSent(parts, tx, { chat, messages }, remembered),
        REPEATABLE,
      ),

    /** What a message of the bot's shows; null when that is not known. */
    async sentAnswer(chat: number, message: number): Promise<SentAnswer | null> {
      const [sent] = await database.read(sql<{ shown: string }>`
        select shown from sent_answer
        where chat = ${chat} and message = ${message} and at > ${now() - SENT_KEPT_MS}`);
      return sent === undefined ? null : (JSON.parse(sent.shown) as SentAnswer);
    },

    /** What a message of the bot's answers; null when it is no answer. */
    exchangeOf: async (chat: number, message: number): Promise<Exchange | null> =>
      openFirst(await find(sql`chat = ${chat} and message = ${message}`)),

    /** Null when the message has no answer. */
    async answersTo(chat: number, askedIn: number): Promise<Answers | null> {
      const rows = await find(sql`chat = ${chat} and asked_in = ${askedIn}`);
      const first = await openFirst(rows);
      if (first === null) return null;
      return { question: first.question, messages: rows.map(({ message }) => message) };
    },
  };
}

interface AnswerRow {
  readonly message: number;
  readonly exchange: Uint8Array;
}

/** The bot's messages that were sent. */
interface SentMessages {
  readonly chat: number;
  readonly messages: readonly number[];
}

export async function rememberSent(
  { keys, now }: StoreParts,
  tx: Tx,
  { chat, messages }: SentMessages,
  { turn, shown }: Remembered,
): Promise<void> {
  const unique = [...new Set(messages)];
  if (shown !== undefined)
    for (const message of unique)
      await tx.run(sql`
        insert into sent_answer (chat, message, shown, at)
        values (${chat}, ${message}, ${encodeShown(shown)}, ${now()})
        on conflict (chat, message) do update set shown = excluded.shown, at = excluded.at`);
  if (turn === null || unique.length === 0) return;
  const seal = await keys.sealer(tx, chat);
  for (const message of unique) {
    const exchange = seal(encodeExchange(turn), spotOfAnswer(message));
    await tx.run(sql`
      insert into answer (chat, message, store_key, asked_in, exchange, at)
      values (${chat}, ${message}, ${keys.storeKey}, ${turn.askedIn}, ${exchange}, ${now()})
      on conflict (chat, message, store_key) do update
      set asked_in = excluded.asked_in, exchange = excluded.exchange, at = excluded.at`);
  }
}

/** Nothing else that an object may carry is kept. */
function encodeShown({ kind, language, citations }: SentAnswer): string {
  const cited = citations.map(({ mark, ref, from, to }) => ({ mark, ref, from, to }));
  return JSON.stringify({ kind, language, citations: cited });
}

// The chat's id is no part of it: it changes when a group is upgraded, and the key is the chat's own.
function spotOfAnswer(message: number): Spot {
  return ["answer", message];
}
