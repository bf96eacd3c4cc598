/**
 * What the log is told: one line an event, and of an error its kind and place.
 *
 * Error messages may hold what a person wrote or the token, so they are left out.
 */
import { GrammyError, HttpError } from "grammy";

import { StoreError } from "../store/store-error.ts";

/** In pino's shape. Never a name, never what a person wrote. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What an error is and where it arose. */
export function describeError(error: unknown): string {
  if (error instanceof GrammyError)
    return `${error.method}: ${error.error_code} ${error.description}`;
  if (error instanceof HttpError || error instanceof StoreError) return error.message;
  if (!(error instanceof Error)) return typeof error;
  const head = `${error.name}: ${error.message}`;
  const stack = error.stack ?? "";
  const places = stack.startsWith(head)
    ? stack
        .slice(head.length)
        .trim()
        .split(/\s*\n\s*/u)
    : [];
  return [error.name, ...places.slice(0, 3)].join(" ");
}
