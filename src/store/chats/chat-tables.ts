/**
 * Every table with rows of a chat, and what becomes of them when the chat moves or is forgotten.
 */
import { sql, type RawBuilder } from "kysely";

import type { AnyRow, Tx } from "../database/queries.ts";

export interface ChatTable {
  readonly name: string;
  /** Which column holds the chat's id; in "key" it stands as text. */
  readonly column: "chat" | "key";
  /**
   * What becomes of its rows when a group gets a new id:
   * - `renamed`, where nothing of the new chat can be in their way;
   * - `renamed with their lane`, those of open jobs;
   * - `copied`, with `changes`; where the new chat has such a row already, `clash` says what happens, and else that one stays;
   * - `dropped`, where they name messages: in the new chat other messages have those ids.
   */
  readonly moved: "renamed" | "renamed with their lane" | "copied" | "dropped";
  readonly changes?: (row: AnyRow) => AnyRow;
  readonly clash?: RawBuilder<unknown>;
  /** Its rows go when all of the chat is forgotten, or already when what it recorded is; null: they stay. */
  readonly forgottenWith: "chat" | "recording" | null;
}

/**
 * In the order in which they are locked. A chat's key comes first: whoever is just storing something for the chat is
 * waited for, and what they stored goes as well. The switch comes before what is recorded, as for whoever records.
 */
export const CHAT_TABLES: readonly ChatTable[] = [
  { name: "chat_key", column: "chat", moved: "renamed", forgottenWith: "chat" },
  { name: "job", column: "chat", moved: "renamed with their lane", forgottenWith: null },
  { name: "turn", column: "chat", moved: "copied", forgottenWith: "chat" },
  { name: "answer", column: "chat", moved: "dropped", forgottenWith: "chat" },
  { name: "sent_answer", column: "chat", moved: "dropped", forgottenWith: "chat" },
  { name: "stop", column: "chat", moved: "dropped", forgottenWith: "chat" },
  { name: "offered_article", column: "chat", moved: "renamed", forgottenWith: "chat" },
  {
    name: "chat",
    column: "chat",
    moved: "copied",
    changes: (row) => ({ ...row, left_at: null }),
    clash: sql`on conflict (chat) do update set settings = coalesce(chat.settings, excluded.settings)`,
    forgottenWith: null,
  },
  {
    name: "usage",
    column: "key",
    moved: "copied",
    clash: sql`on conflict (scope, key, window_start) do update
      set used = usage.used + excluded.used, reserved = usage.reserved + excluded.reserved`,
    forgottenWith: null,
  },
  { name: "reservation", column: "key", moved: "renamed", forgottenWith: null },
  {
    name: "recording",
    column: "chat",
    moved: "copied",
    // In the new chat, messages are counted from 1 again.
    changes: (row) => ({ ...row, last_message: 0 }),
    forgottenWith: null,
  },
  { name: "objection", column: "chat", moved: "copied", forgottenWith: null },
  {
    name: "message",
    column: "chat",
    moved: "copied",
    // Below 0, the ids name nothing in the new chat and still tell the order.
    changes: (row) => ({
      ...row,
      message: negative(row["message"]),
      reply_to: negative(row["reply_to"]),
    }),
    forgottenWith: "recording",
  },
  { name: "message_key", column: "chat", moved: "renamed", forgottenWith: "recording" },
];

function negative(id: unknown): number | null {
  return id === null ? null : -Math.abs(Number(id));
}

/** Removes the rows that are forgotten with this. Returns how many went, by table. */
export async function forgetRows(
  tx: Tx,
  chat: number,
  forgottenWith: "chat" | "recording",
): Promise<ReadonlyMap<string, number>> {
  const gone = new Map<string, number>();
  for (const table of CHAT_TABLES)
    if (table.forgottenWith === forgottenWith)
      gone.set(table.name, await deleteRows(tx, table, chat));
  return gone;
}

export async function deleteRows(
  tx: Tx,
  { name, column }: ChatTable,
  chat: number,
): Promise<number> {
  const { count } = await tx.run(sql`
    delete from ${sql.table(name)} where ${sql.ref(column)} = ${toId(column, chat)}`);
  return count;
}

/** The chat's id as it stands in the column. */
export function toId(column: ChatTable["column"], chat: number): number | string {
  return column === "key" ? String(chat) : chat;
}
