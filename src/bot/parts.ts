/**
 * What the bot is composed from; `main.ts` and the tests hand it in.
 */
import type { Library } from "../library.ts";
import type { Store } from "../store/store.ts";
import type { Admitted } from "./admission.ts";
import type { Limits } from "./limits.ts";

/** One line an event, in pino's shape. Never a name, never what a person wrote. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface Parts {
  /** The articles as they are now; a handler asks once and keeps what it got until it has answered. */
  readonly library: () => Library;
  readonly store: Store;
  readonly admitted: Admitted;
  readonly limits: Limits;
  readonly log: Log;
  /** How a chat is named in the log. */
  readonly pseudonym: (chat: number) => string;
  /** Milliseconds, as `Date.now`. */
  readonly now: () => number;
}
