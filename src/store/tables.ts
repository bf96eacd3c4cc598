/**
 * The tables as Kysely sees them; `migrations.ts` makes them.
 */
import type { Transaction } from "kysely";

import type { JobState } from "./store.ts";

export interface Tables {
  meta: { version: number };
  /** A chat's keys, wrapped by STORE_KEY; after a change of STORE_KEY a chat has one for each. */
  chat_key: {
    id: string;
    chat: number;
    /** Names the STORE_KEY that wraps it. */
    store_key: string;
    wrapped: Uint8Array;
  };
  job: JobTable;
  chat: {
    chat: number;
    seen_at: number | null;
    left_at: number | null;
    held_until: number | null;
  };
  chat_setting: { chat: number; name: string; value: string };
  /** The last question of each person. */
  turn: {
    chat: number;
    /** 0: none. */
    topic: number;
    person: number;
    store_key: string;
    question: Uint8Array;
    at: number;
  };
  /** The questions that messages of the bot's answer. */
  answer: {
    chat: number;
    message: number;
    store_key: string;
    question: Uint8Array;
    at: number;
  };
  usage: {
    scope: string;
    key: string;
    window_start: number;
    used: number;
    reserved: number;
  };
}

interface JobTable {
  update_id: number;
  lane: string | null;
  chat: number | null;
  kind: string;
  state: JobState;
  at: number;
  stored_at: number;
  /** Names the STORE_KEY under which its texts can be read. */
  store_key: string;
  /** Sealed; null once it is done. */
  body: Uint8Array | null;
  reply: Uint8Array | null;
  sent_parts: number;
  /** A JSON array of ids. */
  sent_messages: string;
  not_before: number;
  /** 0: not claimed. */
  lease_until: number;
  /** How often it has been claimed. */
  claim: number;
  tries: number;
  crashes: number;
  closed_at: number | null;
}

export type Tx = Transaction<Tables>;
