/**
 * How soon an update that is sent to the webhook is confirmed, at so many a second, beside grammY's own webhook in the
 * same minutes. Ours has stored the update by then, on the disk; grammY's has only handled it.
 */
import { randomBytes } from "node:crypto";
import { mkdir, mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

import { createLocalTelegram, type LocalTelegram } from "../../src/local/telegram.ts";
import { MAIN, startBotProcess, TOKEN } from "../bot/process.ts";
import { findFreePort } from "../free-port.ts";
import { sendUpdates } from "../telegram/send-updates.ts";
import { serveTelegram } from "../telegram/serve.ts";
import { timesOf, type Times } from "./times.ts";

export interface WebhookFigures {
  readonly perSecond: number;
  readonly updates: number;
  /** Until it was confirmed, in milliseconds. */
  readonly own: Times;
  readonly grammy: Times;
  /** Not confirmed at the first try. */
  readonly refused: number;
}

const PER_SECOND = 200;
const SECONDS = 10;
/** Compiled by then. */
const WARM_UP_SECONDS = 3;
const SECRET = "0123456789abcdef0123456789abcdef";
const URL_AT_TELEGRAM = "https://bot.example.org/telegram";
/** Each records what is said. */
const GROUPS = 40;
/** Of so many messages one is a question, the others are recorded. */
const QUESTION_EVERY = 40;

/** Node's arguments for a bare grammY bot behind its own webhook, which answers nobody. */
const BARE_ARGS: readonly string[] = [
  "--input-type=module",
  "-e",
  `
import { createServer } from "node:http";
import { Bot, webhookCallback } from ${JSON.stringify(import.meta.resolve("grammy"))};
const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: apiRoot, PORT, WEBHOOK_SECRET } = process.env;
const bot = new Bot(token, { client: { apiRoot } });
bot.on("message:text", () => {});
createServer(webhookCallback(bot, "http", { secretToken: WEBHOOK_SECRET })).listen(Number(PORT));
console.log("answers on Telegram");
`,
];

export async function measureWebhook(corpusDir: string): Promise<WebhookFigures> {
  await using folder = await mkdtempDisposable(join(tmpdir(), "fundstelle-bench-"));
  const own = await measure([MAIN], join(folder.path, "own"), corpusDir);
  const bare = await measure(BARE_ARGS, join(folder.path, "bare"), corpusDir);
  return {
    perSecond: PER_SECOND,
    updates: own.took.length,
    own: timesOf(own.took),
    grammy: timesOf(bare.took),
    refused: own.refused,
  };
}

async function measure(args: readonly string[], folder: string, corpusDir: string) {
  await mkdir(folder);
  const telegram = createLocalTelegram({
    now: Date.now,
    me: { can_read_all_group_messages: true },
  });
  const served = await serveTelegram(telegram);
  const port = await findFreePort();
  const env = {
    TELEGRAM_BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: served.url,
    WEBHOOK_URL: URL_AT_TELEGRAM,
    WEBHOOK_SECRET: SECRET,
    PORT: String(port),
    CORPUS_DIR: resolve(corpusDir),
    STORE_KEY: randomBytes(32).toString("base64"),
    LOG_LEVEL: "error",
  };
  const bot = await startBotProcess({ folder, env, args });
  try {
    await bot.ready();
    await setWebhook(served.url);
    const groups = openGroups(telegram);
    for (const group of groups) telegram.say({ ...group, text: "/summary on" });
    await sendAt(telegram, port, groups, WARM_UP_SECONDS);
    return await sendAt(telegram, port, groups, SECONDS);
  } finally {
    await bot.stop("SIGTERM");
    await served.close();
  }
}

/** Ours does so itself; grammY's leaves it to whoever runs it. */
async function setWebhook(apiRoot: string): Promise<void> {
  await fetch(`${apiRoot}/bot${TOKEN}/setWebhook`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ url: URL_AT_TELEGRAM, secret_token: SECRET }),
  });
}

interface Group {
  readonly chat: number;
  /** Its admin, who writes. */
  readonly from: number;
}

function openGroups(telegram: LocalTelegram): readonly Group[] {
  return Array.from({ length: GROUPS }, (_, index) => {
    const person = { id: index + 1, is_bot: false, first_name: "Anna", language_code: "de" };
    const { id } = telegram.openGroup({ title: "G", members: [person], admins: [person.id] });
    return { from: person.id, chat: id };
  });
}

/** Each at its moment, whatever became of those before. */
async function sendAt(
  telegram: LocalTelegram,
  port: number,
  groups: readonly Group[],
  seconds: number,
): Promise<{ readonly took: readonly number[]; readonly refused: number }> {
  const sending = sendUpdates(telegram, [port]);
  const start = performance.now();
  for (let i = 0; i < seconds * PER_SECOND; i += 1) {
    const early = start + (i * 1000) / PER_SECOND - performance.now();
    if (early >= 1) await wait(early);
    const group = groups[i % groups.length];
    const text = i % QUESTION_EVERY === 0 ? "/ask Wann war das?" : `Nachricht ${i} von allen`;
    if (group !== undefined) telegram.say({ ...group, text });
  }
  // The last are on their way.
  await wait(1000);
  await sending.stop();
  return { took: sending.tookMs, refused: sending.repeats() };
}

export function webhookForPeople({
  perSecond,
  updates,
  own,
  grammy,
  refused,
}: WebhookFigures): string {
  return [
    `${updates} updates sent at ${perSecond} a second, ${refused} of them refused at first; ms until confirmed`,
    `${"".padEnd(24)}${"p50".padStart(8)}${"p99".padStart(8)}`,
    row("stored, then confirmed", own),
    row("grammY's own webhook", grammy),
  ].join("\n");
}

function row(name: string, { p50, p99 }: Times): string {
  return `${name.padEnd(24)}${p50.toFixed(1).padStart(8)}${p99.toFixed(1).padStart(8)}`;
}
