/**
 * What must survive a restart: stored updates, conversation turns, chats, usage, recorded messages.
 *
 * The contract of this room; what may be asked of each of these is in `contract/`, how it is done in the file
 * of the same name here.
 *
 * Every method is one transaction, and throws a StoreError when the database fails. Times are milliseconds by
 * the clock that the store was opened with, never the database's own.
 */
import type { Chats } from "./contract/chats.ts";
import type { JobCounts, Jobs } from "./contract/jobs.ts";
import type { Messages } from "./contract/messages.ts";
import type { Turns } from "./contract/turns.ts";
import type { Usage } from "./contract/usage.ts";

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
