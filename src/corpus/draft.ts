/**
 * Draft: what a parser makes of one file, before it becomes an Article.
 *
 * Both parsers make it, so that the same article gives the same passages from Markdown and from plain text.
 */
import type { Fault } from "./faults.ts";
import type { Speaker, Table } from "./passage.ts";

/** How a paragraph is set: questions of an interview are often bold, and so are the names of who answers. */
interface Style {
  /** The bold or italic words that it begins with. */
  readonly opening?: string;
  /** Whether all of it is bold or italic. */
  readonly isStyled?: boolean;
  /** Whether it had a bullet or a number: then it is no heading. */
  readonly isItem?: boolean;
}

/** What is known of a block from the blocks around it. */
interface Surroundings {
  /** The words before a list or a table that lead into each of its items. */
  readonly leadIn?: string;
  /** The question of an interview that it answers. */
  readonly question?: string;
}

/** One piece of an article in its order. Lines of `text` are those of the file until the article is built. */
export type Block =
  | { readonly kind: "heading"; readonly text: string; readonly level?: number }
  | ({
      readonly kind: "paragraph";
      readonly text: string;
      /** Who says it, where an interview names him before it. */
      readonly speaker?: Speaker;
      readonly table?: Table;
    } & Style &
      Surroundings)
  /** A question of an interview. */
  | { readonly kind: "question"; readonly text: string }
  | { readonly kind: "pull-quote"; readonly text: string; readonly speaker: Speaker }
  | { readonly kind: "caption"; readonly text: string }
  /** A line across the page; it holds no words. */
  | { readonly kind: "rule"; readonly text: "" };

/** What a file says about its article; every part may be missing. */
export interface Metadata {
  readonly title?: string | undefined;
  /** YYYY, YYYY-MM or YYYY-MM-DD, checked. */
  readonly date?: string | undefined;
  readonly source?: string | undefined;
  /** Who wrote it: "Erika Beispiel, Jörg Muster". */
  readonly author?: string | undefined;
  readonly url?: string | undefined;
  /** ISO 639-1. */
  readonly language?: string | undefined;
  readonly questions?: readonly string[] | undefined;
}

export interface Draft {
  readonly metadata: Metadata;
  /** What the file says and cannot be used. */
  readonly dropped?: readonly Fault[] | undefined;
  readonly blocks: readonly Block[];
  /** The day on which the file was made, which counts where neither its text nor its name tells one. */
  readonly made?: string | undefined;
}

/** Replaces each stretch of white space, non-breaking spaces included, by one space, and trims the ends. */
export function foldSpace(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** Whether it is YYYY, YYYY-MM or YYYY-MM-DD and a day that exists. */
export function isDate(text: string): boolean {
  const [found, year, month = "01", day = "01"] = DATE.exec(text) ?? [];
  if (found === undefined) return false;
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`);
}

/** A source in brackets after the last sentence: "… global.“ (dpa)". */
const CLOSING_SOURCE = /^(.*[.!?…]["”“»«’')]*)\s*\(([\p{L}\p{N}][\p{L}\p{N}.&/, -]{1,30})\)$/su;

/**
 * Moves a closing source such as "(dpa)" from the last paragraph into the metadata.
 * It stays in the text where the metadata names another source.
 */
export function takeClosingSource(draft: Draft): Draft {
  const { metadata, blocks } = draft;
  const last = blocks.findLastIndex((block) => block.kind === "paragraph");
  const [, text, source] = CLOSING_SOURCE.exec(blocks[last]?.text ?? "") ?? [];
  if (text === undefined || source === undefined || !isSource(source, metadata.source))
    return draft;
  return {
    ...draft,
    metadata: { ...metadata, source: metadata.source ?? source },
    blocks: blocks.with(last, { kind: "paragraph", text }),
  };
}

/** Whether the text is the known source; where none is known, whether it looks like agencies: "dpa", "AFP/Reuters". */
function isSource(found: string, known: string | undefined): boolean {
  if (known !== undefined) return found.toLowerCase() === known.toLowerCase();
  return /^[\p{L}\p{N}.&-]+(?:\s?[/,]\s?[\p{L}\p{N}.&-]+){0,3}$/u.test(found);
}
