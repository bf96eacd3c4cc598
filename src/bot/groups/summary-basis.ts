/**
 * What a summary was written from: to tell, when it has waited to be sent, whether all of it is still there.
 */
import { createHash } from "node:crypto";

import type { MessageRange } from "../../store/recording/read.ts";
import type { RecordedMessage } from "../../store/recording/recorded.ts";
import type { Store } from "../../store/store.ts";

/** Is stored with the summary. */
export interface Basis {
  readonly range: MessageRange;
  /** Of the ids and edits of all that was there. */
  readonly print: string;
}

export function basisOf(range: MessageRange, messages: readonly RecordedMessage[]): Basis {
  return { range, print: printOf(messages) };
}

/** False when something was forgotten or edited since, or has become too old to be kept. */
export async function isStillThere(
  { range, print }: Basis,
  messages: Pick<Store["messages"], "read">,
): Promise<boolean> {
  return printOf(await messages.read(range)) === print;
}

function printOf(messages: readonly RecordedMessage[]): string {
  const state = messages.map(({ id, editedAt }) => [id, editedAt]);
  return createHash("sha256").update(JSON.stringify(state)).digest("base64url");
}
