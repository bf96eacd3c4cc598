/**
 * Composes the parts and runs them: on Telegram with a token, else in a local chat.
 *
 * In this order: the configuration and the log, the articles, the store, a model where there is a key, the library over
 * the articles, and the bot over all of them. From then on it polls, and watches the articles for changes.
 */
import { createHmac, randomBytes } from "node:crypto";
import { lookup } from "node:dns/promises";

import { config as readDotenv } from "dotenv";
import { Api, GrammyError, type Bot } from "grammy";

import { createFetchPage } from "./bot/articles/fetch-page.ts";
import { createBot } from "./bot/bot.ts";
import { systemClock } from "./bot/clock.ts";
import type { BotContext } from "./bot/context.ts";
import { waitForTelegram } from "./bot/delivery/health.ts";
import { unpaced } from "./bot/delivery/pace.ts";
import { PollError } from "./bot/intake/feed.ts";
import { checkSettings } from "./bot/operator/check-settings.ts";
import { registerCommands } from "./bot/operator/commands.ts";
import { EXCEEDED, modelFailures, NEARLY_SPENT } from "./bot/operator/model-failures.ts";
import { createTellOwners } from "./bot/operator/owners.ts";
import { watchStalls, type Stalls } from "./bot/operator/stalls.ts";
import { createStats } from "./bot/operator/stats.ts";
import { keepTidy } from "./bot/operator/tidy.ts";
import type { Parts } from "./bot/parts.ts";
import { createPseudonyms } from "./bot/privacy/pseudonym.ts";
import { createLimits } from "./bot/questions/limits.ts";
import { describeError } from "./bot/log.ts";
import type { WebhookPlace } from "./bot/intake/webhook.ts";
import { runBot, type RunOptions } from "./bot/run.ts";
import { ConfigError, readConfig, type Config } from "./config.ts";
import { CorpusError } from "./corpus/list-files.ts";
import { readCorpus, requireArticle } from "./corpus/load.ts";
import { keepLibrary, type CurrentLibrary } from "./current-library.ts";
import { exitOnFaults, stopOnSignals, type Stops } from "./ending.ts";
import { createBudget } from "./llm/budget.ts";
import { PromptError } from "./llm/prompts.ts";
import { VISITORS } from "./local/visitors.ts";
import { createLog, type Log } from "./log.ts";
import type { Meter } from "./meter.ts";
import {
  describeBot,
  describeCorpus,
  describeEnvFile,
  describeLocalChat,
  describeSent,
  describeStore,
  describeUnreachable,
  describeWatching,
  describeWriting,
} from "./start-screen.ts";
import { PortTakenError } from "./serve.ts";
import { openStore } from "./store/store.ts";
import { readStoreKey } from "./store/sealing/key-file.ts";
import { StoreError } from "./store/store-error.ts";
import type { Store } from "./store/store.ts";
import { createExtractiveSummarizer } from "./summary/extractive.ts";
import { detectLanguage } from "./text/language.ts";
import { startWatching } from "./watching.ts";
import { composeWriting, costOfAnswer, type ComposedWriting } from "./writing.ts";

/** As sysexits.h has it: starting again would change nothing. */
const EXIT_CONFIG = 78;
/** As shells have it: called wrongly. */
const EXIT_USAGE = 2;

/** Who tries it out runs it. */
const LOCAL_OWNERS = Object.values(VISITORS).map(({ id }) => id);

/** Those who wrote before the start are answered by then. */
const DETECTOR_WAITS_MS = 10_000;

async function main(): Promise<void> {
  readDotenv({ quiet: true });
  if (process.argv.includes("--check")) return check();
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  // Its message may hold what a person wrote.
  exitOnFaults((error) => log.fatal({ error: describeError(error) }, "The bot cannot go on"));
  const stops = stopOnSignals();

  const stalls = watchStalls({ clock: { ...systemClock, now: () => performance.now() }, log });
  stops.add(async () => stalls.stop());

  const corpus = await readCorpus(config.corpusDir);
  say(describeCorpus(corpus, config));
  say(await describeEnvFile(".env"));
  const token = config.telegramBotToken;
  const { store, key } =
    token === null ? await openForNow(config, log) : await openToStay(config, log);
  stops.add(() => store.close());
  let areArticlesRead = false;
  const { meter, watching } = await startWatching(config, {
    store,
    areArticlesRead: () => areArticlesRead,
    telegram: lookAt(config),
    now: Date.now,
  });
  if (watching !== null) stops.add(() => watching.close());
  say(describeWatching(config.metricsHost, watching?.port ?? null));
  const writing = await letModelWrite(config, { store, log, meter });
  const current = await keepLibrary({
    corpus,
    sent: store.articles,
    writing,
    async onChange(library) {
      const { articles, skipped } = library().corpus;
      log.info({ articles: articles.length, skipped }, "The articles changed");
      await stalls.during("changed articles are made ready", () => library().warmUp());
    },
    onError: (error, what) => log.warn({ err: error }, UNREADABLE[what]),
  });
  stops.add(() => current.close());
  const { library } = current;
  requireArticle(current.corpus(), config.corpusDir);
  areArticlesRead = true;
  say(describeSent(current.corpus(), current.unread()));
  const parts = composeParts(config, { log, store, key, meter, writing, current });

  const world = { config, key, meter, parts, stops, stalls };
  const ended = token === null ? await runLocally(world) : await runOnTelegram(world, token);
  await current.watch(config.corpusDir);
  const cost = writing === null ? null : costOfAnswer(writing, library());
  say(describeWriting(config, cost, await writing?.citing()));
  await library().warmUp();
  await writing?.warmUp().catch(() => {});
  stalls.start();
  setTimeout(loadDetector, DETECTOR_WAITS_MS, stalls).unref();
  await ended();
}

