/**
 * Stored updates, handled: in order within a chat and topic, chats side by side.
 *
 * A job is held by a lease: what a process that died had begun, the next one takes up.
 */
import type { Job } from "../../store/jobs/job.ts";
import { describeError } from "../log.ts";
import { createUnstored, handleJob, type JobParts } from "./handle-job.ts";

export interface WorkerParts extends Omit<JobParts, "unstored"> {
  /** How many jobs are at work at once. */
  readonly atOnce?: number;
  /** How often it looks for jobs by itself, for those that another process stored or left behind. */
  readonly lookEveryMs?: number;
}

export interface Worker {
  /** There may be work. */
  readonly wake: () => void;
  /** Settles when nothing is being handled, and nothing that is due waits. */
  idle(): Promise<void>;
  /** Takes nothing new, waits so long for what it has begun, and hands back the rest. */
  stop(patienceMs: number): Promise<void>;
}

/** Longer than a process was ever seen to stand still; of one that died, the jobs are free within a second or two. */
const LEASE_MS = 30_000;
const RENEW_MS = 10_000;
/** What the database failed to store is tried again after so long. */
const FAILED_WAIT_MS = 6000;
/** A job at which so many processes died may have killed them. */
const SUSPICIOUS = 2;
/** A process takes up such a job only when it has lived so long. */
const WARY_MS = 3000;
const LOOK_EVERY_MS = 1000;
/** How long a free place waits for others while more than half are taken. */
const GATHER_MS = 10;
/** While half of them wait for Telegram, the others are worked on: 16 answer a fifth fewer a second (`npm run bench`, 2026-11). */
const AT_ONCE = 32;

/** What changes while a worker lives. */
interface State {
  stopped: boolean;
  isSearching: boolean;
  search: Promise<void>;
  /** There may be more than the search that is under way has seen. */
  again: boolean;
  /** When the leases of all that is at work were known to hold. */
  renewedAt: number;
  /** When the next job that processes may have died of may be begun. */
  suspectFrom: number;
  cancelRenewal: (() => void) | null;
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
    renewedAt: clock.now(),
    suspectFrom: clock.now() + WARY_MS,
    cancelRenewal: null,
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
    // A process that was held up, or a laptop that slept, would else take up its own work a second time.
    if (running.size > 0 && clock.now() - state.renewedAt > 2 * RENEW_MS) await renewLeases();
    const limit = atOnce - running.size;
    const claimed = await jobs.claim({
      leaseMs: LEASE_MS,
      limit,
      crashes: { to: SUSPICIOUS - 1 },
    });
    for (const job of claimed) start(job);
    const suspects = await claimSuspect();
    for (const job of suspects) start(job);
    if (claimed.length + suspects.length > 0) return lookEveryMs;
    const due = await jobs.nextDue();
    return due === null ? lookEveryMs : Math.min(lookEveryMs, Math.max(1, due - clock.now()));
  }

  /**
   * Which of many that were at work a process died of, nobody knows: such are begun one at a time, and not by a
   * process that is as young as those that died may have been.
   */
  async function claimSuspect(): Promise<readonly Job[]> {
    if (clock.now() < state.suspectFrom) return [];
    const wanted = { leaseMs: LEASE_MS, limit: 1, crashes: { from: SUSPICIOUS } };
    const suspects = await jobs.claim(wanted);
    state.suspectFrom = suspects.length > 0 ? Infinity : clock.now() + lookEveryMs;
    return suspects;
  }

  function start(job: Job): void {
    running.set(job, workOn(job));
    state.cancelRenewal ??= clock.after(RENEW_MS, renewOn);
  }

  /** What ends together is followed together: the store writes for many at the price of one. */
  function wakeForMore(): void {
    if (running.size <= atOnce / 2) wake();
    else state.cancelGathering ??= clock.after(GATHER_MS, wake);
  }

  async function workOn(job: Job): Promise<void> {
    try {
      await handleJob(job, { ...parts, unstored });
    } catch (error) {
      log.error({ error: describeError(error) }, "A job could not be worked on");
      // The database's failure. Where this fails, too, the job is taken up again when its lease is over.
      await jobs.leave(job, clock.now() + FAILED_WAIT_MS).catch(() => false);
    } finally {
      running.delete(job);
      if (job.reply === null && job.crashes >= SUSPICIOUS) state.suspectFrom = clock.now();
      wakeForMore();
    }
  }

  function renewOn(): void {
    state.cancelRenewal = running.size === 0 ? null : clock.after(RENEW_MS, renewOn);
    renewLeases().catch((error: unknown) =>
      log.warn({ error: describeError(error) }, "Leases could not be renewed"),
    );
  }

  async function renewLeases(): Promise<void> {
    const at = clock.now();
    await Promise.all([...running.keys()].map((job) => jobs.renew(job, LEASE_MS)));
    state.renewedAt = at;
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
      state.cancelRenewal?.();
      await Promise.allSettled([...running.keys()].map((job) => jobs.release(job)));
    },
  };
}
