import { sql } from "kysely";
import { copyFile, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";

import { openDatabase } from "../../../src/store/database/database.ts";
import type { Database } from "../../../src/store/database/queries.ts";
import { FIRST_VERSION, makeTables, VERSION } from "../../../src/store/database/schema.ts";
import type { Place } from "../../support/databases.ts";
import {
  job,
  makeFolder,
  onEachDatabase,
  onPostgres,
  open,
  query,
} from "../../support/databases.ts";
import { breakingOff } from "../../support/open-database.ts";

async function withDatabase<T>(place: Place, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(place, { warn: () => undefined });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

function refuse(): Promise<never> {
  return Promise.reject(new Error("It was touched"));
}

/** Only the newest change is there, still beside the file: as a process leaves it that was killed. */
async function leaveOld(dataDir: string, version: number): Promise<void> {
  const made = await makeFolder();
  const old = new DatabaseSync(join(made.dataDir, "bot.db"));
  onTestFinished(() => old.close());
  old.exec(
    "pragma journal_mode = wal; create table meta (version integer); insert into meta values (1)",
  );
  old.exec("pragma wal_checkpoint");
  old.exec(`update meta set version = ${version}`);
  await mkdir(dataDir, { recursive: true });
  for (const name of ["bot.db", "bot.db-wal"])
    await copyFile(join(made.dataDir, name), join(dataDir, name));
}

function readFiles(dataDir: string): Promise<Buffer[]> {
  return Promise.all(["bot.db", "bot.db-wal"].map((name) => readFile(join(dataDir, name))));
}

onEachDatabase((makePlace) => {
  test("what was stored is there when the store is opened again", async () => {
    const place = await makePlace();
    const first = await open(place);
    await first.jobs.add([job(1)]);
    await first.close();
    expect(await (await open(place)).jobs.open()).toBe(1);
  });

  test("tables of this version are not touched", async () => {
    const place = await makePlace();
    await (await open(place)).close();
    await withDatabase(place, async (database) => {
      const untouchable = { ...database, run: refuse, transact: refuse };
      await expect(makeTables(untouchable)).resolves.toBeUndefined();
    });
  });

  test("what a store of any earlier version holds is there after the start that brings it up to date", async () => {
    for (let version = FIRST_VERSION; version < VERSION; version += 1) {
      const place = await makePlace();
      await withDatabase(place, (database) => makeTables(database, version));
      await withDatabase(place, async (database) => {
        const row = sql`values (7, 'message', 1, 1, 'another key')`;
        await database.run(sql`insert into job (update_id, kind, at, stored_at, store_key) ${row}`);
      });
      await (await open(place)).close();
      await withDatabase(place, async (database) => {
        expect(await database.read(sql`select update_id as id, kind from job`)).toEqual([
          { id: 7, kind: "message" },
        ]);
        expect(await database.read(sql`select version from meta`)).toEqual([{ version: VERSION }]);
      });
    }
  });

  test("tables that cannot all be made leave nothing behind", async () => {
    const place = await makePlace();
    await withDatabase(place, async (database) => {
      await expect(makeTables(breakingOff(database))).rejects.toThrow("It broke off at the end");
    });
    await (await open(place)).jobs.add([job(1)]);
  });
});

test.each([
  [1, "older"],
  [3, "older"],
  [VERSION + 1, "newer"],
])(
  "case 52: a file of version %i, which is %s, stops the start in one line and stays as it is, byte for byte",
  async (version, reason) => {
    const place = await makeFolder();
    await leaveOld(place.dataDir, version);
    const before = await readFiles(place.dataDir);
    const opening = open(place);
    await expect(opening).rejects.toMatchObject({ name: "StoreError", reason });
    await expect(opening).rejects.toThrow(
      /^SQLite, [^\n]*bot\.db: it was made by [^\n]*, and is left as it was\.[^\n]*$/,
    );
    expect(await readFiles(place.dataDir)).toEqual(before);
  },
);

test("a file that another program made stops the start and stays as it is, byte for byte", async () => {
  const place = await makeFolder();
  await mkdir(place.dataDir, { recursive: true });
  const path = join(place.dataDir, "bot.db");
  const foreign = new DatabaseSync(path);
  foreign.exec("create table notes (text text)");
  foreign.close();
  const before = await readFile(path);
  await expect(open(place)).rejects.toMatchObject({ name: "StoreError", reason: "older" });
  expect(await readFile(path)).toEqual(before);
});

onPostgres((makePlace) => {
  test.each([
    [3, "older"],
    [VERSION + 1, "newer"],
  ])(
    "tables of version %i, which is %s, stop the start and stay as they are",
    async (version, reason) => {
      const place = await makePlace();
      const url = place.databaseUrl ?? "";
      await query(url, "create table meta (version integer)");
      await query(url, `insert into meta values (${version})`);
      await expect(open(place)).rejects.toMatchObject({ name: "StoreError", reason });
      expect(await query(url, "select version from meta")).toEqual([{ version }]);
      expect(await query(url, "select to_regclass('job') as job")).toEqual([{ job: null }]);
    },
  );

  test("case 55: of three that start at once on an empty database one makes the tables, and all run", async () => {
    const place = await makePlace();
    const stores = await Promise.all([open(place), open(place), open(place)]);
    const added = await Promise.all(stores.map((store) => store.jobs.add([job(1)])));
    expect(added.flat()).toEqual([1]);
  });
});
