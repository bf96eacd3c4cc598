/**
 * The log: one line of JSON an event, without tokens, keys, passwords or what a person wrote.
 *
 * Of an error only the fields named in `plainError` are printed: some errors carry the call that failed, with its text.
 */
import { pino } from "pino";
import type { DestinationStream, LogFn, Logger } from "pino";
import type { LogLevel } from "./config.ts";

export type Log = Logger;

/** Values nested deeper are left out. */
const DEPTH_LIMIT = 6;

/** Of each array, the first so many. */
const ITEM_LIMIT = 50;

/** Matched in a whole line of JSON, where a backslash begins an escape. */
const SECRETS: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/\/bot\d+:[\w-]+/g, "/bot[token]"],
  [/\b\d{6,}(?::|%3A)[\w-]{30,}/gi, "[token]"],
  [/\bsk-ant-[\w-]+/g, "[key]"],
  [/\b(bearer\s+)[\w.~+/-]{16,}=*/gi, "$1[key]"],
  [/\b(x-api-key\W{1,8})[!#-[\]-~]{8,}/gi, "$1[key]"],
  [/\b([a-z][a-z\d+.-]*:\/\/)(?:[^\s"\\/@]|\\[^nrt])+@/gi, "$1[password]@"],
  [/\b(postgres(?:ql)?:\/\/)(?:[^\s"\\]|\\[^nrt])*@/gi, "$1[password]@"],
];

/** To standard output unless told otherwise. Lines are written at once, so that none is lost when the process ends. */
export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    // `plain` has made a plain object of an error; pino must not serialise it once more.
    serializers: { err: plain },
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (event: Record<string, unknown>) => plainObject(event, 0),
      bindings: (event: Record<string, unknown>) => plainObject(event, 0),
    },
    hooks: { streamWrite: redact, logMethod: logPlain },
  };
  return pino(options, destination ?? pino.destination({ fd: 1, sync: true }));
}

/** Makes the values for `%o` in a message plain, too; pino's formatters see only the first argument. */
function logPlain(this: Logger, [first, ...rest]: Parameters<LogFn>, log: LogFn): void {
  log.call(this, first, ...(rest.map((value) => plain(value)) as typeof rest));
}

/** Takes secrets out of a text; a line of JSON stays valid JSON. */
export function redact(text: string): string {
  return SECRETS.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), text);
}

function plain(value: unknown, depth = 0): unknown {
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth > DEPTH_LIMIT) return "…";
  if (value instanceof Error) return plainError(value, depth);
  if (value instanceof Date) return value;
  if (value instanceof URL) return value.href;
  if (ArrayBuffer.isView(value)) return `${value.byteLength} bytes`;
  if (Array.isArray(value)) return value.slice(0, ITEM_LIMIT).map((item) => plain(item, depth + 1));
  return plainObject(value, depth);
}

function plainObject(value: object, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, plain(item, depth + 1)]),
  );
}

/** grammY's BotError holds what was thrown in `error`; its HttpError an address with the token there, so that is left out. */
function plainError(error: Error, depth: number): Record<string, unknown> {
  const fields = error as Error &
    Partial<Record<"code" | "method" | "error_code" | "error" | "errors", unknown>>;
  return plainObject(
    {
      type: error.name,
      message: error.message,
      stack: error.stack,
      code: fields.code,
      method: fields.method,
      error_code: fields.error_code,
      cause: error.name === "BotError" ? fields.error : error.cause,
      errors: fields.errors,
    },
    depth,
  );
}
