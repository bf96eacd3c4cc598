/**
 * Buttons under the bot's messages: each press is answered, old and unknown ones too.
 */
import { Composer, GrammyError, type Context } from "grammy";

import type { Asking } from "./ask.ts";
import { languageOfPerson } from "./ask.ts";
import { openTarget } from "./open.ts";
import type { Parts } from "./parts.ts";
import { parseOpening } from "./payload.ts";
import { deepLink, type Screen } from "./screen.ts";
import { keyboard, placeOf, send } from "./send.ts";
import { split } from "./split.ts";
import { texts } from "./texts.ts";

export function buttons({
  library,
  asking,
}: Parts & { readonly asking: Asking }): Composer<Context> {
  const composer = new Composer();
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
      await turnPage(ctx, opened.screen);
    } else {
      await send(ctx, place, opened.screen);
    }
  });
  return composer;
}

async function alert(ctx: Context, text: string): Promise<void> {
  await ctx.answerCallbackQuery({ text, show_alert: true });
}

/** A second tap on the same button finds the page turned already, which Telegram refuses; that is no failure. */
async function turnPage(ctx: Context, screen: Screen): Promise<void> {
  const [page] = split(screen.text);
  if (page === undefined) return;
  try {
    await ctx.editMessageText(page.text, {
      entities: [...page.entities],
      link_preview_options: { is_disabled: true },
      reply_markup: keyboard(screen),
    });
  } catch (error) {
    if (!(error instanceof GrammyError && error.error_code === 400)) throw error;
  }
}
