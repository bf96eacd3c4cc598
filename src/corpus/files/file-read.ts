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

/** Any error becomes a reason, so that one bad file does not keep the others from being read. */
export function refuse(error: unknown): FileRead {
  const reason = error instanceof ArticleError ? error.message : `cannot be read: ${String(error)}`;
  return { kind: "refused", reason, isDraft: error instanceof DraftError };
}
