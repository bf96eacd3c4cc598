/**
 * Anthropic's SDK, loaded when it is first wanted, told everything, so that it takes nothing from the environment.
 */
import type * as sdkModule from "@anthropic-ai/sdk";
import type { Anthropic, APIError } from "@anthropic-ai/sdk";

import type { ModelErrorReason } from "./model.ts";
import { isAnthropic } from "./models.ts";

export interface ClientParts {
  readonly apiKey: string;
  /** Without `/v1`. */
  readonly baseUrl: string;
}

export interface Client {
  readonly messages: Anthropic["messages"];
  /** Why a request failed, with one line for the operator; null: it is no failure of a request. */
  explain(error: unknown): Failure | null;
}

export interface Failure {
  readonly reason: ModelErrorReason;
  /** Without what was sent: not every server leaves that out of its messages. */
  readonly detail: string;
}

/** Before anything of an answer came; with half a second between. */
const RETRIES = 1;

/** Nobody waits for an answer longer than that only to ask again. */
const LONGEST_RETRY_AFTER_SECONDS = 3;

/** Whoever runs the bot may have set others for all programs that use the SDK. */
const SENT_HEADERS =
  /^(?:accept|anthropic-version|authorization|content-type|user-agent|x-api-key|x-stainless-.+)$/;

/** It takes a tenth of a second and more, during which nothing else happens. */
export async function loadClient({ apiKey, baseUrl }: ClientParts): Promise<Client> {
  const sdk = await import("@anthropic-ai/sdk");
  const isOwn = isAnthropic(baseUrl);
  // What else speaks this API may still know the key by its older name.
  const key = isOwn ? {} : { "x-api-key": apiKey };
  const { messages } = new sdk.Anthropic({
    apiKey,
    authToken: null,
    webhookKey: null,
    baseURL: baseUrl,
    defaultHeaders: { authorization: `Bearer ${apiKey}`, ...key },
    maxRetries: RETRIES,
    logLevel: "off",
    openTelemetry: false,
    fetch: fetchPlainly,
  });
  return { messages, explain: (error) => explain(error, sdk, isOwn) };
}

/** Leaves out the headers of others, and does not let a server make the SDK wait for long. */
async function fetchPlainly(
  address: string | URL | Request,
  init?: RequestInit,
): Promise<Response> {
  const headers = new Headers(init?.headers);
  const foreign = [...headers.keys()].filter((name) => !SENT_HEADERS.test(name));
  for (const name of foreign) headers.delete(name);
  const response = await fetch(address, { ...init, headers });
  if (response.ok || isShort(response.headers)) return response;
  const { status, statusText } = response;
  const answered = new Headers(response.headers);
  answered.set("x-should-retry", "false");
  return new Response(response.body, { status, statusText, headers: answered });
}

function isShort(headers: Headers): boolean {
  const milliseconds = Number(headers.get("retry-after-ms") ?? 0);
  // A date is no number, so it is not waited for.
  const seconds = Number(headers.get("retry-after") ?? 0);
  return Math.max(milliseconds / 1000, seconds) <= LONGEST_RETRY_AFTER_SECONDS;
}

type Sdk = typeof sdkModule;

function explain(error: unknown, sdk: Sdk, isOwn: boolean): Failure | null {
  if (!(error instanceof sdk.AnthropicError)) return null;
  if (error instanceof sdk.APIConnectionError)
    return { reason: "unreachable", detail: codeOf(error.cause) ?? error.message };
  if (isApiError(error, sdk)) return { reason: reasonOf(error), detail: describe(error, isOwn) };
  // The message of a syntax error quotes what the model wrote.
  const detail = error.cause instanceof SyntaxError ? "an event that is no JSON" : error.message;
  return { reason: "cut", detail };
}

function isApiError(error: unknown, sdk: Sdk): error is APIError {
  return error instanceof sdk.APIError;
}

function reasonOf({ status, type, errorCode }: APIError): ModelErrorReason {
  if (errorCode?.endsWith("spend_limit_reached") || type === "billing_error") return "spent";
  if (status === undefined) return (type !== null && WHILE_STREAMING[type]) || "cut";
  return BY_STATUS[status] ?? (status >= 500 ? "busy" : "rejected");
}

const BY_STATUS: Partial<Record<number, ModelErrorReason>> = {
  401: "unauthorized",
  402: "spent",
  403: "unauthorized",
  408: "busy",
  409: "busy",
  429: "busy",
};

/** By the type in an event, where there is no status any more. */
const WHILE_STREAMING: Partial<Record<NonNullable<APIError["type"]>, ModelErrorReason>> = {
  overloaded_error: "busy",
  rate_limit_error: "busy",
  authentication_error: "unauthorized",
  permission_error: "unauthorized",
  invalid_request_error: "rejected",
};

function describe({ status, type, errorCode, apiMessage, requestID }: APIError, isOwn: boolean) {
  const said = isOwn ? apiMessage?.slice(0, 300) : null;
  const parts = [status, errorCode ?? type, said, requestID];
  return parts.filter((part) => part !== null && part !== undefined).join(" ") || "an error event";
}

/** "ECONNREFUSED", which stands in one of the causes. */
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  return "code" in error && typeof error.code === "string" ? error.code : codeOf(error.cause);
}
