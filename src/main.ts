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
import { PollError, startPolling } from "./bot/poll.ts";
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

/** What is to be stopped, the last one first. */
type Stops = (() => Promise<void>)[];

async function main(): Promise<void> {
  readDotenv({ quiet: true });
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const stops: Stops = [];
  stopOnSignals(stops);
  const loaded = await loadCorpus(config.corpusDir);
  let library = buildLibrary(loaded);
  const admitted = { allowed: config.allowedChats, owners: config.ownerIds };
  const parts: Parts = { library: () => library, admitted, log, now: Date.now };
  say(describeCorpus(loaded, config.corpusDir));
  const ended =
    config.telegramBotToken === null
      ? await runLocally(parts, config, stops)
      : await runOnTelegram(parts, { config, token: config.telegramBotToken }, stops);
  const watch = await watchCorpus(
    config.corpusDir,
    loaded,
    (corpus) => {
      library = buildLibrary(corpus);
      log.info({ articles: corpus.articles.length, skipped: corpus.skipped }, "The corpus changed");
    },
    { onError: (error) => log.warn({ err: error }, "The corpus folder cannot be read") },
  );
  stops.push(() => watch.close());
  // The first question pays for what is made at first use; better this one than a person's.
  await library.answerer.answer({ text: "Worum ging es damals, und wann?", previous: null });
  await ended();
}

/** Settles when polling has ended by itself; rejects when it cannot go on. */
type Ended = () => Promise<void>;

async function runOnTelegram(
  parts: Parts,
  { config, token }: { config: Config; token: string },
  stops: Stops,
): Promise<Ended> {
  const bot = createBot(parts, { token, client: { apiRoot: config.telegramApiRoot } });
  await bot.init();
  const ended = run(bot, parts.log, stops);
  say(describeBot(bot.botInfo.username, checkSettings(bot.botInfo), config));
  return ended;
}

async function runLocally(parts: Parts, config: Config, stops: Stops): Promise<Ended> {
  const telegram = createLocalTelegram({ now: parts.now });
  const client = { fetch: telegram.fetch };
  const bot = createBot(parts, { token: "1:local", client, me: telegram.me });
  const ended = run(bot, parts.log, stops);
  const { library, log } = parts;
  const { port, isPortSet: strict } = config;
  const browser = await startBrowser({ telegram, library, log, port, strict });
  stops.push(() => browser.close());
  say(describeLocalChat(browser.url, port, browser.port));
  return ended;
}

/** Polls and handles updates from now on. */
function run(bot: Bot, log: Parts["log"], stops: Stops): Ended {
  const dispatcher = createDispatcher({ handle: (update) => bot.handleUpdate(update), log });
  const deliver = dispatcher.deliver.bind(dispatcher);
  const poll = startPolling({ api: bot.api, deliver, log });
  stops.push(async () => {
    poll.stop();
    await dispatcher.idle();
  });
  registerCommands(bot.api).catch((error: unknown) =>
    log.warn({ error: describeError(error) }, "The command menu could not be set"),
  );
  return () => poll.ended;
}

/** The first signal lets running work finish, the second ends at once. */
function stopOnSignals(stops: Stops): void {
  let stopping = false;
  const stop = async () => {
    for (const one of stops.toReversed()) await one();
    process.exit(0);
  };
  const onSignal = () => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
    void stop();
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
