/**
 * What the SDK throws → why a request failed, with one line for the operator.
 */
import type * as sdkModule from "@anthropic-ai/sdk";
import type { APIError } from "@anthropic-ai/sdk";

import { StreamError } from "./claude-stream.ts";
import type { ModelErrorReason } from "./model.ts";

export interface Failure {
  readonly reason: ModelErrorReason;
  readonly detail: string;
}

export type Sdk = typeof sdkModule;

/** `isOwn`: the server is Anthropic's, whose messages do not repeat what was sent. */
export function explain(error: unknown, sdk: Sdk, isOwn: boolean): Failure {
  if (error instanceof sdk.APIConnectionError)
    return { reason: "unreachable", detail: codeOf(error.cause) ?? error.message };
  if (isApiError(error, sdk)) return { reason: reasonOf(error), detail: describe(error, isOwn) };
  if (error instanceof StreamError) return { reason: "cut", detail: error.message };
  // The message of a syntax error quotes what the model wrote.
  const detail = error instanceof SyntaxError ? "an event that is no JSON" : codeOf(error);
  return { reason: "cut", detail: detail ?? "the connection broke off" };
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

/** By the type of an error event, which has no status. */
const WHILE_STREAMING: Partial<Record<NonNullable<APIError["type"]>, ModelErrorReason>> = {
  overloaded_error: "busy",
  rate_limit_error: "busy",
  authentication_error: "unauthorized",
  permission_error: "unauthorized",
  invalid_request_error: "rejected",
};

function describe({ status, type, errorCode, apiMessage, requestID }: APIError, isOwn: boolean) {
  if (status !== undefined && status >= 300 && status < 400)
    return `${status}: it sends elsewhere; ANTHROPIC_BASE_URL must name the server itself`;
  const said = isOwn ? apiMessage?.slice(0, 300) : null;
  const parts = [status, errorCode ?? type, said, requestID];
  return parts.filter((part) => part !== null && part !== undefined).join(" ") || "an error event";
}

/** "ECONNREFUSED", which stands in one of the causes. */
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  return "code" in error && typeof error.code === "string" ? error.code : codeOf(error.cause);
}
