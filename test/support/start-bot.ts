/**
 * The whole bot on a local Telegram, for one test: polled, dispatched, every call checked.
 */
import type { User, UserFromGetMe } from "grammy/types";
import { onTestFinished } from "vitest";

import type { Admitted } from "../../src/bot/admission.ts";
import { createBot } from "../../src/bot/bot.ts";
import { createDispatcher } from "../../src/bot/dispatch.ts";
import type { Log } from "../../src/bot/parts.ts";
import { startPolling } from "../../src/bot/poll.ts";
import type { Library } from "../../src/library.ts";
import type { LocalTelegram } from "../../src/local/telegram.ts";
import { createCheckedTelegram } from "./bot-api.ts";

export const ANNA: User = { id: 101, is_bot: false, first_name: "Anna", language_code: "de" };
export const BEN: User = { id: 102, is_bot: false, first_name: "Ben", language_code: "en" };
const EVERYONE: Admitted = { allowed: [], owners: [] };
const SOMEONE: User = { id: 199, is_bot: false, first_name: "Jemand" };

export interface LogLine {
  readonly level: "debug" | "info" | "warn" | "error";
  readonly fields: object;
  readonly message: string;
}

export interface StartedBot {
  readonly telegram: LocalTelegram;
  /** What was logged, in order. */
  readonly logged: readonly LogLine[];
  /** Settles when everything that was said so far is handled: for tests of silence. */
  readonly settled: () => Promise<void>;
}

interface Options {
  /** May change while the bot runs. */
  readonly library: Library | (() => Library);
  readonly now?: () => number;
  readonly me?: Partial<UserFromGetMe>;
  readonly admitted?: Admitted;
}

/** Started when it returns; stopped when the test is over. */
export function startBot({
  library,
  now = Date.now,
  me = {},
  admitted = EVERYONE,
}: Options): StartedBot {
  const telegram = createCheckedTelegram({ now, me });
  const { log, logged } = recordLog();
  const parts = {
    library: typeof library === "function" ? library : () => library,
    admitted,
    log,
    now,
  };
  const bot = createBot(parts, {
    token: "123:test",
    client: { fetch: telegram.fetch },
    me: telegram.me,
  });
  const dispatcher = createDispatcher({ handle: (update) => bot.handleUpdate(update), log });
  const polling = startPolling({
    api: bot.api,
    deliver: (updates) => dispatcher.deliver(updates),
    log,
  });
  onTestFinished(async () => {
    polling.stop();
    await polling.ended;
    await dispatcher.idle();
  });
  return {
    telegram,
    logged,
    async settled() {
      const { id } = telegram.openPrivateChat(SOMEONE);
      telegram.say({ chat: id, from: SOMEONE.id, text: "/id" });
      await telegram.nextMessage(id);
      await dispatcher.idle();
    },
  };
}

export function recordLog(): { readonly log: Log; readonly logged: readonly LogLine[] } {
  const logged: LogLine[] = [];
  const at = (level: LogLine["level"]) => (fields: object, message: string) => {
    logged.push({ level, fields, message });
  };
  return {
    log: { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") },
    logged,
  };
}
