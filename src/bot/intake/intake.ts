/**
 * Updates as they come: stored as jobs, but for those that are worthless a moment later.
 */
import type { NewJob } from "../../store/jobs/job.ts";
import type { RecordedMessage } from "../../store/recording/recorded.ts";
import { StoreError } from "../../store/store-error.ts";
import type { Store } from "../../store/store.ts";
import { recordedOf } from "../groups/recorded.ts";
import type { Addressee } from "../incoming/address.ts";
import type { Readable, Written } from "../incoming/incoming.ts";
import { readUpdate } from "../incoming/read-update.ts";
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
  readonly handleAtOnce: (incoming: Readable) => void;
  /** Called when there are new jobs. */
  readonly wake: () => void;
  readonly log: Log;
  /** Milliseconds, as `Date.now`. */
  readonly now: () => number;
}

export interface Intake {
  /** When it settles, everything is stored that has to be; rejects when it is not. */
  deliver(updates: readonly unknown[]): Promise<void>;
  /** So much is waiting that no more should come in. */
  isFull(): Promise<boolean>;
}

/** What is kept of an update. */
interface Taken {
  /** The update's name. */
  readonly name: string;
  readonly job: NewJob | null;
  readonly message: RecordedMessage | null;
  /** What it does to all that is kept of its chat. */
  readonly change: (() => Promise<unknown>) | null;
}

const MOST_OPEN_JOBS = 1000;
/** Open jobs that are kept when the bot leaves: by the time they come up it may be in the chat again. */
const KEPT_KINDS = ["message", "channel_post", "my_chat_member"];

export function createIntake(parts: IntakeParts): Intake {
  const { store, admitted, me, handleAtOnce, wake, log, now } = parts;
  /** Nothing was stored since the last count, and that was low. */
  let isKnownToBeLow = false;

  function take(incoming: Readable): Taken {
    return {
      name: incoming.name,
      job: isForBot(incoming) ? jobOf(incoming, now()) : null,
      message: isWritten(incoming) ? messageOf(incoming) : null,
      change: changeOf(incoming, store),
    };
  }

  function messageOf(written: Written): RecordedMessage | null {
    const isKnown = isAdmitted([written.place.chat, written.person?.id], admitted);
    return isKnown ? recordedOf(written, now()) : null;
  }

  function drop(kind: string, error: unknown, reason: string): void {
    log.warn({ kind, error: describeError(error) }, reason);
  }

  function readAll(updates: readonly unknown[]): Readable[] {
    return updates.flatMap((update) => {
      const incoming = readUpdate(update, me);
      if (incoming.kind !== "unreadable") return [incoming];
      drop(incoming.name, incoming.error, "An update makes no sense");
      return [];
    });
  }

  async function keep(taken: readonly Taken[]): Promise<void> {
    const batch = taken.flatMap(({ job }) => (job === null ? [] : [job]));
    const messages = taken.flatMap(({ message }) => (message === null ? [] : [message]));
    if (batch.length > 0 || messages.length > 0) {
      isKnownToBeLow &&= batch.length === 0;
      await store.jobs.add(batch, messages);
      if (batch.length > 0) wake();
    }
    await taken.at(-1)?.change?.();
  }

  async function keepAll(taken: readonly Taken[]): Promise<void> {
    // What comes after a change may be recorded otherwise than what came before.
    for (const part of partedAfter(taken, ({ change }) => change !== null)) await keep(part);
  }

  /** One update that the store cannot take must not keep out the others, but where it takes none, none is at fault. */
  async function keepEach(taken: readonly Taken[], refusal: unknown): Promise<void> {
    if (isAway(refusal)) throw refusal;
    const refused: (readonly [Taken, unknown])[] = [];
    for (const one of taken) {
      try {
        await keep([one]);
      } catch (error) {
        if (isAway(error)) throw error;
        refused.push([one, error]);
      }
    }
    if (refused.length === taken.length) throw refusal;
    for (const [{ name }, error] of refused) drop(name, error, "An update cannot be stored");
  }

  return {
    async deliver(updates) {
      const incoming = readAll(updates);
      const taken = incoming.filter((one) => !isUrgent(one)).map(take);
      const ignored = taken.filter(({ job, message }) => job === null && message === null).length;
      if (ignored > 0) log.debug({ ignored }, "Updates were passed over");
      await keepAll(taken).catch((error: unknown) => keepEach(taken, error));
      for (const one of incoming.filter(isUrgent)) handleAtOnce(one);
    },
    async isFull() {
      if (isKnownToBeLow) return false;
      isKnownToBeLow = (await store.jobs.open()) <= MOST_OPEN_JOBS;
      return !isKnownToBeLow;
    },
  };
}

/** The store is, and not the update, to blame: the same may be stored later. */
function isAway(error: unknown): boolean {
  return error instanceof StoreError && error.reason !== "failed";
}

/** [1, 2, 3, 4] parted after the even ones → [1, 2], [3, 4] */
function partedAfter<T>(items: readonly T[], isLast: (item: T) => boolean): T[][] {
  const parts: T[][] = [[]];
  for (const item of items) {
    parts.at(-1)?.push(item);
    if (isLast(item)) parts.push([]);
  }
  return parts.filter((part) => part.length > 0);
}

/** Taps, inline queries and mentions of a guest are of no use a moment later, so they are not stored; a tap that asks for a summary is, for writing one takes long. */
export function isUrgent(incoming: Readable): boolean {
  if (incoming.kind === "tap") return incoming.action?.kind !== "summary";
  return ["inline", "guest", "stop"].includes(incoming.kind);
}

function isWritten(incoming: Readable): incoming is Written {
  return incoming.kind === "message" || incoming.kind === "edit";
}

/** True for more than is answered in the end: whether a reply continues an answer is looked up later. */
export function isForBot(incoming: Readable): boolean {
  if (!isWritten(incoming)) return true;
  const { place, command, address } = incoming;
  return place.isPrivate || command?.isForMe === true || address.kind !== "none";
}

/** Null for what belongs to no chat. */
function jobOf(incoming: Readable, now: number): NewJob | null {
  if (!("asker" in incoming)) return null;
  const { update, name: kind, place, at } = incoming;
  const job = { updateId: update.update_id, chat: place.chat, kind, body: JSON.stringify(update) };
  // Who tapped is shown to wait until it is answered.
  if (incoming.kind === "tap") return { ...job, lane: null, at: now };
  // Pictures of an album wait for one that asks something, and hold up nobody.
  const waits = incoming.kind === "message" && incoming.partOf !== null && !asks(incoming);
  const lane = waits ? null : `${place.chat}/${place.thread ?? ""}`;
  return { ...job, lane, at: at ?? now };
}

function asks({ address, command }: Written): boolean {
  return address.kind !== "none" || command !== null;
}

/** What an update does to all that is kept of its chat, more than once if need be; null when it does nothing to it. */
export function changeOf(
  incoming: Readable,
  store: Pick<Store, "moveChat" | "leaveChat">,
): (() => Promise<unknown>) | null {
  if (incoming.kind === "migration") return () => store.moveChat(incoming.from, incoming.to);
  if (incoming.kind !== "member" || incoming.isIn) return null;
  return () => store.leaveChat(incoming.place.chat, KEPT_KINDS);
}
