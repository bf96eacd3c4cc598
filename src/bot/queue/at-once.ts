/**
 * Inline queries, mentions of a guest, and pressed buttons but for those that ask for a summary: handled as they come,
 * behind nothing, and dropped when they are too old to matter.
 */
import { randomUUID } from "node:crypto";

import { GrammyError } from "grammy";

import { createGate } from "./gate.ts";
import type { Readable } from "../incoming/incoming.ts";
import { describeError, type Log } from "../log.ts";
import type { Handler } from "./handler.ts";
import type { Outbox } from "../delivery/outbox.ts";
import type { Action } from "../screens/callback-data.ts";

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
/** People whose inline query waits; those of more are dropped. */
const MOST_WAITING = 5000;
/** These change what is kept: they are done however late it is. */
const CHANGES: ReadonlySet<Action["kind"] | undefined> = new Set<Action["kind"]>([
  "switch-on",
  "delete-recorded",
  "leave-out",
  "take-in",
  "erase",
  "erase-chat",
  "add-article",
  "discard-article",
  "remove-article",
]);

interface Arrived {
  readonly incoming: Readable;
  readonly at: number;
}

export function createAtOnce({ handler, outbox, log, now }: AtOnceParts): AtOnce {
  const running = new Set<Promise<void>>();
  // A tapped question may wait for an answer to be written, and nobody's inline query waits behind it.
  const inline = createGate(AT_ONCE);
  const others = createGate(AT_ONCE);
  /** The newest inline query of each person: Telegram sends one at every pause of their typing. */
  const newest = new Map<number, Arrived>();

  async function handle({ incoming, at }: Arrived): Promise<void> {
    if (now() - at > WORTHLESS_AFTER_MS && !changesSomething(incoming)) {
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

  async function handleNewest(person: number): Promise<void> {
    const arrived = newest.get(person);
    newest.delete(person);
    if (arrived !== undefined) await handle(arrived);
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

  function begin(handling: Promise<void>): void {
    const work = handling.finally(() => running.delete(work));
    running.add(work);
  }

  return {
    handle(incoming) {
      const arrived = { incoming, at: now() };
      if (incoming.kind === "guest") return begin(inline(() => handle(arrived)));
      if (incoming.kind !== "inline") return begin(others(() => handle(arrived)));
      const { id } = incoming.person;
      const isWaiting = newest.has(id);
      if (!isWaiting && newest.size >= MOST_WAITING) return;
      newest.set(id, arrived);
      if (!isWaiting) begin(inline(() => handleNewest(id)));
    },
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

function changesSomething(incoming: Readable): boolean {
  return incoming.kind === "tap" && CHANGES.has(incoming.action?.kind);
}

/** Blocked, removed, or too late: there is nobody to apologise to. */
function isNobodyThere(error: unknown): boolean {
  if (!(error instanceof GrammyError)) return false;
  return error.error_code === 403 || error.description.includes("query is too old");
}
