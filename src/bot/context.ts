/**
 * What a handler gets: grammY's context, and the draft of what is sent back when the update is handled.
 */
import { Context, type Api } from "grammy";
import type { Update, UserFromGetMe } from "grammy/types";

import type { Draft } from "./delivery/reply.ts";

interface Handling {
  readonly draft: Draft;
  /** From 1; more when an earlier try failed, or its process died. */
  readonly attempt: number;
}

export type BotContext = Context & Handling;

export function createContext(
  update: Update,
  { api, me }: { readonly api: Api; readonly me: UserFromGetMe },
  handling: Handling,
): BotContext {
  return Object.assign(new Context(update, api, me), handling);
}
