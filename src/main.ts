/**
 * Composes the parts and runs them: on Telegram with a token, else in a local chat; stops cleanly.
 */
import { randomBytes } from "node:crypto";

import { config as readDotenv } from "dotenv";
import { GrammyError, type Bot } from "grammy";

import { createBot } from "./bot/bot.ts";
import { checkSettings } from "./bot/check-settings.ts";
import { systemClock } from "./bot/clock.ts";
import { registerCommands } from "./bot/commands.ts";
import type { BotContext } from "./bot/context.ts";
import { describeError } from "./bot/failure.ts";
import { createLimits } from "./bot/limits.ts";
import { unpaced } from "./bot/pace.ts";
import type { Parts } from "./bot/parts.ts";
import { PollError } from "./bot/poll.ts";
import { createPseudonyms } from "./bot/pseudonym.ts";
import { runBot, type RunOptions } from "./bot/run.ts";
import { keepTidy } from "./bot/tidy.ts";
import { ConfigError, readConfig, type Config } from "./config.ts";
import { CorpusError } from "./corpus/list-files.ts";
import { loadCorpus } from "./corpus/load.ts";
import { watchCorpus } from "./corpus/watch.ts";
import { buildLibrary, type Library } from "./library.ts";
import { PortTakenError, startBrowser } from "./local/browser.ts";
import { createLocalTelegram } from "./local/telegram.ts";
import { createLog, type Log } from "./log.ts";
import {
  describeBot,
  describeCorpus,
  describeEnvFile,
  describeLocalChat,
  describeStore,
} from "./start-screen.ts";
import { readStoreKey } from "./store/key-file.ts";
import { openStore } from "./store/open.ts";
import { StoreError, type Store } from "./store/store.ts";

/** A stop that takes longer is no clean one. */
const STOP_TIMEOUT_MS = 10_000;
/** As sysexits.h has it: starting again would change nothing. */
const EXIT_CONFIG = 78;

/** What is to be stopped, the last one first. */
type Stops = (() => Promise<void>)[];

async function main(): Promise<void> {
  readDotenv({ quiet: true });
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const stops: Stops = [];
  endOnFaults(log);
  stopOnSignals(stops);
  const loaded = await loadCorpus(config.corpusDir);
  let library = buildLibrary(loaded);
  say(describeCorpus(loaded, config.corpusDir));
  say(await describeEnvFile(".env"));
  const world: World = { config, log, stops, library: () => library };
  const ended =
    config.telegramBotToken === null
      ? await runLocally(world)
      : await runOnTelegram(world, config.telegramBotToken);
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
  await warmUp(library);
  await ended();
}

/** The first question pays for what is made at first use; better these than a person's. */
async function warmUp({ corpus, answerer, findQuotes }: Library): Promise<void> {
  const words = corpus.articles[0]?.passages[0]?.sentences[0]?.text ?? "";
  for (const text of [words, "Wann war das?", "When was that, and who said so?"]) {
    await answerer.answer({ text, previous: null });
    findQuotes(text, 0);
  }
}

interface World {
  readonly config: Config;
  readonly log: Log;
  readonly stops: Stops;
  readonly library: () => Library;
}

/** Settles when polling has ended by itself; rejects when it cannot go on. */
type Ended = () => Promise<void>;

async function runOnTelegram(world: World, token: string): Promise<Ended> {
  const { config, log, stops } = world;
  const key = await readStoreKey(config.storeKey, process.cwd());
  const store = await openStore({ ...config, key: key.key, now: Date.now, log });
  stops.push(() => store.close());
  await store.purge();
  say(describeStore(await store.info(), key));
  const parts = composeParts(world, store, key.key);
  const bot = createBot(parts, { token, client: { apiRoot: config.telegramApiRoot } });
  await bot.init().catch(explainRefusal);
  const ended = run(bot, parts, world);
  say(describeBot(bot.botInfo.username, checkSettings(bot.botInfo), config));
  return ended;
}

/** Only a token that is no bot's is refused here; everything else is tried again. */
function explainRefusal(error: unknown): never {
  throw error instanceof GrammyError ? new PollError("unauthorized") : error;
}

/** Nothing is left of it when it ends. */
async function runLocally(world: World): Promise<Ended> {
  const { config, log, stops, library } = world;
  const key = randomBytes(32);
  const store = await openStore({ databaseUrl: null, dataDir: null, key, now: Date.now, log });
  stops.push(() => store.close());
  const parts = composeParts(world, store, key);
  const telegram = createLocalTelegram({ now: parts.now });
  const client = { fetch: telegram.fetch };
  const bot = createBot(parts, { token: "1:local", client, me: telegram.me });
  const ended = run(bot, parts, { ...world, pace: unpaced });
  const { port, isPortSet: strict } = config;
  const browser = await startBrowser({ telegram, library, log, port, strict });
  stops.push(() => browser.close());
  say(describeLocalChat(browser.url, port, browser.port));
  return ended;
}

function composeParts({ config, log, library }: World, store: Store, key: Buffer): Parts {
  const { questionsPerMinute, timeZone, allowedChats, ownerIds } = config;
  const now = Date.now;
  return {
    library,
    store,
    admitted: { allowed: allowedChats, owners: ownerIds },
    limits: createLimits({ usage: store.usage, now, questionsPerMinute, timeZone }),
    log,
    pseudonym: createPseudonyms(key),
    now,
  };
}

/** Polls and handles updates from now on. */
function run(bot: Bot<BotContext>, parts: Parts, world: World & RunOptions): Ended {
  const running = runBot(bot, parts, world);
  const stopTidying = keepTidy(parts.store, { clock: systemClock, log: parts.log });
  world.stops.push(async () => {
    stopTidying();
    await running.stop();
  });
  registerCommands(bot.api).catch((error: unknown) =>
    parts.log.warn({ error: describeError(error) }, "The command menu could not be set"),
  );
  // Whoever asks for it later is told as well.
  running.ended.catch(() => {});
  return () => running.ended;
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

/** After a fault that nobody foresaw nothing is certain; what was begun is taken up at the next start. */
function endOnFaults(log: Log): void {
  const end = (err: unknown) => {
    log.fatal({ err }, "The bot cannot go on");
    process.exit(1);
  };
  process.on("uncaughtException", end).on("unhandledRejection", end);
}

function say(lines: readonly string[]): void {
  for (const line of lines) console.log(line);
}

/** What the operator can mend is told in one line; anything else is a fault, and told whole. */
function fail(error: unknown, log: Log): void {
  const isMendable = [ConfigError, CorpusError, PortTakenError, PollError, StoreError].some(
    (kind) => error instanceof kind,
  );
  if (isMendable && error instanceof Error) console.error(error.message);
  else log.fatal({ err: error }, "The bot cannot go on");
  const isHopeless = error instanceof PollError && error.reason === "unauthorized";
  process.exit(isHopeless ? EXIT_CONFIG : 1);
}

await main().catch((error: unknown) => fail(error, createLog("info")));
