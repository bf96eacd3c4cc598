/**
 * One stored update → its reply, kept and sent; what fails is tried again, and given up with an apology.
 */
import { randomUUID } from "node:crypto";

import type { Update } from "grammy/types";

import type { Job } from "../../store/jobs/job.ts";
import type { Store } from "../../store/store.ts";
import type { Clock } from "../clock.ts";
import type { Incoming } from "../incoming/incoming.ts";
import { describeError, type Log } from "../log.ts";
import type { Handler } from "./handler.ts";
import type { Outbox } from "../delivery/outbox.ts";
import type { Reply } from "../delivery/reply.ts";

/** After the first and the second try that failed; there is no fourth. */
const PAUSES_MS: readonly number[] = [1000, 5000];
/** A job whose process died so often was what it died of. */
const CRASHES = 5;

export interface JobParts {
  readonly jobs: Store["jobs"];
  readonly handler: Handler;
  /** `chat`: what the update's chat has become by now. */
  readonly read: (update: Update, chat: number | null) => Incoming;
  readonly outbox: Pick<Outbox, "recall" | "sendStored">;
  readonly clock: Clock;
  readonly log: Log;
  readonly unstored: Unstored;
}

/** Until it is answered, put off or given up. Rejects when the database fails: then it is taken up again. */
export async function handleJob(job: Job, parts: JobParts): Promise<void> {
  const { jobs, outbox } = parts;
  // What is stored was JSON once.
  const incoming = parts.read(JSON.parse(job.body) as Update, job.chat);
  const kept = job.reply === null ? null : (JSON.parse(job.reply) as Reply);
  const stored = kept === null ? null : await outbox.recall(job, kept);
  const reply = stored ?? (await writeReply(job, incoming, parts));
  if (reply === null) return;
  if (reply.messages.length === 0) {
    await (reply.isApology ? jobs.bury(job) : jobs.finish(job));
    return;
  }
  if (stored === null && !(await keep(job, reply, parts))) return;
  await outbox.sendStored(job, reply, () => giveUp(job, incoming, parts));
}

async function keep(job: Job, reply: Reply, { jobs, unstored }: JobParts): Promise<boolean> {
  unstored.add(job, reply);
  const isOurs = await jobs.keepReply(job, JSON.stringify(reply), reply.turn ?? undefined);
  unstored.remove(job);
  return isOurs;
}

/** Null when it is tried again later. */
async function writeReply(job: Job, incoming: Incoming, parts: JobParts): Promise<Reply | null> {
  const { jobs, handler, outbox, clock, log, unstored } = parts;
  if (job.crashes >= CRASHES) return giveUp(job, incoming, parts);
  const written = unstored.find(job);
  const recalled = written === null ? null : await outbox.recall(job, written);
  if (recalled !== null) return recalled;
  const earlier = job.tries + job.crashes + (job.reply === null ? 0 : 1);
  try {
    return await handler.handle(incoming, earlier + 1, job);
  } catch (error) {
    const pause = PAUSES_MS[job.tries];
    if (pause === undefined) return giveUp(job, incoming, parts, error);
    const fields = { kind: job.kind, error: describeError(error), tries: job.tries + 1 };
    log.warn(fields, "An update could not be handled, trying again");
    await jobs.postpone(job, { until: clock.now() + pause, countsAsTry: true });
    return null;
  }
}

/** The last word on a job; its id stands in the log and in the apology. */
async function giveUp(
  { kind, tries, crashes }: Job,
  incoming: Incoming,
  { handler, log }: JobParts,
  error?: unknown,
): Promise<Reply> {
  const id = randomUUID().slice(0, 6);
  const cause = error === undefined ? {} : { error: describeError(error) };
  log.error({ id, kind, tries: tries + 1, crashes, ...cause }, "An update could not be handled");
  return handler
    .apologise(incoming, id)
    .catch(() => ({ messages: [], turn: null, isApology: true }));
}

/**
 * Replies that the store has not taken yet: what a model was paid for is not written again when the database fails.
 *
 * They are gone with the process. One whose job another process has answered stays until newer ones take its place.
 */
export interface Unstored {
  /** Null when there is none, or too many have come since. */
  find(job: Pick<Job, "updateId">): Reply | null;
  add(job: Pick<Job, "updateId">, reply: Reply): void;
  remove(job: Pick<Job, "updateId">): void;
}

/** The newest `most` are kept. */
export function createUnstored(most: number): Unstored {
  const replies = new Map<number, Reply>();
  return {
    find: ({ updateId }) => replies.get(updateId) ?? null,
    add({ updateId }, reply) {
      replies.delete(updateId);
      replies.set(updateId, reply);
      const [oldest] = replies.keys();
      if (replies.size > most && oldest !== undefined) replies.delete(oldest);
    },
    remove: ({ updateId }) => void replies.delete(updateId),
  };
}
