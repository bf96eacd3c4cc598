/**
 * Environment → one frozen Config. Nothing else reads the environment.
 */
import { z } from "zod";

export interface Config {
  /** Null: the local chat is served instead of Telegram. */
  readonly telegramBotToken: string | null;
  /** Without a slash at the end. */
  readonly telegramApiRoot: string;
  /** Null: no model is asked. */
  readonly anthropicApiKey: string | null;
  /** Of the Messages API, without `/v1` or a slash at the end. */
  readonly anthropicBaseUrl: string;
  readonly anthropicModel: string;
  /** Reads every written sentence a second time; null: no model does. */
  readonly verifyModel: string | null;
  /** "auto": natively where the server can, else by marks. */
  readonly citations: (typeof CITATIONS)[number];
  /** For a whole answer; from 5. */
  readonly answerTimeoutSeconds: number;
  readonly corpusDir: string;
  readonly dataDir: string;
  /** Null: SQLite in `dataDir`. Holds a password. */
  readonly databaseUrl: string | null;
  /** 32 bytes; null: the key file counts. */
  readonly storeKey: Buffer | null;
  /** Where the key is kept where `storeKey` is null. */
  readonly storeKeyFile: string;
  /** Where Telegram sends updates to; null: they are fetched. */
  readonly webhookUrl: string | null;
  /** What Telegram proves itself with; null: made from the store's key. */
  readonly webhookSecret: string | null;
  /** 0: any that is free. */
  readonly port: number;
  /** False: another port does as well where this one is taken. */
  readonly isPortSet: boolean;
  /** Of `/health`, `/ready` and `/metrics`; null: none. */
  readonly metricsPort: number | null;
  readonly metricsHost: string;
  /** Telegram ids of the people who run the bot. */
  readonly ownerIds: readonly number[];
  /** Telegram ids of the chats, people's too, that may use the bot; empty: all. */
  readonly allowedChats: readonly number[];
  /** Of one person; from 1. */
  readonly questionsPerMinute: number;
  /** Of all chats together; 0: no model is asked. */
  readonly dailyBudgetUsd: number;
  /** US dollars for a million tokens; null: the model's own price, or the dearest that is known. */
  readonly pricePerMtok: { readonly input: number; readonly output: number } | null;
  /** Of recorded messages, from their date; from 1 to 365. */
  readonly retentionDays: number;
  /** Between two summaries in one chat; 0: none. */
  readonly summaryCooldownSeconds: number;
  /** IANA: "Europe/Berlin". */
  readonly timeZone: string;
  readonly logLevel: LogLevel;
}

const DEFAULT_PORT = 8080;
const DEFAULT_KEY_FILE = ".store-key";

const CITATIONS = ["auto", "native", "marks"] as const;

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** One variable or more has a value that cannot be used; the message names each, and never shows a value. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

const WEBHOOK_EXPECTED =
  "expected an https address such as https://bot.example.org/telegram (ports 443, 80, 88 or 8443)";
const STORE_KEY_EXPECTED = "expected 32 bytes in base64, as `openssl rand -base64 32` prints them";

/** In the order of `.env.example`. */
const schema = z.object({
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]+$/, 'expected "<digits>:<letters>" as @BotFather gives it')
    .nullable()
    .default(null),
  TELEGRAM_API_ROOT: webAddress("https://api.telegram.org"),
  ANTHROPIC_API_KEY: z
    .string()
    .regex(/^[!-~]+$/, "expected a key without spaces, as platform.claude.com gives it")
    .nullable()
    .default(null),
  ANTHROPIC_BASE_URL: webAddress("https://api.anthropic.com").transform((address) =>
    address.replace(/\/v1$/, ""),
  ),
  ANTHROPIC_MODEL: modelName().default("claude-haiku-5-5"),
  VERIFY: oneOf(["on", "off"]).default("on"),
  VERIFY_MODEL: modelName().optional(),
  CITATIONS: oneOf(CITATIONS).default("auto"),
  ANSWER_TIMEOUT_SECONDS: wholeNumber(5, 999).default(45),
  CORPUS_DIR: z.string().default("corpus"),
  DATA_DIR: z.string().default("data"),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(?:ql)?:\/\/\S+$/, 'expected "postgres://<user>:<password>@<host>/<database>"')
    .nullable()
    .default(null),
  STORE_KEY: z
    .string()
    .regex(/^[A-Za-z\d+/]{43}=$/, STORE_KEY_EXPECTED)
    .transform((key) => Buffer.from(key, "base64"))
    .nullable()
    .default(null),
  STORE_KEY_FILE: z.string().nullable().default(null),
  WEBHOOK_URL: z.string().refine(isWebhookAddress, WEBHOOK_EXPECTED).nullable().default(null),
  WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{16,256}$/, "expected 16 to 256 letters, digits, _ or -")
    .nullable()
    .default(null),
  PORT: wholeNumber(0, 65_535).nullable().default(null),
  METRICS_PORT: wholeNumber(0, 65_535).nullable().default(null),
  METRICS_HOST: z
    .string()
    .regex(/^[\w.:-]+$/, "expected an address of this machine such as 127.0.0.1 or 0.0.0.0")
    .default("127.0.0.1"),
  OWNER_IDS: ids(),
  ALLOWED_CHATS: ids(),
  QUESTIONS_PER_MINUTE: wholeNumber(1, 9999).default(10),
  DAILY_BUDGET_USD: z
    .string()
    .regex(/^\d{1,6}(?:\.\d{1,6})?$/, "expected US dollars such as 1 or 0.5")
    .transform(Number)
    .default(1),
  PRICE_PER_MTOK: z
    .string()
    .regex(
      /^\d{1,6}(?:\.\d{1,6})?\s*,\s*\d{1,6}(?:\.\d{1,6})?$/,
      "expected US dollars for a million tokens in and out, such as 0.1,0.5",
    )
    .transform((pair) => {
      const [input = 0, output = 0] = pair.split(",").map(Number);
      return Object.freeze({ input, output });
    })
    .nullable()
    .default(null),
  RETENTION_DAYS: wholeNumber(1, 365).default(7),
  SUMMARY_COOLDOWN_SECONDS: wholeNumber(0, 99_999).default(60),
  TIME_ZONE: z
    .string()
    .refine(isTimeZone, "expected a name such as Europe/Berlin")
    .default(() => new Intl.DateTimeFormat().resolvedOptions().timeZone),
  LOG_LEVEL: oneOf(LOG_LEVELS).default("info"),
});

