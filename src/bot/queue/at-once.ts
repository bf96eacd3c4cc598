/**
 * Inline queries and pressed buttons, but for those that ask for a summary: handled as they come, behind nothing, and dropped when they are too old to matter.
 */
import { randomUUID } from "node:crypto";

import type { Update } from "grammy/types";

import type { Handler } from "../bot.ts";
import { createGate } from "./gate.ts";
import { describeError, isNobodyThere, kindOf } from "./failure.ts";
import type { Outbox } from "../delivery/outbox.ts";
import type { Log } from "../parts.ts";

interface AtOnceParts {
  readonly handler: Handler;
  readonly outbox: Pick<Outbox, "sendAtOnce">;
  readonly log: Log;
  /** Milliseconds, as `Date.now`. */
  readonly now: () => number;
}

export interface AtOnce {
  /** Returns at once; an update's age counts from here, for it has no date of its own. */
  handle(update: Update): void;
  /** Settles when nothing is being handled any more. */
  idle(): Promise<void>;
}

const WORTHLESS_AFTER_MS = 10_000;
/** Of each kind; more at once would only make all of them late. */
const AT_ONCE = 64;

export function createAtOnce({ handler, outbox, log, now }: AtOnceParts): AtOnce {
  const running = new Set<Promise<void>>();
  // A tapped question may wait for an answer to be written, and nobody's inline query waits behind it.
  const inline = createGate(AT_ONCE);
  const others = createGate(AT_ONCE);

  async function handle(update: Update, arrivedAt: number): Promise<void> {
    if (now() - arrivedAt > WORTHLESS_AFTER_MS) {
      log.info({ kind: kindOf(update) }, "An update came too late to matter");
      return;
    }
    try {
      const reply = await handler.handle(update, 1);
      const chat = update.callback_query?.message?.chat.id;
      if (chat !== undefined && reply.messages.length > 0) await outbox.sendAtOnce(chat, reply);
    } catch (error) {
      await fail(update, error);
    }
  }

  async function fail(update: Update, error: unknown): Promise<void> {
    const fields = { kind: kindOf(update), error: describeError(error) };
    if (isNobodyThere(error)) {
      log.info(fields, "Nobody there to answer");
      return;
    }
    const id = randomUUID().slice(0, 6);
    log.error({ id, ...fields }, "An update could not be handled");
    // Where the failure was Telegram's, the apology fails like the answer did: one line is enough.
    await handler.apologise(update, id).catch(() => {});
  }

  return {
    handle(update) {
      const arrivedAt = now();
      const gate = update.inline_query === undefined ? others : inline;
      const work = gate(() => handle(update, arrivedAt)).finally(() => running.delete(work));
      running.add(work);
    },
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
