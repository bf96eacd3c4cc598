/**
 * Screen: one thing the bot shows, before it is parted into messages and sent.
 */
import type { InlineKeyboardButton } from "grammy/types";

import type { Article } from "../../corpus/passage.ts";
import type { Language } from "../incoming/language.ts";
import { encodeOpening, type Target } from "./payload.ts";
import { shortened, type RichText } from "./rich.ts";
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

/** A row with one button that opens the target: here in private, else in the private chat; none when it cannot. */
export function openingRow(label: string, target: Target, view: View): InlineKeyboardButton[][] {
  const button = openingButton(label, target, view);
  return button === null ? [] : [[button]];
}

export function openingButton(
  label: string,
  target: Target,
  { language, isPrivate, bot }: View,
): InlineKeyboardButton | null {
  const data = encodeOpening({ target, language });
  if (data === null) return null;
  const text = shortened(label, LABEL_LENGTH);
  return isPrivate ? { text, callback_data: data } : { text, url: deepLink(bot, data) };
}

/** Opens the private chat; `payload` is 1 to 64 of `[A-Za-z0-9_-]`. */
export function deepLink(bot: string, payload: string): string {
  return `https://t.me/${bot}?start=${payload}`;
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
