/**
 * A fingerprint of the messages a summary was written from: tells, before the summary is sent, whether they changed.
 */
import { createHash } from "node:crypto";

import type { MessageRange } from "../../store/recording/read.ts";
import type { RecordedMessage } from "../../store/recording/recorded.ts";
import type { Store } from "../../store/store.ts";

/** Stored with the summary, as JSON. */
export interface Fingerprint {
  readonly range: MessageRange;
  /** SHA-256, base64url, of the ids and edit times of all messages in the range. */
  readonly hash: string;
}

export function fingerprintOf(
  range: MessageRange,
  messages: readonly RecordedMessage[],
): Fingerprint {
  return { range, hash: hashOf(messages) };
}

/** False when a message of the range was deleted or edited since, or has outlived its retention. */
export async function isUnchanged(
  { range, hash }: Fingerprint,
  messages: Pick<Store["messages"], "read">,
): Promise<boolean> {
  return hashOf(await messages.read(range)) === hash;
}

function hashOf(messages: readonly RecordedMessage[]): string {
  const state = messages.map(({ id, editedAt }) => [id, editedAt]);
  return createHash("sha256").update(JSON.stringify(state)).digest("base64url");
}
