/**
 * A group's recording, switched on and off by its admins: with `/summary on`, `/summary off` and the buttons that offer it.
 */
import type { NextFunction } from "grammy";

import type { BotContext } from "../context.ts";
import { acknowledge, alert, say, send, turnTo } from "../delivery/reply.ts";
import type { Tapped, Written } from "../incoming/incoming.ts";
import type { Language } from "../incoming/language.ts";
import { isBotAdmin, isByAdmin } from "../operator/admins.ts";
import type { Parts, Summaries } from "../parts.ts";
import { confirmScreen } from "../privacy/privacy-screen.ts";
import { joined, plain, rich, tapButton, type Screen } from "../screens/screen.ts";
import { texts } from "../screens/texts/texts.ts";
import { readSwitch } from "./summary-range.ts";

type SwitchParts = Pick<Parts, "library" | "store" | "summaries">;

/** `/summary on` and `/summary off`; what else follows `/summary` is passed on. */
export async function switchRecording(
  ctx: BotContext<Written>,
  parts: SwitchParts,
  next: NextFunction,
): Promise<void> {
  const { command, place, chat } = ctx.incoming;
  const on = chat.type === "channel" ? null : readSwitch(command?.rest ?? "");
  if (on === null) return next();
  const own = texts[ctx.language].recording;
  if (place.isPrivate) return say(ctx, own.onlyInGroups);
  if (!(await isByAdmin(ctx))) return say(ctx, own.adminsOnly);
  await (on ? switchOn(ctx, parts) : switchOff(ctx, parts));
}

/** The button under what a group is told that records nothing. */
export async function switchOnTapped(ctx: BotContext<Tapped>, parts: SwitchParts): Promise<void> {
  if (!(await isForAdmin(ctx))) return;
  await acknowledge(ctx);
  await switchOn(ctx, parts);
}

/** The button that offers to delete what is still kept where recording is off: asks once more. */
export async function askDeleteRecorded(
  ctx: BotContext<Tapped>,
  { store }: Pick<Parts, "store">,
): Promise<void> {
  if (!(await mayDelete(ctx, store))) return;
  await acknowledge(ctx);
  const { askDelete } = texts[ctx.language].recording;
  turnTo(ctx, confirmScreen(askDelete, { kind: "delete-recorded" }, ctx.language));
}

export async function deleteRecorded(
  ctx: BotContext<Tapped>,
  { store }: Pick<Parts, "store">,
): Promise<void> {
  if (!(await mayDelete(ctx, store))) return;
  const removed = await store.messages.forgetChat(ctx.incoming.place.chat);
  await acknowledge(ctx);
  turnTo(ctx, plain(texts[ctx.language].recording.deleted(removed)));
}

async function mayDelete(ctx: BotContext<Tapped>, { messages }: Parts["store"]): Promise<boolean> {
  if (!(await isForAdmin(ctx))) return false;
  // Switched on again since: what was to go is to stay.
  const { isOn } = await messages.recording(ctx.incoming.place.chat);
  if (isOn) await alert(ctx, texts[ctx.language].unknownButton);
  return !isOn;
}

/** Tells who tapped when they may not. */
async function isForAdmin(ctx: BotContext<Tapped>): Promise<boolean> {
  const { recording, unknownButton } = texts[ctx.language];
  const { isPrivate } = ctx.incoming.place;
  if (!isPrivate && (await isByAdmin(ctx))) return true;
  await alert(ctx, isPrivate ? unknownButton : recording.adminsOnly);
  return false;
}

/** For whoever asks for a summary where nothing is recorded. */
export function offScreen({ retentionDays }: Summaries, language: Language): Screen {
  const own = texts[language].recording;
  return {
    text: rich(own.isOff(retentionDays)),
    buttons: [[tapButton(own.switchOn, { kind: "switch-on" })]],
  };
}

/** Says what that means, each time anew; where it is on already, no more than that. */
async function switchOn(
  ctx: BotContext<Written | Tapped>,
  { library, store, summaries }: SwitchParts,
): Promise<void> {
  const own = texts[ctx.language].recording;
  const { chat } = ctx.incoming.place;
  const { isOn } = await store.messages.recording(chat);
  await store.messages.switchOn(chat);
  // The setting may have changed since the bot started.
  const me = await ctx.api.getMe();
  const readsAll = me.can_read_all_group_messages || (await isBotAdmin(ctx));
  const notice = isOn ? own.alreadyOn : own.notice(summaries.retentionDays, library().writer);
  say(ctx, joined([notice, readsAll ? "" : own.privacyMode(me.username)], "\n\n"));
}

async function switchOff(
  ctx: BotContext<Written>,
  { store, summaries }: SwitchParts,
): Promise<void> {
  const own = texts[ctx.language].recording;
  const { chat } = ctx.incoming.place;
  const { isOn } = await store.messages.recording(chat);
  await store.messages.switchOff(chat);
  const words = isOn ? own.switchedOff : own.alreadyOff;
  const kept = await store.messages.count({ chat, topic: "all", from: null, to: null });
  if (kept === 0) return say(ctx, words);
  send(ctx, {
    text: rich(words, " ", own.stillKept(kept, summaries.retentionDays)),
    buttons: [[tapButton(own.deleteNow, { kind: "ask-delete-recorded" })]],
  });
}
