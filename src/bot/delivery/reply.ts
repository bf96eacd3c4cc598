/**
 * Reply: all that is sent back for one update, in the form in which it is stored before anything is sent.
 */
import type { ForceReply, InlineKeyboardMarkup, MessageEntity } from "grammy/types";

import type { SentAnswer, Turn } from "../../store/contract/turns.ts";
import type { LastSummary } from "../../store/settings.ts";
import type { Basis } from "../groups/summary-basis.ts";

/** One message, at most 4,096 UTF-16 units. */
export interface Outgoing {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
  /** A forum's topic. */
  readonly thread: number | null;
  /** The message that is answered. */
  readonly replyTo: number | null;
  readonly markup: InlineKeyboardMarkup | ForceReply | null;
  /** The message of the bot's whose place this one takes; null for a new one. */
  readonly edits: number | null;
}

/** What is kept as the topic's last summary when the reply has been sent, with its first message's id. */
export interface Note {
  /** As in the chat's settings. */
  readonly topic: string;
  readonly summary: Omit<LastSummary, "message">;
}

export interface Reply {
  /** In the order in which they are sent, all to one chat; none: the update is passed over in silence. */
  readonly messages: readonly Outgoing[];
  /** The question they answer; null when they answer none. */
  readonly turn: Turn | null;
  /** True for the apology after the last try: once it is sent, the job counts as failed. */
  readonly isApology: boolean;
  /** What its messages show, to be known when somebody comes back to one of them. */
  readonly shown?: SentAnswer;
  readonly note?: Note;
  /** What of a group's messages it shows: when that is gone before it is sent, it is written anew. */
  readonly basis?: Basis;
}

/** Collects while an update is handled what is sent when it is. */
export interface Draft {
  say(message: Outgoing): void;
  /** What is said answers this question. */
  answers(turn: Turn): void;
  /** What is said is remembered so. */
  notes(note: Note): void;
  /** What is said shows these messages. */
  restsOn(basis: Basis): void;
  reply(): Reply;
}

export function startDraft(): Draft {
  const messages: Outgoing[] = [];
  let turn: Turn | null = null;
  let note: Note | undefined;
  let basis: Basis | undefined;
  return {
    say: (message) => void messages.push(message),
    answers: (answered) => {
      turn = answered;
    },
    notes: (noted) => {
      note = noted;
    },
    restsOn: (shown) => {
      basis = shown;
    },
    reply: () => ({
      messages,
      turn,
      isApology: false,
      ...(note === undefined ? {} : { note }),
      ...(basis === undefined ? {} : { basis }),
    }),
  };
}
