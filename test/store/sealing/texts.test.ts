import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, test } from "vitest";

import {
  answer,
  CHAT,
  job,
  makeFolder,
  onEachDatabase,
  open,
  query,
  SHOWN,
} from "../../support/databases.ts";
import { openWithDatabase } from "../../support/open-database.ts";

const OTHER_KEY = Buffer.alloc(32, 8);
const WANTED = { leaseMs: 60_000, limit: 10 };
const ASKER = { chat: CHAT, topic: null, person: 5 };
const SAID = "Streng geheime Brieftaube";

onEachDatabase((makePlace) => {
  test.each([
    ["NUL", "a\u0000b"],
    ["NUL, escaped", '{"text":"a\\u0000b"}'],
    ["half a surrogate pair", "a\ud800b\udc00"],
    ["half a surrogate pair, escaped", '{"text":"a\\ud800b"}'],
    ["every plane, and quotes", `"Ä€😀𐀀 ' \\ ; -- \u202e`],
    ["nothing", ""],
    ["64 kB", "ß😀".repeat(16_000)],
  ])("case 41: %s is kept to the letter", async (_, text) => {
    const store = await open(await makePlace());
    await store.jobs.add([job(1, { body: text })]);
    const [first] = await store.jobs.claim(WANTED);
    expect(first?.body).toBe(text);
    if (first === undefined) return;
    await store.jobs.keepReply(first, text, { ...ASKER, ...answer(text) });
    await store.turns.answered(CHAT, [9], { turn: answer(text) });
    await store.jobs.release(first);
    expect((await store.jobs.claim(WANTED))[0]?.reply).toBe(text);
    expect(await store.turns.history(ASKER)).toMatchObject([{ question: text.slice(0, 500) }]);
    expect(await store.turns.exchangeOf(CHAT, 9)).toMatchObject({ question: text.slice(0, 500) });
  });

  test("case 56: what another STORE_KEY sealed is set aside and named, new texts are handled, and the old key opens it again", async () => {
    const place = await makePlace();
    const before = await open(place);
    await before.jobs.add([job(1)]);
    await before.turns.asked({ ...ASKER, ...answer("Wer?") });
    await before.close();

    const other = await open(place, { key: OTHER_KEY });
    expect(await other.info()).toMatchObject({
      setAside: { jobs: 1, turns: 1 },
      jobs: { new: 0 },
    });
    expect(await other.jobs.open()).toBe(0);
    expect(await other.jobs.claim(WANTED)).toEqual([]);
    expect(await other.jobs.nextDue()).toBeNull();
    expect(await other.turns.history(ASKER)).toEqual([]);
    await other.jobs.add([job(2)]);
    const [second] = await other.jobs.claim(WANTED);
    expect(second).toMatchObject({ updateId: 2, body: job(2).body });
    if (second !== undefined) await other.jobs.finish(second);
    await other.turns.asked({ ...ASKER, ...answer("Wo?") });
    expect(await other.turns.history(ASKER)).toMatchObject([{ question: "Wo?" }]);
    await other.purge();
    await other.close();

    const again = await open(place);
    expect((await again.jobs.claim(WANTED)).map(({ body }) => body)).toEqual([job(1).body]);
    expect(await again.turns.history(ASKER)).toMatchObject([{ question: "Wer?" }]);
    expect(await again.info()).toMatchObject({ setAside: { jobs: 0, turns: 1 } });
  });

  test("a job that is damaged is set aside, and its lane goes on", async () => {
    const { database, store } = await openWithDatabase(await makePlace());
    await store.jobs.add([job(1), job(2)]);
    await database.run(sql`update job set body = ${Buffer.alloc(60, 1)} where update_id = 1`);
    expect((await store.jobs.claim(WANTED)).map(({ updateId }) => updateId)).toEqual([2]);
    expect(await store.jobs.counts()).toMatchObject({ aside: 1, new: 1 });
  });

  test("a text moved into another row does not open there", async () => {
    const { database, store } = await openWithDatabase(await makePlace());
    await store.turns.answered(CHAT, [1], { turn: answer("Wer?") });
    await database.run(sql`update answer set message = 2`);
    expect(await store.turns.exchangeOf(CHAT, 2)).toBeNull();
  });

  test("a done job keeps no text", async () => {
    const { database, store } = await openWithDatabase(await makePlace());
    await store.jobs.add([job(1)]);
    const [claimed] = await store.jobs.claim(WANTED);
    if (claimed !== undefined) {
      await store.jobs.keepReply(claimed, "{}");
      await store.jobs.finish(claimed);
    }
    const rows = await database.read(sql`select body, reply, state from job`);
    expect(rows).toEqual([{ body: null, reply: null, state: "done" }]);
  });

  test("of what people wrote and were answered nothing can be read in the database", async () => {
    const place = await makePlace();
    const store = await open(place);
    await store.jobs.add([job(1, { body: SAID })]);
    const [claimed] = await store.jobs.claim(WANTED);
    if (claimed !== undefined) {
      const turn = { ...ASKER, question: SAID, answer: SAID, askedIn: 1 };
      await store.jobs.keepReply(claimed, SAID, turn);
      await store.turns.answered(CHAT, [1], { turn, shown: SHOWN });
    }
    const kept = await dump(place.databaseUrl, place.dataDir);
    expect(kept.length).toBeGreaterThan(100);
    for (const encoding of ["utf8", "utf16le", "base64", "hex"] as const) {
      const bytes = Buffer.from(SAID, "utf8");
      const sought =
        encoding === "utf16le" ? Buffer.from(SAID, encoding) : bytes.toString(encoding);
      expect(kept.includes(sought)).toBe(false);
    }
  });
});

/** All that is stored, as bytes. */
async function dump(url: string | null, dataDir: string): Promise<Buffer> {
  if (url === null) {
    const files = ["bot.db", "bot.db-wal"].map((name) => readFile(join(dataDir, name)));
    return Buffer.concat(await Promise.all(files));
  }
  const tables = ["job", "turn", "answer", "sent_answer", "chat_key"];
  const rows = await Promise.all(tables.map((table) => query(url, `select * from ${table}`)));
  const values = rows.flat().flatMap((row): unknown[] => Object.values(row ?? {}));
  return Buffer.concat(
    values.map((value) => (Buffer.isBuffer(value) ? value : Buffer.from(String(value)))),
  );
}

test("the dump that is searched above holds what is stored in the clear", async () => {
  const place = await makeFolder();
  const store = await open(place);
  await store.jobs.add([job(1, { kind: SAID })]);
  expect((await dump(null, place.dataDir)).includes(SAID)).toBe(true);
});
