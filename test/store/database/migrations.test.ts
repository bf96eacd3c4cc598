import { expect, test } from "vitest";

import { openDatabase } from "../../../src/store/database/database.ts";
import type { Database } from "../../../src/store/database/database.ts";
import { migrate, VERSION } from "../../../src/store/database/migrations.ts";
import type { Place } from "../../support/databases.ts";
import { job, onEachDatabase, onPostgres, open } from "../../support/databases.ts";
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

async function setVersion(place: Place, version: number): Promise<void> {
  await withDatabase(place, (database) =>
    database.run((queries) => queries.updateTable("meta").set({ version }).execute()),
  );
}

onEachDatabase((makePlace) => {
  test("what was stored is there when the store is opened again", async () => {
    const place = await makePlace();
    const first = await open(place);
    await first.jobs.add([job(1)]);
    await first.close();
    expect(await (await open(place)).jobs.open()).toBe(1);
  });

  test("an up-to-date schema is not touched", async () => {
    const place = await makePlace();
    await (await open(place)).close();
    await withDatabase(place, async (database) => {
      await expect(migrate({ ...database, transact: refuse })).resolves.toBeUndefined();
    });
  });

  test("case 52: a newer schema stops the start and is not touched", async () => {
    const place = await makePlace();
    await (await open(place)).close();
    await setVersion(place, VERSION + 1);
    const opening = open(place);
    await expect(opening).rejects.toMatchObject({ name: "StoreError", reason: "newer" });
    await expect(opening).rejects.toThrow(/a newer version of this program has written it/);
    await setVersion(place, VERSION);
    await open(place);
  });

  test("a migration that fails leaves nothing behind", async () => {
    const place = await makePlace();
    await withDatabase(place, async (database) => {
      await expect(migrate(breakingOff(database))).rejects.toThrow("It broke off at the end");
    });
    await (await open(place)).jobs.add([job(1)]);
  });
});

onPostgres((makePlace) => {
  test("case 55: of three that start at once on an empty database one makes the tables, and all run", async () => {
    const place = await makePlace();
    const stores = await Promise.all([open(place), open(place), open(place)]);
    const added = await Promise.all(stores.map((store) => store.jobs.add([job(1)])));
    expect(added.flat()).toEqual([1]);
  });
});
