/**
 * The tables as Kysely sees them; `migrations.ts` makes them.
 */
import type { Transaction } from "kysely";

import type { JobState } from "../contract/jobs.ts";

export interface Tables {
  meta: { version: number };
  /** A chat's keys, wrapped by STORE_KEY; after a change of STORE_KEY a chat has one for each. */
  chat_key: KeyTable;
  /** The same for what is recorded, which can be made unreadable by itself. */
  message_key: KeyTable;
  /** Chats that record, or did so lately. */
  recording: {
    chat: number;
    /** When it was switched on; null: off. */
    since: number | null;
    /** When this row goes, and with it what was recorded; null: not yet. */
    forget_at: number | null;
    /** The highest id there was: one that is not higher comes for the second time. */
    last_message: number;
  };
  /** Who may not be recorded, and who may be in this chat though in no other. */
  objection: {
    person: number;
    /** 0: every chat that has no row of its own. */
    chat: number;
    /** 1 or 0: SQLite has no booleans. */
    objects: number;
  };
  message: {
    chat: number;
    /** Below 0 in a chat that has moved since: the old id, which names nothing here. */
    message: number;
    /** 0: none. */
    topic: number;
    person: number;
    at: number;
    edited_at: number | null;
    reply_to: number | null;
    store_key: string;
    /** Name and text. */
    sealed: Uint8Array;
  };
  job: JobTable;
  chat: {
    chat: number;
    seen_at: number | null;
    left_at: number | null;
    held_until: number | null;
    /** JSON, as `settings.ts` has it; null: none. */
    settings: string | null;
  };
  /** What was last asked by each person, and answered. */
  turn: {
    chat: number;
    /** 0: none. */
    topic: number;
    person: number;
    store_key: string;
    /** `seq` modulo as many as are kept, so that the next one takes the oldest one's place. */
    slot: number;
    seq: number;
    /** The message that asked. */
    asked_in: number | null;
    /** Question and answer, sealed. */
    exchange: Uint8Array;
    at: number;
  };
  /** What messages of the bot's answer. */
  answer: {
    chat: number;
    message: number;
    store_key: string;
    /** The message that asked. */
    asked_in: number | null;
    exchange: Uint8Array;
    at: number;
  };
  /** What messages of the bot's show; no text. */
  sent_answer: {
    chat: number;
    message: number;
    /** JSON. */
    shown: string;
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

interface KeyTable {
  id: string;
  chat: number;
  /** Names the STORE_KEY that wraps it. */
  store_key: string;
  wrapped: Uint8Array;
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
