/**
 * The bot's messages that nobody has taken yet, and who waits for one.
 */
import type { Message } from "grammy/types";

export interface Mailbox {
  put(message: Message): void;
  /** The oldest one not taken; waits for the next, and rejects after 15 s of real time. */
  take(chat?: number): Promise<Message>;
}

const PATIENCE_MS = 15_000;
const MAX_UNTAKEN = 1000;

interface Waiting {
  readonly chat: number | undefined;
  readonly resolve: (message: Message) => void;
}

export function createMailbox(): Mailbox {
  const untaken: Message[] = [];
  const waiting: Waiting[] = [];
  return {
    put: (message) => {
      const at = waiting.findIndex(({ chat }) => chat === undefined || chat === message.chat.id);
      if (at === -1) untaken.push(message);
      else waiting.splice(at, 1)[0]?.resolve(message);
      if (untaken.length > MAX_UNTAKEN) untaken.shift();
    },
    take: (chat) => {
      const at = untaken.findIndex((message) => chat === undefined || chat === message.chat.id);
      const [message] = at === -1 ? [] : untaken.splice(at, 1);
      if (message !== undefined) return Promise.resolve(message);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.splice(waiting.indexOf(mine), 1);
          reject(new Error(`The bot sent nothing within ${PATIENCE_MS / 1000} s`));
        }, PATIENCE_MS);
        timer.unref();
        const mine: Waiting = {
          chat,
          resolve: (arrived) => {
            clearTimeout(timer);
            resolve(arrived);
          },
        };
        waiting.push(mine);
      });
    },
  };
}
