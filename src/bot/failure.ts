/**
 * When a handler fails: one line in the log, one apology to whoever asked, and the next update goes on.
 *
 * Error messages may hold what a person wrote or the token, so the log gets an error's kind and place instead.
 */
import { GrammyError, HttpError, type BotError, type Context } from "grammy";

import { addressOf } from "./address.ts";
import { languageOfPerson, selfOf } from "./ask.ts";
import type { Parts } from "./parts.ts";
import { placeOf, send } from "./send.ts";
import { rich } from "./rich.ts";
import { texts } from "./texts.ts";
import type { Turns } from "./turns.ts";

type FailureParts = Parts & {
  readonly turns: Turns;
  /** A short name for one failure, for the log and for the person. */
  readonly newId: () => string;
};

/** Never rejects. */
export function handleFailure(parts: FailureParts): (failure: BotError) => Promise<void> {
  return async ({ error, ctx }) => {
    const kind = Object.keys(ctx.update).find((key) => key !== "update_id") ?? "none";
    if (isNobodyThere(error)) {
      parts.log.info({ kind, error: describeError(error) }, "Nobody there to answer");
      return;
    }
    const id = parts.newId();
    parts.log.error({ id, kind, error: describeError(error) }, "An update could not be handled");
    // Where the failure was Telegram's, the apology fails like the answer did: one line is enough.
    await apologise(parts, ctx, id).catch(() => {});
  };
}

/** What an error is and where it arose, without its message. */
export function describeError(error: unknown): string {
  if (error instanceof GrammyError)
    return `${error.method}: ${error.error_code} ${error.description}`;
  if (error instanceof HttpError) return error.message;
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

/** Blocked, removed, or too late: there is nobody to apologise to. */
function isNobodyThere(error: unknown): boolean {
  if (!(error instanceof GrammyError)) return false;
  return error.error_code === 403 || error.description.includes("query is too old");
}

async function apologise(parts: FailureParts, ctx: Context, id: string): Promise<void> {
  const text = texts[languageOfPerson(ctx, parts.library())].failed(id);
  if (ctx.inlineQuery !== undefined) {
    await ctx.answerInlineQuery([], { cache_time: 0, is_personal: true });
  } else if (ctx.callbackQuery !== undefined) {
    await ctx.answerCallbackQuery({ text, show_alert: true });
  } else if (
    ctx.msg !== undefined &&
    addressOf(ctx.msg, selfOf(ctx, parts.turns)).kind !== "none"
  ) {
    const place = placeOf(ctx);
    if (place !== null) await send(ctx, place, { text: rich(text), buttons: [] });
  }
}
