/**
 * What the store itself tells after the kills: questions that were charged twice, and jobs that were given up.
 */
import { openStore } from "../../src/store/store.ts";
import type { Store } from "../../src/store/store.ts";

export interface StoredFigures {
  /** Questions that were charged more than once. */
  readonly handledTwice: number;
  /** Jobs. */
  readonly givenUp: number;
}

interface Place {
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly key: Buffer;
}

interface Asked {
  readonly chats: readonly number[];
  readonly questions: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;

export async function readStored(
  place: Place,
  { chats, questions }: Asked,
): Promise<StoredFigures> {
  const store = await openStore({ ...place, retentionDays: 7, now: Date.now, log: { warn() {} } });
  try {
    const counts = await store.jobs.counts();
    const givenUp = counts.dead + counts.aside;
    const charged = await countCharged(store, chats);
    const handled = Math.max(charged, counts.done + givenUp);
    return { handledTwice: Math.max(0, handled - questions), givenUp };
  } finally {
    await store.close();
  }
}

/** On all days that the run can have taken. */
async function countCharged({ usage }: Store, chats: readonly number[]): Promise<number> {
  const today = Date.now() - (Date.now() % DAY_MS);
  let sum = 0;
  for (const chat of chats)
    for (const windowStart of [today - DAY_MS, today])
      sum += await usage.read({ scope: "question/day", key: String(chat), windowStart });
  return sum;
}
