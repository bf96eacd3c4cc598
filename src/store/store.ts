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
  readonly leader: Leader;
  /** Everything that is kept of `from` belongs to `to` afterwards; answers are forgotten, for their messages have other ids there. Once is as good as twice. */
  moveChat(from: number, to: number): Promise<void>;
  /** The bot cannot write there any more: its open jobs are dropped, except of the kinds in `keep`. Returns how many. */
  leaveChat(chat: number, keep?: readonly string[]): Promise<number>;
  /** Its turns, answers, settings and waiting jobs go, and its key, so that a backup cannot be read either; usage and running jobs stay. Returns how many entries went. */
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
  /** All or none. Returns the ids of the new ones, ascending; the others were stored before. */
  add(batch: readonly NewJob[]): Promise<readonly number[]>;
  /** At most `limit`, of as many lanes, oldest first; empty when nothing is due. A lane with an open job before gives none. */
  claim(wanted: ClaimWanted): Promise<readonly Job[]>;
  renew(claim: Claim, leaseMs: number): Promise<boolean>;
  /** With the conversation's turn, if it is one. The claim goes on. */
  keepReply(claim: Claim, reply: string, turn?: Turn): Promise<boolean>;
  /** With a question, each of the messages is remembered as an answer to it. The claim goes on. */
  markSent(claim: Claim, sent: Sent, question?: string): Promise<boolean>;
  /** Done; its texts are removed. With `sent` and `question` as in `markSent`. */
  finish(claim: Claim, sent?: Sent, question?: string): Promise<boolean>;
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

export interface Turn extends Asker {
  readonly question: string;
}

/** What was asked within the last hour, 500 UTF-16 units of each; the newest 10,000 at most outlast a purge. */
export interface Turns {
  asked(turn: Turn): Promise<void>;
  /** Their last question; null when there is none. */
  previous(asker: Asker): Promise<string | null>;
  /** The bot's messages that answer a question. */
  answered(chat: number, messages: readonly number[], question: string): Promise<void>;
  /** The question that a message answers; null when it is no answer. */
  questionOf(chat: number, message: number): Promise<string | null>;
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
  /** A chat's id moves with the chat. */
  readonly key: string;
  readonly windowStart: number;
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
  /** As `take`, for an amount that is known only later: `settle` follows. */
  reserve(counter: Counter, amount: number, limit: number): Promise<Taken>;
  /** Puts what was really used in the place of what had been reserved. */
  settle(counter: Counter, amounts: { reserved: number; used: number }): Promise<void>;
  /** Reserved amounts included. */
  read(counter: Counter): Promise<number>;
  /** Windows that began before. Returns how many. */
  purge(before: number): Promise<number>;
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
