/**
 * Taps and inline queries that come too fast: answered with as little work as can be.
 */
import { Composer } from "grammy";

import { languageOfPerson } from "./ask.ts";
import type { BotContext } from "../context.ts";
import type { Parts } from "../parts.ts";
import { texts } from "../screens/texts/texts.ts";

export function frequency({ library, limits }: Parts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on("inline_query", async (ctx, next) => {
    const verdict = await limits.inline(ctx.from.id);
    if (verdict.kind !== "too-fast") return next();
    // Telegram answers the same query from its cache until then.
    await ctx.answerInlineQuery([], { cache_time: verdict.seconds, is_personal: true });
  });
  composer.on("callback_query", async (ctx, next) => {
    const verdict = await limits.tap(ctx.from.id);
    if (verdict.kind !== "too-fast") return next();
    const text = texts[languageOfPerson(ctx, library())].tooManyTaps(verdict.seconds);
    await ctx.answerCallbackQuery({ text, show_alert: true });
  });
  return composer;
}
