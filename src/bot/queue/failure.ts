/**
 * When an update cannot be handled: what the log says of it, and one apology to whoever asked.
 *
 * Error messages may hold what a person wrote or the token, so the log gets an error's kind and place instead.
 */
import { GrammyError, HttpError } from "grammy";
import type { Update } from "grammy/types";

import { StoreError } from "../../store/store.ts";
import { addressOf } from "../incoming/address.ts";
import { languageOfPerson } from "../questions/ask.ts";
import type { BotContext } from "../context.ts";
import { selfOf } from "../questions/conversation.ts";
import type { Parts } from "../parts.ts";
import { placeOf, send } from "../delivery/send.ts";
import { rich } from "../screens/rich.ts";
import { texts } from "../screens/texts/texts.ts";

/** What an error is and where it arose, without its message. */
export function describeError(error: unknown): string {
  if (error instanceof GrammyError)
    return `${error.method}: ${error.error_code} ${error.description}`;
  if (error instanceof HttpError || error instanceof StoreError) return error.message;
  if (!(error instanceof Error)) return typeof error;
  const stack = error.stack ?? "";
  const places = stack.startsWith(`${error.name}: ${error.message}`)
    ? stack
        .slice(`${error.name}: ${error.message}`.length)
        .trim()
        .split(/\s*\n\s*/u)
    : [];
  return [error.name, ...places.slice(0, 3)].join(" ");
}

/** "message", "callback_query". */
export function kindOf(update: Update): string {
  return Object.keys(update).find((key) => key !== "update_id") ?? "none";
}

/** Blocked, removed, or too late: there is nobody to apologise to. */
export function isNobodyThere(error: unknown): boolean {
  if (!(error instanceof GrammyError)) return false;
  return error.error_code === 403 || error.description.includes("query is too old");
}

/** To whoever asked; nothing to those who did not. `id` also stands in the log. */
export async function apologise(parts: Parts, ctx: BotContext, id: string): Promise<void> {
  const text = texts[languageOfPerson(ctx, parts.library())].failed(id);
  if (ctx.inlineQuery !== undefined) {
    await ctx.answerInlineQuery([], { cache_time: 0, is_personal: true });
  } else if (ctx.callbackQuery !== undefined) {
    await ctx.answerCallbackQuery({ text, show_alert: true });
  } else if (
    ctx.msg !== undefined &&
    addressOf(ctx.msg, await selfOf(ctx, parts)).kind !== "none"
  ) {
    const place = placeOf(ctx);
    if (place !== null) send(ctx, place, { text: rich(text), buttons: [] });
  }
}
