/**
 * Where the bot may write: noted when it comes and goes, when somebody writes there, and when a group gets a new id.
 */
import { Composer } from "grammy";
import type { ChatMember, Update } from "grammy/types";

import type { Store } from "../../store/store.ts";
import type { BotContext } from "../context.ts";
import type { Parts } from "../parts.ts";

const JOB_KINDS = ["message", "channel_post", "my_chat_member"];

/** Passes everything on but the messages that only tell of a group's new id. */
export function membership({ store }: Pick<Parts, "store">): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on("my_chat_member", async (ctx, next) => {
    const leave = changeOf(ctx.update, store);
    await (leave === null ? store.chats.seen(ctx.chat.id) : leave());
    await next();
  });
  composer.on(["message:migrate_to_chat_id", "message:migrate_from_chat_id"], async (ctx) => {
    await changeOf(ctx.update, store)?.();
  });
  return composer;
}

/** What an update does to all that is kept of its chat, more than once if need be; null when it does nothing to it. */
export function changeOf(
  { message, my_chat_member: member }: Update,
  store: Pick<Store, "moveChat" | "leaveChat">,
): (() => Promise<unknown>) | null {
  if (member !== undefined && !isIn(member.new_chat_member))
    // What was written before was answered before, and what comes after a return is answered too.
    return () => store.leaveChat(member.chat.id, JOB_KINDS);
  if (message === undefined) return null;
  const { chat, migrate_to_chat_id: to, migrate_from_chat_id: from } = message;
  if (to !== undefined) return () => store.moveChat(chat.id, to);
  return from === undefined ? null : () => store.moveChat(from, chat.id);
}

/** Where somebody writes, the bot may write as well. */
export function presence({ store }: Pick<Parts, "store">): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on(["message", "channel_post"], async (ctx, next) => {
    await store.chats.seen(ctx.chat.id);
    await next();
  });
  return composer;
}

export function isIn(member: ChatMember): boolean {
  return member.status === "restricted"
    ? member.is_member
    : member.status !== "left" && member.status !== "kicked";
}
