import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";

import type { Database } from "../../../src/store/database/database.ts";
import type { Tx } from "../../../src/store/database/tables.ts";
import { makeFolder } from "../../support/databases.ts";
import { openWithDatabase } from "../../support/open-database.ts";

interface Opened {
  readonly database: Database;
  /** What another process would see. */
  readonly readSettings: () => unknown[];
}

async function openAlone(): Promise<Opened> {
  const place = await makeFolder();
  const { database } = await openWithDatabase(place);
  const other = new DatabaseSync(join(place.dataDir, "bot.db"), { readOnly: true });
  onTestFinished(() => other.close());
  const select = other.prepare("select name from chat_setting order by name");
  return { database, readSettings: () => select.all().map(({ name }) => name) };
}

const set = (name: string) => (tx: Tx) =>
  tx.insertInto("chat_setting").values({ chat: 1, name, value: "" }).execute();

test("transactions that come together are committed together", async () => {
  const { database, readSettings } = await openAlone();
  const names = ["a", "b", "c", "d", "e"];
  const all = names.map((name) => database.transact(set(name)));
  await all[0];
  expect(readSettings()).toEqual(names);
  await Promise.all(all);
});

test("more than fit into one commit are all done", async () => {
  const { database, readSettings } = await openAlone();
  const names = Array.from({ length: 200 }, (_, index) => String(index));
  await Promise.all(names.map((name) => database.transact(set(name))));
  expect(readSettings()).toEqual(names.toSorted());
});

test("one that fails among others leaves nothing, and they are kept", async () => {
  const { database, readSettings } = await openAlone();
  const failing = database.transact(async (tx) => {
    await set("b")(tx);
    throw new TypeError("A mistake");
  });
  const refused = database.transact(async (tx) => {
    await set("c")(tx);
    await set("c")(tx);
  });
  const others = [database.transact(set("a")), database.transact(set("d"))];
  await expect(failing).rejects.toThrow(new TypeError("A mistake"));
  await expect(refused).rejects.toMatchObject({ name: "StoreError", reason: "failed" });
  await Promise.all(others);
  expect(readSettings()).toEqual(["a", "d"]);
});

test("each sees what those before it did", async () => {
  const { database } = await openAlone();
  const first = database.transact(set("a"));
  const second = database.transact((tx) => tx.selectFrom("chat_setting").select("name").execute());
  await first;
  expect(await second).toEqual([{ name: "a" }]);
});

test("where SQLite gives up the whole commit, nobody is told that it was kept", async () => {
  const { database, readSettings } = await openAlone();
  const first = database.transact(set("a"));
  const second = database.transact(async (tx) => {
    await sql`rollback`.execute(tx);
    throw new TypeError("Given up");
  });
  const results = await Promise.allSettled([first, second, database.transact(set("c"))]);
  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected", "fulfilled"]);
  expect(readSettings()).toEqual(["c"]);
  await database.transact(set("d"));
  expect(readSettings()).toEqual(["c", "d"]);
});
