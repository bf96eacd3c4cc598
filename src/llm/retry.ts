/**
 * Whether a model that is overloaded, or whose answer broke off, is asked again: once, and only where that is soon.
 *
 * Before anything of an answer came, the SDK asks again by itself (`SDK_RETRIES`), half a second later. Once an answer
 * has begun it does not; then `isWorthRetrying` says whether whoever asked should.
 */
import type { ModelError } from "./model.ts";

export const SDK_RETRIES = 1;

/** Nobody waits for an answer longer than that only to ask again. */
const LONGEST_RETRY_AFTER_SECONDS = 3;

/** A refusal that asks for a longer wait is handed on as one that the SDK does not retry. */
export function withoutLongWait(response: Response): Response {
  if (response.ok || isShort(response.headers)) return response;
  const { status, statusText } = response;
  const headers = new Headers(response.headers);
  headers.set("x-should-retry", "false");
  return new Response(response.body, { status, statusText, headers });
}

function isShort(headers: Headers): boolean {
  const milliseconds = Number(headers.get("retry-after-ms") ?? 0);
  // A date is no number, so it is not waited for.
  const seconds = Number(headers.get("retry-after") ?? 0);
  return Math.max(milliseconds / 1000, seconds) <= LONGEST_RETRY_AFTER_SECONDS;
}

/** Of an answer that had begun and failed for what may be gone a moment later. */
export function isWorthRetrying({ reason, usage }: ModelError): boolean {
  if (reason === "cut" || reason === "stalled") return true;
  const hasBegun = usage.length > 0;
  return (reason === "busy" || reason === "unreachable") && hasBegun;
}
