import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { sql } from "kysely";
import { expect, onTestFinished, test, vi } from "vitest";

import { createRandom } from "../../bench/random.ts";
import type { Database } from "../../src/store/database/queries.ts";
import { claimOne } from "../support/claiming.ts";
import { answer, CHAT, job, makeFolder, stillClock, type Place } from "../support/databases.ts";
import { openWithDatabase } from "../support/open-database.ts";
import { ANNA, DAY_MS, record, said } from "../support/recorded.ts";

/** One of those with which five texts are left where the file is not written anew. */
const SEED = 3;
const PEOPLE = 20;
const ROUNDS = 30;
const A_ROUND = 200;

/** A copy of everything in the folder, as whoever steals it has. */
function stolen({ dataDir }: Place): Buffer {
  const files = readdirSync(dataDir).filter((name) => name.startsWith("bot.db"));
  return Buffer.concat(files.map((name) => readFileSync(join(dataDir, name))));
}

/** Every sealed text and wrapped key there is. */
async function sealedIn(database: Database): Promise<Buffer[]> {
  const rows = await database.read(sql<{ bytes: Uint8Array }>`
    select sealed as bytes from message union all select wrapped from message_key
    union all select wrapped from chat_key union all select exchange from turn
    union all select exchange from answer
    union all select body from job where body is not null
    union all select reply from job where reply is not null`);
  return rows.map(({ bytes }) => Buffer.from(bytes));
}

/** Whole, or any part that no other text could have: a nonce is behind the key's id, a tag at the end. */
function countFound(raw: Buffer, sealed: readonly Buffer[]): number {
  return sealed.filter(
    (one) => raw.includes(one.subarray(16, 40)) || raw.includes(one.subarray(-24)),
  ).length;
}

/** A folder in which people have written for a while, and some of it was forgotten again and again. */
async function begin(rounds = ROUNDS) {
  const place = await makeFolder();
  const clock = stillClock();
  const random = createRandom(SEED);
  const opened = await openWithDatabase(place, clock.now);
  const { database, store } = opened;
  await store.messages.switchOn(CHAT);
  const gone: Buffer[] = [];
  /** What `forget` leaves out of the tables. */
  const forgetting = async (forget: () => Promise<unknown>): Promise<void> => {
    const before = await sealedIn(database);
    await forget();
    const after = new Set((await sealedIn(database)).map((one) => one.toString("hex")));
    gone.push(...before.filter((one) => !after.has(one.toString("hex"))));
  };
  for (let round = 0; round < rounds; round += 1) {
    const messages = Array.from({ length: A_ROUND }, (_, index) => {
      const id = round * A_ROUND + index + 1;
      const text = `Geheim ${"x".repeat(random() * 340)}`;
      const person = ANNA + Math.floor(random() * PEOPLE);
      return said(id, { person, at: clock.now() - 1000, text });
    });
    await record(store, messages);
    await forgetting(() => store.messages.forgetPerson(ANNA + Math.floor(random() * PEOPLE), CHAT));
  }
  return { ...opened, place, clock, gone, forgetting };
}

test("fault E: nothing that was forgotten is left in a copy of the data folder, sealed or not", async () => {
  const { store, database, place, clock, gone, forgetting } = await begin();
  clock.move(60_000);
  await forgetting(() => store.messages.optOut(ANNA, CHAT));
  expect(gone.length).toBeGreaterThan(3000);
  expect(countFound(stolen(place), gone)).toBe(0);
  const kept = await sealedIn(database);
  expect(countFound(stolen(place), kept)).toBe(kept.length);

  clock.move(60_000);
  await forgetting(() => store.forgetChat(CHAT));
  expect(countFound(stolen(place), gone)).toBe(0);
  expect(stolen(place).includes("Geheim")).toBe(false);
});

test("fault E: what grew too old is left in no file once a day's purge has run", async () => {
  const { store, place, clock, gone, forgetting } = await begin();
  clock.move(8 * DAY_MS);
  await forgetting(() => store.purge());
  expect(await store.messages.count({ chat: CHAT, topic: "all", from: null, to: null })).toBe(0);
  expect(countFound(stolen(place), gone)).toBe(0);
});

test("fault E: what was asked and answered is left in no file a minute later", async () => {
  const place = await makeFolder();
  const { store, database } = await openWithDatabase(place);
  await store.jobs.add([job(1)]);
  const claimed = await claimOne(store);
  const turn = { chat: CHAT, topic: null, person: ANNA, ...answer("Wer?") };
  await store.jobs.keepReply(claimed, "{}", turn);
  const sealed = await sealedIn(database);
  await store.jobs.finish(claimed);
  await store.turns.forget(turn);
  const gone = sealed.filter((one) => one.length !== 60);
  expect(countFound(stolen(place), gone)).toBe(gone.length);
  expect(await store.erase()).toBe(true);
  expect(countFound(stolen(place), gone)).toBe(0);
});

test("fault E: while another program reads the files it is tried again, and nobody waits for that", async () => {
  const { store, place, clock, gone, forgetting } = await begin(2);
  const backup = new DatabaseSync(join(place.dataDir, "bot.db"), { readOnly: true });
  onTestFinished(() => backup.close());
  backup.exec("begin");
  backup.prepare("select count(*) from message").get();
  clock.move(60_000);
  const start = performance.now();
  await forgetting(() => store.messages.forgetPerson(ANNA, CHAT));
  expect(performance.now() - start).toBeLessThan(2000);
  expect(countFound(stolen(place), gone)).toBeGreaterThan(0);
  backup.exec("rollback");
  await vi.waitFor(() => expect(countFound(stolen(place), gone)).toBe(0), {
    timeout: 5000,
    interval: 200,
  });
});
