/**
 * Updates as they come: stored as jobs, but for those that are worthless a moment later.
 */
import type { Update } from "grammy/types";

import type { NewJob } from "../../store/jobs/job.ts";
import type { RecordedMessage } from "../../store/recording/recorded.ts";
import type { Store } from "../../store/store.ts";
import { recordedOf } from "../groups/recorded.ts";
import type { Addressee } from "../incoming/address.ts";
import { readUpdate, type Incoming, type Written } from "../incoming/incoming.ts";
import { isAdmitted, type Admitted } from "../operator/admission.ts";
import { describeError, type Log } from "../log.ts";

export interface IntakeParts {
  readonly store: {
    readonly jobs: Pick<Store["jobs"], "add" | "open">;
    readonly moveChat: Store["moveChat"];
    readonly leaveChat: Store["leaveChat"];
  };
  readonly admitted: Admitted;
  readonly me: Addressee;
  /** Takes what waits behind nothing; returns at once. */
  readonly handleAtOnce: (incoming: Incoming) => void;
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

/** What is kept of an update. */
interface Taken {
  readonly job: NewJob | null;
  readonly message: RecordedMessage | null;
  /** What it does to all that is kept of its chat. */
  readonly change: (() => Promise<unknown>) | null;
}

const MOST_OPEN_JOBS = 1000;
/** They stay when the bot leaves: what was written before was answered before, and what comes after a return is answered too. */
const JOB_KINDS = ["message", "channel_post", "my_chat_member"];

export function createIntake(parts: IntakeParts): Intake {
  const { store, admitted, me, handleAtOnce, wake, log, now } = parts;
  /** Nothing was stored since the last count, and that was low. */
  let isKnownToBeLow = false;

  function take(incoming: Incoming): Taken {
    return {
      job: isForBot(incoming) ? jobOf(incoming, now()) : null,
      message: isWritten(incoming) ? messageOf(incoming) : null,
      change: changeOf(incoming, store),
    };
  }

  function messageOf(written: Written): RecordedMessage | null {
    if (!isAdmitted([written.place.chat, written.person?.id], admitted)) return null;
    try {
      return recordedOf(written, now());
    } catch (error) {
      complain(written, error);
      return null;
    }
  }

  /** An update that cannot be read must not keep out those it came with. */
  function complain({ name }: Incoming, error: unknown): void {
    log.warn({ kind: name, error: describeError(error) }, "An update makes no sense");
  }

  function readAll(updates: readonly Update[]): Incoming[] {
    const incoming = updates.map((update) => readUpdate(update, me));
    for (const one of incoming) if (one.kind === "unreadable") complain(one, one.error);
    return incoming.filter(({ kind }) => kind !== "unreadable");
  }

  async function keep(taken: readonly Taken[]): Promise<void> {
    const batch = taken.flatMap(({ job }) => (job === null ? [] : [job]));
    const messages = taken.flatMap(({ message }) => (message === null ? [] : [message]));
    if (batch.length === 0 && messages.length === 0) return;
    isKnownToBeLow &&= batch.length === 0;
    await store.jobs.add(batch, messages);
    if (batch.length > 0) wake();
  }

  return {
    async deliver(updates) {
      const incoming = readAll(updates);
      const taken = incoming.filter((one) => !isUrgent(one)).map(take);
      const ignored = taken.filter(({ job, message }) => job === null && message === null).length;
      if (ignored > 0) log.debug({ ignored }, "Updates were passed over");
      let kept = 0;
      for (const [index, { change }] of taken.entries()) {
        if (change === null) continue;
        // What comes after it may be recorded otherwise than what came before.
        await keep(taken.slice(kept, index + 1));
        await change();
        kept = index + 1;
      }
      await keep(taken.slice(kept));
      for (const one of incoming.filter(isUrgent)) handleAtOnce(one);
    },
    async isFull() {
      if (isKnownToBeLow) return false;
      isKnownToBeLow = (await store.jobs.open()) <= MOST_OPEN_JOBS;
      return !isKnownToBeLow;
    },
  };
}

/** A moment later it is worthless. A summary is written as slowly for a tap as for words, and must not be lost either. */
function isUrgent(incoming: Incoming): boolean {
  if (incoming.kind === "tap") return incoming.action?.kind !== "summary";
  return incoming.kind === "inline" || incoming.kind === "stop";
}

function isWritten(incoming: Incoming): incoming is Written {
  return incoming.kind === "message" || incoming.kind === "edit";
}

/** True for more than is answered in the end: whether a reply continues an answer is looked up later. */
export function isForBot(incoming: Incoming): boolean {
  if (!isWritten(incoming)) return true;
  const { place, command, address } = incoming;
  return place.isPrivate || command?.isForMe === true || address.kind !== "none";
}

/** Null for what belongs to no chat. */
function jobOf(incoming: Incoming, now: number): NewJob | null {
  if (!("asker" in incoming)) return null;
  const { update, name: kind, place, at } = incoming;
  const job = { updateId: update.update_id, chat: place.chat, kind, body: JSON.stringify(update) };
  // Who tapped is shown to wait until it is answered.
  if (incoming.kind === "tap") return { ...job, lane: null, at: now };
  return { ...job, lane: `${place.chat}/${place.thread ?? ""}`, at: at ?? now };
}

/** What an update does to all that is kept of its chat, more than once if need be; null when it does nothing to it. */
export function changeOf(
  incoming: Incoming,
  store: Pick<Store, "moveChat" | "leaveChat">,
): (() => Promise<unknown>) | null {
  if (incoming.kind === "migration") return () => store.moveChat(incoming.from, incoming.to);
  if (incoming.kind !== "member" || incoming.isIn) return null;
  return () => store.leaveChat(incoming.place.chat, JOB_KINDS);
}
