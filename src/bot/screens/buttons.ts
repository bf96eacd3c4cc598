/**
 * Buttons under the bot's messages: each press is answered, old and unknown ones too.
 */
import { Composer } from "grammy";

import { alert } from "./alert.ts";
import type { Asking } from "../questions/ask.ts";
import { languageOfPerson } from "../questions/ask.ts";
import type { BotContext } from "../context.ts";
import { openTarget } from "./open.ts";
import type { Parts } from "../parts.ts";
import { parseAction, type Action } from "./callback-data.ts";
import { deepLink } from "./screen.ts";
import { placeOf, send, turnTo } from "../delivery/send.ts";
import { texts } from "./texts/texts.ts";
import type { Translating } from "../questions/translating.ts";

type ButtonParts = Parts & { readonly asking: Asking; readonly translating: Translating };

export function buttons({ library, asking, translating }: ButtonParts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on("callback_query", async (ctx) => {
    const articles = library();
    const { data = "" } = ctx.callbackQuery;
    const action = parseAction(data);
    if (action === null || !isOfArticles(action))
      return alert(ctx, texts[languageOfPerson(ctx, articles)].unknownButton);
    const { language } = action;
    const place = placeOf(ctx);
    // What one person asks to see is never posted to others.
    if (place === null || !place.isPrivate) {
      await ctx.answerCallbackQuery({ url: deepLink(ctx.me.username, action) });
      return;
    }
    if (action.kind === "translate") return translating.translate(ctx, place, language);
    const opened = openTarget(action.target, articles, {
      language,
      isPrivate: true,
      bot: ctx.me.username,
    });
    if (opened === null) return alert(ctx, texts[language].stale);
    await ctx.answerCallbackQuery();
    if (opened.kind === "question") {
      await asking.answer(ctx, { text: opened.text, place, isEchoed: true });
    } else if (opened.kind === "page") {
      turnTo(ctx, ctx.callbackQuery.message?.message_id ?? 0, opened.screen);
    } else {
      send(ctx, place, opened.screen);
    }
  });
  return composer;
}

function isOfArticles(action: Action): action is Extract<Action, { kind: "open" | "translate" }> {
  return action.kind === "open" || action.kind === "translate";
}
