/**
 * Every call to Telegram passes here: what may be told twice is told once more when its word was lost, a tap that can
 * no longer be answered is no failure, and nobody waits absurdly long because Telegram said so.
 */
import { HttpError, type Api, type Transformer } from "grammy";
import type { ApiError } from "grammy/types";

import { describeError, type Log } from "../log.ts";

interface CallsParts {
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly log: Log;
}

/** A second one changes nothing. */
const HARMLESS: ReadonlySet<string> = new Set([
  "answerCallbackQuery",
  "answerInlineQuery",
  "getChat",
  "getChatAdministrators",
  "getChatMember",
  "setMyCommands",
]);

const AGAIN_MS = 300;
const SHORTEST_WAIT_SECONDS = 1;
const LONGEST_WAIT_SECONDS = 3600;

export function carefulCalls({ sleep, log }: CallsParts): Transformer {
  /** After a network's failure, and after an error of Telegram's own; not where Telegram refuses or asks to wait. */
  const onceMore: Transformer = async (call, method, payload, signal) => {
    try {
      const answer = await call(method, payload, signal);
      if (answer.ok || answer.error_code < 500) return answer;
    } catch (error) {
      if (!(error instanceof HttpError) || signal?.aborted === true) throw error;
    }
    await sleep(AGAIN_MS);
    return call(method, payload, signal);
  };

  return async (call, method, payload, signal) => {
    const isHarmless = HARMLESS.has(method);
    try {
      const answer = isHarmless
        ? await onceMore(call, method, payload, signal)
        : await call(method, payload, signal);
      if (answer.ok) return answer;
      if (answer.error_code === 429) boundWait(answer);
      if (method !== "answerCallbackQuery") return answer;
      log.info({ error: `${answer.error_code} ${answer.description}` }, "A tap was not answered");
    } catch (error) {
      if (method !== "answerCallbackQuery") throw error;
      log.info({ error: describeError(error) }, "A tap was not answered");
    }
    // What was tapped for is done all the same.
    return { ok: true, result: true as never };
  };
}

/** `retry_after` becomes seconds that can be waited. */
function boundWait(answer: ApiError): void {
  const asked = Number(answer.parameters?.retry_after);
  const seconds = Number.isNaN(asked) ? SHORTEST_WAIT_SECONDS : asked;
  const bounded = Math.min(LONGEST_WAIT_SECONDS, Math.max(SHORTEST_WAIT_SECONDS, seconds));
  answer.parameters = { ...answer.parameters, retry_after: bounded };
}

/** grammY types signals by a polyfill's class; at run time Node's own is what it takes. */
export function forGrammy(signal: AbortSignal): GrammySignal {
  return signal as unknown as GrammySignal;
}

type GrammySignal = NonNullable<Parameters<Api["getMe"]>[0]>;
