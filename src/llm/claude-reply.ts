/**
 * Gathers the events of one streamed turn: its pieces, how it ended, what it used.
 *
 * The SDK gathers them as well, but throws that away when a stream is cut.
 */
import type {
  RawContentBlockDeltaEvent,
  RawContentBlockStartEvent,
  RawMessageStreamEvent,
  TextCitation,
} from "@anthropic-ai/sdk/resources/messages/messages";

import type { ModelUsage, Piece, Pointer, Source } from "./model.ts";
import { estimateTokens } from "./price.ts";

export interface Reply {
  /** Returns whether there is more to read than before. */
  add(event: RawMessageStreamEvent): boolean;
  /** One a text block, in order; blocks without text are left out. */
  pieces(): readonly Piece[];
  readonly hasBegun: boolean;
  /** Null until the server has said that this is all. */
  readonly stopReason: string | null;
  /** `estimatedInput`, in tokens, counts where the server did not say. */
  usage(estimatedInput: number): ModelUsage;
}

type Told = Partial<Record<CountedTokens, number | null>>;

type CountedTokens =
  | "input_tokens"
  | "output_tokens"
  | "cache_read_input_tokens"
  | "cache_creation_input_tokens";

const COUNTED: readonly CountedTokens[] = [
  "input_tokens",
  "output_tokens",
  "cache_read_input_tokens",
  "cache_creation_input_tokens",
];

/** `documents`: what was sent as documents, which are cited by their number. */
export function createReply(documents: readonly Source[]): Reply {
  /** By the number of their block; thinking and tool calls have numbers too. */
  const pieces = new Map<number, Piece>();
  const tokens: Record<CountedTokens, number> = {
    input_tokens: 0,
    output_tokens: 0,
    cache_read_input_tokens: 0,
    cache_creation_input_tokens: 0,
  };
  /** Everything that was written, thinking and calls included. */
  let said = "";
  let reason: string | null = null;
  let hasBegun = false;
  let isOver = false;

  /** Later figures are totals and take the place of earlier ones. Other servers leave some out, or all. */
  function note(told: Told | undefined): void {
    for (const name of COUNTED) tokens[name] = told?.[name] ?? tokens[name];
  }

  function grow(index: number, text: string, citations: readonly TextCitation[]): boolean {
    const piece = pieces.get(index) ?? { text: "", pointers: [] };
    const pointers = citations.flatMap((citation) => toPointer(citation, documents));
    pieces.set(index, { text: piece.text + text, pointers: [...piece.pointers, ...pointers] });
    said += text;
    return text !== "" || pointers.length > 0;
  }

  function begin({ index, content_block: block }: RawContentBlockStartEvent): boolean {
    return block.type === "text" && grow(index, block.text, block.citations ?? []);
  }

  function continueBlock({ index, delta }: RawContentBlockDeltaEvent): boolean {
    if (delta.type === "text_delta") return grow(index, delta.text, []);
    if (delta.type === "citations_delta") return grow(index, "", [delta.citation]);
    if (delta.type === "thinking_delta") said += delta.thinking;
    if (delta.type === "input_json_delta") said += delta.partial_json;
    return false;
  }

  return {
    add(event) {
      hasBegun = true;
      if (event.type === "message_start") note(event.message.usage);
      if (event.type === "content_block_start") return begin(event);
      if (event.type === "content_block_delta") return continueBlock(event);
      if (event.type === "message_delta") {
        note(event.usage);
        reason = event.delta.stop_reason;
      }
      if (event.type === "message_stop") isOver = true;
      return false;
    },
    pieces: () =>
      [...pieces]
        .toSorted(([a], [b]) => a - b)
        .map(([, piece]) => piece)
        .filter(({ text }) => text !== ""),
    get hasBegun() {
      return hasBegun;
    },
    get stopReason() {
      return isOver ? reason : null;
    },
    usage(estimatedInput) {
      const { cache_read_input_tokens: cacheRead, cache_creation_input_tokens: cacheWritten } =
        tokens;
      const input = tokens.input_tokens + cacheRead + cacheWritten;
      // Until the end only the first few tokens are counted.
      const isTold = isOver && tokens.output_tokens > 0;
      const output = isTold
        ? tokens.output_tokens
        : Math.max(tokens.output_tokens, estimateTokens(said));
      return { input: input === 0 ? estimatedInput : input, cacheRead, cacheWritten, output };
    },
  };
}

/** None for what can only cite something that was not sent. */
function toPointer(citation: TextCitation, documents: readonly Source[]): Pointer[] {
  if (citation.type !== "search_result_location" && citation.type !== "content_block_location")
    return [];
  const source =
    citation.type === "search_result_location"
      ? citation.source
      : documents[citation.document_index]?.source;
  if (source === undefined) return [];
  const { start_block_index: from, end_block_index: to, cited_text: citedText } = citation;
  return [{ source, from, to, citedText }];
}
