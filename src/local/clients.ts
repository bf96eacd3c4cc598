/**
 * What people's clients send to the emulated Telegram, and what they show of what happens in it.
 */
import type {
  InlineQueryResult,
  InlineQueryResultsButton,
  Message,
  MessageEntity,
  MessageOrigin,
  User,
} from "grammy/types";

/** What a person sends. Commands, mentions and links become entities, as Telegram's clients make them. */
export interface Outgoing {
  readonly chat: number;
  /** Null: an anonymous admin or a channel, see `senderChat`. */
  readonly from: number | null;
  readonly senderChat?: number;
  readonly text?: string;
  /** With one of the media kinds. */
  readonly caption?: string;
  readonly media?: "photo" | "sticker" | "voice" | "document";
  /** In place of one of the media kinds: a file that the bot can fetch. */
  readonly file?: SentFile;
  /** Where it was first posted, for what is forwarded. */
  readonly origin?: MessageOrigin;
  readonly replyTo?: number;
  /** Words of `replyTo` chosen by hand. */
  readonly quote?: string;
  /** A forum's topic. */
  readonly thread?: number;
  /** When it was sent, in Unix time; now unless told. */
  readonly date?: number;
}

export interface SentFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** As the sender's client names it: "text/markdown". */
  readonly type?: string;
}

export interface CallbackAnswer {
  readonly text: string | null;
  readonly alert: boolean;
  readonly url: string | null;
}

export interface InlineAnswer {
  readonly results: readonly InlineQueryResult[];
  readonly next: string;
  readonly button: InlineQueryResultsButton | null;
  readonly personal: boolean;
  readonly cacheSeconds: number;
}

/** What the page shows as it happens. */
export type Change =
  | { readonly kind: "message" | "edited"; readonly message: Message }
  | { readonly kind: "deleted"; readonly chat: number; readonly message: number }
  | { readonly kind: "typing"; readonly chat: number; readonly thread: number | null }
  /** An empty text shows "Thinking…"; gone when a message follows, or after 30 s. */
  | {
      readonly kind: "draft";
      readonly chat: number;
      readonly draft: number;
      readonly text: string;
      readonly entities: readonly MessageEntity[];
      readonly canStop: boolean;
    };

export interface NewGroup {
  readonly title: string;
  /** The first person is the owner unless `admins` names one. */
  readonly members: readonly User[];
  readonly forum?: boolean;
  /** A small group that is no supergroup: no links, no topics. */
  readonly basic?: boolean;
  readonly username?: string;
  readonly admins?: readonly number[];
  /** The bot is no member: it can only be called as a guest. */
  readonly isForeign?: boolean;
}
