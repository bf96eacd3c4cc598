/**
 * The keys of chats: made when a text of the chat is first sealed, destroyed when the chat is forgotten.
 *
 * Keys are read anew in each transaction, so that no process seals with one that another has just destroyed.
 */
import { createSecretKey, type KeyObject } from "node:crypto";
import { sql } from "kysely";

import { memo } from "../../text/memo.ts";
import { insertRows, type Database, type Queries, type Tx } from "../database/queries.ts";
import {
  fingerprint,
  keyIdOf,
  makeChatKey,
  openText,
  sealText,
  unwrapChatKey,
  wrapChatKey,
  type ChatKey,
  type Spot,
} from "./seal.ts";

/** Seals for one chat. */
export type Sealer = (text: string, spot: Spot) => Buffer;

/** Null when the text is damaged, or its key was destroyed. */
export type Opener = (sealed: Uint8Array, spot: Spot) => string | null;

export type ChatKeys = ReturnType<typeof createChatKeys>;

/** `storeBytes`: 32 of them. */
export function createChatKeys(database: Database, storeBytes: Buffer) {
  const storeKey = createSecretKey(storeBytes);
  return {
    /** Names STORE_KEY in the rows whose texts it can open. */
    storeKey: fingerprint(storeKey),
    ...createKeyRing(database, storeKey, "chat_key"),
    /** Others, for what is recorded: destroyed alone, they leave a chat's jobs and turns readable. */
    ofMessages: createKeyRing(database, storeKey, "message_key"),
  };
}

/** Unwrapped once, and only what a row still wraps: a question costs the store 0.09 ms of its thread less (2026-11). */
const KEPT_KEYS = 2000;

interface WrappedKey {
  readonly id: string;
  readonly chat: number;
  readonly wrapped: Uint8Array;
}

function createKeyRing(
  { forKeyShare }: Database,
  storeKey: KeyObject,
  tableName: "chat_key" | "message_key",
) {
  const name = fingerprint(storeKey);
  const table = sql.table(tableName);
  const unwrapped = memo((_id: string): { key: ChatKey | null } => ({ key: null }), {
    most: KEPT_KEYS,
  });

  /** Null when another STORE_KEY wraps it, or it is damaged. */
  function unwrap({ id, wrapped }: WrappedKey): ChatKey | null {
    const kept = unwrapped(id);
    kept.key ??= unwrapChatKey(id, wrapped, storeKey);
    return kept.key;
  }

  async function findKeys(tx: Tx, chats: readonly number[]): Promise<Map<number, ChatKey>> {
    const keys = new Map<number, ChatKey>();
    if (chats.length === 0) return keys;
    const rows = await tx.read(sql<WrappedKey>`
      select id, chat, wrapped from ${table}
      where store_key = ${name} and chat in (${sql.join(chats)}) ${forKeyShare}`);
    for (const row of rows) {
      const key = keys.has(row.chat) ? null : unwrap(row);
      if (key !== null) keys.set(row.chat, key);
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
    await insertRows(tx, tableName, rows, sql``);
    return made;
  }

  /** For these chats; whose texts belong to no chat, takes 0. */
  async function sealers(tx: Tx, chats: readonly number[]): Promise<(chat: number) => Sealer> {
    const wanted = [...new Set(chats)];
    const keys = await findKeys(tx, wanted);
    const missing = wanted.filter((chat) => !keys.has(chat));
    for (const [chat, key] of await makeKeys(tx, missing)) keys.set(chat, key);
    return (chat) => {
      const key = keys.get(chat);
      if (key === undefined) throw new Error("A key for this chat was not asked for");
      return (text, spot) => sealText(text, key, spot);
    };
  }

  return {
    sealers,
    sealer: async (tx: Tx, chat: number): Promise<Sealer> => (await sealers(tx, [chat]))(chat),
    /** For these texts. */
    async opener(queries: Queries, sealed: readonly Uint8Array[]): Promise<Opener> {
      const keys = new Map<string, ChatKey | null>();
      const ids = [...new Set(sealed.map(keyIdOf))];
      if (ids.length > 0) {
        const rows = await queries.read(sql<WrappedKey>`
          select id, chat, wrapped from ${table} where id in (${sql.join(ids)})`);
        for (const row of rows) keys.set(row.id, unwrap(row));
      }
      return (text, spot) => {
        const key = keys.get(keyIdOf(text)) ?? null;
        return key === null ? null : openText(text, key, spot);
      };
    },
  };
}
