/**
 * How many messages a second are recorded, in the batches in which Telegram brings them, and how soon a day of them
 * is there to be summed up: on a file, each commit on the disk before it counts.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { openStore } from "../../src/store/store.ts";
import type { RecordedMessage } from "../../src/store/recording/recorded.ts";
import type { Store } from "../../src/store/store.ts";
import { quantile } from "../../src/cli/measure.ts";

export interface RecordingFigures {
  readonly messages: number;
  /** Batch after batch, each confirmed before the next. */
  readonly recordedPerSecond: number;
  /** One message at a time, as in a quiet group. */
  readonly recordedAlonePerSecond: number;
  readonly read: readonly ReadFigures[];
}

interface ReadFigures {
  readonly messages: number;
  /** Read and unsealed; of `READS`. */
  readonly msMedian: number;
  readonly msMost: number;
}

/** As many as one getUpdates brings at most (Bot API). */
const BATCH = 100;
const ALONE = 200;
const READS = 9;
const CHAT = -1_000_000_000_001;
const PEOPLE = 40;
const LATELY = [2000, 5000] as const;
const WORDS =
  "wer kommt am Freitag mit und bringt jemand den Grill mit ich habe noch Kohle da ".repeat(4);

export async function measureRecording(messages: number): Promise<RecordingFigures> {
  const folder = await mkdtemp(join(tmpdir(), "fundstelle-bench-"));
  const store = await openStore({
    databaseUrl: null,
    dataDir: folder,
    key: Buffer.alloc(32),
    retentionDays: 7,
    now: Date.now,
    log: { warn() {} },
  });
  try {
    await store.messages.switchOn(CHAT);
    const recorded = await record(store, { from: 1, count: messages, batch: BATCH });
    const alone = await record(store, { from: messages + 1, count: ALONE, batch: 1 });
    const all = messages + ALONE;
    const read: ReadFigures[] = [];
    for (const limit of [...LATELY.filter((some) => some < all), all])
      read.push(await measureReading(store, limit));
    return {
      messages,
      recordedPerSecond: recorded,
      recordedAlonePerSecond: alone,
      read,
    };
  } finally {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Returns how many a second. */
async function record(
  store: Store,
  { from, count, batch }: { readonly from: number; readonly count: number; readonly batch: number },
): Promise<number> {
  const start = performance.now();
  for (let done = 0; done < count; done += batch) {
    const size = Math.min(batch, count - done);
    const first = from + done;
    await store.jobs.add(
      [],
      Array.from({ length: size }, (_, index) => message(first + index)),
    );
  }
  return (1000 * count) / (performance.now() - start);
}

async function measureReading(store: Store, limit: number): Promise<ReadFigures> {
  const range = { chat: CHAT, topic: "all", from: null, to: null, limit } as const;
  const times: number[] = [];
  for (let turn = 0; turn < READS; turn += 1) {
    const start = performance.now();
    const { length } = await store.messages.read(range);
    times.push(performance.now() - start);
    if (length !== limit) throw new Error(`Read ${length} messages instead of ${limit}`);
  }
  return { messages: limit, msMedian: quantile(times, 0.5), msMost: Math.max(...times) };
}

/** Between 5 and 160 characters, of a day's talk. */
function message(id: number): RecordedMessage {
  return {
    chat: CHAT,
    id,
    topic: null,
    person: 1000 + (id % PEOPLE),
    name: `Person ${id % PEOPLE}`,
    at: Date.now(),
    editedAt: null,
    replyTo: id % 3 === 0 ? id - 1 : null,
    text: WORDS.slice(0, 5 + ((id * 37) % 156)),
  };
}

export function recordingForPeople(figures: RecordingFigures): string {
  const { messages, recordedPerSecond, recordedAlonePerSecond, read } = figures;
  return [
    `Recorded, ${whole(messages)} messages in batches of ${BATCH}: ${whole(recordedPerSecond)} a second`,
    `Recorded one at a time: ${whole(recordedAlonePerSecond)} a second`,
    ...read.map(
      ({ messages: some, msMedian, msMost }) =>
        `Read, the last ${whole(some)}: ${whole(msMedian)} ms (at most ${whole(msMost)} ms of ${READS} times)`,
    ),
  ].join("\n");
}

function whole(value: number): string {
  return Math.round(value).toLocaleString("en");
}
