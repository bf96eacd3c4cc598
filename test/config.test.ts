import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readConfig, VARIABLES } from "../src/config.ts";

test("with nothing set there is a value for everything", () => {
  expect(readConfig({})).toEqual({
    telegramBotToken: null,
    telegramApiRoot: "https://api.telegram.org",
    anthropicApiKey: null,
    anthropicBaseUrl: "https://api.anthropic.com",
    anthropicModel: "claude-haiku-5-5",
    verifyModel: "claude-haiku-5-5",
    citations: "auto",
    answerTimeoutSeconds: 45,
    corpusDir: "corpus",
    dataDir: "data",
    databaseUrl: null,
    storeKey: null,
    storeKeyFile: ".store-key",
    webhookUrl: null,
    webhookSecret: null,
    port: 8080,
    isPortSet: false,
    metricsPort: null,
    metricsHost: "127.0.0.1",
    ownerIds: [],
    allowedChats: [],
    questionsPerMinute: 10,
    dailyBudgetUsd: 1,
    pricePerMtok: null,
    retentionDays: 7,
    summaryCooldownSeconds: 60,
    timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    logLevel: "info",
  });
});

test("every variable is read", () => {
  const env = {
    TELEGRAM_BOT_TOKEN: "123456:AA-bb_cc",
    TELEGRAM_API_ROOT: "http://localhost:8081/",
    ANTHROPIC_API_KEY: "sk-ant-api03-aa_bb",
    ANTHROPIC_BASE_URL: "http://localhost:4000/v1/",
    ANTHROPIC_MODEL: "claude-sonnet-5-5",
    VERIFY: "on",
    VERIFY_MODEL: "claude-sonnet-5-5",
    CITATIONS: "marks",
    ANSWER_TIMEOUT_SECONDS: "20",
    CORPUS_DIR: "/articles",
    DATA_DIR: "/data",
    DATABASE_URL: "postgres://bot:password@db.example/bot",
    STORE_KEY: "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
    STORE_KEY_FILE: "/run/secrets/store-key",
    WEBHOOK_URL: "https://bot.example.org/telegram",
    WEBHOOK_SECRET: "0123456789abcdef_-",
    PORT: "0",
    METRICS_PORT: "9464",
    METRICS_HOST: "0.0.0.0",
    OWNER_IDS: "1, 2",
    ALLOWED_CHATS: "-1001234567890,3",
    QUESTIONS_PER_MINUTE: "3",
    DAILY_BUDGET_USD: "0.25",
    PRICE_PER_MTOK: "0.4, 1.6",
    RETENTION_DAYS: "30",
    SUMMARY_COOLDOWN_SECONDS: "90",
    TIME_ZONE: "Asia/Seoul",
    LOG_LEVEL: "debug",
  };
  expect(Object.keys(env)).toEqual(VARIABLES);
  expect(readConfig(env)).toEqual({
    telegramBotToken: "123456:AA-bb_cc",
    telegramApiRoot: "http://localhost:8081",
    anthropicApiKey: "sk-ant-api03-aa_bb",
    anthropicBaseUrl: "http://localhost:4000",
    anthropicModel: "claude-sonnet-5-5",
    verifyModel: "claude-sonnet-5-5",
    citations: "marks",
    answerTimeoutSeconds: 20,
    corpusDir: "/articles",
    dataDir: "/data",
    databaseUrl: "postgres://bot:password@db.example/bot",
    storeKey: Buffer.from(Array.from({ length: 32 }, (_, index) => index)),
    storeKeyFile: "/run/secrets/store-key",
    webhookUrl: "https://bot.example.org/telegram",
    webhookSecret: "0123456789abcdef_-",
    port: 0,
    isPortSet: true,
    metricsPort: 9464,
    metricsHost: "0.0.0.0",
    ownerIds: [1, 2],
    allowedChats: [-1001234567890, 3],
    questionsPerMinute: 3,
    dailyBudgetUsd: 0.25,
    pricePerMtok: { input: 0.4, output: 1.6 },
    retentionDays: 30,
    summaryCooldownSeconds: 90,
    timeZone: "Asia/Seoul",
    logLevel: "debug",
  });
});

test("an empty value counts as unset", () => {
  const empty = Object.fromEntries(VARIABLES.map((name) => [name, " "]));
  expect(readConfig(empty)).toEqual(readConfig({}));
});

test("a config cannot be changed", () => {
  const config = readConfig({ OWNER_IDS: "1" });
  expect(Object.isFrozen(config)).toBe(true);
  expect(Object.isFrozen(config.ownerIds)).toBe(true);
  expect(Object.isFrozen(readConfig({}).ownerIds)).toBe(true);
});

