/**
 * The bot: its composers in order, and how an update goes through them.
 */
import { Bot } from "grammy";
import type { ApiClientOptions } from "grammy";
import type { Update, UserFromGetMe } from "grammy/types";

import { admission } from "./operator/admission.ts";
import { ask, createAsking } from "./questions/ask.ts";
import { away } from "./questions/away.ts";
import { buttons } from "./screens/buttons.ts";
import { sleepBy, systemClock, type Clock } from "./clock.ts";
import { createContext, type BotContext } from "./context.ts";
import { apologise } from "./queue/failure.ts";
import { frequency } from "./questions/frequency.ts";
import { greeting, help, wordless } from "./screens/help.ts";
import { membership, presence } from "./intake/membership.ts";
import { createOnceMore } from "./delivery/once-more.ts";
import type { Parts } from "./parts.ts";
import { privacy } from "./privacy/privacy.ts";
import { privacyTaps } from "./privacy/privacy-taps.ts";
import { quotes } from "./questions/quotes.ts";
import { recordingSwitch } from "./groups/recording-switch.ts";
import { startDraft, type Reply } from "./delivery/reply.ts";
import { edits } from "./questions/edits.ts";
import { createStreams, stopping } from "./delivery/stream.ts";
import { summary } from "./groups/summary.ts";
import { createTranslating } from "./questions/translating.ts";

export interface BotOptions {
  readonly token: string;
  readonly client?: ApiClientOptions;
  /** Known already in tests; else `bot.init()` asks Telegram. */
  readonly me?: UserFromGetMe;
  readonly clock?: Clock;
}

/** What an update goes through; nothing is sent yet, but for the answers that callbacks and inline queries wait for. */
export interface Handler {
  /** Rejects with what a composer throws. `attempt` is from 1. */
  handle(update: Update, attempt: number): Promise<Reply>;
  /** After the last attempt. Without messages where nobody waits for any. */
  apologise(update: Update, id: string): Promise<Reply>;
}

/** Longer than a poll, so that a connection that died half-way is noticed. */
const CALL_TIMEOUT_SECONDS = 40;

/** `bot.init()`, then `createHandler()`; `bot.start()` and `bot.handleUpdate()` are not used. */
export function createBot(
  parts: Parts,
  { token, client, me, clock = systemClock }: BotOptions,
): Bot<BotContext> {
  const bot = new Bot<BotContext>(token, {
    client: { timeoutSeconds: CALL_TIMEOUT_SECONDS, ...client },
    ...(me === undefined ? {} : { botInfo: me }),
  });
  bot.api.config.use(createOnceMore((milliseconds) => sleepBy(clock, milliseconds)));
  const streams = createStreams({ api: bot.api, clock, log: parts.log });
  const asking = createAsking({ ...parts, streams });
  const translating = createTranslating({ ...parts, streams, clock });
  bot.use(
    stopping({ streams }),
    membership(parts),
    admission(parts),
    presence(parts),
    frequency(parts),
    privacy(parts),
    privacyTaps(parts),
    recordingSwitch(parts),
    away(parts),
    quotes(parts),
    summary({ ...parts, asking, streams }),
    buttons({ ...parts, asking, translating }),
    edits({ ...parts, asking }),
    greeting(parts),
    help({ ...parts, asking }),
    ask({ ...parts, asking }),
    wordless(parts),
  );
  return bot;
}

/** For a bot that knows its name. */
export function createHandler(bot: Bot<BotContext>, parts: Parts): Handler {
  const middleware = bot.middleware();
  const { api, botInfo: me } = bot;
  return {
    async handle(update, attempt) {
      const draft = startDraft();
      await middleware(createContext(update, { api, me }, { draft, attempt }), async () => {});
      return draft.reply();
    },
    async apologise(update, id) {
      const draft = startDraft();
      await apologise(parts, createContext(update, { api, me }, { draft, attempt: 1 }), id);
      return { ...draft.reply(), isApology: true };
    },
  };
}
