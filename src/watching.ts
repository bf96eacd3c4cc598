/**
 * The port for whoever watches the bot: `/health` (it lives), `/ready` (it answers people), `/metrics` (Prometheus).
 */
import { createServer, type IncomingMessage } from "node:http";

import type { Config } from "./config.ts";
import { unmetered, type Meter } from "./meter.ts";
import type { Metrics } from "./metrics.ts";
import { close, listen } from "./serve.ts";
import type { Store } from "./store/store.ts";

interface Watched {
  readonly store: Pick<Store, "jobs">;
  readonly areArticlesRead: () => boolean;
  readonly telegram: {
    readonly isUp: () => Promise<boolean>;
    readonly pendingUpdates: () => Promise<number>;
  };
  readonly now: () => number;
}

/** Nothing is counted and no port is opened where METRICS_PORT is not set. Throws a PortTakenError. */
export async function startWatching(
  { metricsPort: port, metricsHost: host }: Pick<Config, "metricsPort" | "metricsHost">,
  { store, areArticlesRead, telegram, now }: Watched,
): Promise<{ readonly meter: Meter; readonly watching: Watching | null }> {
  if (port === null) return { meter: unmetered, watching: null };
  // Here and not above: where nobody watches, it starts sooner without.
  const { createMetrics } = await import("./metrics.ts");
  const pendingUpdates = kept(telegram.pendingUpdates, now);
  const metrics = createMetrics({ waiting: () => readWaiting(store, now), pendingUpdates });
  const needs: Needs = {
    articles: async () => areArticlesRead(),
    store: async () => (await store.jobs.open()) >= 0,
    telegram: kept(telegram.isUp, now),
  };
  const watching = await serveWatching({ metrics, needs, port, host });
  return { meter: metrics.meter, watching };
}

async function readWaiting({ jobs }: Pick<Store, "jobs">, now: () => number) {
  const [open, { dead }, oldest] = await Promise.all([jobs.open(), jobs.counts(), jobs.oldest()]);
  return { open, dead, oldestSeconds: oldest === null ? 0 : Math.max(0, now() - oldest) / 1000 };
}

/** Between two questions to Telegram, however often somebody looks. */
const ASKED_AGAIN_MS = 10_000;

/** Remembers what `ask` found, for a while; a failure too. */
function kept<T>(ask: () => Promise<T>, now: () => number): () => Promise<T> {
  let found: Promise<T> | null = null;
  let askedAt = -Infinity;
  return () => {
    if (found === null || now() - askedAt >= ASKED_AGAIN_MS) {
      askedAt = now();
      found = ask();
    }
    return found;
  };
}

/** What has to be so that people are answered, by name; each is asked for anew, and false where it throws or takes too long. */
export type Needs = Readonly<Record<string, () => Promise<boolean>>>;

interface WatchingParts {
  readonly metrics: Pick<Metrics, "read" | "contentType">;
  readonly needs: Needs;
  readonly port: number;
  readonly host: string;
}

export interface Watching {
  /** The one that was opened. */
  readonly port: number;
  close(): Promise<void>;
}

interface Page {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const LONGEST_MS = 3000;

/** Throws a PortTakenError. */
export async function serveWatching(parts: WatchingParts): Promise<Watching> {
  const { port, host } = parts;
  const server = createServer((request, response) => {
    void pageOf(request, parts)
      .catch((): Page => plain(500, "It failed"))
      .then(({ status, type, body }) =>
        response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(body),
      );
  });
  const opened = await listen(server, { variable: "METRICS_PORT", port, host });
  return { port: opened, close: () => close(server) };
}

async function pageOf(
  { url, method }: IncomingMessage,
  { metrics, needs }: WatchingParts,
): Promise<Page> {
  if (method !== "GET" && method !== "HEAD") return plain(405, "GET only");
  if (url === "/health") return plain(200, "alive");
  if (url === "/ready") return readiness(needs);
  if (url === "/metrics")
    return { status: 200, type: metrics.contentType, body: await metrics.read() };
  return plain(404, "/health, /ready, /metrics");
}

/** "articles: yes", a line for each need; 503 unless all are met. */
async function readiness(needs: Needs): Promise<Page> {
  const found = await Promise.all(
    Object.entries(needs).map(async ([name, isMet]) => [name, await within(isMet)] as const),
  );
  const isReady = found.every(([, isMet]) => isMet);
  const lines = found.map(([name, isMet]) => `${name}: ${isMet ? "yes" : "no"}`);
  return plain(isReady ? 200 : 503, lines.join("\n"));
}

async function within(isMet: () => Promise<boolean>): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(resolve, LONGEST_MS, false);
  const met = isMet().catch(() => false);
  return Promise.race([met, late]).finally(() => clearTimeout(timer));
}

function plain(status: number, words: string): Page {
  return { status, type: "text/plain; charset=utf-8", body: `${words}\n` };
}
