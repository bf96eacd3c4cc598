/**
 * A word to the people who run the bot, in the chat that each of them has with it.
 */
import type { Api } from "grammy";

import { describeError } from "../log.ts";
import type { Parts } from "../parts.ts";

export interface Owners {
  /** To each owner; whoever never wrote to the bot cannot be told, which the log says. */
  readonly tell: (words: string) => Promise<void>;
}

export function createOwners(
  { store, admitted, log }: Pick<Parts, "store" | "admitted" | "log">,
  api: Pick<Api, "sendMessage">,
): Owners {
  return {
    async tell(words) {
      const { owners } = admitted;
      const reachable = await store.chats.reachable(owners);
      const unreachable = owners.length - reachable.length;
      if (unreachable > 0)
        log.warn({ unreachable, words }, "Owners who never wrote to the bot cannot be told");
      for (const owner of reachable) {
        await api
          .sendMessage(owner, words)
          .catch((error: unknown) =>
            log.warn({ error: describeError(error), words }, "An owner could not be told"),
          );
      }
    },
  };
}
