/**
 * Updates → the bot: in order within a chat and topic, chats side by side.
 *
 * Inline queries and pressed buttons wait behind nothing: a moment later they are worthless.
 */
import type { Update } from "grammy/types";

import { describeError } from "./failure.ts";
import type { Log } from "./parts.ts";

export interface Dispatcher {
  /** Returns at once; the updates are handled one after the other in their lanes. */
  deliver(updates: readonly Update[]): void;
  /** Settles when nothing is being handled any more. */
  idle(): Promise<void>;
}

export function createDispatcher({
  handle,
  log,
}: {
  readonly handle: (update: Update) => Promise<void>;
  readonly log: Log;
}): Dispatcher {
  const lanes = new Map<string, Promise<void>>();
  const running = new Set<Promise<void>>();

  async function run(update: Update, before: Promise<void> | undefined): Promise<void> {
    await before;
    try {
      await handle(update);
    } catch (error) {
      log.error({ error: describeError(error) }, "An update could not be handled");
    }
  }

  function start(update: Update): void {
    const lane = laneOf(update);
    const work = run(update, lane === null ? undefined : lanes.get(lane)).finally(() => {
      running.delete(work);
      if (lane !== null && lanes.get(lane) === work) lanes.delete(lane);
    });
    running.add(work);
    if (lane !== null) lanes.set(lane, work);
  }

  return {
    deliver: (updates) => updates.forEach(start),
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

/** Chat and topic; null for what waits behind nothing. */
function laneOf(update: Update): string | null {
  const message = update.message ?? update.channel_post;
  const chat = message?.chat ?? update.my_chat_member?.chat;
  if (chat === undefined) return null;
  const topic = message?.is_topic_message === true ? message.message_thread_id : undefined;
  return `${chat.id}/${topic ?? ""}`;
}
