/**
 * Who may use the bot: everyone, or the chats and people whom the operator lists.
 */
import { Composer, type Context } from "grammy";

import { addressOf } from "../incoming/address.ts";
import { languageOfPerson } from "../questions/ask.ts";
import type { BotContext } from "../context.ts";
import { selfOf } from "../questions/conversation.ts";
import type { Parts } from "../parts.ts";
import { rich } from "../screens/rich.ts";
import { placeOf, send } from "../delivery/send.ts";
import { texts } from "../screens/texts/texts.ts";

/** Ids of chats and people; `allowed` empty: everyone. */
export interface Admitted {
  readonly allowed: readonly number[];
  readonly owners: readonly number[];
}

/** Stops the updates of everyone else, with one sentence that holds the id to pass on. */
export function admission(parts: Parts): Composer<BotContext> {
  const { library, admitted } = parts;
  const composer = new Composer<BotContext>();
  const others = composer.filter((ctx) => !mayUse(ctx, admitted));
  const wordsFor = (ctx: Context) => texts[languageOfPerson(ctx, library())];
  const refusal = (ctx: Context) => wordsFor(ctx).notAdmitted(ctx.chat?.id ?? ctx.from?.id ?? 0);
  others.on("inline_query", async (ctx) => {
    const button = { text: wordsFor(ctx).notAdmittedInline, start_parameter: "id" };
    await ctx.answerInlineQuery([], { is_personal: true, cache_time: 5, button });
  });
  others.on("callback_query", async (ctx) => {
    await ctx.answerCallbackQuery({ text: refusal(ctx), show_alert: true });
  });
  others.use(async (ctx) => {
    const place = placeOf(ctx);
    if (place === null || !(await isCalled(ctx, parts))) return;
    send(ctx, place, { text: rich(refusal(ctx)), buttons: [] });
  });
  return composer;
}

/** In private always; in a group when it is addressed or was just added. */
async function isCalled(ctx: Context, parts: Parts): Promise<boolean> {
  if (ctx.msg === undefined) return !isLeaving(ctx);
  // Told when the question was first asked.
  if (ctx.editedMessage !== undefined) return false;
  if (ctx.chat?.type === "private") return true;
  return addressOf(ctx.msg, await selfOf(ctx, parts)).kind !== "none";
}

function mayUse({ chat, from }: Context, admitted: Admitted): boolean {
  return isAdmitted([chat?.id, from?.id], admitted);
}

/** Of a chat and a person one is enough. */
export function isAdmitted(
  ids: readonly (number | undefined)[],
  { allowed, owners }: Admitted,
): boolean {
  if (allowed.length === 0) return true;
  return ids.some((id) => id !== undefined && (allowed.includes(id) || owners.includes(id)));
}

/** Nobody reads what is sent into a chat the bot was removed from. */
function isLeaving({ myChatMember }: Context): boolean {
  const status = myChatMember?.new_chat_member.status;
  return status === "left" || status === "kicked";
}
