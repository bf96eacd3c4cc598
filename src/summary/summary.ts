/**
 * Sums up what a group talked about: a Talk comes in, a Summary of at most eight points goes out, each with the messages
 * it rests on.
 *
 * Without a model (`extractive.ts`) the points are messages, word for word: `read-messages.ts` finds what was written in
 * response to each, `weight.ts` says how much it matters, `label.ts` whether it was agreed or is open; both go by
 * `cues.ts`. With a model (`generative.ts`) `numbered-people.ts` puts numbers in place of names, `talk-document.ts` writes what is
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
  /** "agreed" and "open" points are shown under headings of their own. */
  readonly kind: "point" | "agreed" | "open";
  /** Written by a model; null where the messages are shown word for word. */
  readonly text: string | null;
  /** The messages it rests on, at least one, oldest first. */
  readonly messages: readonly TalkMessage[];
}

export interface Summary {
  /** In the order of time within each kind. */
  readonly points: readonly Point[];
  /** True where a model was to write it and could not, so that the points are messages, word for word. */
  readonly isFallback: boolean;
}

/** Points of a summary at most. */
export const MOST_POINTS = 8;
/** A talk of fewer messages is shown as it is: a summary would be no shorter. */
export const FEWEST_MESSAGES = 8;

export interface Summarizer {
  /** It is paid from the asker's share of the budget, and their chat's. */
  sumUp(talk: Talk, asker: Payer, signal?: AbortSignal): Promise<Summary>;
}
