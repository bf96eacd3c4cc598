import { expect, test } from "vitest";

import type { Claim, Job } from "../../../src/store/jobs/job.ts";
import { claimedIds, claimOne, LEASE_MS } from "../../support/claiming.ts";
import {
  answer,
  CHAT,
  job,
  onEachDatabase,
  open,
  SHOWN,
  stillClock,
} from "../../support/databases.ts";

const OTHER = -42;

onEachDatabase((makePlace) => {
  test("a batch is stored whole, and what was stored before is not new", async () => {
    const store = await open(await makePlace());
    expect(await store.jobs.add([job(2), job(1)])).toEqual([1, 2]);
    expect(await store.jobs.add([job(2), job(3), job(3)])).toEqual([3]);
    expect(await store.jobs.open()).toBe(3);
    expect(await store.jobs.add([])).toEqual([]);
  });

  test("case 1: an update that comes again after it is done has no second effect", async () => {
    const store = await open(await makePlace());
    await store.jobs.add([job(1)]);
    await store.jobs.finish(await claimOne(store));
    expect(await store.jobs.add([job(1)])).toEqual([]);
    expect(await claimedIds(store)).toEqual([]);
  });

  test("case 6: the same batch stored twice in the same instant makes each job once", async () => {
    const store = await open(await makePlace());
    const batch = Array.from({ length: 20 }, (_, index) => job(index + 1));
    const added = await Promise.all([1, 2, 3, 4].map(() => store.jobs.add(batch)));
    expect(added.flat().toSorted((one, other) => one - other)).toEqual(
      batch.map(({ updateId }) => updateId),
    );
  });

  test("case 8: an update_id far smaller than the last is a job like any other", async () => {
    const store = await open(await makePlace());
    await store.jobs.add([job(900_000_000)]);
    await store.jobs.finish(await claimOne(store));
    expect(await store.jobs.add([job(5)])).toEqual([5]);
    expect(await claimedIds(store)).toEqual([5]);
  });

  test("a job comes back as it was stored", async () => {
    const { now } = stillClock();
    const store = await open(await makePlace(), { now });
    const stored = job(7, { lane: `${CHAT}/12`, kind: "message", at: now() - 5000 });
    await store.jobs.add([stored]);
    expect(await claimOne(store)).toEqual({
      ...stored,
      storedAt: now(),
      reply: null,
      sent: { parts: 0, messages: [] },
      tries: 0,
      crashes: 0,
      claim: 1,
    });
  });

  test("ids and times of Telegram's 52 bits are kept exactly", async () => {
    const store = await open(await makePlace());
    const largest = 2 ** 52 - 1;
    await store.jobs.add([job(largest, { chat: -largest, lane: `${-largest}/` })]);
    expect(await claimOne(store)).toMatchObject({ updateId: largest, chat: -largest });
  });

  test("a lane gives its jobs one after the other, lanes side by side, the oldest first", async () => {
    const store = await open(await makePlace());
    const other = { chat: OTHER, lane: `${OTHER}/` };
    await store.jobs.add([job(1), job(2), job(3, other), job(4, other), job(5, { lane: null })]);
    const [first, ...rest] = await store.jobs.claim({ leaseMs: LEASE_MS, limit: 10 });
    expect([first, ...rest].map((one) => one?.updateId)).toEqual([1, 3, 5]);
    expect(await claimedIds(store)).toEqual([]);
    await store.jobs.finish(first as Claim);
    expect(await claimedIds(store)).toEqual([2]);
  });

  test("no more are claimed than wanted", async () => {
    const store = await open(await makePlace());
    await store.jobs.add([1, 2, 3].map((id) => job(id, { lane: null })));
    expect(await claimedIds(store, 2)).toEqual([1, 2]);
    expect(await claimedIds(store, 2)).toEqual([3]);
  });

  test("20 workers who claim in the same instant get each job once, and each lane in order", async () => {
    const store = await open(await makePlace());
    const jobs = Array.from({ length: 60 }, (_, index) => {
      const chat = -1 - (index % 6);
      return job(index + 1, { chat, lane: `${chat}/` });
    });
    await store.jobs.add(jobs);
    const handled: Job[] = [];
    async function work(): Promise<void> {
      while ((await store.jobs.open()) > 0) {
        for (const claimed of await store.jobs.claim({ leaseMs: LEASE_MS, limit: 1 })) {
          handled.push(claimed);
          expect(await store.jobs.finish(claimed)).toBe(true);
        }
      }
    }
    await Promise.all(Array.from({ length: 20 }, work));
    expect(handled).toHaveLength(jobs.length);
    for (const chat of [-1, -2, -3, -4, -5, -6]) {
      const ids = handled.filter((one) => one.chat === chat).map(({ updateId }) => updateId);
      expect(ids).toEqual(ids.toSorted((one, other) => one - other));
    }
  });

  test("case 50: a message from the future is taken for one of now, one from 1970 stays old", async () => {
    const { now } = stillClock();
    const store = await open(await makePlace(), { now });
    await store.jobs.add([job(1, { at: now() + 86_400_000 })]);
    const future = await claimOne(store);
    expect(future.at).toBe(now());
    await store.jobs.finish(future);
    await store.jobs.add([job(2, { at: 0 })]);
    expect((await claimOne(store)).at).toBe(0);
  });

  test("case 3: a reply that was kept is there when the job is claimed again", async () => {
    const clock = stillClock();
    const place = await makePlace();
    const store = await open(place, { now: clock.now });
    await store.jobs.add([job(1)]);
    const first = await claimOne(store);
    const turn = { chat: CHAT, topic: null, person: 5, ...answer("Wer?") };
    expect(await store.jobs.keepReply(first, '{"text":"Antwort"}', turn)).toBe(true);
    expect(await store.jobs.markSent(first, { parts: 1, messages: [81] })).toBe(true);
    expect(await store.jobs.counts()).toMatchObject({ new: 0, due: 1 });
    expect(await store.turns.history({ chat: CHAT, topic: null, person: 5 })).toMatchObject([
      { question: "Wer?" },
    ]);
    clock.move(LEASE_MS);
    expect(await claimOne(store)).toMatchObject({
      body: job(1).body,
      reply: '{"text":"Antwort"}',
      sent: { parts: 1, messages: [81] },
    });
  });

  test("messages that answer a question are remembered with what was sent", async () => {
    const store = await open(await makePlace());
    await store.jobs.add([job(1)]);
    const claimed = await claimOne(store);
    await store.jobs.markSent(claimed, { parts: 1, messages: [81] });
    const sent = { parts: 2, messages: [81, 82] };
    expect(await store.jobs.finish(claimed, sent, { turn: answer("Wer?"), shown: SHOWN })).toBe(
      true,
    );
    expect(await store.turns.sentAnswer(CHAT, 81)).toEqual(SHOWN);
    expect(await store.turns.sentAnswer(CHAT, 82)).toEqual(SHOWN);
    expect(await store.turns.exchangeOf(CHAT, 81)).toMatchObject({ question: "Wer?" });
    expect(await store.turns.exchangeOf(CHAT, 82)).toMatchObject({ question: "Wer?" });
    expect(await store.jobs.counts()).toMatchObject({ done: 1 });
  });

  test("a postponed job holds its lane until its time, and counts as a try when told so", async () => {
    const clock = stillClock();
    const store = await open(await makePlace(), { now: clock.now });
    await store.jobs.add([job(1), job(2)]);
    const until = clock.now() + 3000;
    await store.jobs.postpone(await claimOne(store), { until, countsAsTry: true });
    expect(await claimedIds(store)).toEqual([]);
    expect(await store.jobs.nextDue()).toBe(until);
    clock.move(3000);
    const second = await claimOne(store);
    expect(second).toMatchObject({ updateId: 1, tries: 1, crashes: 0 });
    await store.jobs.postpone(second, { until: clock.now(), countsAsTry: false });
    expect(await claimOne(store)).toMatchObject({ updateId: 1, tries: 1 });
  });

  test("case 19: a buried job is dead, and the next of its lane is due", async () => {
    const store = await open(await makePlace());
    await store.jobs.add([job(1), job(2)]);
    await store.jobs.bury(await claimOne(store));
    expect(await store.jobs.counts()).toMatchObject({ dead: 1, new: 1 });
    expect(await claimedIds(store)).toEqual([2]);
  });

  test("a chat that is held back gives no jobs until its time, others do", async () => {
    const clock = stillClock();
    const store = await open(await makePlace(), { now: clock.now });
    await store.jobs.add([
      job(1),
      job(2, { lane: `${CHAT}/9` }),
      job(3, { chat: OTHER, lane: "-42/" }),
    ]);
    const until = clock.now() + 300_000;
    await store.chats.hold(CHAT, until);
    await store.chats.hold(CHAT, until - 1000);
    const free = await claimOne(store);
    expect(free.updateId).toBe(3);
    await store.jobs.finish(free);
    expect(await store.jobs.nextDue()).toBe(until);
    clock.move(300_000);
    expect(await claimedIds(store)).toEqual([1, 2]);
  });

  test("nothing will be due where nothing waits for a time", async () => {
    const store = await open(await makePlace());
    await store.jobs.add([job(1)]);
    expect(await store.jobs.nextDue()).toBeNull();
  });

  test("purging removes all that was closed before, however much, and nothing else", async () => {
    const clock = stillClock();
    const store = await open(await makePlace(), { now: clock.now });
    const many = Array.from({ length: 1100 }, (_, index) => job(index + 1, { lane: null }));
    await store.jobs.add(many);
    expect(await store.leaveChat(CHAT)).toBe(1100);
    await store.jobs.add([job(2000, { lane: null }), job(2001, { lane: null })]);
    clock.move(1000);
    await store.jobs.finish(await claimOne(store));
    expect(await store.jobs.purge(clock.now())).toBe(1100);
    expect(await store.jobs.counts()).toEqual({ new: 1, due: 0, done: 1, dead: 0, aside: 0 });
  });

  test("the hourly purge forgets an update_id after two days, no sooner", async () => {
    const clock = stillClock();
    const store = await open(await makePlace(), { now: clock.now });
    await store.jobs.add([job(1)]);
    await store.jobs.finish(await claimOne(store));
    clock.move(47 * 3_600_000);
    await store.purge();
    expect(await store.jobs.add([job(1)])).toEqual([]);
    clock.move(2 * 3_600_000);
    await store.purge();
    expect(await store.jobs.add([job(1)])).toEqual([1]);
  });

  test("a closed store says so", async () => {
    const store = await open(await makePlace());
    await store.close();
    await expect(store.jobs.open()).rejects.toMatchObject({ name: "StoreError", reason: "closed" });
  });
});
