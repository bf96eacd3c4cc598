/**
 * Sends the local Telegram's updates to the bot's webhook, as Telegram does: each chat's in order, a next one when the
 * last is confirmed, chats side by side, and what is not confirmed again.
 */
import { setTimeout as wait } from "node:timers/promises";
import type { Update } from "grammy/types";

import type { LocalTelegram } from "../../src/local/telegram.ts";

export interface Sending {
  /** How long each confirmed one took, in milliseconds. */
  readonly tookMs: readonly number[];
  /** How often one was not confirmed and sent again. */
  readonly repeats: () => number;
  stop(): Promise<void>;
}

/** `ports`: of the processes behind one address; each update goes to one of them in turn. */
export function sendUpdates(
  telegram: Pick<LocalTelegram, "waiting" | "webhook">,
  ports: readonly number[],
): Sending {
  const stopping = new AbortController();
  const tookMs: number[] = [];
  const lanes = new Map<number, Promise<void>>();
  let turn = 0;
  let repeats = 0;

  async function sendOnce(update: Update): Promise<boolean> {
    const port = ports[turn++ % ports.length] ?? 0;
    const start = performance.now();
    const response = await fetch(
      `http://127.0.0.1:${port}${new URL(telegram.webhook.url).pathname}`,
      {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "x-telegram-bot-api-secret-token": telegram.webhook.secret,
        },
        body: JSON.stringify(update),
      },
    ).catch(() => null);
    await response?.arrayBuffer().catch(() => {});
    if (response?.ok !== true) return false;
    tookMs.push(performance.now() - start);
    return true;
  }

  async function send(update: Update): Promise<void> {
    while (!stopping.signal.aborted && !(await sendOnce(update))) {
      repeats += 1;
      await wait(100);
    }
  }

  async function run(): Promise<void> {
    let offset = 0;
    while (!stopping.signal.aborted) {
      const batch = await telegram.waiting({ offset, timeout: 1 }, stopping.signal);
      for (const update of batch) {
        offset = update.update_id + 1;
        const chat = chatOf(update);
        const lane = (lanes.get(chat) ?? Promise.resolve()).then(() => send(update));
        lanes.set(chat, lane);
      }
    }
  }

  const running = run().catch((error: unknown) => {
    if (!stopping.signal.aborted) throw error;
  });
  return {
    tookMs,
    repeats: () => repeats,
    async stop() {
      stopping.abort();
      await running;
      await Promise.all(lanes.values());
    },
  };
}

function chatOf({ message, callback_query: tap }: Update): number {
  return message?.chat.id ?? tap?.from.id ?? 0;
}
