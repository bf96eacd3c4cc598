/**
 * Who may decide for a group, and who belongs to it: asked of Telegram each time.
 */
import { GrammyError, type Context } from "grammy";

import type { BotContext } from "../context.ts";
import type { Tapped, Written } from "../incoming/incoming.ts";
import { isIn } from "../incoming/read-update.ts";

/** Who speaks in the group's own name is an anonymous admin; a channel is none. In private everybody decides for themselves. */
export async function isByAdmin({ api, incoming }: BotContext<Written | Tapped>): Promise<boolean> {
  const { place, person } = incoming;
  if (place.isPrivate) return true;
  if (incoming.kind !== "tap" && incoming.senderChat !== null)
    return incoming.senderChat === place.chat;
  return person !== null && isAdmin(api, place.chat, person.id);
}

/** Whether the bot itself is an admin of the group, and so reads everything. */
export async function isBotAdmin({
  api,
  me,
  incoming,
}: BotContext<Written | Tapped>): Promise<boolean> {
  return isAdmin(api, incoming.place.chat, me.id);
}

/** Of the two ways to ask, the one that Telegram answers to every bot. */
async function isAdmin(api: Context["api"], chat: number, person: number): Promise<boolean> {
  const admins = await api.getChatAdministrators(chat);
  return admins.some(({ user }) => user.id === person);
}

/** False too where Telegram does not tell the bot; rejects when it cannot be asked. */
export async function isMember(
  { api }: Pick<Context, "api">,
  { chat, person }: { readonly chat: number; readonly person: number },
): Promise<boolean> {
  try {
    return isIn(await api.getChatMember(chat, person));
  } catch (error) {
    if (error instanceof GrammyError && error.error_code < 429) return false;
    throw error;
  }
}
