/**
 * Question, Answer, Answerer: what every way of answering takes and returns.
 *
 * An answer holds no word of the bot's own: `bot/texts.ts` finds them for each kind, in German and in English.
 */
import type { Article, Excerpt } from "../corpus/passage.ts";
import type { Citation, WrittenSentence } from "../grounding/citations.ts";
import type { Exchange } from "../llm/model.ts";
import type { Asker } from "../store/turns/turns.ts";

export interface Question {
  readonly text: string;
  /** Null where it asks what the articles say. */
  readonly wish: Wish | null;
  /** What the same person asked before in this chat; a follow-up is understood with it. */
  readonly previous: string | null;
  /** The conversation it continues, oldest first. */
  readonly history?: readonly Exchange[];
  /** Words the person chose from an earlier answer: what the question is about. */
  readonly quote?: string;
  /** Who pays for it with their share of the budget. */
  readonly asker?: Asker;
  /** For how long it waited until somebody could answer it, in milliseconds: that much less is left for its answer. */
  readonly waitedMs?: number;
  /** ISO 639-1, for a question that does not tell its language itself. */
  readonly language?: string;
}

/** What a message wants that does not ask what an article says. `others` are words of an article's title; lower case. */
export type Wish =
  | { readonly kind: "small-talk"; readonly talk: Talk }
  | { readonly kind: "overview"; readonly others: readonly string[] }
  | { readonly kind: "facts"; readonly fact: Fact; readonly others: readonly string[] };

export type Talk = "bot" | "bye" | "thanks" | "greeting";

/** What is asked about the article itself, and answered from its front matter. */
export type Fact = "author" | "date" | "source" | "link" | "title";

/** Who follows an answer while it is written. */
export interface Reader {
  /** Aborts when they have read enough. */
  readonly signal: AbortSignal;
  /** The checked sentences so far, as plain text; each time there is one more. */
  readonly onDraft: (text: string) => void;
}

export type Answer = Said & {
  /** True where a model was to write it and could not: the passages answer in its place. */
  readonly isStandIn?: boolean;
};

type Said =
  | {
      /** Written by a model, and every claim checked. */
      readonly kind: "written";
      readonly sentences: readonly WrittenSentence[];
      /** Numbered in order of first use. */
      readonly citations: readonly Citation[];
      /** False: it ends early, for it was stopped or cut. */
      readonly isComplete: boolean;
    }
  | {
      /** The person stopped it before anything was there. */
      readonly kind: "stopped";
    }
  | {
      readonly kind: "quotes";
      /** False: it may only help ("Vielleicht hilft diese Stelle"), and there is one citation. */
      readonly sure: boolean;
      /** One to three, in the article's order. */
      readonly citations: readonly Citation[];
      /** Marks of the citations, the one that answers best first. */
      readonly ranking: readonly number[];
    }
  | {
      /** What an article is about: its lead, and its headings to choose from. */
      readonly kind: "overview";
      readonly article: Article;
      readonly lead: Citation;
    }
  | { readonly kind: "facts"; readonly fact: Fact; readonly articles: readonly Article[] }
  | { readonly kind: "small-talk"; readonly talk: Talk }
  | {
      readonly kind: "declined";
      /** The nearest passage when there is one near; null when the subject is absent altogether. */
      readonly nearest: Excerpt | null;
      /** True: a model has read everything there is, and it is not there. */
      readonly hasReadAll?: boolean;
    };

export interface Answerer {
  answer(question: Question, reader?: Reader): Promise<Answer>;
}
