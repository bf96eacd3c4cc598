/**
 * `npm start -- --check`: what is set wrong and how to mend it, before anything is started or changed.
 *
 * Everything is looked at side by side, and what takes longer than some seconds counts as not there.
 */
import { access, constants } from "node:fs/promises";
import { dirname, resolve } from "node:path";

import { readConfig, type Config } from "./config.ts";
import { readCorpus, requireArticle } from "./corpus/load.ts";
import { inspectStore } from "./store/inspect.ts";
import { isKeyThere } from "./store/sealing/key-file.ts";

export interface Finding {
  /** "Telegram" */
  readonly what: string;
  readonly isFine: boolean;
  /** For the operator: how it is, or how to mend it. */
  readonly words: string;
}

type Look = (config: Config) => Promise<Finding | null>;

const LONGEST_MS = 4000;

/** Every part that is in use, in the order in which they depend on one another. */
export async function checkAll(
  env: Readonly<Record<string, string | undefined>>,
): Promise<readonly Finding[]> {
  let config: Config;
  try {
    config = readConfig(env);
  } catch (error) {
    return [wrong("variables", messageOf(error))];
  }
  const looks: readonly (readonly [string, Look])[] = [
    ["articles", checkArticles],
    ["key", checkKey],
    ["store", checkStore],
    ["Telegram", checkTelegram],
    ["webhook", checkWebhook],
    ["model", checkModel],
  ];
  const found = await Promise.all(looks.map(([what, look]) => within(what, look(config))));
  return [
    fine("variables", "each has a value that can be used"),
    ...found.filter((one) => one !== null),
  ];
}

/** "ok   Telegram: @fundstelle_bot"; what is wrong begins with "MEND". */
export function describeFinding({ what, isFine, words }: Finding): string {
  const [first = "", ...more] = words.split("\n");
  const lines = [
    `${isFine ? "ok  " : "MEND"} ${what}: ${first}`,
    ...more.map((line) => `     ${line}`),
  ];
  return lines.join("\n");
}

async function within(what: string, look: Promise<Finding | null>): Promise<Finding | null> {
  const { promise: late, resolve: end } = Promise.withResolvers<Finding>();
  const timer = setTimeout(() => end(wrong(what, "no answer within 4 s")), LONGEST_MS);
  const found = look.catch((error: unknown) => wrong(what, messageOf(error)));
  return Promise.race([found, late]).finally(() => clearTimeout(timer));
}

async function checkArticles({ corpusDir }: Config): Promise<Finding> {
  const corpus = await readCorpus(corpusDir);
  requireArticle(corpus, corpusDir);
  const { articles, skipped } = corpus;
  const unread = skipped.map(({ path, reason }) => `${path}: ${reason}`);
  return fine("articles", [`${articles.length} in ${corpusDir}`, ...unread].join("\n"));
}

async function checkKey(config: Config): Promise<Finding | null> {
  if (config.telegramBotToken === null) return null;
  if (config.storeKey !== null) return fine("key", "STORE_KEY is 32 bytes");
  if (await isKeyThere(config.storeKeyFile))
    return fine("key", `${config.storeKeyFile}; have a copy of it, apart from the data`);
  if (config.databaseUrl !== null)
    return wrong(
      "key",
      `${config.storeKeyFile} is not there: write in it what \`openssl rand -base64 32\` prints`,
    );
  await mustBeWritable(dirname(resolve(config.storeKeyFile)));
  return fine("key", `made at the first start, in ${config.storeKeyFile}`);
}

async function checkStore({
  telegramBotToken,
  databaseUrl,
  dataDir,
}: Config): Promise<Finding | null> {
  if (telegramBotToken === null) return null;
  if (databaseUrl === null) await mustBeWritable(resolve(dataDir));
  return fine("store", await inspectStore({ databaseUrl, dataDir }));
}

/** A folder, or the nearest above it that is there. */
async function mustBeWritable(folder: string): Promise<void> {
  const failure = await access(folder, constants.W_OK).then(
    () => null,
    (error: NodeJS.ErrnoException) => error,
  );
  if (failure === null) return;
  if (failure.code === "ENOENT" && dirname(folder) !== folder)
    return mustBeWritable(dirname(folder));
  throw new Error(`${folder} cannot be written in (${failure.code ?? failure.message})`);
}

async function checkTelegram(config: Config): Promise<Finding> {
  if (config.telegramBotToken === null)
    return fine("Telegram", "TELEGRAM_BOT_TOKEN is not set: the local chat is served instead");
  const me = await askTelegram<{ username: string }>(config, "getMe");
  return me === null
    ? wrong("Telegram", "it does not know this token; @BotFather shows the right one under /mybots")
    : fine("Telegram", `@${me.username}`);
}

interface WebhookInfo {
  readonly url: string;
  readonly last_error_message?: string;
}

async function checkWebhook(config: Config): Promise<Finding | null> {
  const { telegramBotToken, webhookUrl } = config;
  if (telegramBotToken === null) return null;
  const info = await askTelegram<WebhookInfo>(config, "getWebhookInfo");
  if (info === null) return null;
  if (webhookUrl === null)
    return info.url === ""
      ? null
      : fine(
          "webhook",
          "one is set at Telegram and is removed at the start, for WEBHOOK_URL is not set",
        );
  const problem = info.url === webhookUrl ? info.last_error_message : undefined;
  return problem === undefined
    ? fine("webhook", `${webhookUrl}, set at the start`)
    : wrong("webhook", `Telegram could not reach ${webhookUrl} last time: ${problem}`);
}

/** Null where Telegram refuses the token. Rejects where it cannot be reached. */
async function askTelegram<T>(
  { telegramApiRoot, telegramBotToken }: Config,
  method: string,
): Promise<T | null> {
  const response = await reach(telegramApiRoot, `/bot${telegramBotToken}/${method}`, {});
  const { ok, result } = (await response.json()) as { ok: boolean; result: T };
  return ok ? result : null;
}

/** Costs nothing: it asks what the model is, and has it write nothing. */
async function checkModel(config: Config): Promise<Finding> {
  const { anthropicApiKey: key, anthropicBaseUrl: base, anthropicModel: model } = config;
  if (key === null) return fine("model", "ANTHROPIC_API_KEY is not set: passages answer");
  const { status } = await reach(base, `/v1/models/${encodeURIComponent(model)}`, {
    "x-api-key": key,
    authorization: `Bearer ${key}`,
    "anthropic-version": "2023-06-01",
  });
  if (status === 401 || status === 403) return wrong("model", `${base} refuses ANTHROPIC_API_KEY`);
  if (status === 200) return fine("model", `${model} at ${base}`);
  if (status === 404 && base === "https://api.anthropic.com")
    return wrong("model", `there is no model ${model}; look at ANTHROPIC_MODEL`);
  return fine("model", `${base} answers; whether it has ${model} it does not tell (${status})`);
}

/** Rejects in words without what is secret in the path. */
async function reach(
  root: string,
  path: string,
  headers: Record<string, string>,
): Promise<Response> {
  try {
    return await fetch(`${root}${path}`, {
      headers,
      redirect: "manual",
      signal: AbortSignal.timeout(LONGEST_MS),
    });
  } catch {
    throw new Error(`${root} cannot be reached`);
  }
}

function fine(what: string, words: string): Finding {
  return { what, isFine: true, words };
}

function wrong(what: string, words: string): Finding {
  return { what, isFine: false, words };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
