/**
 * The bot: its composers in order, and one error boundary around them.
 */
import { randomUUID } from "node:crypto";

import { Bot } from "grammy";
import type { ApiClientOptions } from "grammy";
import type { UserFromGetMe } from "grammy/types";

import { admission } from "./admission.ts";
import { ask, createAsking } from "./ask.ts";
import { buttons } from "./buttons.ts";
import { handleFailure } from "./failure.ts";
import { greeting, help, wordless } from "./help.ts";
import type { Parts } from "./parts.ts";
import { quotes } from "./quotes.ts";
import { createTurns } from "./turns.ts";

export interface BotOptions {
  readonly token: string;
  readonly client?: ApiClientOptions;
  /** Known already in tests; else `bot.init()` asks Telegram. */
  readonly me?: UserFromGetMe;
}

/** Longer than a poll, so that a connection that died half-way is noticed. */
const CALL_TIMEOUT_SECONDS = 40;

/** `bot.init()`, then `bot.handleUpdate()` for each update; that never rejects. `bot.start()` is not used. */
export function createBot(parts: Parts, { token, client, me }: BotOptions): Bot {
  const bot = new Bot(token, {
    client: { timeoutSeconds: CALL_TIMEOUT_SECONDS, ...client },
    ...(me === undefined ? {} : { botInfo: me }),
  });
  const turns = createTurns(parts.now);
  const asking = createAsking({ ...parts, turns });
  bot.errorBoundary(
    handleFailure({ ...parts, turns, newId }),
    admission({ ...parts, turns }),
    quotes(parts),
    buttons({ ...parts, asking }),
    greeting(parts),
    help({ ...parts, asking }),
    ask({ ...parts, turns, asking }),
    wordless(parts),
  );
  return bot;
}

/** Short enough to be read out to whoever runs the bot. */
function newId(): string {
  return randomUUID().slice(0, 6);
}
