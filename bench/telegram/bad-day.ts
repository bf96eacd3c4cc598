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
  | "too-many"
  /** The call is not carried out, and no answer comes. */
  | "silence";

export type Outage = "bad-gateway" | "reset" | "refused";

export interface FaultOptions {
  /** Of all calls, from 0 to 1. */
  readonly share: number;
  readonly random: Random;
  /** A message was sent, and the bot will not hear of it; `question` is what it replies to, null in private. */
  readonly onLostWord: (chat: number, question: number | null) => void;
  /** One of the faults is silence at most so often, for one costs a poll 40 s; never without it. */
  readonly silenceEveryMs?: number;
  /** After a fault the same call goes well once: for a short run that must not fail by a rare draw. */
  readonly sparesNext?: boolean;
}

export interface BadTelegram extends Served {
  /** How often each fault happened, those of outages among them. */
  readonly faults: ReadonlyMap<Fault, number>;
  /** How many calls have arrived. */
  readonly arrived: () => number;
  /** Every call fails, or none arrives, until the promise is settled; settles when that is over. */
  fail(outage: Outage, until: Promise<unknown>): Promise<void>;
  /** From now on everything goes well, and whoever waits in silence is cut off. */
  calmDown(): void;
}

const FAULTS: readonly Fault[] = ["reset", "reset-after", "cut", "bad-gateway", "too-many"];
const RETRY_AFTER_SECONDS = 1;

export async function serveBadTelegram(
  telegram: Pick<LocalTelegram, "fetch">,
  options: FaultOptions,
): Promise<BadTelegram> {
  const faults = new Map<Fault, number>();
  /** Bodies of calls that failed, where the next attempt is spared. */
  const spared = new Set<string>();
  const unanswered = new Set<ServerResponse>();
  let outage: Fault | null = null;
  let isCalm = false;
  let silentAt = Date.now();
  let arrived = 0;

  function drawFault({ method, body }: Call): Fault | null {
    if (outage !== null) return outage;
    if (spared.delete(body) || isCalm || options.random() >= options.share) return null;
    if (options.sparesNext === true && method !== "getUpdates") spared.add(body);
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
      case "too-many":
        refuse(response);
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
    async fail(kind, until) {
      if (kind === "refused") return served.refuseUntil(until);
      outage = kind;
      await until;
      outage = null;
    },
    calmDown() {
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
