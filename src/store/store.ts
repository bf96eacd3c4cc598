/**
 * What must survive a restart: stored updates, conversation turns, chats, usage. The contract of this room.
 *
 * Every method is one transaction, and throws a StoreError when the database fails. Times are milliseconds by
 * the clock that the store was opened with, never the database's own.
 */

/** Why the store cannot do its work; the message is one sentence for the operator. */
export type StoreErrorReason =
  /** No room left; what was being written is not there, and writing works again once there is room. */
  | "full"
  | "unwritable"
  | "damaged"
  /** Written by a newer version of this program. */
  | "newer"
  /** Another process holds the same file. */
  | "in-use"
  /** Held up by others for too long; trying again later may do. */
  | "busy"
  | "unreachable"
  /** Login, rights or name of the database. */
  | "refused"
  | "key"
  | "closed"
  | "failed";

export class StoreError extends Error {
  override name = "StoreError";
  readonly reason: StoreErrorReason;
  constructor(reason: StoreErrorReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

export interface Store {
  readonly jobs: Jobs;
  readonly turns: Turns;
  readonly chats: Chats;
  readonly usage: Usage;
  readonly messages: Messages;
  readonly leader: Leader;
  /** Everything that is kept of `from` belongs to `to` afterwards; answers are forgotten, for their messages have other ids there. Once is as good as twice. */
  moveChat(from: number, to: number): Promise<void>;
  /** The bot cannot write there any more: its open jobs are dropped, except of the kinds in `keep`, and it records no longer; what it recorded goes a day later. Returns how many jobs were dropped. */
  leaveChat(chat: number, keep?: readonly string[]): Promise<number>;
  /** Its turns, answers, settings, recorded messages and waiting jobs go, and its keys, so that a backup cannot be read either; usage, running jobs and who objected to being recorded stay. Returns how many entries went. */
  forgetChat(chat: number): Promise<number>;
  /** Removes what is older than it may be kept; for about once an hour. Returns how many entries went. */
  purge(): Promise<number>;
  info(): Promise<StoreInfo>;
  /** Waits for what is under way. */
  close(): Promise<void>;
}

export interface StoreInfo {
  /** For people: "SQLite, data/bot.db"; never with a password. */
  readonly where: string;
  readonly jobs: JobCounts;
  /** Texts that another STORE_KEY has sealed: they stay as they are, turns for their hour, and can be read again once that key is back. */
  readonly setAside: { readonly jobs: number; readonly turns: number };
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

/**
 * Stored updates and their replies. A job is `new`, then `due` once its reply is kept, then `done` or `dead`.
 * Methods that take a claim change nothing and return false when it is not the job's last one, or was given back.
 */
export interface Jobs {
  /** All or none, and with them what of `messages` is to be recorded. Returns the ids of the new jobs, ascending; the others were stored before. */
  add(batch: readonly NewJob[], messages?: readonly RecordedMessage[]): Promise<readonly number[]>;
  /** At most `limit`, of as many lanes, oldest first; empty when nothing is due. A lane with an open job before gives none. */
  claim(wanted: ClaimWanted): Promise<readonly Job[]>;
  renew(claim: Claim, leaseMs: number): Promise<boolean>;
  /** With the conversation's turn, if it is one. The claim goes on. */
  keepReply(claim: Claim, reply: string, turn?: Turn): Promise<boolean>;
  /** With what was answered, each of the messages is remembered as the answer. The claim goes on. */
  markSent(claim: Claim, sent: Sent, answered?: Answered): Promise<boolean>;
  /** Done; its texts are removed. With `sent` and `answered` as in `markSent`. */
  finish(claim: Claim, sent?: Sent, answered?: Answered): Promise<boolean>;
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
  /** Only jobs without a lane. */
  readonly urgentOnly?: boolean;
}

/** Who asks where; `topic` is null outside of topics. */
export interface Asker {
  readonly chat: number;
  readonly topic: number | null;
  readonly person: number;
}

/** A question and its answer, in plain text. */
export interface Exchange {
  readonly question: string;
  readonly answer: string;
}

export interface Answered extends Exchange {
  /** The message that asked; null where none did. */
  readonly askedIn: number | null;
}

export interface Turn extends Asker, Answered {}

/** The bot's messages that answer one message, in order. */
export interface Answers {
  readonly messages: readonly number[];
  readonly question: string;
}

/** What was asked and answered within the last hour, 500 UTF-16 units of a question and 1,000 of an answer; the newest 10,000 at most outlast a purge. */
export interface Turns {
  /** Of each person's, the last three in a chat and topic are kept. */
  asked(turn: Turn): Promise<void>;
  /** Theirs there, oldest first. */
  history(asker: Asker): Promise<readonly Exchange[]>;
  /** Theirs there are forgotten; with `askedIn`, only what that message asked. Returns how many. */
  forget(asker: Asker, askedIn?: number): Promise<number>;
  /** The bot's messages that answer a question. */
  answered(chat: number, messages: readonly number[], answered: Answered): Promise<void>;
  /** What a message of the bot's answers; null when it is no answer. */
  exchangeOf(chat: number, message: number): Promise<Exchange | null>;
  /** Null when the message has no answer. */
  answersTo(chat: number, askedIn: number): Promise<Answers | null>;
  /** Their last questions in every chat; which messages answer them is not kept by person, and goes with its hour. Returns how many were forgotten. */
  forgetPerson(person: number): Promise<number>;
  purge(before: number): Promise<number>;
}

export interface ChatRow {
  readonly chat: number;
  /** Null when it has never been seen. */
  readonly seenAt: number | null;
  /** Null while the bot may write there. */
  readonly leftAt: number | null;
  readonly heldUntil: number | null;
  readonly settings: Readonly<Record<string, string>>;
}

export interface Chats {
  /** Of a chat that is not stored: nulls, and no settings. */
  read(chat: number): Promise<ChatRow>;
  /** Somebody wrote there, so the bot may write as well. Cheap enough for every message. */
  seen(chat: number): Promise<void>;
  /** None of its jobs can be claimed until then; a later time holds. */
  hold(chat: number, until: number): Promise<void>;
  /** Null removes the setting. */
  set(chat: number, name: string, value: string | null): Promise<void>;
  /** Those of them that have been seen and not been left since. */
  reachable(chats: readonly number[]): Promise<readonly number[]>;
}

/** Names one counter: what is limited, whose it is, and when its window began. Whole numbers only. */
export interface Counter {
  readonly scope: string;
  /** A chat's id moves with the chat; "" is nobody's in particular. */
  readonly key: string;
  readonly windowStart: number;
}

export interface Total {
  readonly scope: string;
  readonly windowStart: number;
  readonly used: number;
}

export interface Taken {
  readonly taken: boolean;
  /** After it, reserved amounts included. */
  readonly used: number;
}

/** Counters with a limit, which holds however many take at once. */
export interface Usage {
  /** Takes all of `amount`, or nothing where that would exceed `limit`. */
  take(counter: Counter, amount: number, limit: number): Promise<Taken>;
  /** One of each, until one refuses: of those behind it nothing is taken, nor told. */
  takeInTurn(wanted: readonly { counter: Counter; limit: number }[]): Promise<readonly Taken[]>;
  /** As `take`, for an amount that is known only later: `settle` follows. */
  reserve(counter: Counter, amount: number, limit: number): Promise<Taken>;
  /** Puts what was really used in the place of what had been reserved. */
  settle(counter: Counter, amounts: { reserved: number; used: number }): Promise<void>;
  /** Reserved amounts included. */
  read(counter: Counter): Promise<number>;
  /** What is nobody's in particular, of the windows that began at `from` or later; reserved amounts included. */
  readTotals(from: number): Promise<readonly Total[]>;
  /** Windows that began before; of what is nobody's in particular, before `totalsBefore`. Returns how many. */
  purge(before: number, totalsBefore?: number): Promise<number>;
}

/** One process of several is the leader; on SQLite, the only one. */
export interface Leader {
  /** A signal that aborts when the leadership is lost; null while another process leads or the database cannot be reached. Asked again, it makes sure and returns the same. */
  tryAcquire(): Promise<AbortSignal | null>;
  release(): Promise<void>;
}

/** One line an event, in pino's shape. */
export interface StoreLog {
  warn(fields: object, message: string): void;
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
  /** When the person last wrote there, in that topic, before `before`; null when nothing of theirs is kept. */
  lastOf(asker: Asker, before: number): Promise<number | null>;
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
