import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";

import type { Database, Tx } from "../../../src/store/database/queries.ts";
import { makeFolder } from "../../support/databases.ts";
import { openWithDatabase } from "../../support/open-database.ts";

interface Opened {
  readonly database: Database;
  /** What another process would see. */
  readonly readChats: () => unknown[];
}

async function openAlone(): Promise<Opened> {
  const place = await makeFolder();
  const { database } = await openWithDatabase(place);
  const other = new DatabaseSync(join(place.dataDir, "bot.db"), { readOnly: true });
  onTestFinished(() => other.close());
  const select = other.prepare("select chat from chat order by chat");
  return { database, readChats: () => select.all().map(({ chat }) => chat) };
}

const add = (chat: number) => (tx: Tx) => tx.run(sql`insert into chat (chat) values (${chat})`);

test("transactions that come together are committed together", async () => {
  const { database, readChats } = await openAlone();
  const chats = [1, 2, 3, 4, 5];
  const all = chats.map((chat) => database.transact(add(chat)));
  await all[0];
  expect(readChats()).toEqual(chats);
  await Promise.all(all);
});

test("more than fit into one commit are all done", async () => {
  const { database, readChats } = await openAlone();
  const chats = Array.from({ length: 200 }, (_, index) => index);
  await Promise.all(chats.map((chat) => database.transact(add(chat))));
  expect(readChats()).toEqual(chats);
});

test("one that fails among others leaves nothing, and they are kept", async () => {
  const { database, readChats } = await openAlone();
  const failing = database.transact(async (tx) => {
    await add(2)(tx);
    throw new TypeError("A mistake");
  });
  const refused = database.transact(async (tx) => {
    await add(3)(tx);
    await add(3)(tx);
  });
  const others = [database.transact(add(1)), database.transact(add(4))];
  await expect(failing).rejects.toThrow(new TypeError("A mistake"));
  await expect(refused).rejects.toMatchObject({ name: "StoreError", reason: "failed" });
  await Promise.all(others);
  expect(readChats()).toEqual([1, 4]);
});

test("each sees what those before it did", async () => {
  const { database } = await openAlone();
  const first = database.transact(add(1));
  const second = database.transact((tx) => tx.read(sql`select chat from chat`));
  await first;
  expect(await second).toEqual([{ chat: 1 }]);
});

test("where SQLite gives up the whole commit, nobody is told that it was kept", async () => {
  const { database, readChats } = await openAlone();
  const first = database.transact(add(1));
  const second = database.transact(async (tx) => {
    await tx.run(sql`rollback`);
    throw new TypeError("Given up");
  });
  const results = await Promise.allSettled([first, second, database.transact(add(3))]);
  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected", "fulfilled"]);
  expect(readChats()).toEqual([3]);
  await database.transact(add(4));
  expect(readChats()).toEqual([3, 4]);
});
