/**
 * The local chat for one test, or for several that share it: its server on a free port, over a scripted bot or the real one.
 */
import { Bot } from "grammy";
import { onTestFinished } from "vitest";
import { createBot } from "../../src/bot/bot.ts";
import { createLimits } from "../../src/bot/questions/limits.ts";
import { unpaced } from "../../src/bot/delivery/pace.ts";
import type { Parts } from "../../src/bot/parts.ts";
import type { Log } from "../../src/bot/log.ts";
import { runBot } from "../../src/bot/run.ts";
import { createStats } from "../../src/bot/operator/stats.ts";
import { parseArticle } from "../../src/corpus/parse.ts";
import type { Article } from "../../src/corpus/passage.ts";
import { buildLibrary, type Library } from "../../src/library.ts";
import { startBrowser, type Browser } from "../../src/local/browser.ts";
import type { LocalTelegram } from "../../src/local/telegram.ts";
import { createCheckedTelegram, type OnEnd } from "../support/bot-api.ts";
import { NO_ARTICLES, SUMMARIES } from "../support/start-bot.ts";
import { createTestStore } from "../support/test-store.ts";

export interface LocalChat extends Browser {
  readonly telegram: LocalTelegram;
}

export const BOT_NAME = "fundstelle_bot";
const TOKEN = "1:test";

/** Over a bot that does what `script` says. */
export async function startLocalChat(
  script: (bot: Bot) => void,
  onEnd: OnEnd = onTestFinished,
): Promise<LocalChat> {
  const telegram = createCheckedTelegram({ now: Date.now }, onEnd);
  const bot = new Bot(TOKEN, { client: { fetch: telegram.fetch }, botInfo: telegram.me });
  script(bot);
  const running = bot.start();
  onEnd(async () => {
    await bot.stop();
    await running;
  });
  return serve(telegram, bareLibrary, onEnd);
}

/** Over the real bot, which knows one article in Markdown. */
export async function startRealChat(article: string): Promise<LocalChat> {
  const me = { can_read_all_group_messages: true };
  const telegram = createCheckedTelegram({ now: Date.now, me });
  const built = buildLibrary({ articles: [parseArticle("article.md", article)], skipped: [] });
  const library = () => built;
  const store = createTestStore();
  const { usage } = store;
  const parts: Parts = {
    library,
    store,
    admitted: { allowed: [], owners: [] },
    limits: createLimits({ usage, now: Date.now, questionsPerMinute: 1000, timeZone: "UTC" }),
    stats: createStats({ usage, now: Date.now, timeZone: "UTC", log: silent }),
    translator: null,
    summaries: SUMMARIES,
    articles: NO_ARTICLES,
    log: silent,
    pseudonym: String,
    now: Date.now,
  };
  const bot = createBot(parts, {
    token: TOKEN,
    client: { fetch: telegram.fetch },
    me: telegram.me,
  });
  const running = runBot(bot, parts, { pace: unpaced });
  onTestFinished(() => running.stop());
  return serve(telegram, library, onTestFinished);
}

async function serve(
  telegram: LocalTelegram,
  library: () => Pick<Library, "corpus" | "writer">,
  onEnd: OnEnd,
): Promise<LocalChat> {
  const browser = await startBrowser({ telegram, library, log: silent, port: 0, strict: true });
  onEnd(() => browser.close());
  return { ...browser, telegram };
}

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** Only what the page shows of a library: one article with three passages. */
export function bareLibrary(): Pick<Library, "corpus" | "writer"> {
  const passages = Array.from({ length: 3 }) as Article["passages"];
  const article = { title: "Der Buchdruck", passages } as Article;
  return { corpus: { articles: [article], skipped: [] }, writer: null };
}
