/**
 * Inline queries and pressed buttons, but for those that ask for a summary: handled as they come, behind nothing, and dropped when they are too old to matter.
 */
import { randomUUID } from "node:crypto";

import { GrammyError } from "grammy";

import { createGate } from "./gate.ts";
import type { Readable } from "../incoming/incoming.ts";
import { describeError, type Log } from "../log.ts";
import type { Handler } from "./handler.ts";
import type { Outbox } from "../delivery/outbox.ts";

interface AtOnceParts {
  readonly handler: Handler;
  readonly outbox: Pick<Outbox, "sendAtOnce">;
  readonly log: Log;
  /** Milliseconds, as `Date.now`. */
  readonly now: () => number;
}

export interface AtOnce {
  /** Returns at once; an update's age counts from here, for it has no date of its own. */
  readonly handle: (incoming: Readable) => void;
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

  async function handle(incoming: Readable, arrivedAt: number): Promise<void> {
    if (now() - arrivedAt > WORTHLESS_AFTER_MS) {
      log.info({ kind: incoming.name }, "An update came too late to matter");
      return;
    }
    try {
      const reply = await handler.handle(incoming, 1);
      const { place } = incoming;
      if (place !== null && reply.messages.length > 0) await outbox.sendAtOnce(place.chat, reply);
    } catch (error) {
      await fail(incoming, error);
    }
  }

  async function fail(incoming: Readable, error: unknown): Promise<void> {
    const fields = { kind: incoming.name, error: describeError(error) };
    if (isNobodyThere(error)) {
      log.info(fields, "Nobody there to answer");
      return;
    }
    const id = randomUUID().slice(0, 6);
    log.error({ id, ...fields }, "An update could not be handled");
    // Where the failure was Telegram's, the apology fails like the answer did: one line is enough.
    await handler.apologise(incoming, id).catch(() => {});
  }

  return {
    handle(incoming) {
      const arrivedAt = now();
      const gate = incoming.kind === "inline" ? inline : others;
      const work = gate(() => handle(incoming, arrivedAt)).finally(() => running.delete(work));
      running.add(work);
    },
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

/** Blocked, removed, or too late: there is nobody to apologise to. */
function isNobodyThere(error: unknown): boolean {
  if (!(error instanceof GrammyError)) return false;
  return error.error_code === 403 || error.description.includes("query is too old");
}
