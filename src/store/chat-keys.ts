/**
 * The keys of chats: made when a text of the chat is first sealed, destroyed when the chat is forgotten.
 *
 * Keys are read anew in each transaction, so that no process seals with one that another has just destroyed.
 */
import type { Database } from "./database.ts";
import type { Queries } from "./engine.ts";
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
import type { Tx } from "./tables.ts";

/** Seals for one chat. */
export type Sealer = (text: string, spot: Spot) => Buffer;

/** Null when the text is damaged, or its key was destroyed. */
export type Opener = (sealed: Uint8Array, spot: Spot) => string | null;

export interface ChatKeys {
  /** Names STORE_KEY in the rows whose texts it can open. */
  readonly storeKey: string;
  /** Whose texts belong to no chat, take 0. */
  sealers(tx: Tx, chats: readonly number[]): Promise<(chat: number) => Sealer>;
  opener(queries: Queries, sealed: readonly Uint8Array[]): Promise<Opener>;
  /** Afterwards nothing that was sealed for the chat can be opened, whatever STORE_KEY it was. */
  destroy(tx: Tx, chat: number): Promise<void>;
}

export function createChatKeys(database: Database, storeKey: Buffer): ChatKeys {
  const name = fingerprint(storeKey);

  async function findKeys(tx: Tx, chats: readonly number[]): Promise<Map<number, ChatKey>> {
    const rows = await tx
      .selectFrom("chat_key")
      .select(["id", "chat", "wrapped"])
      .where("store_key", "=", name)
      .where("chat", "in", chats)
      .modifyEnd(database.forKeyShare)
      .execute();
    const keys = new Map<number, ChatKey>();
    for (const { id, chat, wrapped } of rows) {
      const key = keys.has(chat) ? null : unwrapChatKey(id, wrapped, storeKey);
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
    if (rows.length > 0) await tx.insertInto("chat_key").values(rows).execute();
    return made;
  }

  async function readKeys(queries: Queries, ids: readonly string[]): Promise<Map<string, ChatKey>> {
    if (ids.length === 0) return new Map();
    const rows = await queries
      .selectFrom("chat_key")
      .select(["id", "wrapped"])
      .where("id", "in", ids)
      .execute();
    const keys = rows.map(({ id, wrapped }) => unwrapChatKey(id, wrapped, storeKey));
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
      await tx.deleteFrom("chat_key").where("chat", "=", chat).execute();
    },
  };
}
