import { expect, onTestFinished, test } from "vitest";

import { createMetrics } from "../src/metrics.ts";
import { startWatching } from "../src/watching.ts";
import { createTestStore } from "./support/test-store.ts";

const NOW = 1_800_000_000_000;
const JOB = { lane: "7/", chat: 7, kind: "message", body: "{}" };

async function start(more: object = {}) {
  const store = createTestStore(() => NOW);
  const found = { isUp: true, pendingUpdates: 3 };
  const asked: string[] = [];
  const { meter, watching } = await startWatching(
    { metricsPort: 0, metricsHost: "127.0.0.1" },
    {
      store,
      areArticlesRead: () => true,
      telegram: {
        async isUp() {
          asked.push("isUp");
          return found.isUp;
        },
        async pendingUpdates() {
          asked.push("pendingUpdates");
          return found.pendingUpdates;
        },
      },
      now: () => NOW,
      ...more,
    },
  );
  if (watching === null) throw new Error("METRICS_PORT is set");
  onTestFinished(() => watching.close());
  const get = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${watching.port}${path}`);
    return { status: response.status, body: await response.text() };
  };
  return { store, meter, get, found, asked };
}

test("it lives, it is ready, and another address says which there are", async () => {
  const { get } = await start();
  expect(await get("/health")).toEqual({ status: 200, body: "alive\n" });
  expect(await get("/ready")).toEqual({
    status: 200,
    body: "articles: yes\nstore: yes\ntelegram: yes\n",
  });
  expect(await get("/")).toEqual({ status: 404, body: "/health, /ready, /metrics\n" });
});

test.each([
  ["articles", { areArticlesRead: () => false }],
  ["telegram", { telegram: { isUp: () => Promise.reject(new Error("away")) } }],
  ["telegram", { telegram: { isUp: () => new Promise(() => {}) } }],
  ["store", { store: { jobs: { open: () => Promise.reject(new Error("away")) } } }],
])("without %s it is not ready, and says so", async (name, more) => {
  const { get } = await start(more);
  const { status, body } = await get("/ready");
  expect(status).toBe(503);
  expect(body.split("\n").filter((line) => line.endsWith(": no"))).toEqual([`${name}: no`]);
});

test("what happened is counted, what waits is asked for, and Telegram not more often than every 10 s", async () => {
  const { store, meter, get, asked } = await start();
  meter.question("written", 1200);
  meter.question("refused", null);
  meter.send("sent");
  meter.model({ outcome: "written", inputTokens: 900, outputTokens: 80, cost: 1500, ms: 900 });
  meter.judged("stronger");
  await store.jobs.add([{ ...JOB, updateId: 1, at: NOW }]);
  const { status, body } = await get("/metrics");
  expect(status).toBe(200);
  const lines = body.split("\n");
  for (const line of [
    'fundstelle_questions_total{outcome="written"} 1',
    'fundstelle_questions_total{outcome="refused"} 1',
    "fundstelle_answer_seconds_count 1",
    'fundstelle_sends_total{outcome="sent"} 1',
    'fundstelle_model_calls_total{outcome="written"} 1',
    'fundstelle_model_tokens_total{direction="in"} 900',
    "fundstelle_model_cost_dollars_total 0.0015",
    'fundstelle_judged_total{verdict="stronger"} 1',
    'fundstelle_jobs{state="open"} 1',
    'fundstelle_jobs{state="dead"} 0',
    "fundstelle_oldest_job_seconds 0",
    "fundstelle_telegram_pending_updates 3",
  ])
    expect(lines).toContain(line);
  expect(body).toContain("nodejs_eventloop_lag_p99_seconds");
  await get("/metrics");
  expect(asked.filter((one) => one === "pendingUpdates")).toHaveLength(1);
});

test("what cannot be asked for is left out, and the rest is told", async () => {
  const metrics = createMetrics({
    waiting: () => Promise.reject(new Error("away")),
    pendingUpdates: async () => 5,
  });
  const body = await metrics.read();
  expect(body).toContain("fundstelle_telegram_pending_updates 5");
  expect(body).not.toMatch(/^fundstelle_(?:jobs|oldest)/mu);
});

test("without METRICS_PORT nothing is opened", async () => {
  const { watching } = await startWatching(
    { metricsPort: null, metricsHost: "127.0.0.1" },
    {
      store: createTestStore(() => NOW),
      areArticlesRead: () => true,
      telegram: { isUp: async () => true, pendingUpdates: async () => 0 },
      now: () => NOW,
    },
  );
  expect(watching).toBeNull();
});
