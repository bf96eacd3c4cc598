/**
 * What updates pass before any handler: each guard here hands on, answers by itself, or stops.
 */
import type { Middleware } from "grammy";

import type { Store } from "../store/store.ts";
import { sleepBy, type Clock } from "./clock.ts";
import type { BotContext } from "./context.ts";
import { alert, replyToGuest, say } from "./delivery/reply.ts";
import type { Written } from "./incoming/incoming.ts";
import { changeOf } from "./intake/intake.ts";
import type { Limits } from "./questions/limits.ts";
import { plain } from "./screens/screen.ts";
import { texts } from "./screens/texts/texts.ts";

/** Notes where the bot may write: when it comes and goes, and when a group becomes another one. */
export function membership({ store }: { readonly store: Store }): Middleware<BotContext> {
  return async ({ incoming }, next) => {
    const change = changeOf(incoming, store);
    if (change !== null) await change();
    else if (incoming.kind === "member") await store.chats.seen(incoming.place.chat);
    if (incoming.kind !== "migration") await next();
  };
}

/** Where somebody writes, the bot may write as well. */
export function presence({
  store,
}: {
  readonly store: Pick<Store, "chats">;
}): Middleware<BotContext> {
  return async ({ incoming }, next) => {
    if (incoming.kind === "message") await store.chats.seen(incoming.place.chat);
    await next();
  };
}

/** Taps, inline queries and mentions of a guest that come too fast: answered with as little work as can be. */
export function frequency({ limits }: { readonly limits: Limits }): Middleware<BotContext> {
  return async (ctx, next) => {
    const { incoming, language, attempt } = ctx;
    // What is tried again was counted the first time.
    if (attempt > 1) return next();
    if (incoming.kind === "inline" || incoming.kind === "guest") {
      const verdict = await limits.inline(incoming.person.id);
      if (verdict.kind !== "too-fast") return next();
      if (incoming.kind === "guest")
        return replyToGuest(ctx, plain(texts[language].tooFast(verdict.seconds)));
      // Telegram answers the same query from its cache until then.
      await ctx.answerInlineQuery([], { cache_time: verdict.seconds, is_personal: true });
    } else if (incoming.kind === "tap") {
      const verdict = await limits.tap(incoming.person.id);
      if (verdict.kind !== "too-fast") return next();
      await alert(ctx, texts[language].tooManyTaps(verdict.seconds));
    } else return next();
  };
}

/** How long a picture without words waits for one of its album that has some. */
const ALBUM_MS = 1000;

/** Of an album, and of a channel's post and its copy, one is answered: that which asks something, if any does. */
export function once({
  limits,
  clock,
}: {
  readonly limits: Limits;
  readonly clock: Clock;
}): Middleware<BotContext<Written>> {
  return async (ctx, next) => {
    const { partOf, place } = ctx.incoming;
    const asks = (await ctx.meaning()).kind !== "none";
    // What is tried again was the first the first time, and elsewhere the bot keeps silent.
    if (partOf === null || ctx.attempt > 1 || !(asks || place.isPrivate)) return next();
    const waits = `${partOf}/waits`;
    if (!(await limits.isFirst(asks ? `${partOf}/asks` : waits))) return;
    if (!asks) await sleepBy(clock, ALBUM_MS);
    // A picture that waited gives way to a question; a question gives way to nothing.
    if ((await limits.isFirst(partOf)) || asks) return next();
  };
}

const ANSWERED_UNTIL_MS = 10 * 60_000;

/** Messages too old to be answered, for the bot was away: one word to ask again for all of a chat, in groups silence. */
export function tooLate({
  store,
  now,
}: {
  readonly store: Pick<Store, "chats">;
  readonly now: () => number;
}): Middleware<BotContext<Written>> {
  return async (ctx, next) => {
    const { place, update } = ctx.incoming;
    // A message without a date has none that could be old.
    const at = ctx.incoming.at ?? now();
    if (now() - at <= ANSWERED_UNTIL_MS) return next();
    if (!place.isPrivate) return;
    const { toldAway: told = { at: 0, update: 0 } } = await store.chats.settings(place.chat);
    // The update it was told on may be tried again, for the word may not have gone out.
    if (at <= told.at && told.update !== update.update_id) return;
    const toldAway = { at: now(), update: update.update_id };
    await store.chats.changeSettings(place.chat, (before) => ({ ...before, toldAway }));
    say(ctx, texts[ctx.language].away);
  };
}
