/**
 * The store's contract for messages: what groups record for summaries.
 */
import type { Asker } from "./turns.ts";

/**
 * Messages of groups whose admins have switched recording on, for RETENTION_DAYS from the message's date.
 *
 * With `moveChat` they move, and so do the switch and the objections; with `leaveChat` recording stops, and they go
 * a day later unless it is switched on again; with `forgetChat` they go at once.
 */
export interface Messages {
  recording(chat: number): Promise<Recording>;
  switchOn(chat: number): Promise<void>;
  /** Nothing more is kept; what is kept stays until it is forgotten or too old. */
  switchOff(chat: number): Promise<void>;
  /**
   * Keeps those of chats that record and of people who have not objected. A message comes after those of its chat with
   * lower ids: what comes again, even after it was forgotten, is passed over. An edit replaces what is stored, and
   * nothing else. Returns how many were written. Also part of `jobs.add`, in its transaction.
   */
  record(batch: readonly RecordedMessage[]): Promise<number>;
  /** In the order of time. */
  read(range: MessageRange): Promise<readonly RecordedMessage[]>;
  count(range: Omit<MessageRange, "limit">): Promise<number>;
  /** When the person last wrote there, in that topic or in any, before `before`; null when nothing of theirs is kept. */
  lastOf(
    who: Pick<MessageRange, "chat" | "topic"> & Pick<Asker, "person">,
    before: number,
  ): Promise<number | null>;
  /** Nothing of theirs is kept from now on, and what is there goes; in one chat, or with null in every one. Returns how many went. */
  optOut(person: number, chat: number | null): Promise<number>;
  /** In one chat, which is then an exception where they have opted out of every one; or with null in every one. */
  optIn(person: number, chat: number | null): Promise<void>;
  hasOptedOut(person: number, chat: number): Promise<boolean>;
  /** Returns how many went. */
  forgetPerson(person: number, chat: number | null): Promise<number>;
  /** Everything kept of theirs, oldest first. */
  ofPerson(person: number): Promise<readonly RecordedMessage[]>;
  /** Every message of the chat, and the key they were sealed with; recording is off then. Nothing else of the chat goes. Returns how many went. */
  forgetChat(chat: number): Promise<number>;
  /** Older ones than that go, and those of chats that were left a day ago. Returns how many. */
  purge(before: number): Promise<number>;
}

/** A group's message as it is kept for summaries. */
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

/** Which of a chat's messages; both ends included, `null` leaves an end open. */
export interface MessageRange {
  readonly chat: number;
  /** `"all"`: of every topic. */
  readonly topic: number | null | "all";
  readonly from: number | null;
  readonly to: number | null;
  /** The newest ones where there are more. */
  readonly limit: number;
}

/** A chat's recording, as its admins have switched it. */
export interface Recording {
  readonly isOn: boolean;
  /** When it was last switched on; null while it is off. */
  readonly since: number | null;
}
