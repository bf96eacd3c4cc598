/**
 * A chat that records, and messages for it.
 */
import { sql } from "kysely";

import { openDatabase } from "../../src/store/database/database.ts";
import type { RecordedMessage } from "../../src/store/recording/recorded.ts";
import type { Store } from "../../src/store/store.ts";
import { CHAT, open, stillClock, type MakePlace, type Place } from "./databases.ts";

export const OTHER = -42;
export const ANNA = 101;
export const BEN = 102;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
export const NOON = Date.UTC(2026, 10, 23, 12);
export const ALL = { topic: "all", from: null, to: null, limit: 1000 } as const;

/** Anna's, in no topic, unless told otherwise; a minute before noon and a second later for each id. */
export function said(id: number, changes: Partial<RecordedMessage> = {}): RecordedMessage {
  return {
    chat: CHAT,
    id,
    topic: null,
    person: ANNA,
    name: "Anna",
    at: NOON - MINUTE_MS + id * 1000,
    editedAt: null,
    replyTo: null,
    text: `Nachricht ${id}`,
    ...changes,
  };
}

export function edited(id: number, at: number, text: string): RecordedMessage {
  return said(id, { editedAt: NOON + at, text });
}

/** As a batch of updates brings them. */
export async function record(store: Store, messages: readonly RecordedMessage[]): Promise<void> {
  await store.jobs.add([], messages);
}

export async function idsIn(store: Store, chat: number = CHAT): Promise<number[]> {
  return (await store.messages.read({ ...ALL, chat })).map(({ id }) => id);
}

export async function textsIn(store: Store, chat: number = CHAT): Promise<string[]> {
  return (await store.messages.read({ ...ALL, chat })).map(({ text }) => text);
}

/** At noon, with a chat that records. */
export async function startRecording(
  makePlace: MakePlace,
): Promise<{ store: Store; place: Place; clock: ReturnType<typeof stillClock> }> {
  const clock = stillClock(NOON);
  const place = await makePlace();
  const store = await open(place, { now: clock.now });
  await store.messages.switchOn(CHAT);
  return { store, place, clock };
}

/** Every cell of the tables with recorded texts and their keys. */
export async function dump(place: Place): Promise<{ keys: number; cells: Buffer }> {
  const database = await openDatabase(place, { warn: () => undefined });
  const messages = await database.read(sql<object>`select * from message`);
  const keys = await database.read(sql`select id from message_key`);
  await database.close();
  const bytes = messages.flatMap((row) =>
    Object.values(row).map((cell: unknown) =>
      cell instanceof Uint8Array ? Buffer.from(cell) : Buffer.from(String(cell)),
    ),
  );
  return { keys: keys.length, cells: Buffer.concat(bytes) };
}
