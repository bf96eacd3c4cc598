/**
 * Which addresses Telegram takes in links and buttons.
 */
import { badRequest } from "./refusals.ts";

const SCHEMES: ReadonlySet<string> = new Set(["http:", "https:", "tg:", "ton:"]);

/** `what` opens the refusal, as in "entity URL". */
export function checkUrl(what: string, url: string): void {
  const reason = faultOf(url);
  if (reason !== null) throw badRequest(`${what} '${url}' is invalid: ${reason}`);
}

function faultOf(url: string): string | null {
  const withScheme = /^[a-z][a-z0-9+.-]*:/iu.test(url) ? url : `http://${url}`;
  const parsed = URL.parse(withScheme);
  if (parsed === null) return "Wrong HTTP URL";
  if (!SCHEMES.has(parsed.protocol)) return "Unsupported URL protocol";
  // A host without a dot, such as localhost, is nowhere for anyone else.
  if (parsed.protocol.startsWith("http") && !parsed.hostname.includes(".")) return "Wrong HTTP URL";
  return null;
}
