/**
 * Stored updates, handled: in order within a chat and topic, chats side by side.
 *
 * A job is held by a lease: what a process that died had begun, the next one takes up.
 */
import { randomUUID } from "node:crypto";

import type { Update } from "grammy/types";

import type { Job } from "../store/contract/jobs.ts";
import type { Store } from "../store/store.ts";
import type { Handler } from "./bot.ts";
import type { Clock } from "./clock.ts";
import { describeError, kindOf } from "./failure.ts";
import type { Outbox } from "./outbox.ts";
import type { Log } from "./parts.ts";
import type { Reply } from "./reply.ts";
import { createUnstored, type Unstored } from "./unstored.ts";

export interface WorkerParts {
  readonly jobs: Store["jobs"];
  readonly handler: Handler;
  readonly outbox: Pick<Outbox, "recall" | "sendStored">;
  readonly clock: Clock;
  readonly log: Log;
  /** How many jobs are at work at once. */
  readonly atOnce?: number;
  /** How often it looks for jobs by itself, for those that another process stored or left behind. */
  readonly lookEveryMs?: number;
}

export interface Worker {
  /** There may be work. */
  wake(): void;
  /** Settles when nothing is being handled, and nothing that is due waits. */
  idle(): Promise<void>;
  /** Takes nothing new, waits so long for what it has begun, and hands back the rest. */
  stop(patienceMs: number): Promise<void>;
}

/** What a process begins and dies of, another takes up after so long, and after twice as long if that dies as well. */
const LEASE_MS = 6000;
const RENEW_MS = 2000;
/** After the first and the second try that failed; there is no fourth. */
const PAUSES_MS: readonly number[] = [1000, 5000];
/** A job whose process died so often was what it died of. */
const CRASHES = 5;
const LOOK_EVERY_MS = 1000;
/** How long a free place waits for others while more than half are taken. */
const GATHER_MS = 10;
const AT_ONCE = 32;

/** What changes while a worker lives. */
interface State {
  stopped: boolean;
  isSearching: boolean;
  search: Promise<void>;
  /** There may be more than the search that is under way has seen. */
  again: boolean;
  cancelLook: (() => void) | null;
  cancelGathering: (() => void) | null;
}

export function createWorker(parts: WorkerParts): Worker {
  const { jobs, clock, log, atOnce = AT_ONCE, lookEveryMs = LOOK_EVERY_MS } = parts;
  const running = new Map<Job, Promise<void>>();
  const unstored = createUnstored(2 * atOnce);
  const state: State = {
    stopped: false,
    isSearching: false,
    search: Promise.resolve(),
    again: false,
    cancelLook: null,
    cancelGathering: null,
  };

  function wake(): void {
    state.cancelGathering?.();
    state.cancelGathering = null;
    state.again = true;
    if (state.isSearching) return;
    state.isSearching = true;
    state.search = searchOn();
  }

  async function searchOn(): Promise<void> {
    state.cancelLook?.();
    let wait = lookEveryMs;
    while (state.again && !state.stopped && running.size < atOnce) {
      state.again = false;
      try {
        wait = await claimSome();
      } catch (error) {
        log.warn({ error: describeError(error) }, "No job could be claimed");
      }
    }
    if (!state.stopped) state.cancelLook = clock.after(wait, wake);
    state.isSearching = false;
  }

  /** Resolves with how long the next look may wait, in milliseconds. */
  async function claimSome(): Promise<number> {
    const claimed = await jobs.claim({ leaseMs: LEASE_MS, limit: atOnce - running.size });
    for (const job of claimed) start(job);
    if (claimed.length > 0) return lookEveryMs;
    const due = await jobs.nextDue();
    return due === null ? lookEveryMs : Math.min(lookEveryMs, Math.max(1, due - clock.now()));
  }

  function start(job: Job): void {
    const work = holdAndWork(job).finally(() => {
      running.delete(job);
      wakeForMore();
    });
    running.set(job, work);
  }

  /** What ends together is followed together: the store writes for many at the price of one. */
  function wakeForMore(): void {
    if (running.size <= atOnce / 2) wake();
    else state.cancelGathering ??= clock.after(GATHER_MS, wake);
  }

  async function holdAndWork(job: Job): Promise<void> {
    let cancel = clock.after(RENEW_MS, renew);
    function renew(): void {
      cancel = clock.after(RENEW_MS, renew);
      jobs
        .renew(job, LEASE_MS)
        .catch((error: unknown) =>
          log.warn({ error: describeError(error) }, "A lease could not be renewed"),
        );
    }
    try {
      await workOn(job, { ...parts, unstored });
    } catch (error) {
      // The database's failure: when the lease is over, the job is taken up again.
      log.error({ error: describeError(error) }, "A job could not be worked on");
    } finally {
      cancel();
    }
  }

  return {
    wake,
    async idle() {
      while (state.isSearching || running.size > 0)
        await Promise.all([state.search, ...running.values()]);
    },
    async stop(patienceMs) {
      state.stopped = true;
      state.cancelLook?.();
      state.cancelGathering?.();
      const patience = new Promise<void>((resolve) => void clock.after(patienceMs, resolve));
      await Promise.race([Promise.all([state.search, ...running.values()]), patience]);
      await Promise.allSettled([...running.keys()].map((job) => jobs.release(job)));
    },
  };
}

