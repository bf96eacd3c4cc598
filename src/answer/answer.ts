/**
 * Question, Answer, Answerer: what every way of answering takes and returns.
 *
 * In comes a question, already read by `wish.ts` (with `wish-phrases.ts`); out goes an Answer. Wishes about a whole article
 * are answered by `about-article.ts`, whose words something is by `who-says.ts`. Without a model (`extractive.ts`) the best sentences are chosen, and `cite.ts` adds to
 * each the context it must be shown with. With one (`generative.ts`) `passages-to-send.ts` chooses what the model reads,
 * `answer-request.ts` writes the request, and `grounding/` checks what comes back. `translation.ts` translates an
 * answer's quotations.
 *
 * An answer holds no word of the bot's own: `bot/screens/texts` has them, in German and in English.
 *
 * @example
 * const answerer = createExtractiveAnswerer({ corpus, find });
 * const answer = await answerer.answer(readQuestion("Wann war das?"));
 * answer; // { kind: "quotes", sure: true, citations: [{ mark: 1, … }], ranking: [1] }
 */
import type { Article } from "../corpus/passage.ts";
import type { Citation, WrittenSentence } from "../grounding/citations.ts";
import type { Exchange } from "../llm/model.ts";
import type { Payer } from "../llm/budget.ts";
import type { Shown } from "../speech/context.ts";

export interface Question {
  readonly text: string;
  /** Null for a question about what the articles say. */
  readonly wish: Wish | null;
  /** The question that the same person asked before in this chat, which a follow-up may refer to; null for none. */
  readonly previous: string | null;
  /** The conversation it continues, oldest first. */
  readonly history?: readonly Exchange[];
  /** Words of an earlier answer that the person selected to reply to: what the question is about. */
  readonly selectedText?: string;
  /** The person whose share of the budget pays for it. */
  readonly asker?: Payer;
  /** How long it waited in the queue, in milliseconds: taken off the time for its answer. */
  readonly waitedMs?: number;
  /** ISO 639-1: the person's, for a question whose own language cannot be told. */
  readonly language?: string;
}

/** What a message wants where it is no plain question. `others` are its words from an article's title; all words in lower case. */
export type Wish =
  | { readonly kind: "small-talk"; readonly talk: Talk }
  /** Something about the answer before. */
  | { readonly kind: "last"; readonly want: LastWish }
  /** `isSummary`: the beginning of each section, not the lead alone. */
  | { readonly kind: "overview"; readonly others: readonly string[]; readonly isSummary: boolean }
  | { readonly kind: "facts"; readonly fact: Fact; readonly others: readonly string[] }
  | { readonly kind: "who-is"; readonly name: readonly string[] }
  /** Whether the articles name it at all. */
  | { readonly kind: "mention"; readonly name: readonly string[] }
  /** The words of each speaker's name, and those of the topic; `isStrict`: nothing but what they say will do. */
  | {
      readonly kind: "who-says";
      readonly speakers: readonly (readonly string[])[];
      /** As they were typed: "der Bischof". */
      readonly called: string;
      readonly topic: readonly string[];
      readonly isStrict: boolean;
      /** More than the best are wished for. */
      readonly isAll: boolean;
    };

export type LastWish = "doubt" | "shorter" | "again" | "more" | "other language" | "reshape";

/** What is no question: a word back, or the bot's own screen of that name. In order of precedence: "danke, tschüss" is a farewell. */
export const TALKS = [
  "stop",
  "erase",
  "privacy",
  "bot",
  "self",
  "help",
  "start",
  "summary",
  "articles",
  "opinion",
  "cannot",
  "insult",
  "bye",
  "thanks",
  "praise",
  "greeting",
  "agreed",
] as const;

/**
 * "nothing": "??" and "😂". Praise is thanks. "cannot": a poem, the weather. "no last": no answer stands before;
 * "word for word": nothing is translated; "as it stands": nor put in other words.
 */
export type Talk =
  | Exclude<(typeof TALKS)[number], "praise">
  | "nothing"
  | "no last"
  | "word for word"
  | "as it stands";

/** Facts about the article itself, from its front matter or counted. */
export const FACTS = [
  "author",
  "date",
  "source",
  "link",
  "title",
  "trust",
  "word count",
  "sentence count",
  "people",
  "countries",
] as const;

export type Fact = (typeof FACTS)[number];

/** Whoever watches an answer being written. */
export interface Reader {
  /** Aborts when they have read enough. */
  readonly signal: AbortSignal;
  /** Called with all checked sentences so far, as plain text, whenever there is one more. */
  readonly onDraft: (text: string) => void;
}

export type Answer = AnswerContent & {
  /** True where a model was to write it and could not, so that the passages answer. */
  readonly isFallback?: boolean;
};

type AnswerContent =
  | {
      /** Written by a model, every sentence checked. */
      readonly kind: "written";
      readonly sentences: readonly WrittenSentence[];
      /** Numbered in order of first use. */
      readonly citations: readonly Citation[];
      /** False where it was stopped or cut short. */
      readonly isComplete: boolean;
    }
  | {
      /** The person stopped it before its first sentence. */
      readonly kind: "stopped";
    }
  | {
      readonly kind: "quotes";
      /** False: it may only help ("Vielleicht hilft diese Stelle"), and one sentence is cited. */
      readonly sure: boolean;
      /** In the article's order. */
      /** True where only names and numbers of the question were understood. */
      readonly isForeign?: boolean;
      readonly citations: readonly Citation[];
      /** Marks of the citations, the one that answers best first. */
      readonly ranking: readonly number[];
    }
  | {
      /** What an article is about: its first paragraph, and its headings to choose from. */
      readonly kind: "overview";
      readonly article: Article;
      readonly lead: Citation;
      /** The beginnings of its sections, where it is summed up. */
      readonly points?: readonly Citation[];
    }
  | { readonly kind: "facts"; readonly fact: Fact; readonly articles: readonly Article[] }
  | { readonly kind: "small-talk"; readonly talk: Talk }
  | {
      readonly kind: "declined";
      /** In the words of the question: nobody of that name says anything. */
      readonly speaker?: string;
      /** A poem, the weather: nothing that is looked for in articles. */
      readonly isBeyond?: boolean;
      /** In a language that no article is in and the bot does not speak. */
      readonly isForeign?: boolean;
      /** The passage nearest to the question with its context; null when the corpus is about something else. */
      readonly nearest: readonly Shown[] | null;
      /** True where a model has read the whole corpus and found no answer. */
      readonly hasReadAll?: boolean;
    };

/** Whether it is given as the answer: not an offer of what may help, and not declined. */
export function isSure(answer: Answer): boolean {
  if (answer.kind === "quotes") return answer.sure;
  return answer.kind !== "declined" && answer.kind !== "stopped";
}

export interface Answerer {
  answer(question: Question, reader?: Reader): Promise<Answer>;
}
