/**
 * The one route of the fake Messages API: writing.
 */
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import type Anthropic from "@anthropic-ai/sdk";
import { checkHeaders, checkRequest } from "./check-request.ts";
import { writeEvents } from "./events.ts";
import type { ModelRules } from "./models.ts";
import { refuse } from "./refusals.ts";
import type { Refusal, Script } from "./script.ts";
import { sendRaw, sendReply, type Line, type Times } from "./stream.ts";

type Request = Anthropic.MessageCreateParamsStreaming;

/** A request to write, also one that was refused. */
export interface ReceivedRequest {
  readonly headers: IncomingHttpHeaders;
  /** Not checked yet when it arrives. */
  readonly body: Request;
  readonly times: Readonly<Times>;
  /** Settled when the response is over: who ended it. */
  readonly ended: Promise<"api" | "client">;
}

interface Parts {
  readonly models: ReadonlyMap<string, ModelRules>;
  /** Takes note of a request to write. */
  readonly note: (request: ReceivedRequest) => void;
  /** What to answer to it; throws when there is nothing. */
  readonly takeScript: (body: Request) => Script;
  /** What a request is refused for. */
  readonly onRefusal: (refusal: Refusal) => void;
  /** A script that does not fit. */
  readonly onError: (error: unknown) => void;
}

interface Call {
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
  readonly line: Line;
  /** Unique among the requests of one fake. */
  readonly number: number;
}

/** Null when it is no JSON. */
function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString()) as unknown;
  } catch {
    return null;
  }
}

/** Null when the client left before it had sent all. */
async function readBody(request: IncomingMessage): Promise<Uint8Array | null> {
  try {
    return Buffer.concat((await request.toArray()) as readonly Buffer[]);
  } catch {
    return null;
  }
}

async function follow(script: Script, { line, body, number }: Call): Promise<"api" | "client"> {
  const { response, requestId } = line;
  if ("status" in script) refuse(response, script, requestId);
  else if ("html" in script) {
    response.writeHead(200, { "content-type": "text/html" }).end(script.html);
  } else if ("redirect" in script) {
    response.writeHead(script.redirect, { location: script.location }).end();
  } else if ("raw" in script) {
    return await sendRaw(line, script);
  } else return await sendReply(line, writeEvents(script, body as Request, number), script);
  return "api";
}

export function createListener({ models, note, takeScript, onRefusal, onError }: Parts) {
  let count = 0;

  /** True when it was refused. */
  function isRefused(refusal: Refusal | null, { response, requestId }: Line): boolean {
    if (refusal === null) return false;
    onRefusal(refusal);
    refuse(response, refusal, requestId);
    return true;
  }

  async function write(call: Call): Promise<void> {
    const { headers, line } = call;
    const body = call.body as Request;
    const { promise: ended, resolve } = Promise.withResolvers<"api" | "client">();
    note({ headers, body, times: line.times, ended });
    const refusal = checkHeaders(headers) ?? checkRequest(body, models);
    try {
      resolve(isRefused(refusal, line) ? "api" : await follow(takeScript(body), call));
    } finally {
      resolve("api");
    }
  }

  async function route(request: IncomingMessage, call: Call): Promise<void> {
    const { pathname } = new URL(request.url ?? "", "http://localhost");
    const name = `${request.method ?? ""} ${pathname}`;
    if (name === "POST /v1/messages") await write(call);
    else isRefused({ status: 404, message: name }, call.line);
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const times: Times = { arrived: performance.now(), firstDelta: null, lastEvent: null };
    const { promise: left, resolve } = Promise.withResolvers<void>();
    response.once("close", resolve);
    // A client that leaves in the middle of a write is no fault.
    response.on("error", () => {});
    count += 1;
    const line = { response, times, left, requestId: `req_${count}` };
    const bytes = await readBody(request);
    if (bytes === null) return;
    try {
      const body = parseJson(bytes);
      await route(request, { headers: request.headers, body, line, number: count });
    } catch (error) {
      onError(error);
      response.destroy();
    }
  };
}
