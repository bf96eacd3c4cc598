/**
 * Answer, Citation, Answerer: what every way of answering returns.
 *
 * An answer holds no word of the bot's own: `bot/texts.ts` finds them for each kind, in German and in English.
 */
import type { Article, Excerpt } from "../corpus/passage.ts";

export interface Question {
  readonly text: string;
  /** What the same person asked before in this chat; a follow-up is understood with it. */
  readonly previous: string | null;
}

/** A mark `[n]` and the sentences it opens. */
export interface Citation extends Excerpt {
  /** From 1, in the order shown. */
  readonly mark: number;
  /** The index, within the passage, of the sentence that answers best; the others are its context. */
  readonly best: number;
}

/** A question about the article itself, answered from its front matter. */
export type Fact = "author" | "date" | "source" | "link" | "title";

export type Answer =
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
  | { readonly kind: "small-talk"; readonly talk: "greeting" | "thanks" | "bot" | "bye" }
  | {
      readonly kind: "declined";
      /** The nearest passage when there is one near; null when the subject is absent altogether. */
      readonly nearest: Excerpt | null;
    };

export interface Answerer {
  answer(question: Question): Promise<Answer>;
}
