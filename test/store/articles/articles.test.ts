import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";

import { makeFolder, onEachDatabase, open, stillClock } from "../../support/databases.ts";

const OWNER = 101;
const DAY_MS = 24 * 60 * 60 * 1000;
const BYTES = Buffer.from("# Die Brücke\n\nSie ist neu.\u0000\uFFFD", "latin1");
const FILE = { name: "die-bruecke-1.md", bytes: BYTES };

onEachDatabase((makePlace) => {
  test("what is offered is there for a day, after a restart too, and then no more", async () => {
    const place = await makePlace();
    const clock = stillClock();
    const first = await open(place, { now: clock.now });
    const id = await first.articles.offer(OWNER, FILE);
    await first.close();
    const store = await open(place, { now: clock.now });
    expect(await store.articles.offered(OWNER, id)).toEqual(FILE);
    clock.move(DAY_MS);
    expect(await store.articles.offered(OWNER, id)).toBeNull();
    clock.move(1);
    expect(await store.purge()).toBeGreaterThan(0);
  });

  test("the same file offered twice has one id, which is a button's and this chat's only", async () => {
    const store = await open(await makePlace());
    const id = await store.articles.offer(OWNER, FILE);
    expect(id).toMatch(/^[\w-]{16}$/u);
    expect(await store.articles.offer(OWNER, FILE)).toBe(id);
    expect(await store.articles.offer(102, FILE)).not.toBe(id);
    expect(await store.articles.offered(102, id)).toBeNull();
    expect(await store.articles.withdraw(102, id)).toBe(false);
    expect(await store.articles.withdraw(OWNER, id)).toBe(true);
    expect(await store.articles.withdraw(OWNER, id)).toBe(false);
    expect(await store.articles.offered(OWNER, id)).toBeNull();
  });

  test("a forgotten chat has nothing offered any more", async () => {
    const store = await open(await makePlace());
    const id = await store.articles.offer(OWNER, FILE);
    await store.forgetChat(OWNER);
    expect(await store.articles.offered(OWNER, id)).toBeNull();
  });

  test("a person who wants to be forgotten has nothing offered any more, and what was taken in stays", async () => {
    const store = await open(await makePlace());
    const id = await store.articles.offer(OWNER, FILE);
    await store.articles.put(FILE);
    await store.turns.forgetPerson(OWNER);
    expect(await store.articles.offered(OWNER, id)).toBeNull();
    expect(await store.articles.list()).toHaveLength(1);
  });

  test("what was put is listed and read, byte for byte, after a restart too, until it is removed", async () => {
    const place = await makePlace();
    const first = await open(place);
    expect(await first.articles.list()).toEqual([]);
    await first.articles.put(FILE);
    await first.articles.put({ name: "a.txt", bytes: Buffer.from("a") });
    await first.close();
    const { articles } = await open(place);
    expect((await articles.list()).map(({ name }) => name)).toEqual(["a.txt", FILE.name]);
    expect(await articles.read(FILE.name)).toEqual(BYTES);
    await articles.remove(FILE.name);
    await articles.remove(FILE.name);
    expect(await articles.read(FILE.name)).toBeNull();
    expect((await articles.list()).map(({ name }) => name)).toEqual(["a.txt"]);
  });

  test("another file of the same name has another stamp", async () => {
    const clock = stillClock();
    const { articles } = await open(await makePlace(), { now: clock.now });
    await articles.put(FILE);
    const [before] = await articles.list();
    clock.move(1);
    await articles.put({ ...FILE, bytes: Buffer.from("Anderes") });
    const [after] = await articles.list();
    expect(after?.stamp).not.toBe(before?.stamp);
  });
});

test("on SQLite what was put is a file in DATA_DIR/articles, and what is unfinished or foreign is not listed", async () => {
  const place = await makeFolder();
  const { articles } = await open(place);
  await articles.put(FILE);
  const folder = join(place.dataDir, "articles");
  expect(await readdir(folder)).toEqual([FILE.name]);
  expect(await readFile(join(folder, FILE.name))).toEqual(BYTES);
  await expect(articles.read("../bot.db")).rejects.toMatchObject({ name: "StoreError" });
  await expect(articles.read(".store-key")).rejects.toMatchObject({ name: "StoreError" });
});

test("what is offered stands sealed in the file", async () => {
  const place = await makeFolder();
  const store = await open(place);
  const words = "Ein Satz, den niemand finden soll.";
  await store.articles.offer(OWNER, { name: "a.txt", bytes: Buffer.from(words) });
  await store.close();
  const file = await readFile(join(place.dataDir, "bot.db"));
  expect(file.includes(words)).toBe(false);
  expect(file.includes(Buffer.from(words).toString("base64"))).toBe(false);
});
