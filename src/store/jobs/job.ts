/**
 * A job: one stored update, from when it arrives until it is answered.
 *
 * It is `new`, then `due` once its reply is kept, then `done` or `dead`. Jobs of one lane, a chat and topic, are handled
 * one after the other.
 */
import { sql, type RawBuilder } from "kysely";

import type { Spot } from "../sealing/seal.ts";

export interface NewJob {
  /** Telegram's `update_id`: a second job of the same id is ignored, for two days. */
  readonly updateId: number;
  /** "<chat>/<topic>": jobs of one lane are handled one after the other, by `updateId`. Null: waits behind nothing. */
  readonly lane: string | null;
  readonly chat: number | null;
  readonly kind: string;
  /** When it was written, in milliseconds; what lies in the future is taken for now. */
  readonly at: number;
  /** The update as JSON; kept to the letter. */
  readonly body: string;
}

/** Names one claim of a job; what another worker has claimed since, it does not touch. */
export interface Claim {
  readonly updateId: number;
  readonly claim: number;
}

export interface Job extends NewJob, Claim {
  readonly storedAt: number;
  /** What `keepReply` was given; null before. */
  readonly reply: string | null;
  readonly sent: Sent;
  /** Earlier tries that counted. */
  readonly tries: number;
  /** Earlier claims that never ended: the process died, or hung for longer than its lease. */
  readonly crashes: number;
}

/** `done` and `dead` are closed; `aside`: damaged, so that it could not be read. */
export type JobState = "new" | "due" | "done" | "dead" | "aside";

/** How much of a reply Telegram has taken. */
export interface Sent {
  readonly parts: number;
  /** Ids of the messages it made. */
  readonly messages: readonly number[];
  /** How often the next part was tried so that nobody knows whether it arrived; none when left out. */
  readonly doubtful?: number;
}

/** Stands for no chat where a job's texts are sealed. */
export const NO_CHAT = 0;

/** Ends the lease of a process that died: the next claim counts it as a crash, and the old one changes nothing. */
export const LEFT_BEHIND = 1;

/** Holds of an open job; as the partial indexes have it, word for word. */
export const OPEN = sql`state in ('new', 'due')`;

/** What is set of a job that is over: its texts go. */
export function closedAt(now: number): RawBuilder<unknown> {
  return sql`body = null, reply = null, lease_until = 0, closed_at = ${now}`;
}

/** Where a job's text stands, for its seal. */
export function spotOf(updateId: number, column: "body" | "reply"): Spot {
  return ["job", column, updateId];
}
