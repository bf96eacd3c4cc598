/**
 * Stored updates, handled: in order within a chat and topic, chats side by side.
 *
 * A job is held by a lease: what a process that died had begun, the next one takes up.
 */
import { randomUUID } from "node:crypto";

import type { Update } from "grammy/types";

import type { Job, Store } from "../store/store.ts";
import type { Handler } from "./bot.ts";
import type { Clock } from "./clock.ts";
import { describeError, kindOf } from "./failure.ts";
import type { Outbox } from "./outbox.ts";
import type { Log } from "./parts.ts";
import type { Reply } from "./reply.ts";

export interface WorkerParts {
  readonly jobs: Store["jobs"];
  readonly handler: Handler;
  readonly outbox: Pick<Outbox, "sendStored">;
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
      await workOn(job, parts);
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

type JobParts = Pick<WorkerParts, "jobs" | "handler" | "outbox" | "clock" | "log">;

async function workOn(job: Job, parts: JobParts): Promise<void> {
  const { jobs, outbox } = parts;
  // What is stored was JSON once.
  const update = inPresentChat(JSON.parse(job.body) as Update, job.chat);
  const stored = job.reply === null ? null : (JSON.parse(job.reply) as Reply);
  const reply = stored ?? (await writeReply(job, update, parts));
  if (reply === null) return;
  if (reply.messages.length === 0) {
    await (reply.isApology ? jobs.bury(job) : jobs.finish(job));
    return;
  }
  if (stored === null && !(await keep(jobs, job, reply))) return;
  if (await outbox.sendStored(job, reply)) return;
  // What was refused is said in other words: that it could not be said.
  const apology = await giveUp(job, update, parts);
  if (apology.messages.length === 0) await jobs.bury(job);
  else if (await keep(jobs, job, apology)) await outbox.sendStored(job, apology);
}

/** A group may have become another one since it was stored. */
function inPresentChat(update: Update, chat: number | null): Update {
  const { message } = update;
  if (message === undefined || chat === null || message.chat.id === chat) return update;
  // Its id there, and its topic, are other messages' here.
  const { message_thread_id: _, is_topic_message: __, ...rest } = message;
  const moved = { ...rest, message_id: NO_MESSAGE, chat: { ...message.chat, id: chat } };
  return { ...update, message: moved };
}

function keep(jobs: Store["jobs"], job: Job, reply: Reply): Promise<boolean> {
  return jobs.keepReply(job, JSON.stringify(reply), reply.turn ?? undefined);
}

/** Null when it is tried again later. */
async function writeReply(job: Job, update: Update, parts: JobParts): Promise<Reply | null> {
  const { jobs, handler, clock, log } = parts;
  if (job.crashes >= CRASHES) return giveUp(job, update, parts);
  try {
    return await handler.handle(update, job.tries + job.crashes + 1);
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
