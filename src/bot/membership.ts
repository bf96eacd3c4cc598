/**
 * Where the bot may write: noted when it comes and goes, when somebody writes there, and when a group gets a new id.
 */
import { Composer } from "grammy";
import type { ChatMember } from "grammy/types";

import type { BotContext } from "./context.ts";
import type { Parts } from "./parts.ts";

const JOB_KINDS = ["message", "channel_post", "my_chat_member"];

/** Passes everything on but the messages that only tell of a group's new id. */
export function membership({ store }: Pick<Parts, "store">): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on("my_chat_member", async (ctx, next) => {
    const { chat, new_chat_member: now } = ctx.myChatMember;
    if (isIn(now)) await store.chats.seen(chat.id);
    // What was written before was answered before, and what comes after a return is answered too.
    else await store.leaveChat(chat.id, JOB_KINDS);
    await next();
  });
  composer.on("message:migrate_to_chat_id", async ({ chat, msg }) => {
    await store.moveChat(chat.id, msg.migrate_to_chat_id);
  });
  composer.on("message:migrate_from_chat_id", async ({ chat, msg }) => {
    await store.moveChat(msg.migrate_from_chat_id, chat.id);
  });
  return composer;
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
