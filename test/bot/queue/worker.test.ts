import { expect, test } from "vitest";

import type { Reply } from "../../../src/bot/delivery/reply.ts";
import { readUpdate } from "../../../src/bot/incoming/read-update.ts";
import { createWorker } from "../../../src/bot/queue/worker.ts";
import { StoreError } from "../../../src/store/store-error.ts";
import type { Store } from "../../../src/store/store.ts";
import { recordLog } from "../../support/start-bot.ts";
import { apology, job, reply, startWorker } from "../../support/start-worker.ts";
import { createTestClock, turns } from "../../support/test-clock.ts";
import { createTestStore } from "../../support/test-store.ts";

const SECOND_MS = 1000;

/** A handler that waits, for each text, until it is told to go on. */
function createGates() {
  const begun: string[] = [];
  const gates = new Map<string, (error?: Error) => void>();
  return {
    begun,
    handle: async (text: string): Promise<Reply> => {
      begun.push(text);
      await new Promise<void>((resolve, reject) =>
        gates.set(text, (error) => (error === undefined ? resolve() : reject(error))),
      );
      return reply(`re ${text}`);
    },
    finish: (text: string, error?: Error) => gates.get(text)?.(error),
  };
}

test("while more than half of the places are taken, a free one waits a moment for others", async () => {
  const { begun, handle, finish } = createGates();
  const { add, clock, sent } = startWorker({ handle, atOnce: 4 });
  await add(...[1, 2, 3, 4, 5].map((chat) => job(-chat, `${chat}`)));
  await clock.until(() => begun.length === 4);
  finish("1");
  await clock.until(() => sent.length === 1);
  await turns(20);
  expect(begun).toHaveLength(4);
  await clock.wind(10);
  await clock.until(() => begun.length === 5);
  for (const text of begun) finish(text);
});

test("in one chat the next update waits until the one before is answered", async () => {
  const { begun, handle, finish } = createGates();
  const { add, clock, sent } = startWorker({ handle });
  await add(job(-1, "a"), job(-1, "b"));
  await clock.until(() => begun.length === 1);
  await turns(20);
  expect(begun).toEqual(["a"]);
  finish("a");
  await clock.until(() => begun.length === 2);
  expect([begun, sent]).toEqual([["a", "b"], ["re a"]]);
  finish("b");
});

test("chats and topics do not wait for one another", async () => {
  const { begun, handle, finish } = createGates();
  const { add, clock } = startWorker({ handle });
  await add(job(-1, "a"), job(-2, "b"), job(-1, "c", "7"), job(-1, "d", "8"));
  await clock.until(() => begun.length === 4);
  expect(begun.toSorted()).toEqual(["a", "b", "c", "d"]);
  for (const text of begun) finish(text);
});

test("no more are at work at once than were asked for", async () => {
  const { begun, handle, finish } = createGates();
  const { add, clock } = startWorker({ handle, atOnce: 2 });
  await add(job(1, "a"), job(2, "b"), job(3, "c"));
  await clock.until(() => begun.length === 2);
  await turns(20);
  expect(begun).toEqual(["a", "b"]);
  finish("b");
  await clock.until(() => begun.length === 3);
  finish("a");
  finish("c");
});

test("a reply that holds nothing is not sent, and its job is done", async () => {
  const { add, worker, sent, store } = startWorker({
    handle: async () => ({ messages: [], turn: null, isApology: false }),
  });
  await add(job(1, "a"));
  await worker.idle();
  expect([sent, (await store.jobs.counts()).done]).toEqual([[], 1]);
});

test("case 19: what always fails is tried three times with pauses, then apologised for once, and its chat goes on", async () => {
  const tried: [string, number][] = [];
  const { add, clock, sent, store, logged } = startWorker({
    handle: async (text) => {
      if (text !== "poison") return reply(`re ${text}`);
      tried.push([text, clock.now() - begun]);
      throw new Error("broken");
    },
  });
  const begun = clock.now();
  await add(job(1, "poison"), job(1, "next"));
  await clock.until(() => tried.length === 1);
  await clock.wind(SECOND_MS);
  await clock.until(() => tried.length === 2);
  await clock.wind(5 * SECOND_MS);
  await clock.until(() => sent.length === 2);
  expect([sent, tried.map(([, after]) => after)]).toEqual([
    ["sorry", "re next"],
    [0, SECOND_MS, 6 * SECOND_MS],
  ]);
  await clock.until(() => logged.length === 3);
  expect(logged.map(({ level }) => level)).toEqual(["warn", "warn", "error"]);
  expect((await store.jobs.counts()).dead).toBe(1);
});

