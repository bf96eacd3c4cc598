/**
 * Screen: one thing the bot shows, its text put together from pieces, and its buttons.
 *
 * Nothing is escaped because nothing is parsed: the bot never sets `parse_mode`. A screen may be longer than a message;
 * `delivery/` parts it.
 *
 * What comes in is an answer or a wish, what goes out is a Screen: `render.ts` shows answers, `help.ts` the bot itself,
 * `sources.ts` and `reading.ts` the articles, `open.ts` what a button leads to. They put it together from `quoting.ts`
 * (the article's words and where they come from) and the bot's own sentences in `texts/`; what a button does is text in
 * `callback-data.ts`.
 *
 * @example
 * const text = joined([styled("bold", title), "Was gefragt wird:"]);
 * const screen: Screen = { text, buttons: openingRow("Worum geht es?", { kind: "overview", ref }, view) };
 */
import type { InlineKeyboardButton, MessageEntity } from "grammy/types";

import type { Language } from "../incoming/language.ts";
import { encodeAction, type Action, type Target } from "./callback-data.ts";

export interface Screen {
  readonly text: RichText;
  /** Rows of buttons; none is an empty array. */
  readonly buttons: readonly InlineKeyboardButton[][];
}

export interface RichText {
  readonly text: string;
  /** Outer ones before those they hold. */
  readonly entities: readonly MessageEntity[];
}

export type Words = string | RichText;
export type Style = "bold" | "blockquote" | "expandable_blockquote";

/** For whom something is rendered. */
export interface View {
  readonly language: Language;
  /** In a group or a channel the bot is brief, and its buttons lead into the private chat. */
  readonly isPrivate: boolean;
  /** The bot's username. */
  readonly bot: string;
  /** One of those who run the bot, in private: absent for everyone else. */
  readonly isOwner?: boolean;
}

const LABEL_LENGTH = 40;

/** The pieces one behind the other. Half an emoji becomes U+FFFD, for Telegram refuses it. */
export function rich(...pieces: readonly Words[]): RichText {
  let text = "";
  const entities: MessageEntity[] = [];
  for (const piece of pieces) {
    const { text: words, entities: inner } =
      typeof piece === "string" ? { text: piece, entities: [] } : piece;
    for (const entity of inner) entities.push({ ...entity, offset: entity.offset + text.length });
    text += words.toWellFormed();
  }
  return { text, entities };
}

/** The words as a whole in this style; empty words stay without. */
export function styled(style: Style, words: Words): RichText {
  const { text, entities } = rich(words);
  if (text === "") return { text, entities };
  return { text, entities: [{ type: style, offset: 0, length: text.length }, ...entities] };
}

/** The words as a link. */
export function linked(url: string, words: string): RichText {
  const { text } = rich(words);
  return { text, entities: [{ type: "text_link", offset: 0, length: text.length, url }] };
}

/** The pieces that say something, parted by `separator`. */
export function joined(pieces: readonly Words[], separator = "\n"): RichText {
  const parted: Words[] = [];
  for (const piece of pieces) {
    if ((typeof piece === "string" ? piece : piece.text) === "") continue;
    if (parted.length > 0) parted.push(separator);
    parted.push(piece);
  }
  return rich(...parted);
}

/** What stands from `start` to `end`, with the entities cut to it. */
export function cut({ text, entities }: RichText, start: number, end = text.length): RichText {
  const kept: MessageEntity[] = [];
  for (const entity of entities) {
    const from = Math.max(entity.offset, start);
    const to = Math.min(entity.offset + entity.length, end);
    if (to > from) kept.push({ ...entity, offset: from - start, length: to - from });
  }
  return { text: text.slice(start, end), entities: kept };
}

/** At most `length` characters, the last one "…" when something was left out. */
export function shortened(words: string, length: number): string {
  const characters = Array.from(words.toWellFormed());
  if (characters.length <= length) return characters.join("");
  return `${characters
    .slice(0, length - 1)
    .join("")
    .trimEnd()}…`;
}

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
  const action = { ...target, language: view.language };
  return view.isPrivate ? tapButton(text, action) : { text, url: deepLink(view.bot, action) };
}

export function tapButton(text: string, action: Action): InlineKeyboardButton.CallbackButton {
  return { text, callback_data: encodeAction(action) };
}

/** Opens the private chat, and there what the action says. */
export function deepLink(bot: string, action: Action): string {
  return `https://t.me/${bot}?start=${encodeAction(action)}`;
}
