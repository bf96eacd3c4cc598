import { once } from "node:events";
import { createServer } from "node:net";
import { sql } from "kysely";
import { expect, test } from "vitest";

import type { Database, Tx } from "../../../src/store/database/queries.ts";
import type { MakePlace, Place } from "../../support/databases.ts";
import { job, onPostgres, open, query } from "../../support/databases.ts";
import { openWithDatabase } from "../../support/open-database.ts";

const WANTED = { leaseMs: 60_000, limit: 1 };

/** Ends every other connection to the place's database, as a restart of the server would. */
async function cutOff({ databaseUrl }: Place): Promise<void> {
  await query(
    databaseUrl ?? "",
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`,
  );
}

async function aborted(signal: AbortSignal | null): Promise<void> {
  if (signal === null) throw new Error("It never led");
  if (!signal.aborted) await once(signal, "abort");
}

function meetingOf(count: number): () => Promise<void> {
  let arrived = 0;
  const all = Promise.withResolvers<void>();
  return async () => {
    arrived += 1;
    if (arrived >= count) all.resolve();
    await all.promise;
  };
}

async function addTo(tx: Tx, scope: string): Promise<void> {
  await tx.run(sql`update usage set used = used + 1 where scope = ${scope}`);
}

async function makeCounters(makePlace: MakePlace): Promise<Database> {
  const { database } = await openWithDatabase(await makePlace());
  await database.run(sql`
    insert into usage (scope, key, window_start, used, reserved)
    values ('one', '', 0, 0, 0), ('two', '', 0, 0, 0)`);
  return database;
}

async function readCounters(database: Database): Promise<number[]> {
  const rows = await database.read(sql<{ used: number }>`select used from usage order by scope`);
  return rows.map(({ used }) => used);
}

onPostgres((makePlace) => {
  test("case 53: after all its connections were ended a store goes on as if nothing had been", async () => {
    const place = await makePlace();
    const store = await open(place);
    await store.jobs.add([job(1)]);
    await cutOff(place);
    expect(await store.jobs.add([job(2)])).toEqual([2]);
    expect(await store.jobs.open()).toBe(2);
  });

  test("case 53: a transaction whose connection is ended in the middle is tried again, and leaves its work once", async () => {
    const place = await makePlace();
    const { database, keys } = await openWithDatabase(place);
    let tries = 0;
    await database.transact(
      async (tx) => {
        await keys.sealers(tx, [1]);
        tries += 1;
        if (tries === 1) await cutOff(place);
        await keys.sealers(tx, [2]);
      },
      { repeatable: true },
    );
    expect(tries).toBe(2);
    const rows = await database.read(sql`select chat from chat_key order by chat`);
    expect(rows).toEqual([{ chat: 1 }, { chat: 2 }]);
  });

  test("case 53: what must not be done twice is not tried again when it may have been done", async () => {
    const place = await makePlace();
    const { database } = await openWithDatabase(place);
    let tries = 0;
    const transaction = database.transact(async (tx) => {
      tries += 1;
      await tx.read(sql`select 1`);
      await cutOff(place);
      await tx.read(sql`select 1`);
    });
    await expect(transaction).rejects.toMatchObject({ name: "StoreError", reason: "unreachable" });
    expect(tries).toBe(1);
  });

  test("case 53: of two transactions that wait for each other both are done in the end", async () => {
    const database = await makeCounters(makePlace);
    const meet = meetingOf(2);
    const inOrder = (scopes: readonly [string, string]) =>
      database.transact(async (tx) => {
        await addTo(tx, scopes[0]);
        await meet();
        await addTo(tx, scopes[1]);
      });
    await Promise.all([inOrder(["one", "two"]), inOrder(["two", "one"])]);
    expect(await readCounters(database)).toEqual([2, 2]);
  });

  test("case 53: of two serializable transactions that contradict each other both are done in the end", async () => {
    const database = await makeCounters(makePlace);
    const meet = meetingOf(2);
    const countUp = () =>
      database.transact(async (tx) => {
        await tx.run(sql`set transaction isolation level serializable`);
        const rows = await tx.read(sql<{ used: number }>`
          select used from usage where scope = 'one'`);
        await meet();
        const used = (rows[0]?.used ?? 0) + 1;
        await tx.run(sql`update usage set used = ${used} where scope = 'one'`);
      });
    await Promise.all([countUp(), countUp()]);
    expect((await readCounters(database))[0]).toBe(2);
  });

  test("a job that one process has claimed another does not get", async () => {
    const place = await makePlace();
    const [one, other] = [await open(place), await open(place)];
    await one.jobs.add([job(1), job(2)]);
    expect(await one.jobs.claim(WANTED)).toHaveLength(1);
    expect(await other.jobs.claim(WANTED)).toEqual([]);
    // A store that is opened does not end the leases of others.
    expect(await (await open(place)).jobs.claim(WANTED)).toEqual([]);
  });

  test("one of two processes leads, and the other when the first lets go", async () => {
    const place = await makePlace();
    const [one, other] = [await open(place), await open(place)];
    const leading = await one.leader.tryAcquire();
    expect(leading?.aborted).toBe(false);
    expect(await other.leader.tryAcquire()).toBeNull();
    expect(await one.leader.tryAcquire()).toBe(leading);
    await one.leader.release();
    expect(leading?.aborted).toBe(true);
    expect((await other.leader.tryAcquire())?.aborted).toBe(false);
    expect(await one.leader.tryAcquire()).toBeNull();
  });

  test("case 54: a leader whose connection is lost notices, and another leads", async () => {
    const place = await makePlace();
    const [one, other] = [await open(place), await open(place)];
    const leading = await one.leader.tryAcquire();
    await cutOff(place);
    await aborted(leading);
    expect((await other.leader.tryAcquire())?.aborted).toBe(false);
    expect(await one.leader.tryAcquire()).toBeNull();
  });

  test("a store that is closed leads no more", async () => {
    const place = await makePlace();
    const [one, other] = [await open(place), await open(place)];
    const leading = await one.leader.tryAcquire();
    await one.close();
    expect(leading?.aborted).toBe(true);
    expect((await other.leader.tryAcquire())?.aborted).toBe(false);
  });

  test("a wrong password or database is told in one line without the password", async () => {
    const place = await makePlace();
    const wrong = [new URL(place.databaseUrl ?? ""), new URL(place.databaseUrl ?? "")] as const;
    wrong[0].password = "streng-geheim";
    wrong[1].pathname = "/streng";
    for (const { href: databaseUrl } of wrong) {
      const opening = open({ ...place, databaseUrl });
      await expect(opening).rejects.toMatchObject({ name: "StoreError", reason: "refused" });
      await expect(opening).rejects.toThrow(/^PostgreSQL, 127\.0\.0\.1:\d+\/\w+: [^\n]*$/);
      await expect(opening).rejects.not.toThrow(/geheim/);
    }
  });
});

test("a server that does not run is told in one line without the password", async () => {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  probe.close();
  await once(probe, "close");
  const databaseUrl = `postgres://bot:geheim@127.0.0.1:${port}/bot`;
  const opening = open({ databaseUrl, dataDir: "" });
  await expect(opening).rejects.toMatchObject({ name: "StoreError", reason: "unreachable" });
  await expect(opening).rejects.toThrow(
    /^PostgreSQL, 127\.0\.0\.1:\d+\/bot: it cannot be reached\.[^\n]*\(ECONNREFUSED\)$/,
  );
  await expect(opening).rejects.not.toThrow(/geheim/);
});

test("an address that is none is told without it", async () => {
  const opening = open({ databaseUrl: "postgres://bot:geheim@[/bot", dataDir: "" });
  await expect(opening).rejects.toMatchObject({ name: "StoreError", reason: "refused" });
  await expect(opening).rejects.not.toThrow(/geheim/);
});
