import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test, vi } from "vitest";

import { claimedIds, claimOne, LEASE_MS } from "../../support/claiming.ts";
import { job, onPostgres, open, query, type Place } from "../../support/databases.ts";
import { pathOf } from "../../support/project-process.ts";

/** A process that died is looked for every second. */
const SOON_MS = 5000;

/** Another process, which has claimed a job. */
async function claimElsewhere(place: Place) {
  const program = `
    import { openStore } from ${JSON.stringify(pathToFileURL(pathOf("src/store/store.ts")).href)};
    const log = { warn() {} };
    const key = Buffer.alloc(32, 7);
    const store = await openStore({ ...${JSON.stringify(place)}, key, retentionDays: 7, now: Date.now, log });
    await store.jobs.claim({ leaseMs: ${LEASE_MS}, limit: 1 });
    console.log("claimed");
    setInterval(() => {}, 1000);
  `;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program]);
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child.stdout, "data");
  return child;
}

onPostgres((makePlace) => {
  test("fault B: a process that stands still keeps what it has begun; when it is killed, another takes that up within seconds", async () => {
    const place = await makePlace();
    const store = await open(place);
    await store.jobs.add([job(1)]);
    const other = await claimElsewhere(place);
    other.kill("SIGSTOP");
    await wait(2500);
    expect(await claimedIds(store)).toEqual([]);
    other.kill("SIGKILL");
    await vi.waitFor(async () => expect(await claimOne(store)).toMatchObject({ crashes: 1 }), {
      timeout: SOON_MS,
      interval: 200,
    });
  });

  test("fault B: whose lock is lost while it lives takes it again, and keeps what it has begun", async () => {
    const place = await makePlace();
    const [store, other] = [await open(place), await open(place)];
    await store.jobs.add([job(1)]);
    const claimed = await claimOne(store);
    const [holding] = (await query(
      place.databaseUrl ?? "",
      `select l.pid, l.objid::text as number from pg_locks l, job
       where l.locktype = 'advisory' and l.objsubid = 2 and l.objid::bigint = job.process`,
    )) as { pid: number; number: string }[];
    const isHeld = async () =>
      (
        await query(
          place.databaseUrl ?? "",
          `select 1 from pg_locks where objid::bigint = ${holding?.number} and pid <> ${holding?.pid}`,
        )
      ).length > 0;
    await query(place.databaseUrl ?? "", `select pg_terminate_backend(${holding?.pid})`);
    await vi.waitFor(async () => expect(await isHeld()).toBe(true), { timeout: SOON_MS });
    expect(await claimedIds(other)).toEqual([]);
    expect(await store.jobs.finish(claimed)).toBe(true);
  });

  test("fault B: a closed store leaves its jobs to others at once", async () => {
    const place = await makePlace();
    const [store, other] = [await open(place), await open(place)];
    await store.jobs.add([job(1)]);
    await store.jobs.claim({ leaseMs: LEASE_MS, limit: 1 });
    await store.close();
    await vi.waitFor(async () => expect(await claimedIds(other)).toEqual([1]), {
      timeout: SOON_MS,
      interval: 200,
    });
  });
});
