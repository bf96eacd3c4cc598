import { copyFile, mkdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, inject, test } from "vitest";

import { backupStore } from "../../src/cli/backup.ts";
import { moveToPostgres } from "../../src/cli/move-store.ts";
import type { Store } from "../../src/store/store.ts";
import { call } from "../cli/call-command.ts";
import { makeDatabase, makeDataDir } from "../support/bot-process.ts";
import { CHAT, job, open, query } from "../support/databases.ts";
import { ANNA, NOON, said, textsIn } from "../support/recorded.ts";

const ASKER = { chat: ANNA, topic: null, person: ANNA };
const TURN = { ...ASKER, question: "Was kostet „das“? 👋", answer: "3,2 Mio. €", askedIn: 4 };
const WINDOW = { scope: "question/day", key: String(ANNA), windowStart: NOON };

function openIn(place: { dataDir: string; databaseUrl?: string }): Promise<Store> {
  return open({ databaseUrl: null, ...place }, { now: () => NOON });
}

/** A bit of all that is kept; more jobs than are moved at once. */
async function fill(store: Store): Promise<void> {
  await store.jobs.add(Array.from({ length: 1203 }, (_, i) => job(i + 1, { at: NOON })));
  await store.turns.asked(TURN);
  await store.messages.switchOn(CHAT);
  await store.jobs.add([], [said(1), said(2, { text: "Grüße, ’n Abend 🎉" })]);
  await store.usage.take(WINDOW, 1, 10);
  await store.articles.put({
    name: "bruecke.md",
    bytes: Buffer.from("# Die Brücke\n\nSie steht.\n"),
  });
}

/** All of that as it is read again. */
async function readBack(store: Store) {
  const [kept] = await store.articles.list();
  return {
    jobs: (await store.info()).jobs,
    first: (await store.jobs.claim({ leaseMs: 1000, limit: 1 }))[0]?.body,
    turns: await store.turns.history(ASKER),
    texts: await textsIn(store),
    totals: await store.usage.readTotals(0),
    article: (await store.articles.read(kept?.name ?? ""))?.toString(),
  };
}

test("a backup made while the bot runs holds all of it, sealed, and is restored by putting it in its place", async () => {
  const dataDir = await makeDataDir();
  const store = await openIn({ dataDir });
  await fill(store);
  const file = join(await makeDataDir(), "bot-2026-11-30.db");
  const { code, stdout, stderr } = await call(backupStore, [file], { env: { DATA_DIR: dataDir } });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain("The key that seals it is not in it");
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await readFile(file)).includes("Was kostet")).toBe(false);

  const restored = await makeDataDir();
  await copyFile(file, join(restored, "bot.db"));
  await mkdir(join(restored, "articles"));
  await copyFile(join(`${file}.articles`, "bruecke.md"), join(restored, "articles", "bruecke.md"));
  expect(await readBack(await openIn({ dataDir: restored }))).toEqual(await readBack(store));
});

test("a backup takes no other file's place, and says where there is nothing to copy", async () => {
  const dataDir = await makeDataDir();
  const env = { DATA_DIR: dataDir };
  const file = join(await makeDataDir(), "bot.db");
  expect(await call(backupStore, [file], { env })).toMatchObject({
    code: 1,
    stderr: `${join(dataDir, "bot.db")}: there is no such file\n`,
  });
  await (await openIn({ dataDir })).close();
  expect((await call(backupStore, [file], { env })).code).toBe(0);
  expect(await call(backupStore, [file], { env })).toMatchObject({
    code: 1,
    stderr: `${file}: it is there already, and stays as it is\n`,
  });
});

test("for PostgreSQL it names the commands, without the password", async () => {
  const env = {
    DATABASE_URL: "postgres://bot:geheim@db.example/bot",
    STORE_KEY: Buffer.alloc(32).toString("base64"),
  };
  const { code, stdout } = await call(backupStore, ["bot 30.dump"], { env });
  expect(code).toBe(0);
  expect(stdout).toContain("pg_dump --format=custom --file='bot 30.dump' \"$DATABASE_URL\"");
  expect(stdout).not.toContain("geheim");
});

const postgres = inject("postgres");
const server = "url" in postgres ? postgres.url : "";

test.skipIf(server === "")(
  "a store is moved to PostgreSQL row by row, and moving it again changes nothing",
  async () => {
    const dataDir = await makeDataDir();
    const store = await openIn({ dataDir });
    await fill(store);
    await store.close();
    const to = await makeDatabase(server);
    const move = () => call(moveToPostgres, ["--to", to], { env: { DATA_DIR: dataDir } });
    const moved = await move();
    expect(moved).toMatchObject({ code: 0 });
    expect(moved.stdout).toContain("job: 1203\n");
    expect(moved.stdout).toContain("articles: 1\n");
    // Broken off half-way: some rows are not there yet.
    await query(to, "delete from job where update_id > 700");
    await query(to, "delete from usage");
    expect((await move()).code).toBe(0);
    const there = await openIn({ dataDir: await makeDataDir(), databaseUrl: to });
    expect(await readBack(there)).toEqual(await readBack(await openIn({ dataDir })));
  },
);

test.skipIf(server === "")(
  "a PostgreSQL that has rows of its own is refused and left as it was, as is a store that a bot holds",
  async () => {
    const dataDir = await makeDataDir();
    const store = await openIn({ dataDir });
    await fill(store);
    const to = await makeDatabase(server);
    const env = { DATA_DIR: dataDir };
    const held = await call(moveToPostgres, ["--to", to], { env });
    expect(held.code).toBe(1);
    expect(held.stderr).toContain("another process uses it");
    await store.close();
    const other = await openIn({ dataDir: await makeDataDir(), databaseUrl: to });
    await other.jobs.add([job(9999)]);
    const refused = await call(moveToPostgres, ["--to", to], { env });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('it has rows of its own (1 in "chat_key")');
    expect(await query(to, "select update_id from job")).toEqual([{ update_id: "9999" }]);
  },
);
