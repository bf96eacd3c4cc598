/**
 * A word to the people who run the bot, in the chat that each of them has with it.
 */
import type { Api } from "grammy";

import { describeError } from "../log.ts";
import type { Parts } from "../parts.ts";

/** Tells each owner; whoever never wrote to the bot cannot be told, which the log says. */
export function createTellOwners(
  { store, admitted, log }: Pick<Parts, "store" | "admitted" | "log">,
  api: Pick<Api, "sendMessage">,
): (words: string) => Promise<void> {
  return async (words) => {
    const reachable = await store.chats.reachable(admitted.owners);
    const unreachable = admitted.owners.length - reachable.length;
    if (unreachable > 0)
      log.warn({ unreachable, words }, "Owners who never wrote to the bot cannot be told");
    for (const owner of reachable) {
      await api.sendMessage(owner, words).catch((error: unknown) => {
        log.warn({ error: describeError(error), words }, "An owner could not be told");
      });
    }
  };
}
