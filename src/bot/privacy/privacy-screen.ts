/**
 * /privacy: what is kept here, how long and who gets it, first in short; and the buttons by which everyone decides about theirs.
 */
import type { InlineKeyboardButton } from "grammy/types";

import type { Action } from "../screens/callback-data.ts";
import type { Language } from "../incoming/language.ts";
import type { Parts } from "../parts.ts";
import { deepLink, plain, rich, tapButton, type Screen, type View } from "../screens/screen.ts";
import { texts } from "../screens/texts/texts.ts";

export async function privacyScreen(
  { chat, person }: { readonly chat: number; readonly person: number },
  view: View,
  { library, store, summaries }: Pick<Parts, "library" | "store" | "summaries">,
): Promise<Screen> {
  const { writer } = library();
  const { retentionDays } = summaries;
  const own = texts[view.language];
  const show = (ofGroups: string, buttons: InlineKeyboardButton[][]): Screen => ({
    text: rich(own.privacyInShort(writer, ofGroups)),
    buttons: [...buttons, [moreButton(view)]],
  });
  const isOut = await store.messages.isOptedOut(person, view.isPrivate ? null : chat);
  if (view.isPrivate)
    return show(own.mine.ofGroupsElsewhere(retentionDays), buttonsInPrivate(isOut, view));
  const { isOn } = await store.messages.recording(chat);
  if (isOn)
    return show(own.mine.isRecorded(retentionDays, writer), buttonsInGroup(chat, isOut, view));
  const kept = await store.messages.count({ chat, topic: "all", from: null, to: null });
  if (kept === 0) return show(own.mine.isNotRecorded, []);
  const words = `${own.mine.isNotRecorded} ${own.recording.stillKept(kept, retentionDays)}`;
  return show(words, buttonsInGroup(chat, isOut, view));
}

/** The rest of it, which only one person asks to see. */
export function privacyInFull(writer: string | null, { language }: View): Screen {
  return plain(texts[language].privacy(writer));
}

function moreButton({ language, isPrivate, bot }: View): InlineKeyboardButton {
  const [text, action] = [texts[language].privacyMore, { kind: "privacy" } as const];
  return isPrivate ? tapButton(text, action) : { text: `${text} ↗`, url: deepLink(bot, action) };
}

/** Only the one that changes something for whoever asked. */
function switchRow(isOut: boolean, { language }: View): InlineKeyboardButton[] {
  const { leaveOut, takeIn } = texts[language].mine;
  return [
    isOut ? tapButton(takeIn, { kind: "take-in" }) : tapButton(leaveOut, { kind: "leave-out" }),
  ];
}

function buttonsInPrivate(isOut: boolean, view: View): InlineKeyboardButton[][] {
  const own = texts[view.language].mine;
  return [
    switchRow(isOut, view),
    [
      tapButton(own.show, { kind: "show" }),
      tapButton(own.erase, { kind: "ask-erase", chat: null }),
    ],
  ];
}

/** What one person asks to see, and whose words are to go, is nobody else's business. */
function buttonsInGroup(chat: number, isOut: boolean, view: View): InlineKeyboardButton[][] {
  const own = texts[view.language].mine;
  const { bot } = view;
  return [
    switchRow(isOut, view),
    [
      { text: own.showInChat, url: deepLink(bot, { kind: "show" }) },
      { text: own.eraseInChat, url: deepLink(bot, { kind: "ask-erase", chat }) },
    ],
    [tapButton(own.eraseChat, { kind: "ask-erase-chat" })],
  ];
}

/** For who asked for their own privately: the way there. */
export function showInChatScreen({ language, bot }: View): Screen {
  const own = texts[language].mine;
  const url = deepLink(bot, { kind: "show" });
  return { text: rich(own.onlyPrivately), buttons: [[{ text: own.showPrivately, url }]] };
}

/** Asks once more, for what is gone stays gone. */
export function confirmScreen(words: string, tap: Action, language: Language): Screen {
  return { text: rich(words), buttons: [[tapButton(texts[language].mine.confirm, tap)]] };
}
