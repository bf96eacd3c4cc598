/**
 * Makes sure that what was deleted is in none of the database's files any more.
 *
 * A row that was deleted still stands in SQLite's log until that is emptied, and rarely in a page that it was once moved
 * out of: of 8,643 deleted messages 2 did (2026-11). So the log is emptied, and for what people asked to be forgotten the
 * whole file is written anew, which takes 25 ms a megabyte.
 */
import type { StoreParts } from "./parts.ts";

export interface Erasing {
  /** Tried again while somebody reads the files. Settles after the first try. */
  thoroughly(): Promise<void>;
  stop(): void;
}

const TRY_AGAIN_MS = 1000;
/** Many who want to be forgotten share it: nobody is answered meanwhile. */
const REWRITE_EVERY_MS = 60_000;

export function createErasing({ database, now }: Pick<StoreParts, "database" | "now">): Erasing {
  let isRewriteWanted = false;
  let rewrittenAt = -Infinity;
  let timer: NodeJS.Timeout | null = null;

  function later(milliseconds: number): void {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => void erase(), milliseconds);
    timer.unref();
  }

  async function erase(): Promise<void> {
    const rewrites = isRewriteWanted && Math.abs(now() - rewrittenAt) >= REWRITE_EVERY_MS;
    const isEmptied = await database.erase({ rewrites }).catch(() => null);
    if (rewrites && isEmptied !== null) {
      isRewriteWanted = false;
      rewrittenAt = now();
    }
    if (isEmptied === false) later(TRY_AGAIN_MS);
    // Not done yet, or it failed, for want of room perhaps.
    else if (isRewriteWanted) later(REWRITE_EVERY_MS);
  }

  return {
    thoroughly() {
      isRewriteWanted = true;
      return erase();
    },
    stop() {
      if (timer !== null) clearTimeout(timer);
    },
  };
}
