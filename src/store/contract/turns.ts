/**
 * The store's contract for turns: what was asked and answered lately, so that a follow-up can be understood.
 */

/** What was asked and answered within the last hour, 500 UTF-16 units of a question and 1,000 of an answer; the newest 10,000 at most outlast a purge. */
export interface Turns {
  /** Of each person's, the last three in a chat and topic are kept. */
  asked(turn: Turn): Promise<void>;
  /** Theirs there, oldest first. */
  history(asker: Asker): Promise<readonly Exchange[]>;
  /** Theirs there are forgotten; with `askedIn`, only what that message asked. Returns how many. */
  forget(asker: Asker, askedIn?: number): Promise<number>;
  /** The bot's messages that were sent, and what they answer and show. */
  answered(chat: number, messages: readonly number[], remembered: Remembered): Promise<void>;
  /** What a message of the bot's shows, for two days; null when that is not known. */
  sentAnswer(chat: number, message: number): Promise<SentAnswer | null>;
  /** What a message of the bot's answers; null when it is no answer. */
  exchangeOf(chat: number, message: number): Promise<Exchange | null>;
  /** Null when the message has no answer. */
  answersTo(chat: number, askedIn: number): Promise<Answers | null>;
  /** Their last questions in every chat, and what the bot's messages in their private chat show; which messages answer them is not kept by person, and goes with its hour. Returns how many questions were forgotten. */
  forgetPerson(person: number): Promise<number>;
  purge(before: number): Promise<number>;
}

/** Who asks where; `topic` is null outside of topics. */
export interface Asker {
  readonly chat: number;
  readonly topic: number | null;
  readonly person: number;
}

/** A question and its answer, in plain text. */
export interface Exchange {
  readonly question: string;
  readonly answer: string;
}

export interface Answered extends Exchange {
  /** The message that asked; null where none did. */
  readonly askedIn: number | null;
}

export interface Turn extends Asker, Answered {}

/** What is remembered of messages that were sent, as part of a stored reply. */
export interface Remembered {
  /** What they answer; null when they answer nothing. */
  readonly turn: Answered | null;
  /** What they show, where it is to be known afterwards. */
  readonly shown?: SentAnswer;
}

/** What a message of the bot's shows, without any text. */
export interface SentAnswer {
  /** An answer to a question, or the bot's own request for one. */
  readonly kind: "answer" | "prompt";
  /** As a code, "de"; null when it is not known. */
  readonly language: string | null;
  readonly citations: readonly SentCitation[];
}

/** A mark in an answer, and the sentences it stands for. */
export interface SentCitation {
  readonly mark: number;
  /** The passage, by its reference: another one as soon as a word of it changes. */
  readonly ref: string;
  /** Sentences `from` to `to` of the passage. */
  readonly from: number;
  readonly to: number;
}

/** The bot's messages that answer one message, in order. */
export interface Answers {
  readonly messages: readonly number[];
  readonly question: string;
}
