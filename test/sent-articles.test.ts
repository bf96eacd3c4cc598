import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Message } from "grammy/types";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";

import type { LocalTelegram } from "../src/local/telegram.ts";
import {
  holdableTelegram,
  makeDatabase,
  makeDataDir,
  PERSON,
  readiness,
  serve,
  startBotProcess,
} from "./support/bot-process.ts";
import { makeArticleFolder, type ArticleFolder } from "./support/bridge-article.ts";
import { dataOf } from "./support/sending.ts";

const LIMIT_MS = 60_000;
const POOL =
  "---\ntitle: Das Freibad\nlanguage: de\n---\n\nEine Karte für das Freibad kostet vier Euro.\n";
const QUESTION = "Was kostet eine Karte für das Freibad?";
const CHANGED = /(The articles changed)/u;

let folder: ArticleFolder;

beforeAll(async () => {
  folder = await makeArticleFolder();
});
afterAll(() => folder.remove());

/** The owner's chat with the bot. */
async function startTelegram() {
  const { telegram } = holdableTelegram();
  const chat = telegram.openPrivateChat(PERSON).id;
  const env = {
    TELEGRAM_API_ROOT: await serve(telegram),
    OWNER_IDS: String(PERSON.id),
    DATA_DIR: await makeDataDir(),
  };
  return { telegram, chat, env };
}

async function sendFile(telegram: LocalTelegram, chat: number): Promise<Message> {
  telegram.say({ chat, from: PERSON.id, file: { name: "a.md", bytes: Buffer.from(POOL) } });
  return telegram.nextMessage(chat);
}

async function ask(telegram: LocalTelegram, chat: number): Promise<string> {
  telegram.say({ chat, from: PERSON.id, text: QUESTION });
  return (await telegram.nextMessage(chat)).text ?? "";
}

describe("articles that owners send", { timeout: LIMIT_MS }, () => {
  test("what was taken in answers at once, and after a restart, alone where the folder is empty", async () => {
    const { telegram, chat, env } = await startTelegram();
    const first = startBotProcess(folder.path, env);
    await readiness(first);
    const offer = await sendFile(telegram, chat);
    const tapped = performance.now();
    await telegram.press(offer, dataOf(offer, "Aufnehmen"), PERSON.id);
    await first.printed(CHANGED);
    expect(performance.now() - tapped).toBeLessThan(2000);
    expect(await ask(telegram, chat)).toContain("vier Euro");
    expect(await readdir(join(env.DATA_DIR, "articles"))).toHaveLength(1);
    first.kill("SIGTERM");
    await first.ended;

    const empty = join(env.DATA_DIR, "empty");
    await mkdir(empty);
    const second = startBotProcess(folder.path, { ...env, CORPUS_DIR: empty });
    expect(await second.printed(/^(1 article) that owners sent$/mu)).toBe("1 article");
    await readiness(second);
    expect(await ask(telegram, chat)).toContain("vier Euro");
  });

  test.skipIf("reason" in inject("postgres"))(
    "of two processes both have it within five seconds",
    async () => {
      const postgres = inject("postgres");
      if (!("url" in postgres)) return;
      const { telegram, chat, env } = await startTelegram();
      const shared = { ...env, DATABASE_URL: await makeDatabase(postgres.url) };
      const processes = [
        startBotProcess(folder.path, shared),
        startBotProcess(folder.path, shared),
      ];
      await Promise.all(processes.map(readiness));
      const offer = await sendFile(telegram, chat);
      const tapped = performance.now();
      await telegram.press(offer, dataOf(offer, "Aufnehmen"), PERSON.id);
      await Promise.all(processes.map((main) => main.printed(CHANGED)));
      expect(performance.now() - tapped).toBeLessThan(5000);
      expect(await readdir(env.DATA_DIR)).toEqual([]);
    },
  );
});
