/**
 * Talk, Summary, Summarizer: what every way of summing up a group's messages takes and returns.
 *
 * A summary holds no word of the bot's own: `bot/texts.ts` finds them, in German and in English.
 */
import type { Asker } from "../store/contract/turns.ts";

/** A message as it is summed up. */
export interface TalkMessage {
  /** Telegram's `message_id`. */
  readonly id: number;
  /** When it was written, in milliseconds. */
  readonly at: number;
  readonly person: number;
  /** The author's first name: anybody's text. */
  readonly name: string;
  /** Null outside of topics. */
  readonly topic: number | null;
  /** Telegram's `message_id`; null when it replies to none. */
  readonly replyTo: number | null;
  /** With a placeholder in brackets for what is no text: "[Foto] das Café". */
  readonly text: string;
}

export interface Talk {
  /** In the order of time. */
  readonly messages: readonly TalkMessage[];
  /** Told from the messages: what the summary is written in. */
  readonly language: "de" | "en";
  /** IANA, for the times that are written. */
  readonly timeZone: string;
}

export interface Point {
  /** `agreed` and `open` stand apart, and only where a message bears them out. */
  readonly kind: "point" | "agreed" | "open";
  /** What was written of it; null: the messages speak for themselves. */
  readonly text: string | null;
  /** Those it rests on, at least one, in the order of time. */
  readonly messages: readonly TalkMessage[];
}

export interface Summary {
  /** In the order of time within each kind. */
  readonly points: readonly Point[];
  /** True where a model was to write it and could not. */
  readonly isStandIn: boolean;
}

/** Points of a summary at most. */
export const MOST_POINTS = 8;
/** Fewer messages are read faster than a summary of them: they are shown as they are. */
export const FEWEST_MESSAGES = 8;

export interface Summarizer {
  /** Who asks pays with their share of the budget, and their chat's. */
  sumUp(talk: Talk, asker: Asker, signal?: AbortSignal): Promise<Summary>;
}
