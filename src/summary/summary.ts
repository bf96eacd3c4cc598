/**
 * Sums up what a group talked about: a Talk comes in, a Summary of at most sixteen points goes out, each with the
 * messages it rests on.
 *
 * Without a model (`extractive.ts`) the points are messages, word for word: `read-messages.ts` finds what was written in
 * response to each, `exchanges.ts` joins those that are understood together and leaves out what no longer holds,
 * `label.ts` says whether it was agreed, taken on or is open; both go by `cues.ts`. With a model (`generative.ts`) `numbered-people.ts` puts numbers in place of names, `talk-document.ts` writes what is
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
  /** Who reads what came since their last message: what was asked of them comes first. */
  readonly reader?: { readonly name: string } | null;
}

export interface Point {
  /** All but "point" are shown under headings of their own; "yours": it was asked of the reader. */
  readonly kind: "yours" | "agreed" | "todo" | "open" | "point";
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

/** Points of a summary at most: of so many messages so many. */
export function mostPoints({ messages }: Pick<Talk, "messages">): number {
  if (messages.length <= 40) return 8;
  return messages.length <= BUSY ? 12 : 16;
}
/** A talk of more messages is a busy one. */
const BUSY = 100;
/** A talk of fewer messages is shown as it is: a summary would be no shorter. */
export const FEWEST_MESSAGES = 8;

export interface Summarizer {
  /** It is paid from the asker's share of the budget, and their chat's. */
  sumUp(talk: Talk, asker: Payer, signal?: AbortSignal): Promise<Summary>;
}
