/**
 * Gathers the events of one streamed turn: its pieces, how it ended, what it used.
 */
import type {
  ContentBlockParam,
  TextCitationParam,
} from "@anthropic-ai/sdk/resources/messages/messages";

import {
  locationIn,
  type StreamBlock,
  type StreamCitation,
  type StreamEvent,
  type StreamUsage,
} from "./claude-stream.ts";
import type { ModelUsage, Piece, Pointer, Source } from "./model.ts";
import { estimateTokens } from "./price.ts";

export interface Reply {
  /** True where it added text, or ended a block that cites. */
  add(event: StreamEvent): boolean;
  /** One a text block, in order; blocks without text are left out. */
  pieces(): readonly Piece[];
  /** The same while it is written: a block that is not over yet is without its citations, for there may be more. */
  growing(): readonly Piece[];
  /** All blocks, to be sent back when the model has called for something. */
  turn(): ContentBlockParam[];
  readonly hasBegun: boolean;
  /** Null until the server has said that this is all. */
  readonly stopReason: string | null;
  /** `estimatedInput`, in tokens, counts where the server did not say. */
  usage(estimatedInput: number): ModelUsage;
}

type CountedTokens = keyof NonNullable<StreamUsage>;

const COUNTED: readonly CountedTokens[] = [
  "input_tokens",
  "output_tokens",
  "cache_read_input_tokens",
  "cache_creation_input_tokens",
];

/** A block as far as it was streamed. */
interface Block {
  readonly type: string;
  /** As it began. */
  readonly start: StreamBlock;
  text: string;
  thinking: string;
  signature: string;
  /** A call's input, in JSON. */
  input: string;
  readonly citations: StreamCitation[];
  readonly pointers: Pointer[];
  isOver: boolean;
}

/** `documents`: what was sent as documents, which are cited by their number. */
export function createReply(documents: readonly Source[]): Reply {
  /** By their number. */
  const blocks = new Map<number, Block>();
  const tokens: Record<CountedTokens, number> = {
    input_tokens: 0,
    output_tokens: 0,
    cache_read_input_tokens: 0,
    cache_creation_input_tokens: 0,
  };
  let reason: string | null = null;
  let hasBegun = false;
  let isOver = false;

  /** Later figures are totals and take the place of earlier ones. Other servers leave some out, or all. */
  function note(told: StreamUsage): void {
    for (const name of COUNTED) tokens[name] = told?.[name] ?? tokens[name];
  }

  function cite(block: Block, citation: StreamCitation): void {
    block.citations.push(citation);
    block.pointers.push(...toPointer(citation, documents));
  }

  function begin(index: number, start: StreamBlock): boolean {
    const block: Block = {
      ...EMPTY,
      type: start.type,
      start,
      citations: [],
      pointers: [],
      isOver: false,
    };
    blocks.set(index, block);
    if (start.type !== "text") return false;
    block.text = typeof start.text === "string" ? start.text : "";
    const citations = Array.isArray(start.citations) ? (start.citations as StreamCitation[]) : [];
    for (const citation of citations) cite(block, citation);
    return block.text !== "";
  }

  function grow({ index, delta }: Extract<StreamEvent, { type: "content_block_delta" }>): boolean {
    // Other servers leave out where a block begins.
    if (!blocks.has(index)) begin(index, { type: "text", text: "" });
    const block = blocks.get(index);
    if (block === undefined) return false;
    if (delta.type === "text_delta") {
      block.text += delta.text;
      return delta.text !== "";
    }
    if (delta.type === "citations_delta") {
      cite(block, delta.citation);
      return false;
    }
    if (delta.type === "thinking_delta") block.thinking += delta.thinking;
    if (delta.type === "signature_delta") block.signature += delta.signature;
    if (delta.type === "input_json_delta") block.input += delta.partial_json;
    return false;
  }

  function end(index: number): boolean {
    const block = blocks.get(index);
    if (block !== undefined) block.isOver = true;
    return (block?.pointers.length ?? 0) > 0;
  }

  const inOrder = () => [...blocks].toSorted(([a], [b]) => a - b).map(([, block]) => block);
  const piecesOf = (cites: (block: Block) => boolean): Piece[] =>
    inOrder()
      .filter(({ type, text }) => type === "text" && text !== "")
      .map((block) => ({ text: block.text, pointers: cites(block) ? [...block.pointers] : [] }));
  return {
    add(event) {
      hasBegun = true;
      if (event.type === "message_start") note(event.message.usage);
      if (event.type === "content_block_start") return begin(event.index, event.content_block);
      if (event.type === "content_block_delta") return grow(event);
      if (event.type === "content_block_stop") return end(event.index);
      if (event.type === "message_delta") {
        note(event.usage);
        reason = event.delta.stop_reason;
      }
      if (event.type === "message_stop") isOver = true;
      return false;
    },
    pieces: () => piecesOf(() => true),
    growing: () => piecesOf(({ isOver: isWhole }) => isWhole),
    turn: () => inOrder().flatMap(toParam),
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
      const said = [...blocks.values()].map(({ text, thinking, input: call }) =>
        [text, thinking, call].join(""),
      );
      // Until the end only the first few tokens are counted.
      const isTold = isOver && tokens.output_tokens > 0;
      const output = isTold
        ? tokens.output_tokens
        : Math.max(tokens.output_tokens, estimateTokens(said.join("")));
      return { input: input === 0 ? estimatedInput : input, cacheRead, cacheWritten, output };
    },
  };
}

const EMPTY = { text: "", thinking: "", signature: "", input: "" };

/** A block as it goes back to the server; empty texts are refused, and what we did not read is left out. */
function toParam(block: Block): ContentBlockParam[] {
  const { start, text, thinking, signature, input, citations } = block;
  if (block.type === "text" && text !== "") {
    // As they came; the server wrote them. One that writes none may not know the field.
    const cited = { citations: citations as unknown as TextCitationParam[] };
    return [{ type: "text", text, ...(citations.length > 0 && cited) }];
  }
  if (block.type === "thinking") return [{ type: "thinking", thinking, signature }];
  if (start.type !== "tool_use") return [];
  const { id, name } = start as { readonly id: string; readonly name: string };
  return [{ type: "tool_use", id, name, input: parsed(input) }];
}

/** `{}` for half a call. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json === "" ? "{}" : json);
  } catch {
    return {};
  }
}

/** None for kinds of citations that nothing we send can have. */
function toPointer(citation: StreamCitation, documents: readonly Source[]): Pointer[] {
  const data = locationIn(citation);
  if (data === null) return [];
  const source =
    data.type === "search_result_location" ? data.source : documents[data.document_index]?.source;
  if (source === undefined) return [];
  const { start_block_index: from, end_block_index: to, cited_text: citedText } = data;
  return [{ source, from, to, citedText }];
}
