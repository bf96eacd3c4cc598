/**
 * What a test has the fake Messages API answer to one request.
 */
import type Anthropic from "@anthropic-ai/sdk";

/** Blocks `from` (inclusive) to `to` (exclusive; one block if left out) of what was sent as `source`, or of a document's title. */
export interface Place {
  readonly source: string;
  readonly from: number;
  readonly to?: number;
}

/** A citation as the API never makes one: with fields that do not fit. */
export interface Forgery {
  readonly of: Where;
  readonly but: Partial<
    Omit<Anthropic.CitationsSearchResultLocation, "type"> &
      Omit<Anthropic.CitationContentBlockLocation, "type">
  >;
}

/** A string is words that stand in the sent blocks, in one or over several. */
export type Where = string | Place;

/** A text block of its own, as the API writes a claim. */
export interface Claim {
  readonly text: string;
  readonly cites: readonly (Where | Forgery)[];
}

export interface Call {
  readonly name: string;
  readonly input: unknown;
}

/** What goes wrong in the middle of the stream, once so many deltas were sent. */
export type Fault = { readonly afterDeltas: number } & (
  | {
      readonly kind: /** The socket is destroyed. */
        | "cut"
        /** The response ends in good order, without `message_stop`. */
        | "end"
        /** An `error` event: overloaded. */
        | "error"
        /** An event whose JSON breaks off, and nothing after it. */
        | "broken-json";
    }
  /** Nothing comes until the promise is settled; without one, until the client leaves. */
  | { readonly kind: "stall"; readonly until?: Promise<unknown> }
);

type Usage =
  | "input_tokens"
  | "output_tokens"
  | "cache_read_input_tokens"
  | "cache_creation_input_tokens";

/** A streamed message: thinking, then text, then tool calls. */
export interface Reply {
  /** It may be sent where the request switched thinking off, which the API would not do. */
  readonly thinking?: string;
  /** A string is a block without citations; at a promise the stream waits, after the blocks before it. */
  readonly say?: readonly (string | Claim | Promise<unknown>)[];
  /** They may come where the request allows none, which the API would not do. */
  readonly calls?: readonly Call[];
  /** "tool_use" with calls, else "end_turn". */
  readonly stop?: Anthropic.StopReason;
  /** Why, with `stop: "refusal"`. */
  readonly refusal?: Omit<Anthropic.RefusalStopDetails, "type">;
  /** Where the citations of a block come, relative to its text; after it unless said otherwise. */
  readonly citations?: "before" | "after";
  /** In place of what is counted. */
  readonly usage?: Partial<Pick<Anthropic.Usage, Usage>>;
  readonly fault?: Fault;
  /** Each event comes in two chunks, which part a character where one has several bytes. */
  readonly chunks?: "split";
  /** Nothing at all is sent before, no headers either. */
  readonly headersAfter?: Promise<unknown>;
}

/** An HTTP error. */
export interface Refusal {
  readonly status: 400 | 401 | 402 | 403 | 404 | 413 | 429 | 500 | 503 | 504 | 529;
  readonly message?: string;
  /** "enforced_spend_limit_reached" */
  readonly errorCode?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** 200 with a page, as a proxy that wants a login sends it. */
export interface Page {
  readonly html: string;
}

/** 200 with whatever a broken server may send, as it stands there; then the response ends. */
export interface Raw {
  readonly raw: Iterable<string | Uint8Array>;
  /** Unlike an event stream's. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Nothing ends it but the client. */
  readonly staysOpen?: boolean;
}

/** 307 and its like: to another server. */
export interface Redirect {
  readonly redirect: 301 | 302 | 307 | 308;
  readonly location: string;
}

export type Script = Reply | Refusal | Page | Raw | Redirect;
/** One that depends on what was sent. */
export type WriteScript = (request: Anthropic.MessageCreateParamsStreaming) => Script;
