/**
 * Buttons by which people decide about what is kept of them: what one of them taps touches nobody else's.
 */
import { Composer } from "grammy";

import { isByAdmin } from "../operator/admins.ts";
import { alert } from "../screens/alert.ts";
import { languageOfPerson } from "../questions/ask.ts";
import type { BotContext } from "../context.ts";
import { parseAction, type Action } from "../screens/callback-data.ts";
import type { Parts } from "../parts.ts";
import { askErase, show } from "./privacy.ts";
import { confirmScreen } from "./privacy-screen.ts";
import { erase, eraseChat, leaveOut, takeIn, type Claimant } from "./rights.ts";
import { rich } from "../screens/rich.ts";
import type { Screen } from "../screens/screen.ts";
import { placeOf, send, turnTo } from "../delivery/send.ts";
import { texts } from "../screens/texts/texts.ts";

export function privacyTaps(parts: Parts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on("callback_query:data", async (ctx, next) => {
    const tap = parseAction(ctx.callbackQuery.data);
    const place = placeOf(ctx);
    if (tap === null || place === null) return next();
    const language = languageOfPerson(ctx, parts.library());
    const claimant = { person: ctx.from.id, place, language };
    const isDone =
      (await decide(ctx, claimant, tap, parts)) || (await decideForChat(ctx, claimant, tap, parts));
    if (!isDone) await next();
  });
  return composer;
}

/** Of their own. False for other taps. */
async function decide(
  ctx: BotContext,
  claimant: Claimant,
  tap: Action,
  parts: Parts,
): Promise<boolean> {
  const { person, place, language } = claimant;
  if (tap.kind === "leave-out" || tap.kind === "take-in") {
    const change = tap.kind === "leave-out" ? leaveOut : takeIn;
    // Nobody else reads it.
    await alert(ctx, await change(claimant, parts));
  } else if (tap.kind === "show" || tap.kind === "ask-erase") {
    await ctx.answerCallbackQuery();
    const screen = tap.kind === "show" ? await show(ctx, claimant, parts) : askErase(claimant);
    // In a group these are links.
    if (place.isPrivate) send(ctx, place, screen);
  } else if (tap.kind === "erase") {
    if (tap.person !== person) await alert(ctx, texts[language].mine.notYours);
    else await say(ctx, await erase(claimant, tap.chat, parts));
  } else return false;
  return true;
}

/** For all of a chat, which in a group is an admin's to decide. False for other taps. */
async function decideForChat(
  ctx: BotContext,
  claimant: Claimant,
  tap: Action,
  parts: Parts,
): Promise<boolean> {
  if (tap.kind !== "ask-erase-chat" && tap.kind !== "erase-chat") return false;
  const { place, language } = claimant;
  const own = texts[language];
  if (!(await isByAdmin(ctx))) await alert(ctx, own.recording.adminsOnly);
  else if (tap.kind === "erase-chat") await say(ctx, await eraseChat(claimant, parts));
  else {
    await ctx.answerCallbackQuery();
    send(ctx, place, confirmScreen(own.mine.askEraseChat, { kind: "erase-chat" }, language));
  }
  return true;
}

/** In the place of the question. */
async function say(ctx: BotContext, words: string): Promise<void> {
  await ctx.answerCallbackQuery();
  const screen: Screen = { text: rich(words), buttons: [] };
  turnTo(ctx, ctx.callbackQuery?.message?.message_id ?? 0, screen);
}
