/**
 * A Bot API call as it comes through `fetch`, and the answer as Telegram gives it.
 */
import { badRequest, Refused } from "./refusals.ts";
import type { Refusal } from "./refusals.ts";

export type Payload = Readonly<Record<string, unknown>>;

interface Carrier {
  readonly call: (method: string, payload: Payload, signal: AbortSignal | null) => Promise<unknown>;
  /** Null where none is at this path. */
  readonly file: (path: string) => Uint8Array | null;
}

const PATH = /^\/bot(?<token>[^/]*)\/(?<method>\w+)$/u;
const FILE_PATH = /^\/file\/bot(?<token>[^/]*)\/(?<path>.+)$/u;
const TOKEN = /^[1-9]\d*:[A-Za-z0-9_-]+$/u;

/** A method's JSON, or a file's bytes. Rejects only when the caller's signal aborts, or when the emulation itself fails. */
export async function answer(
  url: string | URL | Request,
  init: RequestInit | undefined,
  { call, file }: Carrier,
): Promise<Response> {
  const { pathname } = new URL(url instanceof Request ? url.url : url);
  try {
    const wanted = FILE_PATH.exec(pathname)?.groups;
    if (wanted !== undefined) return fileResponse(wanted, file);
    const method = readMethod(pathname);
    const result = await call(method, readPayload(init?.body), init?.signal ?? null);
    return Response.json({ ok: true, result });
  } catch (error) {
    if (error instanceof Refused) return refusalResponse(error.refusal);
    throw error;
  }
}

function fileResponse(
  { token = "", path = "" }: Readonly<Record<string, string | undefined>>,
  file: Carrier["file"],
): Response {
  checkToken(token);
  const bytes = file(decodeURIComponent(path));
  if (bytes === null) throw new Refused({ code: 404, description: "Not Found" });
  return new Response(Buffer.from(bytes));
}

function refusalResponse({ code, description, parameters }: Refusal): Response {
  const body = { ok: false, error_code: code, description };
  return Response.json(parameters === undefined ? body : { ...body, parameters }, { status: code });
}

function readMethod(path: string): string {
  const { token, method } = PATH.exec(path)?.groups ?? {};
  if (token === undefined || method === undefined)
    throw new Refused({ code: 404, description: "Not Found" });
  checkToken(token);
  return method;
}

function checkToken(token: string): void {
  if (!TOKEN.test(token))
    throw new Refused({ code: 401, description: "Unauthorized: invalid token specified" });
}

function readPayload(body: RequestInit["body"]): Payload {
  if (body === undefined || body === null || body === "") return {};
  if (typeof body !== "string") throw badRequest("the local Telegram takes JSON, no uploads");
  const payload = parse(body);
  if (typeof payload !== "object" || payload === null || Array.isArray(payload))
    throw badRequest("can't parse JSON object");
  return payload as Payload;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
