/**
 * Refuses a request as the Messages API does: status, headers, body.
 */
import type { ServerResponse } from "node:http";
import type { Refusal } from "./script.ts";
import { findFault } from "./schemas.ts";

/** The type of each status, with what it says unless told otherwise. */
const ERRORS = {
  400: ["invalid_request_error", "The request is not valid"],
  401: ["authentication_error", "The API key is not valid"],
  402: ["billing_error", "The credit balance is too low"],
  403: ["permission_error", "The API key must not use this resource"],
  404: ["not_found_error", "Not found"],
  413: ["invalid_request_error", "The request exceeds the maximum size"],
  429: ["rate_limit_error", "The request would exceed the rate limit"],
  500: ["api_error", "Internal server error"],
  503: ["api_error", "Service unavailable"],
  504: ["timeout_error", "The request timed out"],
  529: ["overloaded_error", "Overloaded"],
} as const satisfies Record<Refusal["status"], readonly [string, string]>;

/** The body of an error; throws when it is none that the SDK knows. */
export function describeError(refusal: Refusal, requestId: string): unknown {
  const [type, message] = ERRORS[refusal.status];
  const error = { type, message: refusal.message ?? message };
  const body = { type: "error", error, request_id: requestId };
  // The SDK reads `details`, but its types of the body leave them out.
  const details = { error_code: refusal.errorCode };
  const fault =
    findFault("ErrorResponse", body) ??
    (refusal.errorCode === undefined ? null : findFault("ErrorDetails", details));
  if (fault !== null) throw new Error(`No error of the API: ${fault}`);
  return refusal.errorCode === undefined ? body : { ...body, error: { ...error, details } };
}

export function refuse(response: ServerResponse, refusal: Refusal, requestId: string): void {
  const body = describeError(refusal, requestId);
  response.writeHead(refusal.status, {
    "content-type": "application/json",
    "request-id": requestId,
    ...refusal.headers,
  });
  response.end(JSON.stringify(body));
}
