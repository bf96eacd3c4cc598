/**
 * The bot as `npm start` runs it, a process of its own, on a Telegram over HTTP that a test can hold up.
 */
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { User } from "grammy/types";
import { onTestFinished } from "vitest";

import { serveTelegram } from "../../bench/telegram/serve.ts";
import type { LocalTelegram } from "../../src/local/telegram.ts";
import { createCheckedTelegram, methodOf } from "./bot-api.ts";
import { query } from "./databases.ts";
import { startProject, type Started } from "./project-process.ts";

export const PERSON: User = { id: 7, is_bot: false, first_name: "Anna", language_code: "de" };
/** As long as @BotFather's are. */
export const TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr";
export const STORE_KEY = Buffer.alloc(32, 7).toString("base64");

export interface HeldTelegram {
  readonly telegram: LocalTelegram;
  /** For `serve`. */
  readonly fetch: LocalTelegram["fetch"];
  /** From now on `sendMessage` is neither carried out nor answered; settles when so many were tried. */
  readonly holdSends: (count?: number) => Promise<void>;
  /** From now on it is again; what was held stays unanswered. */
  readonly letSend: () => void;
}

export function holdableTelegram(): HeldTelegram {
  const telegram = createCheckedTelegram({ now: Date.now });
  let awaited = 0;
  let onTried: (() => void) | null = null;
  return {
    telegram,
    async fetch(address, init) {
      if (onTried === null || methodOf(address) !== "sendMessage")
        return telegram.fetch(address, init);
      awaited -= 1;
      if (awaited === 0) onTried();
      return new Promise(() => {});
    },
    holdSends(count = 1) {
      const { promise, resolve } = Promise.withResolvers<void>();
      awaited = count;
      onTried = resolve;
      return promise;
    },
    letSend() {
      onTried = null;
    },
  };
}

/** Over HTTP, until the test is over; for TELEGRAM_API_ROOT. */
export async function serve(telegram: Pick<LocalTelegram, "fetch">): Promise<string> {
  const served = await serveTelegram(telegram);
  onTestFinished(() => served.close());
  return served.url;
}

/** Killed when the test is over. */
export function startBotProcess(cwd: string, env: Readonly<Record<string, string>>): Started {
  const main = startProject("src/main.ts", {
    cwd,
    env: { TELEGRAM_BOT_TOKEN: TOKEN, STORE_KEY, ...env },
  });
  onTestFinished(() => main.kill("SIGKILL"));
  return main;
}

/** When it settles the bot answers. */
export async function readiness(main: Started): Promise<void> {
  await main.printed(/(answers on Telegram)/u);
}

export async function makeDataDir(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "fundstelle-data-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Empty, and removed when the test is over; for DATABASE_URL. */
export async function makeDatabase(server: string): Promise<string> {
  const name = `process_${randomBytes(8).toString("hex")}`;
  await query(server, `create database ${name}`);
  onTestFinished(async () => {
    await query(server, `drop database ${name} with (force)`);
  });
  const own = new URL(server);
  own.pathname = `/${name}`;
  return own.href;
}
