/**
 * Anthropic's SDK, loaded when it is first wanted, and kept from what others set for it in the environment.
 */
import type {
  MessageCreateParamsStreaming,
  RawMessageStreamEvent,
} from "@anthropic-ai/sdk/resources/messages/messages";

import { explain, type Failure } from "./claude-errors.ts";
import { bounded } from "./claude-stream.ts";
import { isAnthropic } from "./known-models.ts";
import { SDK_RETRIES, withoutLongWait } from "./retry.ts";

export interface ClientParts {
  readonly apiKey: string;
  /** Without `/v1`. */
  readonly baseUrl: string;
}

export interface Client {
  /** The events of one streamed answer. Rejects, at the request or while they come, with what `explain` knows. */
  stream(
    params: MessageCreateParamsStreaming,
    options: { readonly signal: AbortSignal },
  ): Promise<AsyncIterable<RawMessageStreamEvent>>;
  /** Why a request failed, or its stream ended. */
  explain(error: unknown): Failure;
}

/** Loading takes a tenth of a second and more, during which nothing else happens. */
export async function loadClient({ apiKey, baseUrl }: ClientParts): Promise<Client> {
  const sdk = await import("@anthropic-ai/sdk");
  const isOwn = isAnthropic(baseUrl);
  // Other servers may still expect the key in the header that it had before.
  const key = isOwn ? {} : { "x-api-key": apiKey };
  const { messages } = new sdk.Anthropic({
    apiKey,
    authToken: null,
    webhookKey: null,
    baseURL: baseUrl,
    defaultHeaders: { authorization: `Bearer ${apiKey}`, ...key },
    maxRetries: SDK_RETRIES,
    logLevel: "off",
    openTelemetry: false,
    fetch: async (address, init) => {
      const headers = ownHeaders(init?.headers);
      // A redirect would take the key along to wherever it leads.
      const response = await fetch(address, { ...init, headers, redirect: "manual" });
      return bounded(withoutLongWait(response));
    },
  });
  return {
    stream: (params, options) => messages.create(params, options),
    explain: (error) => explain(error, sdk, isOwn),
  };
}

const OWN_HEADERS =
  /^(?:accept|anthropic-version|authorization|content-type|user-agent|x-api-key|x-stainless-.+)$/;

/** The environment may name others for all programs that use the SDK. */
function ownHeaders(given: RequestInit["headers"]): Headers {
  const headers = new Headers(given);
  const foreign = [...headers.keys()].filter((name) => !OWN_HEADERS.test(name));
  for (const name of foreign) headers.delete(name);
  return headers;
}
