/**
 * What an update is understood as: where it comes from, who sent it, which command, which button, what it asks.
 *
 * In comes an update as Telegram sends it, checked by `update.ts`; `read-update.ts` makes one Incoming of it, and nobody
 * further in looks into the update again. `address.ts` reads what a message's text says to the bot, `is-question.ts`
 * tells a question from talk, `language.ts` which of its two languages the bot speaks. What only the store knows (which
 * answer is replied to) is looked up later, by `meaningOf`.
 *
 * @example
 * const incoming = readUpdate(update, bot.botInfo);
 * if (incoming.kind === "message" && incoming.command?.name === "help") …
 * if (incoming.kind === "unreadable") log.warn({ kind: incoming.name }, "An update makes no sense");
 */
import type { Asker } from "../../store/turns/turns.ts";
import type { Action } from "../screens/callback-data.ts";
import type { Address, Command } from "./address.ts";
import type { Language } from "./language.ts";
import type { Chat, Message, Update } from "./update.ts";

export type Incoming = Readable | Unreadable;

export type Readable =
  | Written
  | Tapped
  | UnknownTap
  | InlineQuery
  | Guest
  | Stopped
  | MemberChange
  | Migration
  | Other;

/** What is known of every update. */
export interface Arrived {
  readonly update: Update;
  /** Telegram's name of it: "message", "callback_query". */
  readonly name: string;
  /** Who did it; null when Telegram does not say. */
  readonly person: Person | null;
  /** Null where nothing can be sent back. */
  readonly place: Place | null;
}

/** What happens in a chat. */
export interface Placed extends Arrived {
  readonly chat: Chat;
  readonly place: Place;
  readonly asker: Asker;
  /** When it was written, in milliseconds; null when Telegram does not say. */
  readonly at: number | null;
}

/** A message or a channel's post, new or edited. */
export interface Written extends Placed {
  readonly kind: "message" | "edit";
  /** Telegram's own: only for who records it, with all that is no text in it. */
  readonly message: Message;
  /** Null for what only one person sees, and where its group has become another one since. */
  readonly id: number | null;
  /** In milliseconds; null for what was never edited. */
  readonly editedAt: number | null;
  /** The chat in whose name it was written; null: the person's own. */
  readonly senderChat: number | null;
  /** By another bot, or by way of this one. */
  readonly isFromBot: boolean;
  readonly repliesTo: RepliedTo | null;
  readonly command: Command | null;
  /** What the link does that opened the private chat. */
  readonly link: Action | null;
  readonly address: Address;
  /** What it is only one part or one copy of, and is answered once: an album, a channel's post; null for most. */
  readonly partOf: string | null;
}

export interface RepliedTo {
  readonly id: number;
  /** In milliseconds. */
  readonly at: number;
  /** It is the bot's own message. */
  readonly isMine: boolean;
}

/** A button under one of the bot's messages. */
export interface Tapped extends Placed {
  readonly kind: "tap";
  readonly person: Person;
  readonly action: Action;
  /** The message it stands under; 0 where its group has become another one since. */
  readonly message: number;
}

/** A button that this bot never made. */
export interface UnknownTap extends Arrived {
  readonly kind: "tap";
  readonly person: Person;
  readonly action: null;
}

export interface InlineQuery extends Arrived {
  readonly kind: "inline";
  readonly person: Person;
  readonly query: string;
  readonly offset: string;
}

/** The bot was mentioned where it is no member: it may answer once, and knows nothing else of that chat. */
export interface Guest extends Arrived {
  readonly kind: "guest";
  readonly person: Person;
  /** "" where it was only called. */
  readonly question: string;
}

/** Somebody has read enough of a draft. */
export interface Stopped extends Arrived {
  readonly kind: "stop";
  readonly chat: number;
  readonly draft: number;
}

/** The bot came, went, or has other rights now. */
export interface MemberChange extends Placed {
  readonly kind: "member";
  readonly wasIn: boolean;
  readonly isIn: boolean;
}

/** A group has become another one: `from` is `to` now. */
export interface Migration extends Placed {
  readonly kind: "migration";
  readonly from: number;
  readonly to: number;
}

/** Of a kind that the bot does not handle. */
export interface Other extends Arrived {
  readonly kind: "other";
}

/** Not built as Telegram says: nothing of it is used. */
export interface Unreadable {
  readonly kind: "unreadable";
  readonly name: string;
  readonly error: unknown;
}

export interface Person {
  readonly id: number;
  /** Their first name: anybody's text. */
  readonly name: string;
  /** Told from their Telegram's; null when it does not say. */
  readonly language: Language | null;
}

/** Where an answer goes. */
export interface Place {
  readonly chat: number;
  readonly isPrivate: boolean;
  /** A forum's topic; in other groups a thread is only a chain of replies, and Telegram refuses it. */
  readonly thread: number | null;
  /** The topic is one of a channel's direct messages. */
  readonly isDirect?: boolean;
  /** The message that is answered; null in private, where it is plain. */
  readonly replyTo: number | null;
}