/** Says what is set wrong and ends, with exit code 1 where anything is. */
async function check(): Promise<void> {
  const { checkAll, describeFinding } = await import("./check.ts");
  const findings = await checkAll(process.env);
  say(findings.map(describeFinding));
  process.exitCode = findings.every(({ isFine }) => isFine) ? 0 : 1;
}

const UNREADABLE = {
  folder: "The corpus folder cannot be read",
  sent: "The articles that owners sent cannot be read",
};

/** Takes 0.3 s, and tells what is neither German nor English; else whoever first writes so would wait for it. */
function loadDetector(stalls: Stalls): void {
  void stalls.during("the language detector is loaded", async () => {
    detectLanguage("Qui a écrit cela, et pourquoi ?");
  });
}

interface Opened {
  readonly store: Store;
  /** Seals what people write. */
  readonly key: Buffer;
}

/** Nothing is left of it when it ends. */
async function openForNow({ retentionDays }: Config, log: Log): Promise<Opened> {
  const key = randomBytes(32);
  const store = await openStore({
    databaseUrl: null,
    dataDir: null,
    key,
    retentionDays,
    now: Date.now,
    log,
  });
  return { store, key };
}

async function openToStay(config: Config, log: Log): Promise<Opened> {
  const key = await readStoreKey(config);
  const store = await openStore({ ...config, key: key.key, now: Date.now, log });
  void store.gone.then(fail);
  await store.purge();
  say(describeStore(await store.info(), key));
  return { store, key: key.key };
}

/** Null without a key. The owners are told when the model fails or its budget is nearly spent. */
function letModelWrite(
  config: Config,
  { store, log, meter }: { readonly store: Store; readonly log: Log; readonly meter: Meter },
): Promise<ComposedWriting | null> {
  const { telegramBotToken: token, telegramApiRoot: apiRoot, ownerIds: owners } = config;
  const tell = createTellOwners(
    { store, admitted: { allowed: [], owners: token === null ? [] : owners }, log },
    new Api(token ?? "", { apiRoot }),
  );
  const budget = createBudget({
    usage: store.usage,
    now: Date.now,
    timeZone: config.timeZone,
    dailyUsd: config.dailyBudgetUsd,
    onNearlySpent: () => void tell(NEARLY_SPENT),
    onExceeded(cost) {
      log.warn(cost, "An answer cost more than was reserved");
      void tell(EXCEEDED);
    },
    onUnsettled: (error) =>
      log.warn({ error: describeError(error) }, "The day's budget keeps what an answer reserved"),
  });
  const onFailure = modelFailures({ tell, log, now: Date.now });
  return composeWriting(config, { budget, now: Date.now, onFailure, meter });
}

interface Made extends Opened {
  readonly log: Log;
  /** Null: no model is there to write. */
  readonly writing: ComposedWriting | null;
  readonly current: CurrentLibrary;
  readonly meter: Meter;
}

function composeParts(config: Config, { log, store, key, meter, writing, current }: Made): Parts {
  const { questionsPerMinute, timeZone, allowedChats, telegramBotToken } = config;
  const owners = telegramBotToken === null ? LOCAL_OWNERS : config.ownerIds;
  const now = Date.now;
  return {
    library: current.library,
    store,
    admitted: { allowed: allowedChats, owners },
    limits: createLimits({ usage: store.usage, now, questionsPerMinute, timeZone }),
    stats: createStats({ usage: store.usage, now, timeZone, log, meter }),
    translator: writing?.translator ?? null,
    summaries: {
      summarizer: writing?.summarizer ?? createExtractiveSummarizer(),
      retentionDays: config.retentionDays,
      timeZone,
      cooldownSeconds: config.summaryCooldownSeconds,
    },
    articles: {
      fetchPage: createFetchPage({ resolve: addressesOf }),
      refresh: current.refresh,
    },
    log,
    pseudonym: createPseudonyms(key),
    now,
  };
}

