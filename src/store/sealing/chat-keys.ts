/**
 * The keys of chats: made when a text of the chat is first sealed, destroyed when the chat is forgotten.
 *
 * Keys are read anew in each transaction, so that no process seals with one that another has just destroyed.
 */
import { createSecretKey, type KeyObject } from "node:crypto";

import type { Database } from "../database/database.ts";
import type { Queries } from "../database/engine.ts";
import {
  fingerprint,
  keyIdOf,
  makeChatKey,
  openText,
  sealText,
  unwrapChatKey,
  wrapChatKey,
} from "./seal.ts";
import type { ChatKey, Spot } from "./seal.ts";
import { prepareList } from "../database/prepared.ts";
import type { Tx } from "../database/tables.ts";

/** Seals for one chat. */
export type Sealer = (text: string, spot: Spot) => Buffer;

/** Null when the text is damaged, or its key was destroyed. */
export type Opener = (sealed: Uint8Array, spot: Spot) => string | null;

export interface KeyRing {
  /** Names STORE_KEY in the rows whose texts it can open. */
  readonly storeKey: string;
  /** Whose texts belong to no chat, take 0. */
  sealers(tx: Tx, chats: readonly number[]): Promise<(chat: number) => Sealer>;
  opener(queries: Queries, sealed: readonly Uint8Array[]): Promise<Opener>;
  /** Afterwards nothing that was sealed for the chat can be opened, whatever STORE_KEY it was. */
  destroy(tx: Tx, chat: number): Promise<void>;
}

export interface ChatKeys extends KeyRing {
  /** Others, for what is recorded: destroyed alone, they leave a chat's jobs and turns readable. */
  readonly ofMessages: KeyRing;
}

/** Unwrapped, so that the chats of this minute are not unwrapped again and again. */
const KEPT_KEYS = 2000;

/** `storeBytes`: 32 of them. */
export function createChatKeys(database: Database, storeBytes: Buffer): ChatKeys {
  const storeKey = createSecretKey(storeBytes);
  return {
    ...createKeyRing(database, storeKey, "chat_key"),
    ofMessages: createKeyRing(database, storeKey, "message_key"),
  };
}

function createKeyRing(
  database: Database,
  storeKey: KeyObject,
  table: "chat_key" | "message_key",
): KeyRing {
  const name = fingerprint(storeKey);
  const unwrap = createUnwrap((id, wrapped) => unwrapChatKey(id, wrapped, storeKey));

  const selectByChat = prepareList((queries, chats: readonly number[]) =>
    queries
      .selectFrom(table)
      .select(["id", "chat", "wrapped"])
      .where("store_key", "=", name)
      .where("chat", "in", chats)
      .modifyEnd(database.forKeyShare),
  );
  const selectById = prepareList((queries, ids: readonly string[]) =>
    queries.selectFrom(table).select(["id", "wrapped"]).where("id", "in", ids),
  );

  async function findKeys(tx: Tx, chats: readonly number[]): Promise<Map<number, ChatKey>> {
    const { rows } = await selectByChat(tx, chats);
    const keys = new Map<number, ChatKey>();
    for (const { id, chat, wrapped } of rows) {
      const key = keys.has(chat) ? null : unwrap(id, wrapped);
      if (key !== null) keys.set(chat, key);
    }
    return keys;
  }

  async function makeKeys(tx: Tx, chats: readonly number[]): Promise<[number, ChatKey][]> {
    const made = chats.map((chat): [number, ChatKey] => [chat, makeChatKey()]);
    const rows = made.map(([chat, key]) => ({
      id: key.id,
      chat,
      store_key: name,
      wrapped: wrapChatKey(key, storeKey),
    }));
    if (rows.length > 0) await tx.insertInto(table).values(rows).execute();
    return made;
  }

  async function readKeys(queries: Queries, ids: readonly string[]): Promise<Map<string, ChatKey>> {
    if (ids.length === 0) return new Map();
    const { rows } = await selectById(queries, ids);
    const keys = rows.map(({ id, wrapped }) => unwrap(id, wrapped));
    return new Map(keys.filter((key) => key !== null).map((key) => [key.id, key]));
  }

  return {
    storeKey: name,
    async sealers(tx, chats) {
      const wanted = [...new Set(chats)];
      const keys = wanted.length === 0 ? new Map<number, ChatKey>() : await findKeys(tx, wanted);
      const missing = wanted.filter((chat) => !keys.has(chat));
      for (const [chat, key] of await makeKeys(tx, missing)) keys.set(chat, key);
      return (chat) => {
        const key = keys.get(chat);
        if (key === undefined) throw new Error("A key for this chat was not asked for");
        return (text, spot) => sealText(text, key, spot);
      };
    },
    async opener(queries, sealed) {
      const keys = await readKeys(queries, [...new Set(sealed.map(keyIdOf))]);
      return (text, spot) => {
        const key = keys.get(keyIdOf(text));
        return key === undefined ? null : openText(text, key, spot);
      };
    },
    async destroy(tx, chat) {
      await tx.deleteFrom(table).where("chat", "=", chat).execute();
    },
  };
}

type Unwrap = (id: string, wrapped: Uint8Array) => ChatKey | null;

/** The same, kept for the keys used last. Only what a row still wraps is ever asked for. */
function createUnwrap(unwrap: Unwrap): Unwrap {
  /** By id; least recently unwrapped first. */
  const kept = new Map<string, ChatKey>();
  return (id, wrapped) => {
    const key = kept.get(id) ?? unwrap(id, wrapped);
    if (key === null || kept.has(id)) return key;
    const [oldest] = kept.keys();
    if (kept.size >= KEPT_KEYS && oldest !== undefined) kept.delete(oldest);
    kept.set(id, key);
    return key;
  };
}
