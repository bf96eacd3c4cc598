import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";

import type { Database } from "../../../src/store/database/queries.ts";
import { job, makeFolder, open } from "../../support/databases.ts";
import { openWithDatabase } from "../../support/open-database.ts";
import { pathOf } from "../../support/project-process.ts";

async function pragma(database: Database, words: string): Promise<unknown> {
  const rows = await database.read(sql.raw<object>(`pragma ${words}`));
  return Object.values(rows[0] ?? {})[0];
}

test("the folder and the files in it are for their owner only", async () => {
  const { dataDir } = await makeFolder();
  const place = { databaseUrl: null, dataDir: join(dataDir, "new", "data") };
  const store = await open(place);
  await store.jobs.add([job(1)]);
  expect((await stat(place.dataDir)).mode & 0o777).toBe(0o700);
  for (const name of ["bot.db", "bot.db-wal", "bot.db-shm"]) {
    expect((await stat(join(place.dataDir, name))).mode & 0o777).toBe(0o600);
  }
});

test("every commit is on the disk before it counts", async () => {
  const { database } = await openWithDatabase(await makeFolder());
  expect(await pragma(database, "journal_mode")).toBe("wal");
  expect(await pragma(database, "synchronous")).toBe(2);
});

test("a second one on the same file is refused in one line, and the first goes on", async () => {
  const place = await makeFolder();
  const first = await open(place);
  const second = open(place);
  await expect(second).rejects.toMatchObject({ name: "StoreError", reason: "in-use" });
  await expect(second).rejects.toThrow(/^SQLite, [^\n]*bot\.db: another process uses it\.[^\n]*$/);
  expect(await first.jobs.add([job(1)])).toEqual([1]);
  await first.close();
  await open(place);
});

test("fault B: after a kill the next start finds the file free, and the killed process's job due at once", async () => {
  const place = await makeFolder();
  const program = `
    import { openStore } from ${JSON.stringify(pathToFileURL(pathOf("src/store/store.ts")).href)};
    const log = { warn() {} };
    const key = Buffer.alloc(32, 7);
    const store = await openStore({ ...${JSON.stringify(place)}, key, retentionDays: 7, now: Date.now, log });
    await store.jobs.add([${JSON.stringify(job(1))}]);
    await store.jobs.claim({ leaseMs: 3600000, limit: 1 });
    console.log("claimed");
    setInterval(() => {}, 1000);
  `;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program]);
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child.stdout, "data");
  await expect(open(place)).rejects.toMatchObject({ reason: "in-use" });
  child.kill("SIGKILL");
  await once(child, "exit");
  const store = await open(place);
  const [again] = await store.jobs.claim({ leaseMs: 1000, limit: 1 });
  expect(again).toMatchObject({ updateId: 1, crashes: 1, body: job(1).body });
});

test("a job that was running when its store was closed cannot be finished by its old claim", async () => {
  const place = await makeFolder();
  const before = await open(place);
  await before.jobs.add([job(1)]);
  const [old] = await before.jobs.claim({ leaseMs: 1000, limit: 1 });
  await before.close();
  const store = await open(place);
  if (old === undefined) throw new Error("Nothing is due");
  expect(await store.jobs.finish(old)).toBe(false);
});

test.each(["bot.db", "bot.db-wal", "bot.lock"])(
  "fault J: once %s was removed nothing counts as stored any more, and that is noticed within seconds",
  async (name) => {
    const place = await makeFolder();
    const store = await open(place);
    await store.jobs.add([job(1)]);
    await rm(join(place.dataDir, name));
    await expect(store.jobs.add([job(2)])).rejects.toMatchObject({ reason: "gone" });
    await expect(store.jobs.add([job(3)])).rejects.toThrow(
      /^SQLite, [^\n]*removed or replaced[^\n]*$/,
    );
    expect(await store.gone).toMatchObject({ name: "StoreError", reason: "gone" });
  },
);

test("fault J: a file that was put in the place of the database's is noticed, though nothing is stored", async () => {
  const place = await makeFolder();
  const store = await open(place);
  const path = join(place.dataDir, "bot.db");
  await copyFile(path, `${path}.backup`);
  await rename(`${path}.backup`, path);
  expect(await store.gone).toMatchObject({ reason: "gone" });
});

