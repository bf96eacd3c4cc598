import { readFileSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { once } from "node:events";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from "vitest";

import type { Store } from "../../../src/store/store.ts";
import { job, open, query } from "../../support/databases.ts";
import { startPostgres, type StartedPostgres } from "../../support/postgres.ts";

const MOST_MS = 10_000;
const LEAST_MS = 2900;
const LIMIT_MS = 40_000;
const UNREACHABLE = { name: "StoreError", reason: "unreachable" };

/** Of its own, for nobody else can use it meanwhile. */
let started: StartedPostgres | null = null;

const isAbsent = "reason" in inject("postgres");

beforeAll(async () => {
  if (!isAbsent) started = await startPostgres();
}, LIMIT_MS);
afterAll(() => started?.stop());

function urlOf(): string {
  if (started === null || !("url" in started.found)) throw new Error("It did not start");
  return started.found.url;
}

async function timed<T>(work: Promise<T>): Promise<{ readonly ms: number; readonly value: T }> {
  const start = performance.now();
  const value = await work;
  return { ms: performance.now() - start, value };
}

/** How it failed, and after how long. */
function failure(
  work: Promise<unknown>,
): Promise<{ readonly ms: number; readonly value: unknown }> {
  return timed(
    work.then(
      () => "no failure",
      (error: unknown) => error,
    ),
  );
}

/** Until it leads; leadership passes on when the server has noticed that a connection is gone. */
async function leads({ leader }: Store): Promise<AbortSignal> {
  for (;;) {
    const leading = await leader.tryAcquire();
    if (leading !== null) return leading;
  }
}

function expectInTime(...times: readonly number[]): void {
  for (const ms of times) {
    expect(ms).toBeGreaterThan(LEAST_MS);
    expect(ms).toBeLessThan(MOST_MS);
  }
}

function signal(name: "SIGSTOP" | "SIGCONT", processes: readonly number[]): void {
  for (const pid of processes) process.kill(pid, name);
}

/** Stops the server with all that it has started; returns what lets it go on. */
async function stopServer(url: string): Promise<() => void> {
  const found = await query(
    url,
    `select pid, current_setting('data_directory') as folder from pg_stat_activity
     where pid <> pg_backend_pid() and backend_type <> 'autovacuum worker'`,
  );
  const rows = found as readonly { readonly pid: number; readonly folder: string }[];
  const children = rows.map(({ pid }) => pid);
  const noted = readFileSync(join(rows[0]?.folder ?? "", "postmaster.pid"), "utf8");
  const main = Number(noted.split("\n")[0]);
  signal("SIGSTOP", [main, ...children]);
  // The server last, for then it forgets those that have ended.
  let stopped = [...children, main];
  return () => {
    signal("SIGCONT", stopped);
    stopped = [];
  };
}

test.skipIf(isAbsent)(
  "case 54: a server that is stopped costs a call 3 to 10 s and the leader its place; once it goes on another leads, and nothing is lost",
  { timeout: LIMIT_MS },
  async () => {
    const place = { databaseUrl: urlOf(), dataDir: "" };
    const [one, other] = [await open(place), await open(place)];
    const leading = await leads(one);
    await one.jobs.add([job(1)]);
    const goOn = await stopServer(place.databaseUrl);
    onTestFinished(goOn);
    const [stored, asked, askedToo] = await Promise.all([
      failure(one.jobs.add([job(2)])),
      timed(one.leader.tryAcquire()),
      timed(other.leader.tryAcquire()),
    ]);
    expect(stored.value).toMatchObject(UNREACHABLE);
    expect([asked.value, askedToo.value, leading.aborted]).toEqual([null, null, true]);
    expectInTime(stored.ms, asked.ms, askedToo.ms);
    goOn();
    expect((await leads(other)).aborted).toBe(false);
    expect(await one.leader.tryAcquire()).toBeNull();
    await one.jobs.add([job(2)]);
    expect(await other.jobs.open()).toBe(2);
  },
);

/** A network between a process and the server, which can be cut: then nothing comes through, and nobody is told. */
async function makeNetwork(url: string) {
  const { hostname, port } = new URL(url);
  const pairs: (readonly [Socket, Socket])[] = [];
  let isCut = false;
  const network = createServer((near) => {
    near.on("error", () => {});
    if (isCut) return;
    const far = connect(Number(port), hostname).on("error", () => {});
    near.pipe(far).pipe(near);
    pairs.push([near, far]);
  }).listen(0, "127.0.0.1");
  await once(network, "listening");
  const address = network.address();
  const through = new URL(url);
  if (address !== null && typeof address !== "string") through.port = String(address.port);
  return {
    url: through.href,
    cut() {
      isCut = true;
      for (const [near, far] of pairs) near.unpipe(far).pause();
      for (const [near, far] of pairs) far.unpipe(near).pause();
    },
    /** After some silence the server gives up its end. */
    noticeAtServer() {
      for (const [, far] of pairs) far.destroy();
    },
    close() {
      for (const [near, far] of pairs) {
        near.destroy();
        far.destroy();
      }
      network.close();
    },
  };
}

test.skipIf(isAbsent)(
  "case 54: cut off from the server, a leader gives up its place within 10 s, and another leads when the server has noticed",
  { timeout: LIMIT_MS },
  async () => {
    const network = await makeNetwork(urlOf());
    onTestFinished(() => network.close());
    const one = await open({ databaseUrl: network.url, dataDir: "" });
    const other = await open({ databaseUrl: urlOf(), dataDir: "" });
    const leading = await leads(one);
    network.cut();
    const asked = await timed(one.leader.tryAcquire());
    expect([asked.value, leading.aborted]).toEqual([null, true]);
    expectInTime(asked.ms);
    expect(await other.leader.tryAcquire()).toBeNull();
    network.noticeAtServer();
    expect((await leads(other)).aborted).toBe(false);
  },
);

test.skipIf(isAbsent)(
  "case 54: when every connection waits, calls fail within 10 s, the leader stays one, and afterwards all is well",
  { timeout: LIMIT_MS },
  async () => {
    const store = await open({ databaseUrl: urlOf(), dataDir: "" });
    const leading = await leads(store);
    const blocker = new Client({ connectionString: urlOf() });
    await blocker.connect();
    onTestFinished(() => blocker.end());
    await blocker.query("begin; lock table job in access exclusive mode");
    const calls = await Promise.all(Array.from({ length: 30 }, () => failure(store.jobs.open())));
    for (const { value } of calls) expect(value).toMatchObject({ name: "StoreError" });
    expectInTime(...calls.map(({ ms }) => ms));
    expect(await store.leader.tryAcquire()).toBe(leading);
    await blocker.query("commit");
    expect(await store.jobs.open()).toBeGreaterThanOrEqual(0);
  },
);
