/**
 * A client of the fake Messages API, and a request that is in order.
 */
import Anthropic, { type ClientOptions } from "@anthropic-ai/sdk";
import type { MessagesApi } from "../../support/messages-api.ts";

type Request = Omit<Anthropic.MessageCreateParamsStreaming, "stream">;

/** Nothing of it comes from the environment. */
export function connect(api: MessagesApi, options: ClientOptions = {}): Anthropic {
  return new Anthropic({ apiKey: "key", baseURL: api.url, maxRetries: 0, ...options });
}

export function searchResult(source: string, ...sentences: readonly string[]) {
  return {
    type: "search_result" as const,
    source,
    title: `Title of ${source}`,
    content: sentences.map((text) => ({ type: "text" as const, text })),
    citations: { enabled: true },
  };
}

export const PRESS = searchResult(
  "press",
  "Gutenberg druckte in Mainz. ",
  "Die Bibel erschien um 1455.",
);

/** One question about the given blocks. */
export function ask(...blocks: readonly Anthropic.ContentBlockParam[]): Request {
  return {
    model: "claude-haiku-5-5",
    max_tokens: 100,
    messages: [{ role: "user", content: [...blocks, { type: "text", text: "Wo war das?" }] }],
  };
}
