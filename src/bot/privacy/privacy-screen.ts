/**
 * /privacy: what is kept here, why, how long and who gets it; and the buttons by which everyone decides about theirs.
 */
import type { InlineKeyboardButton } from "grammy/types";

import type { Action } from "../screens/callback-data.ts";
import type { Language } from "../incoming/language.ts";
import type { Parts } from "../parts.ts";
import { deepLink, rich, tapButton, type Screen, type View } from "../screens/screen.ts";
import { texts } from "../screens/texts/texts.ts";

export async function privacyScreen(
  chat: number,
  view: View,
  { library, store, summaries }: Pick<Parts, "library" | "store" | "summaries">,
): Promise<Screen> {
  const { writer } = library();
  const { retentionDays } = summaries;
  const own = texts[view.language];
  const show = (ofGroups: string, buttons: InlineKeyboardButton[][]): Screen => ({
    text: rich(own.privacy(writer, ofGroups)),
    buttons,
  });
  if (view.isPrivate)
    return show(own.mine.ofGroupsElsewhere(retentionDays), buttonsInPrivate(view));
  const { isOn } = await store.messages.recording(chat);
  if (isOn) return show(own.mine.isRecorded(retentionDays, writer), buttonsInGroup(chat, view));
  const kept = await store.messages.count({ chat, topic: "all", from: null, to: null });
  if (kept === 0) return show(own.mine.isNotRecorded, []);
  const words = `${own.mine.isNotRecorded} ${own.recording.stillKept(kept, retentionDays)}`;
  return show(words, buttonsInGroup(chat, view));
}

function buttonsInPrivate({ language }: View): InlineKeyboardButton[][] {
  const own = texts[language].mine;
  return [
    [tapButton(own.leaveOut, { kind: "leave-out" }), tapButton(own.takeIn, { kind: "take-in" })],
    [
      tapButton(own.show, { kind: "show" }),
      tapButton(own.erase, { kind: "ask-erase", chat: null }),
    ],
  ];
}

/** What one person asks to see, and whose words are to go, is nobody else's business. */
function buttonsInGroup(chat: number, { language, bot }: View): InlineKeyboardButton[][] {
  const own = texts[language].mine;
  return [
    [tapButton(own.leaveOut, { kind: "leave-out" }), tapButton(own.takeIn, { kind: "take-in" })],
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
