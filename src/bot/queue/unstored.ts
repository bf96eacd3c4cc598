/**
 * Replies that the store has not taken yet: what a model was paid for is not written again when the database fails.
 *
 * They are gone with the process. One whose job another process has answered stays until newer ones take its place.
 */
import type { Job } from "../../store/jobs/job.ts";
import type { Reply } from "../delivery/reply.ts";

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