/** As any program on this machine would find them. */
async function addressesOf(name: string): Promise<string[]> {
  const found = await lookup(name, { all: true });
  return found.map(({ address }) => address);
}

interface World {
  readonly config: Config;
  /** Seals what people write. */
  readonly key: Buffer;
  readonly meter: Meter;
  readonly parts: Parts;
  readonly stops: Stops;
  readonly stalls: Stalls;
}

/** Settles when no more updates come in; rejects when it cannot go on. */
type Ended = () => Promise<void>;

async function runOnTelegram(world: World, token: string): Promise<Ended> {
  const { config, parts } = world;
  const bot = createBot(parts, { token, client: { apiRoot: config.telegramApiRoot } });
  const onUnreachable = () => say(describeUnreachable(config));
  const reached = waitForTelegram({ api: bot.api, clock: systemClock, onUnreachable });
  bot.botInfo = await reached.catch(explainRefusal);
  const ended = run(bot, world, { webhook: webhookOf(world) });
  say(describeBot(bot.botInfo.username, checkSettings(bot.botInfo), config));
  return ended;
}

/** For whoever watches; the local chat's is always there. */
function lookAt({ telegramBotToken: token, telegramApiRoot: apiRoot }: Config) {
  if (token === null) return { isUp: async () => true, pendingUpdates: async () => 0 };
  const api = new Api(token, { apiRoot });
  return {
    isUp: async () => (await api.getMe()).is_bot,
    pendingUpdates: async () => (await api.getWebhookInfo()).pending_update_count,
  };
}

/** Null: updates are fetched. */
function webhookOf({ config, key }: World): WebhookPlace | null {
  const { webhookUrl: url, webhookSecret, port } = config;
  if (url === null) return null;
  // Every process has the same.
  const own = createHmac("sha256", key).update("webhook").digest("base64url");
  return { url, secret: webhookSecret ?? own, port };
}

/** Telegram refuses here only a token that is no bot's; everything else is tried again. */
function explainRefusal(error: unknown): never {
  throw error instanceof GrammyError ? new PollError("unauthorized") : error;
}

async function runLocally(world: World): Promise<Ended> {
  const { config, parts, stops } = world;
  // Loaded here: a bot on Telegram starts without them, and sooner.
  const { startBrowser } = await import("./local/browser.ts");
  const { createLocalTelegram } = await import("./local/telegram.ts");
  const telegram = createLocalTelegram({
    now: parts.now,
    // What is said in its group is to be summed up without a visit to @BotFather.
    me: { can_read_all_group_messages: true },
  });
  const client = { fetch: telegram.fetch };
  const bot = createBot(parts, { token: "1:local", client, me: telegram.me });
  const ended = run(bot, world, { pace: unpaced });
  const { library, log } = parts;
  const { port, isPortSet: strict } = config;
  const browser = await startBrowser({ telegram, library, log, port, strict });
  stops.add(() => browser.close());
  say(describeLocalChat(browser.url, port, browser.port));
  return ended;
}

/** Takes in and handles updates from now on. */
function run(
  bot: Bot<BotContext>,
  { parts, stops, stalls, meter }: World,
  options: RunOptions = {},
): Ended {
  const running = runBot(bot, parts, { stalls, meter, ...options });
  const stopTidying = keepTidy(parts.store, { clock: systemClock, log: parts.log });
  stops.add(async () => {
    stopTidying();
    await running.stop();
  });
  registerCommands(bot.api).catch((error: unknown) =>
    parts.log.warn({ error: describeError(error) }, "The command menu could not be set"),
  );
  // Handled by whoever asks for it later, so not unhandled until then.
  running.ended.catch(() => {});
  return () => running.ended;
}

function say(lines: readonly string[]): void {
  for (const line of lines) console.log(line);
}

/** What the operator can mend; its message says how. */
const MENDABLE = [ConfigError, CorpusError, PortTakenError, PollError, PromptError, StoreError];

/** What can be mended is told in one line; anything else is a fault, and told whole. */
function fail(error: unknown): void {
  const mendable = MENDABLE.some((kind) => error instanceof kind);
  if (mendable && error instanceof Error) console.error(error.message);
  else createLog("info").fatal({ err: error }, "The bot cannot go on");
  process.exit(exitCodeOf(error));
}

function exitCodeOf(error: unknown): number {
  if (error instanceof ConfigError) return EXIT_USAGE;
  return error instanceof PollError && error.reason === "unauthorized" ? EXIT_CONFIG : 1;
}

await main().catch(fail);