/** Every variable that is read, in the order of `.env.example`. */
export const VARIABLES: readonly string[] = Object.keys(schema.shape);

/** An empty value counts as unset, white space around one as none. Throws ConfigError. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const values = VARIABLES.map((name) => [name, env[name]?.trim() || undefined]);
  const result = schema.safeParse(Object.fromEntries(values));
  if (!result.success) throw new ConfigError(describe(result.error.issues));
  const read = result.data;
  const missing = missingBeside(read);
  if (missing.length > 0) throw new ConfigError(missing.join("\n"));
  return Object.freeze({
    telegramBotToken: read.TELEGRAM_BOT_TOKEN,
    telegramApiRoot: read.TELEGRAM_API_ROOT,
    anthropicApiKey: read.ANTHROPIC_API_KEY,
    anthropicBaseUrl: read.ANTHROPIC_BASE_URL,
    anthropicModel: read.ANTHROPIC_MODEL,
    verifyModel: read.VERIFY === "off" ? null : (read.VERIFY_MODEL ?? read.ANTHROPIC_MODEL),
    citations: read.CITATIONS,
    answerTimeoutSeconds: read.ANSWER_TIMEOUT_SECONDS,
    corpusDir: read.CORPUS_DIR,
    dataDir: read.DATA_DIR,
    databaseUrl: read.DATABASE_URL,
    storeKey: read.STORE_KEY,
    storeKeyFile: read.STORE_KEY_FILE ?? DEFAULT_KEY_FILE,
    webhookUrl: read.WEBHOOK_URL,
    webhookSecret: read.WEBHOOK_SECRET,
    port: read.PORT ?? DEFAULT_PORT,
    isPortSet: read.PORT !== null,
    metricsPort: read.METRICS_PORT,
    metricsHost: read.METRICS_HOST,
    ownerIds: read.OWNER_IDS,
    allowedChats: read.ALLOWED_CHATS,
    questionsPerMinute: read.QUESTIONS_PER_MINUTE,
    dailyBudgetUsd: read.DAILY_BUDGET_USD,
    pricePerMtok: read.PRICE_PER_MTOK,
    retentionDays: read.RETENTION_DAYS,
    summaryCooldownSeconds: read.SUMMARY_COOLDOWN_SECONDS,
    timeZone: read.TIME_ZONE,
    logLevel: read.LOG_LEVEL,
  });
}

/** What a variable that is set needs beside it and has not. */
function missingBeside(read: z.output<typeof schema>): string[] {
  const hasKey = read.STORE_KEY !== null || read.STORE_KEY_FILE !== null;
  return [
    ...(read.DATABASE_URL !== null && !hasKey
      ? [`STORE_KEY: needed with DATABASE_URL, or STORE_KEY_FILE; ${STORE_KEY_EXPECTED}`]
      : []),
    ...(read.WEBHOOK_URL !== null && read.TELEGRAM_BOT_TOKEN === null
      ? ["TELEGRAM_BOT_TOKEN: needed with WEBHOOK_URL; @BotFather gives it"]
      : []),
  ];
}

function describe(issues: readonly z.core.$ZodIssue[]): string {
  return issues.map((issue) => `${String(issue.path[0])}: ${issue.message}`).join("\n");
}

/** One that Telegram takes for a webhook. */
function isWebhookAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, port } = new URL(text);
  return protocol === "https:" && ["", "80", "88", "443", "8443"].includes(port);
}

/** Without a slash at the end. */
function webAddress(usual: string) {
  return z
    .string()
    .refine(
      (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
      `expected an address such as ${usual}`,
    )
    .transform((address) => address.replace(/\/+$/, ""))
    .default(usual);
}

function modelName() {
  return z.string().regex(/^\S+$/, "expected a name such as claude-haiku-5-5");
}

function oneOf<const Names extends readonly string[]>(names: Names) {
  return z.enum(names, `expected one of ${names.join(", ")}`);
}

function wholeNumber(least: number, most: number) {
  const expected = `expected a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d+$/, expected)
    .transform(Number)
    .refine((number) => number >= least && number <= most, expected);
}

/** Telegram's ids, of people or chats; none where the variable is not set. */
function ids() {
  return z
    .string()
    .regex(
      /^-?\d{1,16}(?:[\s,]+-?\d{1,16})*,?$/,
      "expected Telegram ids parted by commas, such as 12345,-1001234567890",
    )
    .transform((list) =>
      list
        .split(/[\s,]+/)
        .filter(Boolean)
        .map(Number),
    )
    .default([])
    .readonly();
}

function isTimeZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
