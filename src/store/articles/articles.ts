/**
 * Articles that owners sent: offered for a day until one is taken in, then kept until somebody takes it out.
 *
 * What is offered may still be thrown away, so it is sealed like all that people write. What was taken in is a published
 * text that everybody may read in passages, and is kept as it is: an operator finds a file where it was a file.
 */
import { createHash } from "node:crypto";
import { sql } from "kysely";

import { REPEATABLE } from "../database/queries.ts";
import type { StoreParts } from "../parts.ts";
import type { Spot } from "../sealing/seal.ts";
import type { ArticleFile, Kept, KeptArticle } from "./kept.ts";

/** Afterwards it has to be sent again. */
export const OFFERED_KEPT_MS = 24 * 60 * 60 * 1000;

const ID_LENGTH = 16;

export function createArticles(
  { database, keys, now }: Pick<StoreParts, "database" | "keys" | "now">,
  kept: Kept,
) {
  /** Once is as good as twice. Returns what names it in this chat: 16 of `[A-Za-z0-9_-]`. */
  async function offer(chat: number, file: ArticleFile): Promise<string> {
    const { name, bytes } = file;
    const id = idOf(chat, file);
    const text = JSON.stringify([name, Buffer.from(bytes).toString("base64")]);
    await database.transact(async (tx) => {
      const seal = await keys.sealer(tx, chat);
      await tx.run(sql`
        insert into offered_article (id, chat, store_key, sealed, at)
        values (${id}, ${chat}, ${keys.storeKey}, ${seal(text, spotOf(id))}, ${now()})
        on conflict (id) do update
        set store_key = excluded.store_key, sealed = excluded.sealed, at = excluded.at`);
    }, REPEATABLE);
    return id;
  }

  return {
    offer,

    /** Null when it was taken in or thrown away, or a day has gone by. */
    async offered(chat: number, id: string): Promise<ArticleFile | null> {
      const [row] = await database.read(sql<{ sealed: Uint8Array }>`
        select sealed from offered_article
        where id = ${id} and chat = ${chat} and at > ${now() - OFFERED_KEPT_MS}`);
      if (row === undefined) return null;
      const open = await keys.opener(database, [row.sealed]);
      const text = open(row.sealed, spotOf(id));
      if (text === null) return null;
      const [name = "", bytes = ""] = JSON.parse(text) as string[];
      return { name, bytes: Buffer.from(bytes, "base64") };
    },

    /** False when it was not offered any more. */
    async withdraw(chat: number, id: string): Promise<boolean> {
      const { count } = await database.run(
        sql`delete from offered_article where id = ${id} and chat = ${chat}`,
      );
      return count > 0;
    },

    /** In the order of their names. */
    list: (): Promise<readonly KeptArticle[]> => kept.list(),
    read: (name: string): Promise<Buffer | null> => kept.read(name),
    put: (file: ArticleFile): Promise<void> => kept.put(file, now()),
    remove: (name: string): Promise<void> => kept.remove(name),
  };
}

function idOf(chat: number, { name, bytes }: ArticleFile): string {
  return createHash("sha256")
    .update(`${chat} ${name}\n`)
    .update(bytes)
    .digest("base64url")
    .slice(0, ID_LENGTH);
}

function spotOf(id: string): Spot {
  return ["offered_article", id];
}