/** Telegram's ids begin with 1, and a reply to none is sent as a plain message. */
const NO_MESSAGE = 0;

interface JobParts extends Pick<WorkerParts, "jobs" | "handler" | "outbox" | "clock" | "log"> {
  readonly unstored: Unstored;
}

async function workOn(job: Job, parts: JobParts): Promise<void> {
  const { jobs, outbox } = parts;
  // What is stored was JSON once.
  const update = inPresentChat(JSON.parse(job.body) as Update, job.chat);
  const kept = job.reply === null ? null : (JSON.parse(job.reply) as Reply);
  const stored = kept === null ? null : await outbox.recall(job, kept);
  const reply = stored ?? (await writeReply(job, update, parts));
  if (reply === null) return;
  if (reply.messages.length === 0) {
    await (reply.isApology ? jobs.bury(job) : jobs.finish(job));
    return;
  }
  if (stored === null && !(await keep(job, reply, parts))) return;
  if (await outbox.sendStored(job, reply)) return;
  // What was refused is said in other words: that it could not be said.
  const apology = await giveUp(job, update, parts);
  if (apology.messages.length === 0) await jobs.bury(job);
  else if (await keep(job, apology, parts)) await outbox.sendStored(job, apology);
}

/** A group may have become another one since it was stored, where its messages' ids, and its topics, are others'. */
function inPresentChat(update: Update, chat: number | null): Update {
  const { message, callback_query: tap } = update;
  if (chat === null) return update;
  if (message !== undefined && message.chat.id !== chat) {
    const { message_thread_id: _, is_topic_message: __, ...rest } = message;
    const moved = { ...rest, message_id: NO_MESSAGE, chat: { ...message.chat, id: chat } };
    return { ...update, message: moved };
  }
  if (tap?.message !== undefined && tap.message.chat.id !== chat) {
    const there = { ...tap.message.chat, id: chat };
    const shown = { chat: there, message_id: NO_MESSAGE, date: 0 as const };
    return { ...update, callback_query: { ...tap, message: shown } };
  }
  return update;
}

async function keep(job: Job, reply: Reply, { jobs, unstored }: JobParts): Promise<boolean> {
  unstored.add(job, reply);
  const isOurs = await jobs.keepReply(job, JSON.stringify(reply), reply.turn ?? undefined);
  unstored.remove(job);
  return isOurs;
}

/** Null when it is tried again later. */
async function writeReply(job: Job, update: Update, parts: JobParts): Promise<Reply | null> {
  const { jobs, handler, outbox, clock, log, unstored } = parts;
  if (job.crashes >= CRASHES) return giveUp(job, update, parts);
  const written = unstored.find(job);
  const recalled = written === null ? null : await outbox.recall(job, written);
  if (recalled !== null) return recalled;
  const earlier = job.tries + job.crashes + (job.reply === null ? 0 : 1);
  try {
    return await handler.handle(update, earlier + 1);
  } catch (error) {
    const pause = PAUSES_MS[job.tries];
    if (pause === undefined) return giveUp(job, update, parts, error);
    const fields = { kind: kindOf(update), error: describeError(error), tries: job.tries + 1 };
    log.warn(fields, "An update could not be handled, trying again");
    await jobs.postpone(job, { until: clock.now() + pause, countsAsTry: true });
    return null;
  }
}

/** The last word on a job; its id stands in the log and in the apology. */
async function giveUp(
  { tries, crashes }: Job,
  update: Update,
  { handler, log }: JobParts,
  error?: unknown,
): Promise<Reply> {
  const id = randomUUID().slice(0, 6);
  const cause = error === undefined ? {} : { error: describeError(error) };
  log.error(
    { id, kind: kindOf(update), tries: tries + 1, crashes, ...cause },
    "An update could not be handled",
  );
  return handler.apologise(update, id).catch(() => ({ messages: [], turn: null, isApology: true }));
}
