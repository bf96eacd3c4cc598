/**
 * Screen: one thing the bot shows, before it is parted into messages and sent.
 */
import type { InlineKeyboardButton } from "grammy/types";

import type { Article } from "../../corpus/passage.ts";
import type { Language } from "../incoming/language.ts";
import { encodeAction, type Action, type Target } from "./callback-data.ts";
import { rich, shortened, type RichText, type Words } from "./rich.ts";
import { texts } from "./texts/texts.ts";

export interface Screen {
  readonly text: RichText;
  /** Rows of buttons; none is an empty array. */
  readonly buttons: readonly InlineKeyboardButton[][];
}

/** For whom something is rendered. */
export interface View {
  readonly language: Language;
  /** In a group or a channel the bot is brief, and its buttons lead into the private chat. */
  readonly isPrivate: boolean;
  /** The bot's username. */
  readonly bot: string;
}

const LABEL_LENGTH = 40;

/** Words without buttons. */
export function plain(words: Words): Screen {
  return { text: rich(words), buttons: [] };
}

/** A row with one button that opens the target: here in private, else in the private chat. */
export function openingRow(label: string, target: Target, view: View): InlineKeyboardButton[][] {
  return [[openingButton(label, target, view)]];
}

export function openingButton(label: string, target: Target, view: View): InlineKeyboardButton {
  const text = shortened(label, LABEL_LENGTH);
  const action: Action = { kind: "open", target, language: view.language };
  return view.isPrivate ? tapButton(text, action) : { text, url: deepLink(view.bot, action) };
}

export function tapButton(text: string, action: Action): InlineKeyboardButton.CallbackButton {
  return { text, callback_data: encodeAction(action) };
}

/** Opens the private chat, and there what the action says. */
export function deepLink(bot: string, action: Action): string {
  return `https://t.me/${bot}?start=${encodeAction(action)}`;
}

/** One row for each article that has a web address Telegram accepts. */
export function articleRows(
  articles: Iterable<Article>,
  { language }: View,
): InlineKeyboardButton[][] {
  const rows: InlineKeyboardButton[][] = [];
  for (const { url } of new Set(articles)) {
    if (url !== null && isWebAddress(url)) rows.push([{ text: texts[language].toArticle, url }]);
  }
  return rows;
}

function isWebAddress(url: string): boolean {
  return /^https?:$/u.test(URL.parse(url)?.protocol ?? "");
}
