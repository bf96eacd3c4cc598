/**
 * Why the store cannot do its work, in one sentence that tells the operator what to do.
 */
export type StoreErrorReason =
  /** No room left; what was being written is not there, and writing works again once there is room. */
  | "full"
  | "unwritable"
  | "damaged"
  /** Made by another version of this program. */
  | "newer"
  | "older"
  /** Another process holds the same file. */
  | "in-use"
  /** Held up by others for too long; trying again later may do. */
  | "busy"
  | "unreachable"
  /** Login, rights or name of the database. */
  | "refused"
  | "key"
  | "gone"
  | "closed"
  | "failed";

export class StoreError extends Error {
  override name = "StoreError";
  readonly reason: StoreErrorReason;
  constructor(reason: StoreErrorReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

const SENTENCES: Readonly<Record<StoreErrorReason, string>> = {
  full: "no room is left on its disk.",
  unwritable: "it cannot be written. Look at its rights and its disk.",
  damaged:
    "it is damaged. Put its backup in its place, or move it away to begin with an empty one.",
  newer:
    "it was made by a newer version of this program, and is left as it was. Start that version, or restore a backup.",
  older:
    "it was made by a version of this program from before its first release, and is left as it was. Move it away to begin with an empty one.",
  "in-use": "another process uses it. Stop that one, or give this one a DATA_DIR of its own.",
  busy: "others held it up for too long.",
  unreachable: "it cannot be reached. Look whether it runs, and at DATABASE_URL.",
  refused: "it refuses this user, database or right. Look at DATABASE_URL.",
  key: "STORE_KEY does not fit.",
  gone: "it was removed or replaced while the bot ran, and what is stored now would be lost. Put it back, or a backup in its place, and start again.",
  closed: "it is closed.",
  failed: "it failed unexpectedly.",
};

/** `where` names the database, never with a password. */
export function storeError(reason: StoreErrorReason, where: string, cause?: unknown): StoreError {
  const code = codeOf(cause);
  const sentence = `${where}: ${SENTENCES[reason]}${code === null ? "" : ` (${code})`}`;
  return new StoreError(reason, sentence, cause === undefined ? {} : { cause });
}

/** Node's or PostgreSQL's code of an error. */
export function codeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error)) return null;
  return typeof error.code === "string" ? error.code : null;
}
