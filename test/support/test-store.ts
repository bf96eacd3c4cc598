/**
 * A store for one test: SQLite in memory.
 */
import { onTestFinished } from "vitest";

import { openStore } from "../../src/store/store.ts";
import type { Store } from "../../src/store/store.ts";

const KEY = Buffer.alloc(32, 7);

/** It is there at once, and opens behind its first call. */
export function createTestStore(now: () => number = Date.now): Store {
  const opening = openStore({
    databaseUrl: null,
    dataDir: null,
    key: KEY,
    retentionDays: 7,
    now,
    log: { warn() {} },
  });
  onTestFinished(async () => (await opening).close());
  return deferred(opening);
}

type Method = (...args: readonly unknown[]) => Promise<unknown>;

/** The same methods, each of which waits until the store is open. */
function deferred(opening: Promise<Store>): Store {
  const room = (name: keyof Store) =>
    new Proxy(
      {},
      {
        get:
          (_, method: string) =>
          async (...args: readonly unknown[]) => {
            const opened = (await opening)[name] as unknown as Record<string, Method>;
            return opened[method]?.(...args);
          },
      },
    );
  const rooms = new Map(
    (["jobs", "turns", "chats", "usage", "messages", "articles", "leader"] as const).map((name) => [
      name as string,
      room(name),
    ]),
  );
  return new Proxy({} as Store, {
    get: (_, name: string) =>
      rooms.get(name) ??
      (async (...args: readonly unknown[]) => {
        const opened = (await opening) as unknown as Record<string, Method>;
        return opened[name]?.(...args);
      }),
  });
}
