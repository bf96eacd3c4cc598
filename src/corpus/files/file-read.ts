/**
 * A file to read, and what became of it: the types between the bot and the process that reads.
 */
import { ArticleError, DraftError } from "../draft.ts";
import type { Foreseen } from "../foreseen.ts";
import type { Article } from "../passage.ts";

export interface ArticleFile {
  /** Its path inside the corpus folder, or its name alone: the ending tells the kind, the rest becomes the article's id. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly foreseen?: Foreseen | undefined;
}

export type FileRead =
  /** `notes`: what it says and cannot be used, in the operator's words. */
  | { readonly kind: "article"; readonly article: Article; readonly notes: readonly string[] }
  /** `reason`: "is empty"; `isDraft`: its author says that it is not published. */
  | { readonly kind: "refused"; readonly reason: string; readonly isDraft: boolean };

/** The searches of the bot must not stand still over what one file holds. */
const PASSAGES_LIMIT = 5000;

/** In UTF-16 code units, as a file may be large: a footnote that is called a thousand times is long only in what comes of it. */
const TEXT_LIMIT = 5_000_000;

/** Throws ArticleError where it holds too much. */
export function accept(article: Article): FileRead {
  const { passages, dropped: notes } = article;
  if (passages.length > PASSAGES_LIMIT)
    throw new ArticleError(`has more than ${PASSAGES_LIMIT} paragraphs`);
  const texts = passages.flatMap(({ text, footnotes }) => [
    text,
    ...footnotes.map((note) => note.text),
  ]);
  if (texts.reduce((sum, text) => sum + text.length, 0) > TEXT_LIMIT)
    throw new ArticleError("holds more text than a book");
  return { kind: "article", article, notes };
}

/** Any error becomes a reason, so that one bad file does not keep the others from being read. */
export function refuse(error: unknown): FileRead {
  if (error instanceof RangeError) return refuse(new ArticleError("is nested too deeply"));
  const reason = error instanceof ArticleError ? error.message : `cannot be read: ${String(error)}`;
  return { kind: "refused", reason, isDraft: error instanceof DraftError };
}
