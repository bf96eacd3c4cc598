/**
 * A fingerprint of the messages a summary was written from: tells, before the summary is sent, whether they changed.
 */
import { createHash } from "node:crypto";

import type { MessageRange, MessageState } from "../../store/recording/read.ts";
import type { Store } from "../../store/store.ts";

/** Stored with the summary, as JSON. */
export interface Fingerprint {
  readonly range: MessageRange;
  /** SHA-256, base64url, of the ids and edit times of all messages in the range. */
  readonly hash: string;
}

export function fingerprintOf(range: MessageRange, states: readonly MessageState[]): Fingerprint {
  return { range, hash: hashOf(states) };
}

/** False when a message of the range was deleted or edited since, or has outlived its retention. */
export async function isUnchanged(
  { range, hash }: Fingerprint,
  messages: Pick<Store["messages"], "states">,
): Promise<boolean> {
  return hashOf(await messages.states(range)) === hash;
}

function hashOf(states: readonly MessageState[]): string {
  const pairs = states.map(({ id, editedAt }) => [id, editedAt]);
  return createHash("sha256").update(JSON.stringify(pairs)).digest("base64url");
}
