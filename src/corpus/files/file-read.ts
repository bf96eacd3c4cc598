/**
 * A file to read, and what became of it: the types between the bot and the process that reads.
 */
import { ArticleError, type Fault } from "../faults.ts";
import type { Foreseen } from "../foreseen.ts";
import type { Article } from "../passage.ts";

export interface ArticleFile {
  /** Its path inside the corpus folder, or its name alone: the ending tells the kind, the rest becomes the article's id. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly foreseen?: Foreseen | undefined;
}

export type FileRead =
  | { readonly kind: "article"; readonly article: Article }
  | { readonly kind: "refused"; readonly fault: Fault };

/** The searches of the bot must not stand still over what one file holds. */
const PASSAGES_LIMIT = 5000;

/** In UTF-16 code units, as a file may be large: a footnote that is called a thousand times is long only in what comes of it. */
const TEXT_LIMIT = 5_000_000;

/** Throws ArticleError where it holds too much. */
export function accept(article: Article): FileRead {
  const { passages } = article;
  if (passages.length > PASSAGES_LIMIT)
    throw new ArticleError("paragraphs", { values: [PASSAGES_LIMIT] });
  const texts = passages.flatMap(({ text, footnotes }) => [
    text,
    ...footnotes.map((note) => note.text),
  ]);
  if (texts.reduce((sum, text) => sum + text.length, 0) > TEXT_LIMIT)
    throw new ArticleError("book");
  return { kind: "article", article };
}

/** Any error becomes a reason, so that one bad file does not keep the others from being read. */
export function refuse(error: unknown): FileRead {
  if (error instanceof RangeError) return refuse(new ArticleError("nested"));
  if (error instanceof ArticleError) return { kind: "refused", fault: error.fault };
  return refuse(new ArticleError("failed", { values: [String(error)] }));
}
