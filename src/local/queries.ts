/**
 * Questions to the bot that wait for one answer: pressed buttons and inline queries.
 */
import { queryIsGone } from "./bot-api/refusals.ts";

export interface Queries<Answer> {
  /** `answered` rejects when the bot has not answered within 15 s of real time. */
  open(): { readonly id: string; readonly answered: Promise<Answer> };
  /** Refuses an id that is unknown, too old or answered already. */
  answer(id: string, answer: Answer): void;
}

/** How long a client shows that it waits; Telegram's own figure is not published. */
const PATIENCE_MS = 15_000;
const FIRST_QUERY_ID = 4_100_000_000_000_000_000n;

interface Open<Answer> {
  readonly until: number;
  readonly resolve: (answer: Answer) => void;
}

/** `maxAgeMs`: after it the bot's answer comes too late, by `now`. */
export function createQueries<Answer>(
  what: string,
  now: () => number,
  maxAgeMs: number,
): Queries<Answer> {
  const waiting = new Map<string, Open<Answer>>();
  let count = 0n;
  return {
    open: () => {
      count += 1n;
      const id = String(FIRST_QUERY_ID + count);
      const { promise: answered, resolve, reject } = Promise.withResolvers<Answer>();
      const timer = setTimeout(() => {
        reject(new Error(`The bot did not answer ${what} within ${PATIENCE_MS / 1000} s`));
      }, PATIENCE_MS);
      timer.unref();
      waiting.set(id, {
        until: now() + maxAgeMs,
        resolve: (answer) => {
          clearTimeout(timer);
          resolve(answer);
        },
      });
      return { id, answered };
    },
    answer: (id, answer) => {
      const query = waiting.get(id);
      waiting.delete(id);
      if (query === undefined || now() > query.until) throw queryIsGone();
      query.resolve(answer);
    },
  };
}
