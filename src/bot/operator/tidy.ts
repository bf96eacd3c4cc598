/**
 * Removes what is older than it may be kept, for as long as the bot runs.
 */
import type { Store } from "../../store/store.ts";
import type { Clock } from "../clock.ts";
import { describeError, type Log } from "../log.ts";

const MINUTE_MS = 60_000;
/** Looked for every minute, so that no question is kept for more than an hour. */
const QUESTION_KEPT_MS = 59 * MINUTE_MS;
const MINUTES_BETWEEN_PURGES = 60;

/** Returns what ends it. */
export function keepTidy(
  store: Pick<Store, "turns" | "purge" | "erase">,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): () => void {
  let minute = 0;
  let cancel = clock.after(MINUTE_MS, tick);

  function tick(): void {
    minute += 1;
    cancel = clock.after(MINUTE_MS, tick);
    tidy(minute).catch((error: unknown) =>
      log.warn({ error: describeError(error) }, "What is too old could not be removed"),
    );
  }

  async function tidy(at: number): Promise<void> {
    await store.turns.purge(clock.now() - QUESTION_KEPT_MS);
    if (at % MINUTES_BETWEEN_PURGES === 0) {
      const removed = await store.purge();
      if (removed > 0) log.info({ removed }, "What was too old was removed");
    }
    await store.erase();
  }

  return () => cancel();
}
