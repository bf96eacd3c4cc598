/**
 * The local Telegram over HTTP on a bad day: connections are reset, answers cut off, calls refused.
 *
 * Each call draws its fault by itself, so that two attempts in a row may fail; an outage fails all of them for a while.
 */
import type { ServerResponse } from "node:http";

import type { LocalTelegram } from "../../src/local/telegram.ts";
import { pick, type Random } from "../random.ts";
import { answerCall, serveTelegram, type Call, type CarryOut, type Served } from "./serve.ts";

export type Fault =
  /** The connection is gone before the call is carried out. */
  | "reset"
  /** The call is carried out, and then the connection is gone. */
  | "reset-after"
  /** The call is carried out, and half of its answer comes back. */
  | "cut"
  | "bad-gateway"
  | "server-error"
  | "too-many"
  /** The call is not carried out, and no answer comes. */
  | "silence";

export type Outage = "bad-gateway" | "server-error" | "reset" | "reset-after" | "refused";

export interface FaultOptions {
  /** Of all calls, from 0 to 1. */
  readonly share: number;
  readonly random: Random;
  /** A message was sent, and the bot will not hear of it; `question` is what it replies to, null in private. */
  readonly onLostWord: (chat: number, question: number | null) => void;
  /** One of the faults is silence at most so often, for one costs a poll 40 s; never without it. */
  readonly silenceEveryMs?: number;
}

export interface BadTelegram extends Served {
  /** How often each fault happened, those of outages among them. */
  readonly faults: ReadonlyMap<Fault, number>;
  /** How many calls have arrived. */
  readonly arrived: () => number;
  /** Every call fails, or those of one method, or none arrives, until the promise is settled; settles when that is over. */
  fail(outage: Outage, until: Promise<unknown>, method?: string): Promise<void>;
  /** From now on everything goes well, and whoever waits in silence is cut off. */
  calmDown(): void;
}

const FAULTS: readonly Fault[] = [
  "reset",
  "reset-after",
  "cut",
  "bad-gateway",
  "server-error",
  "too-many",
];
const TOO_MANY: Refusal = {
  error_code: 429,
  description: "Too Many Requests: retry after 1",
  parameters: { retry_after: 1 },
};

export async function serveBadTelegram(
  telegram: Pick<LocalTelegram, "fetch">,
  options: FaultOptions,
): Promise<BadTelegram> {
  const faults = new Map<Fault, number>();
  const unanswered = new Set<ServerResponse>();
  let outage: { readonly fault: Fault; readonly method?: string | undefined } | null = null;
  let isCalm = false;
  let silentAt = Date.now();
  let arrived = 0;

  function drawFault({ method }: Call): Fault | null {
    if (outage !== null && (outage.method ?? method) === method) return outage.fault;
    if (isCalm || options.random() >= options.share) return null;
    if (Date.now() - silentAt < (options.silenceEveryMs ?? Infinity))
      return pick(FAULTS, options.random);
    silentAt = Date.now();
    return "silence";
  }

  async function handle(call: Call, carryOut: CarryOut, response: ServerResponse): Promise<void> {
    arrived += 1;
    const fault = drawFault(call);
    if (fault === null) return answerCall(call, carryOut, response);
    faults.set(fault, (faults.get(fault) ?? 0) + 1);
    switch (fault) {
      case "silence":
        unanswered.add(response);
        response.on("close", () => unanswered.delete(response));
        break;
      case "reset":
        response.destroy();
        break;
      case "bad-gateway":
        response.writeHead(502, { "content-type": "text/html" });
        response.end("<html>502 Bad Gateway</html>");
        break;
      case "server-error":
        refuse(response, { error_code: 500, description: "Internal Server Error" });
        break;
      case "too-many":
        refuse(response, TOO_MANY);
        break;
      case "reset-after":
      case "cut": {
        const { status, json } = await carryOut();
        noteLostWord(call, options.onLostWord);
        if (fault === "reset-after") response.destroy();
        else response.writeHead(status).end(json.slice(0, json.length / 2));
      }
    }
  }

  const served = await serveTelegram(telegram, handle);
  return {
    ...served,
    faults,
    arrived: () => arrived,
    async fail(kind, until, method) {
      if (kind === "refused") return served.refuseUntil(until);
      outage = { fault: kind, method };
      await until;
      outage = null;
    },
    calmDown() {
      isCalm = true;
      for (const response of unanswered) response.destroy();
    },
  };
}

interface Refusal {
  readonly error_code: number;
  readonly description: string;
  readonly parameters?: object;
}

function refuse(response: ServerResponse, refusal: Refusal): void {
  const headers = { "content-type": "application/json" };
  response.writeHead(refusal.error_code, headers).end(JSON.stringify({ ok: false, ...refusal }));
}

function noteLostWord({ method, body }: Call, onLostWord: FaultOptions["onLostWord"]): void {
  if (method !== "sendMessage") return;
  const { chat_id: chat, reply_parameters: reply } = JSON.parse(body) as {
    chat_id?: number;
    reply_parameters?: { message_id?: number };
  };
  if (chat !== undefined) onLostWord(chat, reply?.message_id ?? null);
}