test("case 3: a reply that was stored before the process died is sent, and not written again", async () => {
  const clock = createTestClock();
  const store = createTestStore(clock.now);
  await store.jobs.add([job(1, "a")]);
  for (const claimed of await store.jobs.claim({ leaseMs: SECOND_MS, limit: 1 }))
    await store.jobs.keepReply(claimed, JSON.stringify(reply("written before")));
  const written: string[] = [];
  const { worker, sent } = startWorker({
    clock,
    store,
    handle: async (text) => {
      written.push(text);
      return reply(text);
    },
  });
  await clock.wind(SECOND_MS);
  worker.wake();
  await clock.until(() => sent.length === 1);
  expect([sent, written]).toEqual([["written before"], []]);
});

test("what was written while the database failed is sent when the job is taken up again, and not written anew", async () => {
  const clock = createTestClock();
  const store = createTestStore(clock.now);
  let failures = 2;
  const jobs = new Proxy(store.jobs, {
    get(target, name: keyof Store["jobs"]) {
      if (name !== "keepReply" || failures === 0) return target[name];
      return async () => {
        failures -= 1;
        throw new StoreError("unreachable", "The database is gone");
      };
    },
  });
  const written: string[] = [];
  const { add, sent } = startWorker({
    clock,
    store: { ...store, jobs },
    handle: async (text) => {
      written.push(text);
      return reply(`re ${text}`);
    },
  });
  await add(job(1, "paid"));
  await clock.until(() => failures === 1);
  await clock.wind(6 * SECOND_MS);
  await clock.until(() => failures === 0);
  await clock.wind(12 * SECOND_MS);
  await clock.until(() => sent.length === 1);
  expect([sent, written]).toEqual([["re paid"], ["paid"]]);
});

test("what another process has begun and not gone on with is taken up when its lease is over", async () => {
  const clock = createTestClock();
  const store = createTestStore(clock.now);
  await store.jobs.add([job(1, "a")]);
  await store.jobs.claim({ leaseMs: 10 * SECOND_MS, limit: 1 });
  const { worker, sent } = startWorker({ clock, store });
  worker.wake();
  await clock.wind(9 * SECOND_MS);
  expect(sent).toEqual([]);
  await clock.wind(SECOND_MS);
  await clock.until(() => sent.length === 1);
});

test("for as long as it is at work, no other process takes the job", async () => {
  const { begun, handle, finish } = createGates();
  const { add, clock, store, sent } = startWorker({ handle });
  await add(job(1, "a"));
  await clock.until(() => begun.length === 1);
  for (let second = 0; second < 65; second += 1) {
    await clock.wind(SECOND_MS);
    await turns(10);
  }
  expect(await store.jobs.claim({ leaseMs: SECOND_MS, limit: 1 })).toEqual([]);
  finish("a");
  await clock.until(() => sent.length === 1);
});

test("a job whose process died again and again is given up instead of handled", async () => {
  const clock = createTestClock();
  const store = createTestStore(clock.now);
  await store.jobs.add([job(1, "a")]);
  for (let crash = 0; crash < 5; crash += 1) {
    await store.jobs.claim({ leaseMs: SECOND_MS, limit: 1 });
    await clock.wind(SECOND_MS);
  }
  const { worker, sent } = startWorker({ clock, store });
  worker.wake();
  await clock.wind(4 * SECOND_MS);
  await clock.until(() => sent.length === 1);
  expect(sent).toEqual(["sorry"]);
});

test("a process that was held up for longer than its leases goes on with what it has, and begins nothing twice", async () => {
  const { begun, handle, finish } = createGates();
  const { add, clock, sent } = startWorker({ handle });
  await add(job(1, "a"));
  await clock.until(() => begun.length === 1);
  clock.jump(60 * SECOND_MS);
  await turns(50);
  finish("a");
  await clock.until(() => sent.length === 1);
  await clock.wind(10 * SECOND_MS);
  expect([begun, sent]).toEqual([["a"], ["re a"]]);
});

