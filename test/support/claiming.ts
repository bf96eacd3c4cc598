/**
 * Jobs claimed as tests of the store want them.
 */
import type { Job } from "../../src/store/jobs/job.ts";
import type { Store } from "../../src/store/store.ts";

export const LEASE_MS = 60_000;

export async function claimOne(store: Pick<Store, "jobs">): Promise<Job> {
  const [claimed] = await store.jobs.claim({ leaseMs: LEASE_MS, limit: 1 });
  if (claimed === undefined) throw new Error("Nothing is due");
  return claimed;
}

export async function claimedIds(store: Store, limit = 10): Promise<number[]> {
  return idsOf(await store.jobs.claim({ leaseMs: LEASE_MS, limit }));
}

export function idsOf(jobs: readonly Job[]): number[] {
  return jobs.map(({ updateId }) => updateId);
}
