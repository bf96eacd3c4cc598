/**
 * The whole bot on a local Telegram, for one test: polled, stored, answered, every call checked.
 */
import type { User, UserFromGetMe } from "grammy/types";
import { onTestFinished } from "vitest";

import type { Admitted } from "../../src/bot/operator/admission.ts";
import { createBot } from "../../src/bot/bot.ts";
import { systemClock, type Clock } from "../../src/bot/clock.ts";
import { registerCommands } from "../../src/bot/operator/commands.ts";
import { createLimits } from "../../src/bot/questions/limits.ts";
import { unpaced, type Pace } from "../../src/bot/delivery/pace.ts";
import type { SentArticleParts, Summaries } from "../../src/bot/parts.ts";
import type { Log } from "../../src/bot/log.ts";
import { runBot } from "../../src/bot/run.ts";
import { createStats } from "../../src/bot/operator/stats.ts";
import type { Translator } from "../../src/answer/translation.ts";
import type { Library } from "../../src/library.ts";
import { createExtractiveSummarizer } from "../../src/summary/extractive.ts";
import type { LocalTelegram } from "../../src/local/telegram.ts";
import type { Store } from "../../src/store/store.ts";
import { createCheckedTelegram, methodOf } from "./bot-api.ts";
import { createTestStore } from "./test-store.ts";

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
  readonly store: Store;
  /** What was logged, in order, but for the answers that went well. */
  readonly logged: readonly LogLine[];
  /** One line for each question that was answered. */
  readonly answered: readonly LogLine[];
  /** Settles when everything that was said so far is handled: for tests of silence. */
  readonly settled: () => Promise<void>;
  /** For what is to happen after it; else it stops when the test is over. */
  readonly stop: () => Promise<void>;
  /** As the program does once when it starts. */
  readonly registerCommands: () => Promise<void>;
}

interface Options {
  /** May change while the bot runs. */
  readonly library: Library | (() => Library);
  readonly now?: () => number;
  readonly me?: Partial<UserFromGetMe>;
  readonly admitted?: Admitted;
  readonly clock?: Clock;
  readonly pace?: Pace;
  readonly store?: Store;
  readonly questionsPerMinute?: number;
  readonly translator?: Translator | null;
  readonly summaries?: Partial<Summaries>;
  readonly articles?: Partial<SentArticleParts>;
  /** One that another bot was started on before, for a restart. */
  readonly telegram?: LocalTelegram;
  /** What goes wrong with a call; null: nothing. */
  readonly fault?: (method: string, chat: unknown) => Fault | null;
}

/** A call is not carried out and Telegram says so, not carried out and the connection breaks, carried out before it breaks, never made. */
export type Fault = 500 | 502 | "reset" | "reset-after" | "refused";

/** Word for word, and as often as anybody likes. */
export const SUMMARIES: Summaries = {
  summarizer: createExtractiveSummarizer(),
  retentionDays: 7,
  timeZone: "Europe/Berlin",
  cooldownSeconds: 0,
};

/** No page can be reached, and the library is what the test says. */
export const NO_ARTICLES: SentArticleParts = {
  fetchPage: async () => ({ kind: "refused", reason: "unreachable" }),
  refresh: async () => {},
};

/** Short enough for a test, where no clock is handed in. */
const QUICK: Clock = {
  now: () => Date.now(),
  after: (milliseconds, run) => systemClock.after(Math.min(milliseconds, 20), run),
};

/** Started when it returns; stopped when the test is over. Pauses are short unless a clock is handed in. */
export function startBot({
  library,
  now = Date.now,
  me = {},
  admitted = EVERYONE,
  clock = { ...QUICK, now },
  pace = unpaced,
  store = createTestStore(now),
  questionsPerMinute = 1000,
  translator = null,
  summaries,
  articles,
  fault = () => null,
  telegram = createCheckedTelegram({ now, me }),
}: Options): StartedBot {
  const fetch: LocalTelegram["fetch"] = async (url, init) => {
    const failing = fault(methodOf(url), chatOf(init?.body));
    if (failing === 500 || failing === 502)
      return Response.json({ ok: false, error_code: failing, description: "Bad Gateway" });
    if (failing === "refused") throw Object.assign(new Error(failing), { code: "ECONNREFUSED" });
    if (failing === null) return telegram.fetch(url, init);
    if (failing === "reset-after") await telegram.fetch(url, init);
    throw new TypeError("fetch failed");
  };
  const { log, logged, answered } = recordLog();
  const parts = {
    library: typeof library === "function" ? library : () => library,
    store,
    admitted,
    limits: createLimits({
      usage: store.usage,
      now,
      questionsPerMinute,
      timeZone: "Europe/Berlin",
    }),
    stats: createStats({ usage: store.usage, now, timeZone: "Europe/Berlin", log }),
    translator,
    summaries: { ...SUMMARIES, ...summaries },
    articles: { ...NO_ARTICLES, ...articles },
    log,
    pseudonym: (chat: number) => `chat ${chat < 0 ? "group" : "person"}`,
    now,
  };
  const bot = createBot(parts, {
    token: "123:test",
    client: { fetch },
    me: telegram.me,
    clock,
  });
  const running = runBot(bot, parts, { clock, pace });
  onTestFinished(() => running.stop());
  return {
    telegram,
    store,
    logged,
    answered,
    stop: () => running.stop(),
    registerCommands: () => registerCommands(bot.api),
    async settled() {
      const { id } = telegram.openPrivateChat(SOMEONE);
      telegram.say({ chat: id, from: SOMEONE.id, text: "/id" });
      await telegram.nextMessage(id);
      await running.idle();
    },
  };
}

function chatOf(body: unknown): unknown {
  const payload: unknown = typeof body === "string" ? JSON.parse(body) : null;
  return (payload as { readonly chat_id?: unknown } | null)?.chat_id;
}

/** Answers that went well stand apart from what else is logged. */
export function recordLog(): {
  readonly log: Log;
  readonly logged: readonly LogLine[];
  readonly answered: readonly LogLine[];
} {
  const logged: LogLine[] = [];
  const answered: LogLine[] = [];
  const at = (level: LogLine["level"]) => (fields: object, message: string) => {
    const lines = message === "A question was answered" ? answered : logged;
    lines.push({ level, fields, message });
  };
  return {
    log: { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") },
    logged,
    answered,
  };
}
