/**
 * The store's contract for jobs: updates, from when they arrive until they are answered.
 */
import type { RecordedMessage } from "./messages.ts";
import type { Remembered, Turn } from "./turns.ts";

/**
 * Stored updates and their replies. A job is `new`, then `due` once its reply is kept, then `done` or `dead`.
 * Methods that take a claim change nothing and return false when it is not the job's last one, or was given back.
 */
export interface Jobs {
  /** All or none, and with them what of `messages` is to be recorded. Returns the ids of the new jobs, ascending; the others were stored before. */
  add(batch: readonly NewJob[], messages?: readonly RecordedMessage[]): Promise<readonly number[]>;
  /** At most `limit`, of as many lanes, oldest first; empty when no such job is due. A lane with an open job before gives none. */
  claim(wanted: ClaimWanted): Promise<readonly Job[]>;
  renew(claim: Claim, leaseMs: number): Promise<boolean>;
  /** With the conversation's turn, if it is one. The claim goes on. */
  keepReply(claim: Claim, reply: string, turn?: Turn): Promise<boolean>;
  /** The claim goes on. */
  markSent(claim: Claim, sent: Sent): Promise<boolean>;
  /** Done; its texts are removed. What was sent is remembered by each of its messages. */
  finish(claim: Claim, sent?: Sent, remembered?: Remembered): Promise<boolean>;
  /** Not before `until`; its lane waits as well. */
  postpone(claim: Claim, wait: { until: number; countsAsTry: boolean }): Promise<boolean>;
  /** Handed back, as if it had never been claimed. */
  release(claim: Claim): Promise<boolean>;
  /** Given up: dead, and its lane goes on; its texts are removed. */
  bury(claim: Claim): Promise<boolean>;
  /** Open ones, running ones too, except of the kinds in `keep`. Returns how many were dropped. */
  cancelChat(chat: number, keep?: readonly string[]): Promise<number>;
  /** How many are open, running ones too. */
  open(): Promise<number>;
  /** When the next of those that wait for a time or a lease may be due; null when none does. */
  nextDue(): Promise<number | null>;
  counts(): Promise<JobCounts>;
  /** Closed ones that were closed before. Returns how many. */
  purge(before: number): Promise<number>;
}

export interface ClaimWanted {
  /** The claim ends when it is not renewed within this time. */
  readonly leaseMs: number;
  readonly limit: number;
  /** Only jobs that so many claims never ended of; one with a reply counts none, for it is only sent. Any, when left out. */
  readonly crashes?: { readonly from?: number; readonly to?: number };
}

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

/** How much of a reply Telegram has taken. */
export interface Sent {
  readonly parts: number;
  /** Ids of the messages it made. */
  readonly messages: readonly number[];
}

/** `done` and `dead` are closed; `aside`: damaged, so that it could not be read. */
export type JobState = "new" | "due" | "done" | "dead" | "aside";

/** What STORE_KEY cannot open is not counted. */
export type JobCounts = Readonly<Record<JobState, number>>;
