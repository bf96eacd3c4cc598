/**
 * The smallest server that speaks the Messages API: for any request it writes out the first passage's first sentence.
 */
import type { ServerResponse } from "node:http";
import { json } from "node:stream/consumers";

import type {
  MessageCreateParams,
  RawMessageStreamEvent,
  SearchResultBlockParam,
} from "@anthropic-ai/sdk/resources/messages/messages";

import { serveHttp, type Served } from "../telegram/serve.ts";

export interface ModelServer extends Served {
  /** Of the last request, by `performance.now()`: its arrival, and its last event. */
  readonly times: { readonly began: number; readonly ended: number };
}

export async function serveModel(): Promise<ModelServer> {
  const times = { began: 0, ended: 0 };
  const served = await serveHttp(async (request, response) => {
    times.began = performance.now();
    write(response, (await json(request)) as MessageCreateParams);
    times.ended = performance.now();
  });
  return { ...served, times };
}

function write(response: ServerResponse, { model, messages }: MessageCreateParams): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const event of eventsOf(model, firstPassage(messages)))
    response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  response.end();
}

function firstPassage(messages: MessageCreateParams["messages"]): SearchResultBlockParam {
  const blocks = messages.flatMap(({ content }) => (typeof content === "string" ? [] : content));
  const [passage] = blocks.filter((block) => block.type === "search_result");
  if (passage === undefined) throw new Error("A request without passages");
  return passage;
}

const USAGE = {
  cache_creation: null,
  cache_creation_input_tokens: null,
  cache_read_input_tokens: null,
  inference_geo: null,
  input_tokens: 2000,
  output_tokens: 100,
  output_tokens_details: null,
  server_tool_use: null,
  service_tier: null,
  speed: null,
} as const;

function eventsOf(
  model: string,
  { source, title, content }: SearchResultBlockParam,
): readonly RawMessageStreamEvent[] {
  const text = content[0]?.text ?? "";
  const range = { search_result_index: 0, start_block_index: 0, end_block_index: 1 };
  const citation = {
    type: "search_result_location",
    source,
    title,
    ...range,
    cited_text: text,
  } as const;
  return [
    {
      type: "message_start",
      message: {
        id: "msg_bench",
        type: "message",
        role: "assistant",
        model,
        content: [],
        container: null,
        diagnostics: null,
        stop_details: null,
        stop_reason: null,
        stop_sequence: null,
        usage: USAGE,
      },
    },
    {
      type: "content_block_start",
      index: 0,
      content_block: { type: "text", text: "", citations: [] },
    },
    ...(text.match(/.{1,20}/gsu) ?? []).map((part) => ({
      type: "content_block_delta" as const,
      index: 0,
      delta: { type: "text_delta" as const, text: part },
    })),
    { type: "content_block_delta", index: 0, delta: { type: "citations_delta", citation } },
    { type: "content_block_stop", index: 0 },
    {
      type: "message_delta",
      delta: { container: null, stop_details: null, stop_reason: "end_turn", stop_sequence: null },
      usage: USAGE,
    },
    { type: "message_stop" },
  ];
}
