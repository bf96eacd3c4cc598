/**
 * The local Telegram over HTTP on a bad day: connections are reset, answers cut off, calls refused.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";

import type { LocalTelegram } from "../../src/local/telegram.ts";
import type { ServedTelegram } from "./serve.ts";
import { serveHttp } from "./serve.ts";

export type Fault =
  /** The connection is gone before the call is carried out. */
  | "reset"
  /** The call is carried out, and then the connection is gone. */
  | "reset-after"
  /** The call is carried out, and half of its answer comes back. */
  | "cut"
  | "bad-gateway"
  | "too-many"
  /** The call is not carried out, and no answer comes. */
  | "silence";

export interface FaultOptions {
  /** Of all calls, from 0 to 1. */
  readonly share: number;
  /** As `Math.random`. */
  readonly random: () => number;
  /** A message was sent, and the bot will not hear of it; `question` is what it replies to, null in private. */
  readonly onLostWord: (chat: number, question: number | null) => void;
  /** One of the faults is silence at most so often, for one costs a poll 40 s; never without it. */
  readonly silenceEveryMs?: number;
}

export interface BadTelegram extends ServedTelegram {
  /** How often each fault happened. */
  readonly faults: ReadonlyMap<Fault, number>;
  /** From now on everything goes well, and whoever waits in silence is cut off. */
  calmDown(): void;
}

const FAULTS: readonly Fault[] = ["reset", "reset-after", "cut", "bad-gateway", "too-many"];
const RETRY_AFTER_SECONDS = 1;

interface Call {
  readonly method: string;
  readonly body: string;
}

export async function serveBadTelegram(
  telegram: Pick<LocalTelegram, "fetch">,
  { share, random, onLostWord, silenceEveryMs = Infinity }: FaultOptions,
): Promise<BadTelegram> {
  const faults = new Map<Fault, number>();
  /** Calls whose last attempt went wrong: the next one goes well, for the bot tries twice and no oftener. */
  const failed = new Set<string>();
  const unanswered = new Set<ServerResponse>();
  let isCalm = false;
  let silentAt = Date.now();

  function isSilenceDue(): boolean {
    if (Date.now() - silentAt < silenceEveryMs) return false;
    silentAt = Date.now();
    return true;
  }

  function chooseFault({ method, body }: Call): Fault | null {
    if (failed.delete(body) || isCalm || random() >= share) return null;
    const usual = FAULTS[Math.floor(random() * FAULTS.length)] ?? "reset";
    const fault = isSilenceDue() ? "silence" : usual;
    if (method !== "getUpdates") failed.add(body);
    faults.set(fault, (faults.get(fault) ?? 0) + 1);
    return fault;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    const method = request.url?.split("/").at(-1) ?? "";
    const call = { method, body: await text(request) };
    const fault = chooseFault(call);
    if (fault === "silence") {
      unanswered.add(response);
      response.on("close", () => unanswered.delete(response));
    } else if (fault === "reset") {
      response.destroy();
    } else if (fault === "bad-gateway") {
      response.writeHead(502, { "content-type": "text/html" }).end("<html>502 Bad Gateway</html>");
    } else if (fault === "too-many") {
      refuse(response);
    } else {
      const answered = await telegram.fetch(new URL(request.url ?? "/", "http://telegram.local"), {
        method: "POST",
        body: call.body,
        signal: gone.signal,
      });
      const json = await answered.text();
      if (fault !== null) noteLostWord(call, onLostWord);
      if (fault === "reset-after") response.destroy();
      else {
        response.writeHead(answered.status, { "content-type": "application/json" });
        response.end(fault === "cut" ? json.slice(0, json.length / 2) : json);
      }
    }
  }

  const served = await serveHttp(answer);
  return {
    ...served,
    faults,
    calmDown: () => {
      isCalm = true;
      for (const response of unanswered) response.destroy();
    },
  };
}

function refuse(response: ServerResponse): void {
  const refusal = {
    ok: false,
    error_code: 429,
    description: `Too Many Requests: retry after ${RETRY_AFTER_SECONDS}`,
    parameters: { retry_after: RETRY_AFTER_SECONDS },
  };
  response.writeHead(429, { "content-type": "application/json" }).end(JSON.stringify(refusal));
}

function noteLostWord({ method, body }: Call, onLostWord: FaultOptions["onLostWord"]): void {
  if (method !== "sendMessage") return;
  const { chat_id: chat, reply_parameters: reply } = JSON.parse(body) as {
    chat_id?: number;
    reply_parameters?: { message_id?: number };
  };
  if (chat !== undefined) onLostWord(chat, reply?.message_id ?? null);
}
