/**
 * Who may decide for a group, and who belongs to it: asked of Telegram each time.
 */
import { GrammyError, type Context } from "grammy";

import { isIn } from "../intake/membership.ts";

/** Who speaks in the group's own name is an anonymous admin; a channel is none. In private everybody decides for themselves. */
export async function isByAdmin(ctx: Context): Promise<boolean> {
  const { chat, from, msg, callbackQuery } = ctx;
  if (chat === undefined || chat.type === "private") return chat !== undefined;
  const senderChat = callbackQuery === undefined ? msg?.sender_chat : undefined;
  if (senderChat !== undefined) return senderChat.id === chat.id;
  // Of the two ways to ask, the one that Telegram answers to every bot.
  const admins = await ctx.api.getChatAdministrators(chat.id);
  return admins.some(({ user }) => user.id === from?.id);
}

/** Whether the bot itself is an admin of the group, and so reads everything. */
export async function isBotAdmin({ api, chat, me }: Context): Promise<boolean> {
  if (chat === undefined) return false;
  const admins = await api.getChatAdministrators(chat.id);
  return admins.some(({ user }) => user.id === me.id);
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
