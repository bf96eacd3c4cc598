/**
 * The updates that wait for the bot, fetched by long polling.
 *
 * As with Telegram, an update stays until a call with a higher offset confirms it, the kinds asked for are
 * remembered from call to call, and of two pollers the older one is sent away.
 */
import type { Update } from "grammy/types";
import { conflict } from "./bot-api/refusals.ts";

export type UpdateKind = Exclude<keyof Update, "update_id">;

export interface Poll {
  readonly offset?: number | undefined;
  readonly limit?: number | undefined;
  /** Seconds; 0 answers at once. */
  readonly timeout?: number | undefined;
  readonly allowed_updates?: readonly UpdateKind[] | undefined;
}

export interface UpdateQueue {
  /** Drops the update when its kind was not asked for. */
  push(update: Omit<Update, "update_id">): void;
  /** Whatever its kind. */
  deliver(update: Omit<Update, "update_id">): void;
  /** Rejects with the signal's reason when it aborts; nothing is lost by that. */
  fetch(poll: Poll, signal?: AbortSignal | null): Promise<Update[]>;
  allow(kinds: readonly UpdateKind[] | undefined): void;
  allowed(): readonly UpdateKind[];
  count(): number;
  clear(): void;
}

const FIRST_UPDATE_ID = 700_000_001;
/** Telegram's limits on getUpdates (Bot API). */
const MAX_UPDATES = 100;
const MAX_TIMEOUT_SECONDS = 50;
/** An offset further ahead than this is no confirmation: Telegram then answers from the queue's head. */
const AHEAD = 10;
/** Sent only to those who name them (Bot API, getUpdates). */
const ON_REQUEST: ReadonlySet<string> = new Set([
  "chat_member",
  "message_reaction",
  "message_reaction_count",
]);

const OTHER_POLLER =
  "terminated by other getUpdates request; make sure that only one bot instance is running";

interface Parked {
  readonly limit: number;
  readonly answer: (updates: Update[]) => void;
  readonly refuse: (reason: unknown) => void;
}

export function createUpdateQueue(): UpdateQueue {
  let queue: Update[] = [];
  let nextId = FIRST_UPDATE_ID;
  let allowed: readonly UpdateKind[] = [];
  let parked: Parked | null = null;

  function isAllowed(update: Omit<Update, "update_id">): boolean {
    const kinds = Object.keys(update);
    if (allowed.length === 0) return !kinds.some((kind) => ON_REQUEST.has(kind));
    return kinds.some((kind) => allowed.some((wanted) => wanted === kind));
  }

  function answerParked(): void {
    if (parked === null || queue.length === 0) return;
    const { answer, limit } = parked;
    parked = null;
    answer(queue.slice(0, limit));
  }

  function deliver(update: Omit<Update, "update_id">): void {
    queue.push({ update_id: nextId, ...update });
    nextId += 1;
    // What is said in one breath arrives in one batch.
    queueMicrotask(answerParked);
  }

  function confirm(offset: number): void {
    if (offset < 0) queue = queue.slice(offset);
    if (offset > 0 && offset < nextId + AHEAD)
      queue = queue.filter((update) => update.update_id >= offset);
  }

  function park(limit: number, seconds: number, signal: AbortSignal | null): Promise<Update[]> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => leave(() => resolve([])), seconds * 1000);
      timer.unref();
      const abort = (): void => leave(() => reject(abortReason(signal)));
      const mine: Parked = {
        limit,
        answer: (updates) => leave(() => resolve(updates)),
        refuse: (reason) => leave(() => reject(reason)),
      };
      function leave(settle: () => void): void {
        clearTimeout(timer);
        signal?.removeEventListener("abort", abort);
        if (parked === mine) parked = null;
        settle();
      }
      signal?.addEventListener("abort", abort);
      parked = mine;
    });
  }

  function allow(kinds: readonly UpdateKind[] | undefined): void {
    if (kinds !== undefined) allowed = kinds;
  }

  return {
    push: (update) => {
      if (isAllowed(update)) deliver(update);
    },
    deliver,
    allow,
    allowed: () => allowed,
    count: () => queue.length,
    clear: () => {
      queue = [];
    },
    fetch: async (poll, signal = null) => {
      if (signal?.aborted === true) throw abortReason(signal);
      parked?.refuse(conflict(OTHER_POLLER));
      allow(poll.allowed_updates);
      confirm(poll.offset ?? 0);
      const limit = limitOf(poll);
      const seconds = Math.min(poll.timeout ?? 0, MAX_TIMEOUT_SECONDS);
      if (queue.length > 0 || seconds <= 0) return queue.slice(0, limit);
      return park(limit, seconds, signal);
    },
  };
}

function limitOf({ limit = MAX_UPDATES }: Poll): number {
  return limit >= 1 && limit <= MAX_UPDATES ? limit : MAX_UPDATES;
}

function abortReason(signal: AbortSignal | null): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error
    ? reason
    : new DOMException("This operation was aborted", "AbortError");
}
