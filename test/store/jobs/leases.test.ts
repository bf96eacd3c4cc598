import { expect, test } from "vitest";

import type { ClaimWanted } from "../../../src/store/jobs/claim.ts";
import type { Claim } from "../../../src/store/jobs/job.ts";
import { claimedIds, claimOne, idsOf, LEASE_MS } from "../../support/claiming.ts";
import {
  answer,
  CHAT,
  job,
  onEachDatabase,
  open,
  SHOWN,
  stillClock,
} from "../../support/databases.ts";

onEachDatabase((makePlace) => {
  test("what claims never ended of can be left alone or claimed by itself; with a reply it counts as any other", async () => {
    const clock = stillClock();
    const store = await open(await makePlace(), { now: clock.now });
    const claim = (crashes: Required<ClaimWanted>["crashes"]) =>
      store.jobs.claim({ leaseMs: LEASE_MS, limit: 5, crashes });
    await store.jobs.add([1, 2].map((id) => job(id, { lane: null })));
    const [, answered] = await claim({});
    await store.jobs.keepReply(answered as Claim, "{}");
    clock.move(LEASE_MS);
    await store.jobs.add([job(3, { lane: null })]);
    expect(idsOf(await claim({ from: 2 }))).toEqual([]);
    expect(idsOf(await claim({ to: 0 }))).toEqual([2, 3]);
    expect(idsOf(await claim({ from: 1 }))).toEqual([1]);
  });

  test("a lease that ran out is claimed again, counted as a crash, and its first worker changes nothing any more", async () => {
    const clock = stillClock();
    const store = await open(await makePlace(), { now: clock.now });
    await store.jobs.add([job(1)]);
    const lost = await claimOne(store);
    clock.move(LEASE_MS - 1);
    expect(await claimedIds(store)).toEqual([]);
    clock.move(1);
    const again = await claimOne(store);
    expect(again).toMatchObject({ updateId: 1, crashes: 1, tries: 0 });
    expect(await store.jobs.renew(lost, LEASE_MS)).toBe(false);
    expect(await store.jobs.keepReply(lost, "{}")).toBe(false);
    expect(await store.jobs.markSent(lost, { parts: 1, messages: [1] })).toBe(false);
    const sent = { parts: 1, messages: [1] };
    const remembered = { turn: answer("Wer?"), shown: SHOWN };
    expect(await store.jobs.finish(lost, sent, remembered)).toBe(false);
    expect(await store.jobs.postpone(lost, { until: 0, countsAsTry: true })).toBe(false);
    expect(await store.jobs.release(lost)).toBe(false);
    expect(await store.jobs.bury(lost)).toBe(false);
    expect(await store.jobs.finish(lost)).toBe(false);
    expect(await store.turns.exchangeOf(CHAT, 1)).toBeNull();
    expect(await store.turns.sentAnswer(CHAT, 1)).toBeNull();
    expect(await store.jobs.finish(again)).toBe(true);
  });

  test("a renewed lease lasts", async () => {
    const clock = stillClock();
    const store = await open(await makePlace(), { now: clock.now });
    await store.jobs.add([job(1)]);
    const claimed = await claimOne(store);
    clock.move(LEASE_MS - 1);
    expect(await store.jobs.renew(claimed, LEASE_MS)).toBe(true);
    clock.move(LEASE_MS - 1);
    expect(await claimedIds(store)).toEqual([]);
  });

  test("case 50: a lease written before the clock was set back an hour does not hold for that hour", async () => {
    const clock = stillClock();
    const store = await open(await makePlace(), { now: clock.now });
    await store.jobs.add([job(1)]);
    await claimOne(store);
    clock.move(-3_600_000);
    expect(await claimedIds(store)).toEqual([1]);
  });

  test("a running job may be due when its lease ends", async () => {
    const { now } = stillClock();
    const store = await open(await makePlace(), { now });
    await store.jobs.add([job(1)]);
    await claimOne(store);
    expect(await store.jobs.nextDue()).toBe(now() + LEASE_MS);
  });

  test("a job that was handed back is due at once, and neither a try nor a crash", async () => {
    const store = await open(await makePlace());
    await store.jobs.add([job(1)]);
    await store.jobs.release(await claimOne(store));
    expect(await claimOne(store)).toMatchObject({ updateId: 1, tries: 0, crashes: 0 });
  });
});
