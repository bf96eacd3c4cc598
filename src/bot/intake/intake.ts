/**
 * Updates as they come: stored as jobs, but for those that are worthless a moment later.
 */
import type { Message, Update } from "grammy/types";

import type { NewJob } from "../../store/contract/jobs.ts";
import type { RecordedMessage } from "../../store/contract/messages.ts";
import type { Store } from "../../store/store.ts";
import { describeError, kindOf } from "../queue/failure.ts";
import { parseAction } from "../screens/callback-data.ts";
import type { Log } from "../parts.ts";

export interface IntakeParts {
  readonly jobs: Pick<Store["jobs"], "add" | "open">;
  /** Whether the bot has anything to do with it at all. */
  readonly concerns: (update: Update) => boolean;
  /** What is recorded of it if its chat records; null: nothing. */
  readonly recordedOf: (update: Update) => RecordedMessage | null;
  /** What it does to all that is kept of its chat; null: nothing. */
  readonly changeOf: (update: Update) => (() => Promise<unknown>) | null;
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

/** What an update is to the bot. */
interface Taken {
  readonly job: NewJob | null;
  readonly message: RecordedMessage | null;
  readonly change: (() => Promise<unknown>) | null;
  /** Nothing of it is kept, and nothing was wrong with it. */
  readonly isPassedOver: boolean;
}

const MOST_OPEN_JOBS = 1000;
const AT_ONCE = new Set(["inline_query", "callback_query", "stopped_message_generation"]);

export function createIntake(parts: IntakeParts): Intake {
  const { jobs, concerns, recordedOf, changeOf, handleAtOnce, wake, log, now } = parts;
  /** Nothing was stored since the last count, and that was low. */
  let isKnownToBeLow = false;

  function take(update: Update): Taken {
    let isTold = false;
    /** What is built like no other update must not keep the others out: it is nothing then. */
    function tryTo<T>(read: (update: Update) => T | null): T | null {
      try {
        return read(update);
      } catch (error) {
        const fields = { kind: kindOf(update), error: describeError(error) };
        if (!isTold) log.warn(fields, "An update makes no sense");
        isTold = true;
        return null;
      }
    }
    const change = tryTo(changeOf);
    const job = tryTo((one) => {
      if (isTold) return null;
      const made = jobOf(one, now());
      return made !== null && concerns(one) ? made : null;
    });
    const message = tryTo(recordedOf);
    return { job, message, change, isPassedOver: job === null && message === null && !isTold };
  }

  async function store(taken: readonly Taken[]): Promise<void> {
    const batch = taken.flatMap(({ job }) => (job === null ? [] : [job]));
    const messages = taken.flatMap(({ message }) => (message === null ? [] : [message]));
    if (batch.length === 0 && messages.length === 0) return;
    isKnownToBeLow &&= batch.length === 0;
    await jobs.add(batch, messages);
    if (batch.length > 0) wake();
  }

  return {
    async deliver(updates) {
      const urgent = updates.filter(isUrgent);
      const taken = updates.filter((update) => !urgent.includes(update)).map(take);
      const ignored = taken.filter(({ isPassedOver }) => isPassedOver).length;
      if (ignored > 0) log.debug({ ignored }, "Updates were passed over");
      let stored = 0;
      for (const [index, { change }] of taken.entries()) {
        if (change === null) continue;
        // What comes after it may be recorded otherwise than what came before.
        await store(taken.slice(stored, index + 1));
        await change();
        stored = index + 1;
      }
      await store(taken.slice(stored));
      for (const update of urgent) handleAtOnce(update);
    },
    async isFull() {
      if (isKnownToBeLow) return false;
      isKnownToBeLow = (await jobs.open()) <= MOST_OPEN_JOBS;
      return !isKnownToBeLow;
    },
  };
}

/** A moment later it is worthless. */
function isUrgent(update: Update): boolean {
  return AT_ONCE.has(kindOf(update)) && !asksForSummary(update);
}

/** By a tap: written as slowly as one that was asked for in words, it must not be lost either. */
function asksForSummary({ callback_query: tap }: Update): boolean {
  return tap?.message !== undefined && parseAction(tap.data ?? "")?.kind === "summary";
}

/** Null for what belongs to no chat. */
function jobOf(update: Update, now: number): NewJob | null {
  const { my_chat_member: change, callback_query: tap } = update;
  const post = update.message ?? update.channel_post ?? update.edited_message;
  const source = post ?? change ?? tap?.message;
  if (source === undefined || !Number.isSafeInteger(source.chat?.id)) return null;
  const { chat, date } = source;
  const common = { updateId: update.update_id, chat: chat.id, kind: kindOf(update) };
  const body = JSON.stringify(update);
  // A tap has no date of its own, and who tapped is shown to wait until it is answered.
  if (tap !== undefined) return { ...common, lane: null, at: now, body };
  const topic = post === undefined ? "" : topicOf(post);
  return { ...common, lane: `${chat.id}/${topic}`, at: date > 0 ? date * 1000 : now, body };
}

function topicOf({ is_topic_message, message_thread_id }: Message): string {
  return is_topic_message === true ? String(message_thread_id) : "";
}
