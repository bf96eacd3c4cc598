import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from "vitest";

import { serveHttp } from "../bench/telegram/serve.ts";
import { checkAll, describeFinding } from "../src/check.ts";
import { VERSION } from "../src/store/database/schema.ts";
import { createCheckedTelegram } from "./support/bot-api.ts";
import { makeDatabase, makeDataDir, serve, STORE_KEY, TOKEN } from "./support/bot-process.ts";
import { makeArticleFolder, type ArticleFolder } from "./support/bridge-article.ts";
import { open, query } from "./support/databases.ts";

let folder: ArticleFolder;

beforeAll(async () => {
  folder = await makeArticleFolder();
});
afterAll(() => folder.remove());

async function check(env: Record<string, string>): Promise<string[]> {
  const corpus = { CORPUS_DIR: join(folder.path, "corpus") };
  return (await checkAll({ ...corpus, ...env })).map(describeFinding);
}

/** A bot on the local Telegram, whose key and data are in folders of their own. */
async function onTelegram(more: Record<string, string> = {}): Promise<Record<string, string>> {
  const dir = await makeDataDir();
  return {
    TELEGRAM_BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: await serve(createCheckedTelegram({ now: Date.now })),
    STORE_KEY_FILE: join(dir, "key"),
    DATA_DIR: join(dir, "data"),
    ...more,
  };
}

async function serveModels(status: number): Promise<string> {
  const served = await serveHttp(async (_, response) => void response.writeHead(status).end("{}"));
  onTestFinished(() => served.close());
  return served.url;
}

test("with nothing set it says what runs then", async () => {
  expect(await check({})).toEqual([
    "ok   variables: each has a value that can be used",
    expect.stringMatching(/^ok {3}articles: 1 in /u),
    "ok   Telegram: TELEGRAM_BOT_TOKEN is not set: the local chat is served instead",
    "ok   model: ANTHROPIC_API_KEY is not set: passages answer",
  ]);
});

test("every bad variable is named, and nothing else is looked at", async () => {
  expect(await check({ PORT: "x", LOG_LEVEL: "loud" })).toEqual([
    "MEND variables: PORT: expected a whole number from 0 to 65535\n     LOG_LEVEL: expected one of trace, debug, info, warn, error, fatal, silent",
  ]);
});

test("before the first start all is fine, and nothing was made", async () => {
  const env = await onTelegram();
  expect(await check(env)).toEqual([
    expect.stringContaining("variables"),
    expect.stringContaining("articles"),
    `ok   key: made at the first start, in ${env["STORE_KEY_FILE"]}`,
    `ok   store: SQLite, ${join(env["DATA_DIR"] ?? "", "bot.db")}, made at the first start`,
    "ok   Telegram: @fundstelle_bot",
    expect.stringContaining("model"),
  ]);
  expect(await check(env)).toContain(
    `ok   key: made at the first start, in ${env["STORE_KEY_FILE"]}`,
  );
});

test("a token that Telegram does not know, and one that is away, are told without the token", async () => {
  const refused = JSON.stringify({ ok: false, error_code: 401, description: "Unauthorized" });
  const url = await serve({ fetch: async () => new Response(refused, { status: 401 }) });
  for (const [root, words] of [
    [
      url,
      "MEND Telegram: it does not know this token; @BotFather shows the right one under /mybots",
    ],
    ["http://127.0.0.1:1", "MEND Telegram: http://127.0.0.1:1 cannot be reached"],
  ] as const) {
    const found = await check(await onTelegram({ TELEGRAM_API_ROOT: root }));
    expect(found).toContain(words);
    expect(found.join("\n")).not.toContain(TOKEN);
  }
});

test("a folder without articles, a damaged key and a database of another version are named with what to do", async () => {
  const env = await onTelegram();
  const empty = await makeDataDir();
  await writeFile(env["STORE_KEY_FILE"] ?? "", "short");
  await mkdir(env["DATA_DIR"] ?? "");
  const store = await open({ databaseUrl: null, dataDir: env["DATA_DIR"] ?? "" });
  await store.close();
  const db = new DatabaseSync(join(env["DATA_DIR"] ?? "", "bot.db"));
  db.exec(`update meta set version = ${VERSION + 1}`);
  db.close();
  expect(await check({ ...env, CORPUS_DIR: empty })).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^MEND articles: No article in /u),
      expect.stringMatching(/^MEND key: .*expected 32 bytes in base64/u),
      expect.stringMatching(/^MEND store: .*newer version of this program/u),
    ]),
  );
});

test("a webhook that Telegram could not reach last time is told", async () => {
  const url = "https://bot.example.org/telegram";
  const info = { ok: true, result: { url, last_error_message: "Connection refused" } };
  const root = await serve({ fetch: async () => new Response(JSON.stringify(info)) });
  const env = await onTelegram({ TELEGRAM_API_ROOT: root, WEBHOOK_URL: url });
  expect(await check(env)).toContain(
    `MEND webhook: Telegram could not reach ${url} last time: Connection refused`,
  );
});

test.each([
  [200, /^ok {3}model: claude-haiku-5-5 at /u],
  [401, /^MEND model: .* refuses ANTHROPIC_API_KEY$/u],
  [404, /^ok {3}model: .* answers; whether it has claude-haiku-5-5 it does not tell \(404\)$/u],
])("a model's server that says %d", async (status, words) => {
  const env = { ANTHROPIC_API_KEY: "sk-ant-test", ANTHROPIC_BASE_URL: await serveModels(status) };
  expect((await check(env)).at(-1)).toMatch(words);
});

const postgres = inject("postgres");
const server = "url" in postgres ? postgres.url : "";

test.skipIf(server === "")("an empty PostgreSQL is left empty", async () => {
  const url = await makeDatabase(server);
  const found = await check(await onTelegram({ DATABASE_URL: url, STORE_KEY }));
  expect(found).toContainEqual(
    expect.stringMatching(/^ok {3}store: PostgreSQL, .*, its tables made at the first start$/u),
  );
  expect(await query(url, "select tablename from pg_tables where schemaname = 'public'")).toEqual(
    [],
  );
});
