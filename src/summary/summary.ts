/**
 * Sums up what a group talked about: a Talk comes in, a Summary of at most eight points goes out, each with the messages
 * it rests on.
 *
 * Without a model (`extractive.ts`) the points are messages, word for word: `read-messages.ts` finds what was written in
 * response to each, `weight.ts` says how much it matters, `label.ts` whether it was agreed or is open; both go by
 * `cues.ts`. With a model (`generative.ts`) `people.ts` puts numbers in place of names, `talk-document.ts` writes what is
 * sent, `cut-at-pauses.ts` cuts a talk that is too long, and `points.ts` reads what comes back. Before either, `talk-language.ts`
 * tells the language; afterwards `without-changed.ts` takes out what was deleted meanwhile.
 *
 * A summary holds no word of the bot's own: `bot/screens/texts` has them, in German and in English.
 *
 * @example
 * const talk = { messages, language: tellTalkLanguage(messages, "de"), timeZone: "Europe/Berlin" };
 * const { points } = await createExtractiveSummarizer().sumUp(talk, asker);
 * points[0]; // { kind: "agreed", text: null, messages: [{ id: 12, name: "Anna", … }] }
 */
import type { Payer } from "../llm/budget.ts";

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
  /** What was agreed and what is still open are shown apart from the other points. */
  readonly kind: "point" | "agreed" | "open";
  /** What a model wrote of it; null: the messages are shown word for word. */
  readonly text: string | null;
  /** Those it rests on, at least one, in the order of time. */
  readonly messages: readonly TalkMessage[];
}

export interface Summary {
  /** In the order of time within each kind. */
  readonly points: readonly Point[];
  /** True where a model was to write it and could not: then the points are messages, word for word. */
  readonly isFallback: boolean;
}

/** Points of a summary at most. */
export const MOST_POINTS = 8;
/** Fewer messages are read faster than a summary of them: they are shown as they are. */
export const FEWEST_MESSAGES = 8;

export interface Summarizer {
  /** Who asks pays with their share of the budget, and their chat's. */
  sumUp(talk: Talk, asker: Payer, signal?: AbortSignal): Promise<Summary>;
}
