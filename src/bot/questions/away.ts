/**
 * What was written while the bot was away: a word to ask again in private, silence in groups.
 */
import { Composer } from "grammy";

import { languageOfPerson } from "./ask.ts";
import type { BotContext } from "../context.ts";
import type { Parts } from "../parts.ts";
import { rich } from "../screens/rich.ts";
import { placeOf, send } from "../delivery/send.ts";
import { texts } from "../screens/texts/texts.ts";

const ANSWERED_UNTIL_MS = 10 * 60_000;

/** Stops messages that are too old to be answered; one word for all of a chat. */
export function away({ library, store, now }: Parts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on(["message", "channel_post"], async (ctx, next) => {
    const place = placeOf(ctx);
    // A message without a date has none that could be old.
    const at = ctx.msg.date > 0 ? ctx.msg.date * 1000 : now();
    if (place === null || now() - at <= ANSWERED_UNTIL_MS) return next();
    if (!place.isPrivate) return;
    const { settings } = await store.chats.read(place.chat);
    const told = settings.toldAway ?? { at: 0, update: 0 };
    // The update it was told on may be tried again, for the word may not have gone out.
    if (at <= told.at && told.update !== ctx.update.update_id) return;
    const toldAway = { at: now(), update: ctx.update.update_id };
    await store.chats.changeSettings(place.chat, (before) => ({ ...before, toldAway }));
    const words = texts[languageOfPerson(ctx, library())].away;
    send(ctx, place, { text: rich(words), buttons: [] });
  });
  return composer;
}
