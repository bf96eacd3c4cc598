/**
 * Buttons under the bot's messages: each press is answered, old and unknown ones too.
 */
import { Composer, type Context } from "grammy";

import type { Asking } from "./ask.ts";
import { languageOfPerson } from "./ask.ts";
import type { BotContext } from "./context.ts";
import { openTarget } from "./open.ts";
import type { Parts } from "./parts.ts";
import { parseOpening } from "./payload.ts";
import { deepLink } from "./screen.ts";
import { placeOf, send, turnTo } from "./send.ts";
import { texts } from "./texts.ts";

export function buttons({
  library,
  asking,
}: Parts & { readonly asking: Asking }): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on("callback_query", async (ctx) => {
    const articles = library();
    const { data = "" } = ctx.callbackQuery;
    const opening = parseOpening(data);
    if (opening === null) return alert(ctx, texts[languageOfPerson(ctx, articles)].unknownButton);
    const { target, language } = opening;
    const place = placeOf(ctx);
    // What one person asks to see is never posted to others.
    if (place === null || !place.isPrivate) {
      await ctx.answerCallbackQuery({ url: deepLink(ctx.me.username, data) });
      return;
    }
    const opened = openTarget(target, articles, {
      language,
      isPrivate: true,
      bot: ctx.me.username,
    });
    if (opened === null) return alert(ctx, texts[language].stale);
    await ctx.answerCallbackQuery();
    if (opened.kind === "question") {
      await asking.answer(ctx, { text: opened.text, place, previous: null, isEchoed: true });
    } else if (opened.kind === "page") {
      turnTo(ctx, ctx.callbackQuery.message?.message_id ?? 0, opened.screen);
    } else {
      send(ctx, place, opened.screen);
    }
  });
  return composer;
}

async function alert(ctx: Context, text: string): Promise<void> {
  await ctx.answerCallbackQuery({ text, show_alert: true });
}
