/**
 * What is recorded of a group's message for summaries, and for how long.
 */
import type { StoreParts } from "../parts.ts";
import type { Spot } from "../sealing/seal.ts";

export interface RecordedMessage {
  readonly chat: number;
  /** Telegram's `message_id`; below 0 for what was written before the chat moved, and names nothing any more. */
  readonly id: number;
  /** Null outside of topics. */
  readonly topic: number | null;
  /** A person's id, or the chat's in whose name it was written. */
  readonly person: number;
  /** First name, sealed with the message and gone with it. */
  readonly name: string;
  /** When it was written; what lies more than five minutes in the future is taken for now. */
  readonly at: number;
  /** An edit with an older time than the stored one changes nothing; null: never edited. */
  readonly editedAt: number | null;
  /** An id like `id`, of which nothing need be kept. */
  readonly replyTo: number | null;
  readonly text: string;
}

/** Stands for every chat that has no objection of its own. */
export const EVERYWHERE = 0;

export const DAY_MS = 24 * 60 * 60 * 1000;

/** What was written by then is kept no longer, purged or not. */
export function oldestKept({ now, retentionDays }: StoreParts): number {
  return now() - retentionDays * DAY_MS;
}

/** Where a message's text stands, for its seal: its old id, which goes on below 0 where a chat has moved. */
export function spotOfMessage(message: number): Spot {
  return ["message", Math.abs(message)];
}
