/**
 * What is counted, as Prometheus reads it.
 *
 * Questions, sends and calls of a model are counted as they happen; the store's jobs, and what waits at Telegram, are
 * asked for when somebody reads.
 */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

import type { Meter } from "./meter.ts";

export interface Waiting {
  /** Stored and not yet answered. */
  readonly open: number;
  /** Given up. */
  readonly dead: number;
  /** How long the oldest open one has waited, in seconds; 0 when none does. */
  readonly oldestSeconds: number;
}

export interface MetricsParts {
  readonly waiting: () => Promise<Waiting>;
  /** Updates that wait at Telegram. */
  readonly pendingUpdates: () => Promise<number>;
}

export interface Metrics {
  readonly meter: Meter;
  /** In Prometheus' text format. What cannot be asked for just now is left out. */
  read(): Promise<string>;
  readonly contentType: string;
}

const MICRO = 1_000_000;
/** In seconds: an answer from passages takes some hundredths, a written one some seconds. */
const BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 45];

export function createMetrics({ waiting, pendingUpdates }: MetricsParts): Metrics {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  collectDefaultMetrics({ register: registry });

  const questions = new Counter({
    name: "fundstelle_questions_total",
    help: "Questions by what became of them",
    labelNames: ["outcome"],
    registers,
  });
  const answering = new Histogram({
    name: "fundstelle_answer_seconds",
    help: "From when a question came until its answer was ready",
    buckets: BUCKETS,
    registers,
  });
  const sends = new Counter({
    name: "fundstelle_sends_total",
    help: "Messages to Telegram by what became of them",
    labelNames: ["outcome"],
    registers,
  });
  const calls = new Counter({
    name: "fundstelle_model_calls_total",
    help: "Calls of a model by what became of them",
    labelNames: ["outcome"],
    registers,
  });
  const calling = new Histogram({
    name: "fundstelle_model_seconds",
    help: "How long a call of a model took",
    buckets: BUCKETS,
    registers,
  });
  const tokens = new Counter({
    name: "fundstelle_model_tokens_total",
    help: "Tokens read and written by a model",
    labelNames: ["direction"],
    registers,
  });
  const cost = new Counter({
    name: "fundstelle_model_cost_dollars_total",
    help: "What calls of a model have cost",
    registers,
  });
  const verdicts = new Counter({
    name: "fundstelle_judged_total",
    help: "Written sentences that were read a second time, by the verdict; all but ok are not shown",
    labelNames: ["verdict"],
    registers,
  });
  const jobs = new Gauge({
    name: "fundstelle_jobs",
    help: "Stored updates: open ones, and those that were given up",
    labelNames: ["state"],
    registers,
  });
  const oldest = new Gauge({
    name: "fundstelle_oldest_job_seconds",
    help: "How long the oldest open one has waited",
    registers,
  });
  const pending = new Gauge({
    name: "fundstelle_telegram_pending_updates",
    help: "Updates that wait at Telegram",
    registers,
  });

  async function look(): Promise<void> {
    const [found, atTelegram] = await Promise.allSettled([waiting(), pendingUpdates()]);
    jobs.reset();
    for (const gauge of [oldest, pending]) gauge.remove();
    if (found.status === "fulfilled") {
      jobs.set({ state: "open" }, found.value.open);
      jobs.set({ state: "dead" }, found.value.dead);
      oldest.set(found.value.oldestSeconds);
    }
    if (atTelegram.status === "fulfilled") pending.set(atTelegram.value);
  }

  return {
    meter: {
      question(outcome, ms) {
        questions.inc({ outcome });
        if (ms !== null) answering.observe(ms / 1000);
      },
      send: (outcome) => sends.inc({ outcome }),
      model({ outcome, inputTokens, outputTokens, cost: microDollars, ms }) {
        calls.inc({ outcome });
        calling.observe(ms / 1000);
        tokens.inc({ direction: "in" }, inputTokens);
        tokens.inc({ direction: "out" }, outputTokens);
        cost.inc(microDollars / MICRO);
      },
      judged: (verdict) => verdicts.inc({ verdict }),
    },
    async read() {
      await look();
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}