test("case 51: on a full disk a batch is refused whole, and stored once there is room", async () => {
  const { database, store } = await openWithDatabase(await makeFolder());
  await store.jobs.add([job(1)]);
  await pragma(database, `max_page_count = ${Number(await pragma(database, "page_count"))}`);
  const large = job(3, { body: "x".repeat(100_000) });
  const adding = store.jobs.add([job(2), large]);
  await expect(adding).rejects.toMatchObject({ name: "StoreError", reason: "full" });
  await expect(adding).rejects.toThrow(/no room is left/);
  expect(await store.jobs.counts()).toMatchObject({ new: 1 });
  await pragma(database, "max_page_count = 100000");
  expect(await store.jobs.add([job(2), large])).toEqual([2, 3]);
});

test("case 52: what cannot be written says so", async () => {
  const { database, store } = await openWithDatabase(await makeFolder());
  await pragma(database, "query_only = on");
  await expect(store.jobs.add([job(1)])).rejects.toMatchObject({ reason: "unwritable" });
  await pragma(database, "query_only = off");
  expect(await store.jobs.add([job(1)])).toEqual([1]);
});

test("a folder that cannot be made says so", async () => {
  const { dataDir } = await makeFolder();
  await writeFile(join(dataDir, "file"), "");
  const opening = open({ databaseUrl: null, dataDir: join(dataDir, "file") });
  await expect(opening).rejects.toMatchObject({ name: "StoreError", reason: "unwritable" });
});

test("case 52: a damaged file stops the start, names the backup, and is left as it is", async () => {
  const place = await makeFolder();
  const path = join(place.dataDir, "bot.db");
  await mkdir(place.dataDir, { recursive: true });
  const garbage = Buffer.alloc(8192, "garbage");
  await writeFile(path, garbage);
  const opening = open(place);
  await expect(opening).rejects.toMatchObject({ name: "StoreError", reason: "damaged" });
  await expect(opening).rejects.toThrow(
    /^SQLite, [^\n]*bot\.db: it is damaged\. Put its backup[^\n]*$/,
  );
  expect((await readFile(path)).equals(garbage)).toBe(true);
});

test("case 52: a file damaged in the middle is found at the start", async () => {
  const place = await makeFolder();
  const store = await open(place);
  await store.jobs.add(Array.from({ length: 200 }, (_, index) => job(index + 1)));
  await store.close();
  const path = join(place.dataDir, "bot.db");
  const bytes = await readFile(path);
  bytes.fill(0xff, 4096 * 10, 4096 * 12);
  await writeFile(path, bytes);
  await expect(open(place)).rejects.toMatchObject({ name: "StoreError", reason: "damaged" });
});

test("case 52: a backup may read the file while the bot runs", async () => {
  const place = await makeFolder();
  const store = await open(place);
  await store.jobs.add([job(1)]);
  const backup = new DatabaseSync(join(place.dataDir, "bot.db"), { readOnly: true });
  onTestFinished(() => backup.close());
  expect(backup.prepare("select count(*) as jobs from job").get()).toEqual({ jobs: 1 });
  expect(await store.jobs.add([job(2)])).toEqual([2]);
});

test("a transaction that fails leaves nothing, and the next one runs", async () => {
  const { database, store } = await openWithDatabase(await makeFolder());
  const failing = database.transact(async (tx) => {
    await tx.run(sql`update meta set version = 99`);
    throw new TypeError("A mistake");
  });
  await expect(failing).rejects.toThrow(new TypeError("A mistake"));
  expect(await store.jobs.add([job(1)])).toEqual([1]);
});

test("a failure stays visible where SQLite has rolled back by itself", async () => {
  const { database, store } = await openWithDatabase(await makeFolder());
  const failing = database.transact(async (tx) => {
    await tx.run(sql`rollback`);
    throw new TypeError("A mistake");
  });
  await expect(failing).rejects.toThrow(new TypeError("A mistake"));
  expect(await store.jobs.add([job(1)])).toEqual([1]);
});

test("a transaction that has read can go on to write, whoever else wants to", async () => {
  const place = await makeFolder();
  const { database } = await openWithDatabase(place);
  const other = new DatabaseSync(join(place.dataDir, "bot.db"), { timeout: 0 });
  onTestFinished(() => other.close());
  await database.transact(async (tx) => {
    await tx.read(sql`select version from meta`);
    expect(() => other.exec("update meta set version = 7")).toThrow("locked");
    await tx.run(sql`update meta set version = version`);
  });
});

test("the one process on SQLite is the leader", async () => {
  const store = await open(await makeFolder());
  const leading = await store.leader.tryAcquire();
  expect(leading?.aborted).toBe(false);
  expect(await store.leader.tryAcquire()).toBe(leading);
  await store.leader.release();
  expect(leading?.aborted).toBe(true);
});
