/**
 * LanguageModel: what is asked of a model and what it writes, whatever server runs it.
 */

/** A text the model may cite. A citation names whole blocks, so a block is what is to be shown: one sentence. */
export interface Source {
  /** Our own name for it, unique in a request; it comes back in citations. */
  readonly source: string;
  /** Read by the model, never cited. */
  readonly title: string;
  /** At least one, none of them empty; joined they are the text. */
  readonly blocks: readonly string[];
}

/** An earlier question with its answer, in plain text. */
export interface Exchange {
  readonly question: string;
  readonly answer: string;
}

export interface ModelRequest {
  readonly system: string;
  /** Oldest first. */
  readonly history: readonly Exchange[];
  /** Passages go as search results; a talk goes as one document, and then there is one source. */
  readonly sources: readonly Source[];
  readonly sentAs: "search-results" | "document";
  /** What is asked, last in the request. */
  readonly question: string;
  readonly maxTokens: number;
  /** Finds more sources when the model asks for them; null: it cannot ask. What was sent already is left out. */
  readonly search: ((query: string) => readonly Source[]) | null;
}

/** Blocks `from` (inclusive) to `to` (exclusive) of a source, as the model names them: not yet checked. */
export interface Pointer {
  readonly source: string;
  readonly from: number;
  readonly to: number;
  /** What the server says stands there. */
  readonly citedText: string;
}

/** A stretch of the model's text with what it cites for it; pieces are joined without anything between them. */
export interface Piece {
  readonly text: string;
  readonly pointers: readonly Pointer[];
}

/** Tokens of one request, as the server counted them, or as estimated where it did not say. */
export interface ModelUsage {
  /** Cached ones included. */
  readonly input: number;
  /** Of `input`: read from a cache, and written to one. */
  readonly cacheRead: number;
  readonly cacheWritten: number;
  readonly output: number;
}

export interface Written {
  /** Of the last round: what the model said before it searched is not part of the answer. */
  readonly pieces: readonly Piece[];
  /** `length`: it ran into `maxTokens`, or out of its window, in mid-sentence. `refused`: no pieces are left of it. */
  readonly end: "complete" | "length" | "refused";
  /** Everything it was given, what it searched for included. */
  readonly sources: readonly Source[];
  /** One for each request that was made. */
  readonly usage: readonly ModelUsage[];
}

/** Whoever reads along while it is written, and may end it. */
export interface Following {
  /** Ends everything at once: a deadline, or a person who has read enough. */
  readonly signal: AbortSignal;
  /** All pieces of the answer so far, whenever there is more of it; the last one may still grow, and is without what it cites until it is whole. */
  readonly onPieces: (pieces: readonly Piece[]) => void;
}

export type ModelErrorReason =
  /** Overloaded, or too many requests: later it may do. */
  | "busy"
  /** The account's spending limit. */
  | "spent"
  /** The key, or what it may do. */
  | "unauthorized"
  /** The request itself: trying again would be refused again. */
  | "rejected"
  | "unreachable"
  /** The stream ended before the answer did, or what came was no answer. */
  | "cut"
  /** Nothing came for too long. */
  | "stalled"
  /** The signal ended it. */
  | "stopped"
  /** Too many failures just now; it was not asked. */
  | "resting";

/** No whole answer; what there is of one comes with it. */
export class ModelError extends Error {
  override name = "ModelError";
  readonly reason: ModelErrorReason;
  readonly pieces: readonly Piece[];
  readonly sources: readonly Source[];
  readonly usage: readonly ModelUsage[];
  constructor(
    reason: ModelErrorReason,
    begun: Partial<Pick<Written, "pieces" | "sources" | "usage">> = {},
    options?: ErrorOptions,
  ) {
    super(`The model did not answer: ${reason}`, options);
    this.reason = reason;
    this.pieces = begun.pieces ?? [];
    this.sources = begun.sources ?? [];
    this.usage = begun.usage ?? [];
  }
}

export interface LanguageModel {
  /** "claude-haiku-5-5" */
  readonly name: string;
  /** Rejects with a ModelError; what `search` or `onPieces` throws comes through as it is. */
  write(request: ModelRequest, following: Following): Promise<Written>;
}