test("what may have killed two processes is begun one at a time, and when this one has lived for 3 s", async () => {
  const clock = createTestClock();
  const store = createTestStore(clock.now);
  await store.jobs.add([job(1, "a"), job(2, "b")]);
  for (let crash = 0; crash < 2; crash += 1) {
    await store.jobs.claim({ leaseMs: SECOND_MS, limit: 2 });
    await clock.wind(SECOND_MS);
  }
  const { begun, handle, finish } = createGates();
  const { add, worker, sent } = startWorker({ clock, store, handle });
  worker.wake();
  await add(job(3, "c"));
  await clock.wind(2 * SECOND_MS);
  expect(begun).toEqual(["c"]);
  await clock.wind(2 * SECOND_MS);
  expect(begun).toEqual(["c", "a"]);
  finish("a");
  await clock.wind(2 * SECOND_MS);
  expect(begun).toEqual(["c", "a", "b"]);
  for (const text of begun) finish(text);
  await clock.until(() => sent.length === 3);
});

test("case 5: stopped, it waits for what is at work, and hands back what does not end in time", async () => {
  const { begun, handle, finish } = createGates();
  const { add, clock, store, worker, sent } = startWorker({ handle });
  await add(job(1, "quick"), job(2, "slow"));
  await clock.until(() => begun.length === 2);
  let isStopped = false;
  const stopped = worker.stop(8 * SECOND_MS).then(() => (isStopped = true));
  finish("quick");
  await clock.until(() => sent.length === 1);
  await clock.wind(7 * SECOND_MS);
  expect(isStopped).toBe(false);
  await clock.wind(SECOND_MS);
  await stopped;
  const [again] = await store.jobs.claim({ leaseMs: SECOND_MS, limit: 1 });
  expect([again?.body.includes("slow"), again?.crashes, again?.tries]).toEqual([true, 0, 0]);
  finish("slow");
});

test("stopped, it takes up nothing new", async () => {
  const { add, worker, clock, sent } = startWorker();
  const stopped = worker.stop(SECOND_MS);
  await clock.wind(SECOND_MS);
  await stopped;
  await add(job(1, "a"));
  await clock.wind(2 * SECOND_MS);
  expect(sent).toEqual([]);
});

test("a database that fails for a moment stops nothing", async () => {
  const clock = createTestClock();
  const store = createTestStore(clock.now);
  let failures = 2;
  const flaky: Store = {
    ...store,
    jobs: new Proxy(store.jobs, {
      get(jobs, name: keyof Store["jobs"]) {
        if (name !== "claim" || failures === 0) return jobs[name];
        return async () => {
          failures -= 1;
          throw new Error("The database is gone");
        };
      },
    }),
  };
  const { add, sent, logged } = startWorker({ clock, store: flaky });
  await add(job(1, "a"));
  await clock.wind(3 * SECOND_MS);
  await clock.until(() => sent.length === 1);
  expect(logged.map(({ level }) => level)).toEqual(["warn", "warn"]);
});

test("updates are handed on to the letter, but for half a character", async () => {
  const seen: unknown[] = [];
  const clock = createTestClock();
  const store = createTestStore(clock.now);
  const whole = { message_id: 5, date: 1, chat: { id: 1, type: "private" } };
  const said = (text: string) => ({ update_id: 5, message: { ...whole, text } });
  const update = said("\uD83D \u0000 \u202E 🌉");
  await store.jobs.add([{ ...job(1, ""), updateId: 5, body: JSON.stringify(update) }]);
  const worker = createWorker({
    jobs: store.jobs,
    handler: {
      async handle(one) {
        seen.push("update" in one ? one.update : one);
        return { messages: [], turn: null, isApology: false };
      },
      apologise: async () => apology,
    },
    read: (stored) => readUpdate(stored, { id: 7, username: "fundstelle_bot" }),
    outbox: { recall: async (_, kept) => kept, sendStored: async () => {} },
    clock,
    log: recordLog().log,
  });
  worker.wake();
  await worker.idle();
  expect(seen).toEqual([said("\uFFFD \u0000 \u202E 🌉")]);
});
