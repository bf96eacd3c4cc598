/**
 * What Telegram may be told twice is told once more when its word was lost: above all the answers that taps and inline queries wait for.
 */
import { HttpError, type Transformer } from "grammy";

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

/** After a network's failure, and after an error of Telegram's own; not where Telegram refuses or asks to wait. */
export function createOnceMore(sleep: (milliseconds: number) => Promise<void>): Transformer {
  return async (call, method, payload, signal) => {
    if (!HARMLESS.has(method)) return call(method, payload, signal);
    try {
      const answer = await call(method, payload, signal);
      if (answer.ok || answer.error_code < 500) return answer;
    } catch (error) {
      if (!(error instanceof HttpError) || signal?.aborted === true) throw error;
    }
    await sleep(AGAIN_MS);
    return call(method, payload, signal);
  };
}
