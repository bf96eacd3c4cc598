import { expect, test } from "vitest";

import { job, reply, startWorker } from "../../support/start-worker.ts";
import { createTestClock } from "../../support/test-clock.ts";
import { createTestStore } from "../../support/test-store.ts";

test("fault B: a process that stands still for 29 s loses no job to another", async () => {
  const [clock, others] = [createTestClock(), createTestClock()];
  const store = createTestStore(others.now);
  const writing = Promise.withResolvers<void>();
  let hasBegun = false;
  const { add, sent } = startWorker({
    clock,
    store,
    async handle(text) {
      hasBegun = true;
      await writing.promise;
      return reply(`re ${text}`);
    },
  });
  await add(job(1, "a"));
  await clock.until(() => hasBegun);
  others.jump(29_000);
  expect(await store.jobs.claim({ leaseMs: 1000, limit: 1 })).toEqual([]);
  writing.resolve();
  await clock.until(() => sent.length === 1);
});
