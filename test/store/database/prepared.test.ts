import { expect, test } from "vitest";

import { prepare, prepareList } from "../../../src/store/database/prepared.ts";
import { onEachDatabase } from "../../support/databases.ts";
import { openWithDatabase } from "../../support/open-database.ts";

onEachDatabase((makePlace) => {
  async function openWith(...chats: readonly number[]) {
    const { database } = await openWithDatabase(await makePlace());
    const rows = chats.map((chat) => ({ chat, message: 5, shown: `of ${chat}`, at: 0 }));
    await database.run((queries) => queries.insertInto("sent_answer").values(rows).execute());
    return database;
  }

  test("a statement is built once, and takes the values of each run", async () => {
    const database = await openWith(1, 2);
    let built = 0;
    const find = prepare((queries, wanted: { readonly message: number; readonly chat: number }) => {
      built += 1;
      return queries
        .selectFrom("sent_answer")
        .select("shown")
        .where("chat", "=", wanted.chat)
        .where("message", "=", wanted.message);
    });
    const shownIn = async (chat: number) => {
      const { rows } = await database.read((queries) => find(queries, { message: 5, chat }));
      return rows;
    };
    expect(await shownIn(1)).toEqual([{ shown: "of 1" }]);
    expect(await shownIn(2)).toEqual([{ shown: "of 2" }]);
    expect([await shownIn(3), built]).toEqual([[], 1]);
  });

  test("for a list of values a statement is built once for each length", async () => {
    const database = await openWith(1, 2, 3);
    let built = 0;
    const find = prepareList((queries, chats: readonly number[]) => {
      built += 1;
      return queries
        .selectFrom("sent_answer")
        .select("chat")
        .where("chat", "in", chats)
        .orderBy("chat");
    });
    const found = async (...chats: readonly number[]) => {
      const { rows } = await database.read((queries) => find(queries, chats));
      return rows.map(({ chat }) => chat);
    };
    expect(await found(1, 2)).toEqual([1, 2]);
    expect(await found(3, 2)).toEqual([2, 3]);
    expect([await found(3), built]).toEqual([[3], 2]);
  });
});
