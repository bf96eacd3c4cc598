/**
 * Updates as they come: stored as jobs, but for those that are worthless a moment later.
 */
import type { Message, Update } from "grammy/types";

import type { NewJob, Store } from "../store/store.ts";
import { describeError, kindOf } from "./failure.ts";
import type { Log } from "./parts.ts";

export interface IntakeParts {
  readonly jobs: Pick<Store["jobs"], "add" | "open">;
  /** Whether the bot has anything to do with it at all. */
  readonly concerns: (update: Update) => boolean;
  /** Takes what waits behind nothing; returns at once. */
  readonly handleAtOnce: (update: Update) => void;
  /** Called when there are new jobs. */
  readonly wake: () => void;
  readonly log: Log;
  /** Milliseconds, as `Date.now`. */
  readonly now: () => number;
}

export interface Intake {
  /** When it settles, everything is stored that has to be; rejects when it is not. */
  deliver(updates: readonly Update[]): Promise<void>;
  /** So much is waiting that no more should come in. */
  isFull(): Promise<boolean>;
}

const MOST_OPEN_JOBS = 1000;
const AT_ONCE = new Set(["inline_query", "callback_query"]);

export function createIntake(parts: IntakeParts): Intake {
  const { jobs, concerns, handleAtOnce, wake, log, now } = parts;
  /** Nothing was stored since the last count, and that was low. */
  let isKnownToBeLow = false;

  /** What is built like no other update must not keep the others out. */
  function isConcern(update: Update): boolean {
    try {
      return concerns(update);
    } catch (error) {
      log.warn({ kind: kindOf(update), error: describeError(error) }, "An update makes no sense");
      return false;
    }
  }

  return {
    async deliver(updates) {
      const urgent = updates.filter((update) => AT_ONCE.has(kindOf(update)));
      const batch = updates.flatMap((update) => {
        const job = jobOf(update, now());
        return job !== null && isConcern(update) ? [job] : [];
      });
      const ignored = updates.length - urgent.length - batch.length;
      if (ignored > 0) log.debug({ ignored }, "Updates were passed over");
      if (batch.length > 0) {
        isKnownToBeLow = false;
        await jobs.add(batch);
        wake();
      }
      for (const update of urgent) handleAtOnce(update);
    },
    async isFull() {
      if (isKnownToBeLow) return false;
      isKnownToBeLow = (await jobs.open()) <= MOST_OPEN_JOBS;
      return !isKnownToBeLow;
    },
  };
}

/** Null for what belongs to no chat, and for what is handled at once. */
function jobOf(update: Update, now: number): NewJob | null {
  const kind = kindOf(update);
  const post = update.message ?? update.channel_post;
  const source = post ?? update.my_chat_member;
  if (AT_ONCE.has(kind) || !Number.isSafeInteger(source?.chat?.id) || source === undefined)
    return null;
  const { chat, date } = source;
  return {
    updateId: update.update_id,
    lane: `${chat.id}/${post === undefined ? "" : topicOf(post)}`,
    chat: chat.id,
    kind,
    at: date > 0 ? date * 1000 : now,
    body: JSON.stringify(update),
  };
}

function topicOf({ is_topic_message, message_thread_id }: Message): string {
  return is_topic_message === true ? String(message_thread_id) : "";
}
