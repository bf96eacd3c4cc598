/**
 * Everyone's right to what is kept of them: /privacy, /optout, /optin, /forget, /mydata, /forget_chat, and links to these.
 */
import { Composer } from "grammy";

import { isByAdmin } from "../operator/admins.ts";
import { languageOfPerson } from "../questions/ask.ts";
import { commandOf } from "../incoming/command.ts";
import type { BotContext } from "../context.ts";
import { parseAction } from "../screens/callback-data.ts";
import { ownMessages, titleOf } from "./own-messages.ts";
import type { Parts } from "../parts.ts";
import { confirmScreen, privacyScreen, showInChatScreen } from "./privacy-screen.ts";
import { leaveOut, takeIn, type Claimant } from "./rights.ts";
import { rich } from "../screens/rich.ts";
import type { Screen } from "../screens/screen.ts";
import { askerOf, placeOf, send } from "../delivery/send.ts";
import { texts } from "../screens/texts/texts.ts";

/** What was asked for while the bot was away is done all the same. */
export function privacy(parts: Parts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on(["message", "channel_post"], async (ctx, next) => {
    const command = commandOf(ctx.msg, ctx.me);
    const place = placeOf(ctx);
    if (command?.isForMe !== true || place === null) return next();
    const language = languageOfPerson(ctx, parts.library());
    const claimant = { person: askerOf(ctx, place).person, place, language };
    const screen =
      command.name === "start"
        ? await screenOfLink(ctx, claimant, command.rest, parts)
        : await screenOfCommand(ctx, claimant, command.name, parts);
    if (screen === null) return next();
    send(ctx, place, screen);
  });
  return composer;
}

/** Null for other commands. */
async function screenOfCommand(
  ctx: BotContext,
  claimant: Claimant,
  name: string,
  parts: Parts,
): Promise<Screen | null> {
  const { place, language } = claimant;
  const own = texts[language].mine;
  const view = { language, isPrivate: place.isPrivate, bot: ctx.me.username };
  switch (name) {
    case "privacy":
      return privacyScreen(place.chat, view, parts);
    case "optout":
      return plain(await leaveOut(claimant, parts));
    case "optin":
      return plain(await takeIn(claimant, parts));
    case "forget":
      return isAsChat(ctx) ? plain(own.asYourself) : askErase(claimant);
    case "mydata":
      if (isAsChat(ctx)) return plain(own.asYourself);
      return place.isPrivate ? show(ctx, claimant, parts) : showInChatScreen(view);
    case "forget_chat":
      if (!(await isByAdmin(ctx))) return plain(texts[language].recording.adminsOnly);
      return confirmScreen(own.askEraseChat, { kind: "erase-chat" }, language);
    default:
      return null;
  }
}

/** Null for other links. */
async function screenOfLink(
  ctx: BotContext,
  { person, place, language }: Claimant,
  payload: string,
  parts: Parts,
): Promise<Screen | null> {
  const link = place.isPrivate ? parseAction(payload) : null;
  if (link?.kind === "show") return show(ctx, { person, place, language }, parts);
  if (link?.kind !== "ask-erase" || link.chat === null) return null;
  const own = texts[language].mine;
  const title = (await titleOf(ctx.api, link.chat)) ?? own.unknownGroup;
  const tap = { kind: "erase", person, chat: link.chat } as const;
  return confirmScreen(own.askEraseIn(title), tap, language);
}

export function show(
  ctx: BotContext,
  { person, language }: Claimant,
  parts: Parts,
): Promise<Screen> {
  return ownMessages(person, language, { ...parts, api: ctx.api });
}

export function askErase({ person, place, language }: Claimant): Screen {
  const own = texts[language].mine;
  const { isPrivate, chat } = place;
  const words = isPrivate ? own.askEraseEverywhere : own.askErase;
  const tap = { kind: "erase", person, chat: isPrivate ? null : chat } as const;
  return confirmScreen(words, tap, language);
}

/** Who writes in a chat's name cannot be shown what is theirs, nor tap for it. */
function isAsChat({ msg }: BotContext): boolean {
  return msg?.sender_chat !== undefined;
}

function plain(words: string): Screen {
  return { text: rich(words), buttons: [] };
}
