/**
 * Tests written once and run on both databases, each on one that is empty and its own.
 */
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { describe, inject, onTestFinished } from "vitest";

import { openStore, type OpenStoreParts } from "../../src/store/store.ts";
import type { NewJob } from "../../src/store/jobs/job.ts";
import type { SentAnswer } from "../../src/store/turns/answers.ts";
import type { Answered } from "../../src/store/turns/exchange.ts";
import type { Store } from "../../src/store/store.ts";

/** Where a store is kept; may be opened again and again. */
export type Place = Pick<OpenStoreParts, "databaseUrl"> & { readonly dataDir: string };

/** Makes a new one for each test that asks. */
export type MakePlace = () => Promise<Place>;

export const KEY = Buffer.alloc(32, 7);
export const CHAT = -1_001_234_567_890;

export function onEachDatabase(tests: (makePlace: MakePlace) => void): void {
  describe("on SQLite", () => {
    tests(makeFolder);
  });
  onPostgres(tests);
}

/** Skipped by name, with the reason, where none could be started. */
export function onPostgres(tests: (makePlace: MakePlace) => void): void {
  const postgres = inject("postgres");
  const isThere = "url" in postgres;
  const absence = isThere ? "" : `, which did not start: ${postgres.reason}`;
  describe.skipIf(!isThere)(`on PostgreSQL${absence}`, () => {
    tests(isThere ? schemasOf(postgres.url) : makeFolder);
  });
}

/** Closed when the test is over. */
export async function open(place: Place, parts: Partial<OpenStoreParts> = {}): Promise<Store> {
  const log = { warn: () => undefined };
  const defaults = { key: KEY, retentionDays: 7, now: Date.now, log };
  const store = await openStore({ ...place, ...defaults, ...parts });
  onTestFinished(() => store.close());
  return store;
}

/** A clock that stands still until it is moved. */
export function stillClock(at = Date.UTC(2026, 10, 23, 12)): {
  readonly now: () => number;
  move(milliseconds: number): void;
} {
  let time = at;
  return {
    now: () => time,
    move(milliseconds) {
      time += milliseconds;
    },
  };
}

/** A message in the chat's one lane, unless told otherwise. */
export function job(updateId: number, changes: Partial<NewJob> = {}): NewJob {
  const body = JSON.stringify({ update_id: updateId, message: { text: `Frage ${updateId}` } });
  return { updateId, lane: `${CHAT}/`, chat: CHAT, kind: "message", at: 0, body, ...changes };
}

/** What an answer may show. */
export const SHOWN: SentAnswer = {
  kind: "answer",
  language: "de",
  citations: [{ mark: 1, ref: "putin#3", from: 0, to: 48 }],
};

/** The question with its answer, from no message. */
export function answer(question: string): Answered {
  return { question, answer: `Antwort auf ${question}`, askedIn: null };
}

export async function makeFolder(): Promise<Place> {
  const dataDir = await mkdtemp(join(tmpdir(), "fundstelle-store-"));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  return { databaseUrl: null, dataDir };
}

/** One database a file, for making one takes long; and a schema of its own a test. */
function schemasOf(url: string): MakePlace {
  let database: Promise<string> | null = null;
  return async () => {
    database ??= makeDatabase(url);
    const own = new URL(await database);
    const name = `test_${randomBytes(8).toString("hex")}`;
    await query(own.href, `create schema ${name}`);
    own.searchParams.set("options", `-c search_path=${name}`);
    // A folder that must not be used.
    return { databaseUrl: own.href, dataDir: join(tmpdir(), name) };
  };
}

async function makeDatabase(url: string): Promise<string> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  await query(url, `create database ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return own.href;
}

/** One statement on a connection of its own. */
export async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(text);
    return rows;
  } finally {
    await client.end();
  }
}
