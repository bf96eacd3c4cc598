/**
 * Composes the parts and runs them: on Telegram with a token, else in a local chat; stops cleanly.
 */
import { config as readDotenv } from "dotenv";
import type { Bot } from "grammy";

import { createBot } from "./bot/bot.ts";
import { checkSettings } from "./bot/check-settings.ts";
import { registerCommands } from "./bot/commands.ts";
import { createDispatcher } from "./bot/dispatch.ts";
import { describeError } from "./bot/failure.ts";
import type { Parts } from "./bot/parts.ts";
import { PollError, startPolling, type Poll } from "./bot/poll.ts";
import { ConfigError, readConfig, type Config } from "./config.ts";
import { CorpusError } from "./corpus/list-files.ts";
import { loadCorpus } from "./corpus/load.ts";
import { watchCorpus } from "./corpus/watch.ts";
import { buildLibrary } from "./library.ts";
import { PortTakenError, startBrowser } from "./local/browser.ts";
import { createLocalTelegram } from "./local/telegram.ts";
import { createLog, type Log } from "./log.ts";
import { describeBot, describeCorpus, describeLocalChat } from "./start-screen.ts";

/** A stop that takes longer is no clean one. */
const STOP_TIMEOUT_MS = 10_000;

/** `ended` settles when it ends by itself, rejects when it cannot go on. */
interface Running {
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

async function main(): Promise<void> {
  readDotenv({ quiet: true });
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const loaded = await loadCorpus(config.corpusDir);
  let library = buildLibrary(loaded);
  say(describeCorpus(loaded, config.corpusDir));
  const admitted = { allowed: config.allowedChats, owners: config.ownerIds };
  const parts: Parts = { library: () => library, admitted, log, now: Date.now };
  const running =
    config.telegramBotToken === null
      ? await runLocally(parts, config)
      : await runOnTelegram(parts, config, config.telegramBotToken);
  const watch = await watchCorpus(
    config.corpusDir,
    loaded,
    (corpus) => {
      library = buildLibrary(corpus);
      log.info({ articles: corpus.articles.length, skipped: corpus.skipped }, "The corpus changed");
    },
    { onError: (error) => log.warn({ err: error }, "The corpus folder cannot be read") },
  );
  // The first question pays for what is loaded at first use; better this one than a person's.
  await library.answerer.answer({ text: "Worum ging es damals, und wann?", previous: null });
  stopOnSignals(async () => {
    await running.stop();
    await watch.close();
  });
  await running.ended;
}

async function runOnTelegram(parts: Parts, config: Config, token: string): Promise<Running> {
  const bot = createBot(parts, { token, client: { apiRoot: config.telegramApiRoot } });
  const running = await run(bot, parts.log);
  say(describeBot(bot.botInfo.username, checkSettings(bot.botInfo), config));
  return running;
}

async function runLocally(parts: Parts, config: Config): Promise<Running> {
  const telegram = createLocalTelegram({ now: parts.now });
  const bot = createBot(parts, {
    token: "1:local",
    client: { fetch: telegram.fetch },
    me: telegram.me,
  });
  const running = await run(bot, parts.log);
  const browser = await startBrowser({
    telegram,
    library: parts.library,
    log: parts.log,
    port: config.port,
    strict: config.isPortSet,
  });
  say(describeLocalChat(browser.url, config.port, browser.port));
  return {
    ended: running.ended,
    async stop() {
      await browser.close();
      await running.stop();
    },
  };
}

/** Polls and handles updates from now on. */
async function run(bot: Bot, log: Parts["log"]): Promise<Running> {
  if (!bot.isInited()) await bot.init();
  const dispatcher = createDispatcher({ handle: (update) => bot.handleUpdate(update), log });
  const poll: Poll = startPolling({
    api: bot.api,
    deliver: (updates) => dispatcher.deliver(updates),
    log,
  });
  registerCommands(bot.api).catch((error: unknown) =>
    log.warn({ error: describeError(error) }, "The command menu could not be set"),
  );
  return {
    ended: poll.ended,
    async stop() {
      poll.stop();
      await dispatcher.idle();
    },
  };
}

/** The first signal lets running work finish, the second ends at once. */
function stopOnSignals(stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = () => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
    void stop().then(() => process.exit(0));
  };
  process.on("SIGTERM", onSignal).on("SIGINT", onSignal);
}

function say(lines: readonly string[]): void {
  for (const line of lines) console.log(line);
}

/** What the operator can mend is told in one line; anything else is a fault, and told whole. */
function fail(error: unknown, log: Log): void {
  const isMendable = [ConfigError, CorpusError, PortTakenError, PollError].some(
    (kind) => error instanceof kind,
  );
  if (isMendable && error instanceof Error) console.error(error.message);
  else log.fatal({ err: error }, "The bot cannot go on");
  process.exit(1);
}

await main().catch((error: unknown) => fail(error, createLog("info")));
