/**
 * A group's recording, switched on and off by its admins: with `/summary on`, `/summary off` and the buttons that offer it.
 */
import { Composer } from "grammy";

import { isBotAdmin, isByAdmin } from "../operator/admins.ts";
import { alert } from "../screens/alert.ts";
import { languageOfPerson } from "../questions/ask.ts";
import { commandOf } from "../incoming/command.ts";
import type { BotContext } from "../context.ts";
import { parseAction } from "../screens/callback-data.ts";
import type { Language } from "../incoming/language.ts";
import type { Parts } from "../parts.ts";
import { joined, rich, type Words } from "../screens/rich.ts";
import { tapButton, type Screen } from "../screens/screen.ts";
import { placeOf, send, turnTo, type Place } from "../delivery/send.ts";
import { readSummaryCall } from "./summary-range.ts";
import { texts } from "../screens/texts/texts.ts";

/** What is too old to be answered is switched all the same. */
export function recordingSwitch(parts: Parts): Composer<BotContext> {
  const { library, store, summaries } = parts;
  const composer = new Composer<BotContext>();
  composer.on("message", async (ctx, next) => {
    const command = commandOf(ctx.msg, ctx.me);
    const place = placeOf(ctx);
    if (command?.name !== "summary" || !command.isForMe || place === null) return next();
    const call = readSummaryCall(command.rest, null, summaries);
    if (call.kind !== "switch") return next();
    const language = languageOfPerson(ctx, library());
    const say = (words: Words) => send(ctx, place, { text: rich(words), buttons: [] });
    const own = texts[language].recording;
    if (place.isPrivate) return say(own.onlyInGroups);
    if (!(await isByAdmin(ctx))) return say(own.adminsOnly);
    if (call.on) return switchOn(ctx, place, parts);
    send(ctx, place, await switchOff(place.chat, parts, language));
  });
  composer.on("callback_query:data", async (ctx, next) => {
    const tap = parseAction(ctx.callbackQuery.data);
    if (tap?.kind !== "switch-on" && tap?.kind !== "delete-recorded") return next();
    const place = placeOf(ctx);
    const language = languageOfPerson(ctx, library());
    const own = texts[language].recording;
    if (place === null || place.isPrivate) return alert(ctx, texts[language].unknownButton);
    if (!(await isByAdmin(ctx))) return alert(ctx, own.adminsOnly);
    if (tap.kind === "switch-on") {
      await ctx.answerCallbackQuery();
      return switchOn(ctx, place, parts);
    }
    const { isOn } = await store.messages.recording(place.chat);
    // Switched on again since: what was to go is to stay.
    if (isOn) return alert(ctx, texts[language].unknownButton);
    const removed = await store.messages.forgetChat(place.chat);
    await ctx.answerCallbackQuery();
    turnTo(ctx, ctx.callbackQuery.message?.message_id ?? 0, {
      text: rich(own.deleted(removed)),
      buttons: [],
    });
  });
  return composer;
}

/** For whoever asks for a summary where nothing is recorded. */
export function offScreen({ summaries }: Pick<Parts, "summaries">, language: Language): Screen {
  const own = texts[language].recording;
  return {
    text: rich(own.isOff(summaries.retentionDays)),
    buttons: [[tapButton(own.switchOn, { kind: "switch-on" })]],
  };
}

/** Says what that means, each time anew. */
async function switchOn(
  ctx: BotContext,
  place: Place,
  { library, store, summaries }: Parts,
): Promise<void> {
  const articles = library();
  const own = texts[languageOfPerson(ctx, articles)].recording;
  await store.messages.switchOn(place.chat);
  // The setting may have changed since the bot started.
  const me = await ctx.api.getMe();
  const readsAll = me.can_read_all_group_messages || (await isBotAdmin(ctx));
  const notice = own.notice(summaries.retentionDays, articles.writer);
  const lines = [notice, readsAll ? "" : own.privacyMode(me.username)];
  send(ctx, place, { text: joined(lines, "\n\n"), buttons: [] });
}

async function switchOff(
  chat: number,
  { store, summaries }: Parts,
  language: Language,
): Promise<Screen> {
  const own = texts[language].recording;
  await store.messages.switchOff(chat);
  const kept = await store.messages.count({ chat, topic: "all", from: null, to: null });
  if (kept === 0) return { text: rich(own.switchedOff), buttons: [] };
  return {
    text: rich(own.switchedOff, " ", own.stillKept(kept, summaries.retentionDays)),
    buttons: [[tapButton(own.deleteNow, { kind: "delete-recorded" })]],
  };
}