test("case 59: every bad variable is named in one error, with what it should look like and never with its value", () => {
  const bad = {
    TELEGRAM_BOT_TOKEN: "123456:secret with spaces",
    TELEGRAM_API_ROOT: "secret.example",
    ANTHROPIC_API_KEY: "sk-ant secret",
    ANTHROPIC_BASE_URL: "secret.example",
    ANTHROPIC_MODEL: "secret model",
    ANSWER_TIMEOUT_SECONDS: "4",
    DATABASE_URL: "mysql://bot:secret@db.example/bot",
    STORE_KEY: "c2VjcmV0",
    WEBHOOK_URL: "http://secret.example",
    WEBHOOK_SECRET: "secret",
    PORT: "70000",
    METRICS_PORT: "-1",
    METRICS_HOST: "secret host",
    OWNER_IDS: "@secret",
    ALLOWED_CHATS: "1;2",
    QUESTIONS_PER_MINUTE: "0",
    DAILY_BUDGET_USD: "-1",
    PRICE_PER_MTOK: "0,1,0,5",
    RETENTION_DAYS: "366",
    TIME_ZONE: "Mars/Secret",
    LOG_LEVEL: "secret",
  };
  expect(() => readConfig(bad)).toThrow(
    [
      'TELEGRAM_BOT_TOKEN: expected "<digits>:<letters>" as @BotFather gives it',
      "TELEGRAM_API_ROOT: expected an address such as https://api.telegram.org",
      "ANTHROPIC_API_KEY: expected a key without spaces, as platform.claude.com gives it",
      "ANTHROPIC_BASE_URL: expected an address such as https://api.anthropic.com",
      "ANTHROPIC_MODEL: expected a name such as claude-haiku-5-5",
      "ANSWER_TIMEOUT_SECONDS: expected a whole number from 5 to 999",
      'DATABASE_URL: expected "postgres://<user>:<password>@<host>/<database>"',
      "STORE_KEY: expected 32 bytes in base64, as `openssl rand -base64 32` prints them",
      "WEBHOOK_URL: expected an https address such as https://bot.example.org/telegram (ports 443, 80, 88 or 8443)",
      "WEBHOOK_SECRET: expected 16 to 256 letters, digits, _ or -",
      "PORT: expected a whole number from 0 to 65535",
      "METRICS_PORT: expected a whole number from 0 to 65535",
      "METRICS_HOST: expected an address of this machine such as 127.0.0.1 or 0.0.0.0",
      "OWNER_IDS: expected Telegram ids parted by commas, such as 12345,-1001234567890",
      "ALLOWED_CHATS: expected Telegram ids parted by commas, such as 12345,-1001234567890",
      "QUESTIONS_PER_MINUTE: expected a whole number from 1 to 9999",
      "DAILY_BUDGET_USD: expected US dollars such as 1 or 0.5",
      "PRICE_PER_MTOK: expected US dollars for a million tokens in and out, such as 0.1,0.5",
      "RETENTION_DAYS: expected a whole number from 1 to 365",
      "TIME_ZONE: expected a name such as Europe/Berlin",
      "LOG_LEVEL: expected one of trace, debug, info, warn, error, fatal, silent",
    ].join("\n"),
  );
  expect(() => readConfig(bad)).not.toThrow(/(?<!WEBHOOK_)secret/i);
});

test("a PostgreSQL wants a STORE_KEY of the operator's, for no file is shared by all processes", () => {
  expect(() => readConfig({ DATABASE_URL: "postgres://bot:secret@db.example/bot" })).toThrow(
    /^STORE_KEY: needed with DATABASE_URL, or STORE_KEY_FILE; expected 32 bytes in base64[^\n]*$/,
  );
});

test("a webhook wants a token, for without one the local chat is served", () => {
  expect(() => readConfig({ WEBHOOK_URL: "https://bot.example.org/telegram" })).toThrow(
    /^TELEGRAM_BOT_TOKEN: needed with WEBHOOK_URL; @BotFather gives it$/,
  );
});

test.each(["https://bot.example.org:8080/x", "http://bot.example.org/", "bot.example.org"])(
  "%s is no webhook that Telegram takes",
  (address) => {
    const env = { TELEGRAM_BOT_TOKEN: "1:a", WEBHOOK_URL: address };
    expect(() => readConfig(env)).toThrow("WEBHOOK_URL: expected");
  },
);

test.each(["-1", "8080.5", "http", "65536", "1e3"])("%s is no port", (port) => {
  expect(() => readConfig({ PORT: port })).toThrow("PORT: expected");
});

const example = readFileSync(new URL("../.env.example", import.meta.url), "utf8");
const listed = [...example.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(
  ([, name = "", value = ""]): [string, string] => [name, value],
);

test(".env.example lists the variables that are read, each with a line of meaning", () => {
  expect(listed.map(([name]) => name)).toEqual(VARIABLES);
  for (const [name] of listed) expect(example).toMatch(new RegExp(`^# .+\\n${name}=`, "m"));
});

test(".env.example holds the defaults", () => {
  expect(readConfig(Object.fromEntries(listed))).toEqual({ ...readConfig({}), isPortSet: true });
});
