/**
 * Article, Passage, Sentence, Excerpt: the types that all rooms share.
 *
 * A loaded article never changes; a changed file makes a new Article.
 */

import type { Fault } from "./faults.ts";

/** The speaker of a pull quote. */
export interface Speaker {
  readonly name: string;
  /** "Nato-Generalsekretär"; null where the text gives none. */
  readonly role: string | null;
}

/** Questions foreseen for a sentence: they help the search, and are never shown. */
export interface ForeseenQuestions {
  /** The sentence answers them. */
  readonly answered: readonly string[];
  /** They are similar, and nothing in the article answers them. */
  readonly unanswered: readonly string[];
  /** Whose words the sentence is, null for nobody's, and the sentences it must be shown with: where they are told, they win over the rules of `speech/`. */
  readonly speaker?: string | null | undefined;
  readonly with?: readonly string[] | undefined;
}

/** A sentence of a passage. `text` is `passage.text.slice(start, end)`, trailing white space included. */
export interface Sentence {
  readonly text: string;
  /** UTF-16 offsets into the passage's text; the next sentence starts where this one ends. */
  readonly start: number;
  readonly end: number;
  readonly foreseen: ForeseenQuestions;
}

/** A "question" is one that an interviewer asks. */
export type PassageKind = "paragraph" | "pull-quote" | "caption" | "question";

/** Where a passage is a table, or a part of one. A row is its cells; in the passage's text they are parted by " | ". */
export interface Table {
  /** Null where the table has none. */
  readonly header: readonly string[] | null;
  readonly rows: readonly (readonly string[])[];
}

/** A note at the foot of the page, shown with what it stands at. */
export interface Footnote {
  readonly text: string;
  /** The UTF-16 offset in the passage's text right behind what it stands at. */
  readonly at: number;
}

/**
 * What it must be shown with stands beside its text, whatever kind of file it comes from: a list's item has `leadIn`, the
 * rows of a table `table.header` (and `leadIn`), an answer of an interview `question` and `speaker`, and any sentence
 * `footnotes`. The interviewer's questions are passages of the kind "question", and never an answer (`mayAnswer`).
 */
export interface Passage {
  /** `<article>#<n>`, n from 1, for people and programs; it changes when the article is edited. */
  readonly id: string;
  /** For buttons and deep links: 16 of `[A-Za-z0-9_-]`, a hash of the article's id and the passage's words. */
  readonly ref: string;
  readonly article: Article;
  readonly kind: PassageKind;
  /** The heading it stands under; null before the first. */
  readonly section: string | null;
  /** Of a pull quote, and of what somebody says in an interview whose turns are labelled. */
  readonly speaker: Speaker | null;
  /** Only captions: what stands behind `©` or "Foto:". */
  readonly credit: string | null;
  /** The words before a list or a table that lead into each of its items; null for other passages. */
  readonly leadIn: string | null;
  /** The interviewer's question that it answers. */
  readonly question: string | null;
  readonly table: Table | null;
  /** In order. */
  readonly footnotes: readonly Footnote[];
  readonly text: string;
  /** In order, at least one; their texts joined are `text`, exactly. */
  readonly sentences: readonly Sentence[];
}

/** Whether it may be an answer or a quotation: what an interviewer asks is found by the answers, which know it. */
export function mayAnswer({ kind }: Passage): boolean {
  return kind !== "question";
}

export interface Article {
  /** The file's path inside the corpus folder, without its ending: `2024-06-putin-nordkorea`. */
  readonly id: string;
  readonly title: string;
  /** YYYY, YYYY-MM or YYYY-MM-DD. */
  readonly date: string | null;
  /** An agency or a paper: "dpa". */
  readonly source: string | null;
  /** Who wrote it: "Erika Beispiel, Jörg Muster". */
  readonly author: string | null;
  readonly url: string | null;
  /** ISO 639-1: "de". */
  readonly language: string;
  /** Whether its words or its front matter tell the language; else its neighbours do. */
  readonly isLanguageSure: boolean;
  /** Questions to suggest, as its front matter lists them. */
  readonly questions: readonly string[];
  /** What its file says and cannot be used. */
  readonly dropped: readonly Fault[];
  /** Headings in order; one without passages is among them. */
  readonly sections: readonly string[];
  readonly passages: readonly Passage[];
}

/** Newest date first, undated last, then by id; "2024-06" counts as older than every day of that month. */
export function compareArticles(a: Article, b: Article): number {
  return compare(b.date ?? "", a.date ?? "") || compare(a.id, b.id);
}

/** By UTF-16 units. */
export function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** All articles at one moment; a change on disk makes a new Corpus. */
export interface Corpus {
  /** Newest date first, undated last, then by id. */
  readonly articles: readonly Article[];
  /** Files that could not be read, each with its reason in the operator's words. */
  readonly skipped: readonly SkippedFile[];
}

export interface SkippedFile {
  /** Inside the corpus folder. */
  readonly path: string;
  readonly reason: string;
}

/** Sentences `from` (inclusive) to `to` (exclusive) of a passage, as they are shown or cited. */
export interface Excerpt {
  readonly passage: Passage;
  readonly from: number;
  readonly to: number;
}

/** The article's own words, without the white space that follows them. */
export function excerptText({ passage, from, to }: Excerpt): string {
  return passage.sentences
    .slice(from, to)
    .map((sentence) => sentence.text)
    .join("")
    .trim();
}
