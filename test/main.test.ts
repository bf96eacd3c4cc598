import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { User } from "grammy/types";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";

import { sendUpdates } from "../bench/telegram/send-updates.ts";
import { answerCall, serveTelegram } from "../bench/telegram/serve.ts";
import type { LocalTelegram } from "../src/local/telegram.ts";
import { makeArticleFolder, type ArticleFolder } from "./support/bridge-article.ts";
import { createCheckedTelegram, methodOf } from "./support/bot-api.ts";
import { findFreePort } from "../bench/free-port.ts";
import { startProject, type Started } from "./support/project-process.ts";

const QUESTION = "Was kostet der Neubau der Brücke?";
const ANSWER = "Der Neubau soll nach Angaben der Stadt 3,2 Millionen Euro kosten.";
const STOP_LIMIT_MS = 5000;
const LIMIT_MS = 90_000;

let folder: ArticleFolder;

beforeAll(async () => {
  folder = await makeArticleFolder();
});
afterAll(() => folder.remove());

/** Where no variable says otherwise, on the article and any free port. */
function start(env: Readonly<Record<string, string>>): Started {
  const main = startProject("src/main.ts", {
    cwd: folder.path,
    env: { CORPUS_DIR: "corpus", PORT: "0", ...env },
  });
  onTestFinished(() => main.kill("SIGKILL"));
  return main;
}

async function ask(url: string, text: string): Promise<unknown> {
  const response = await fetch(`${url}/api/ask`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ text }),
  });
  return response.json();
}

describe("main", { timeout: LIMIT_MS }, () => {
  test("without a token the local chat answers over HTTP, leaves nothing behind, and SIGTERM ends it with exit code 0 within seconds", async () => {
    const cwd = await mkdtemp(join(tmpdir(), "fundstelle-local-"));
    onTestFinished(() => rm(cwd, { recursive: true }));
    const env = { CORPUS_DIR: join(folder.path, "corpus"), PORT: "0", TMPDIR: cwd };
    const main = startProject("src/main.ts", { cwd, env });
    onTestFinished(() => main.kill("SIGKILL"));
    const url = await main.printed(/(http:\/\/localhost:\d+)/);
    const { messages } = (await ask(url, QUESTION)) as { messages: readonly { text: string }[] };
    expect(messages.map(({ text }) => text)).toEqual([expect.stringContaining(ANSWER)]);
    // While it still runs, for it may be killed.
    expect(await readdir(cwd)).toEqual([]);
    const asked = performance.now();
    main.kill("SIGTERM");
    const { code, stderr } = await main.ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(performance.now() - asked).toBeLessThan(STOP_LIMIT_MS);
  });

  test("case 59: all bad variables are named in one message without their values, with exit code 2", async () => {
    const { code, stdout, stderr } = await start({
      PORT: "eighty",
      TELEGRAM_BOT_TOKEN: "geheim",
    }).ended;
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.trimEnd().split("\n")).toEqual([
      expect.stringMatching(/^TELEGRAM_BOT_TOKEN: expected /),
      expect.stringMatching(/^PORT: expected /),
    ]);
    expect(stderr).not.toMatch(/geheim|eighty/);
  });

  test("a corpus folder without an article stops the start, which says where it looked", async () => {
    const { code, stderr } = await start({ CORPUS_DIR: "empty" }).ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(stderr).toContain(join(folder.path, "empty"));
  });

  test("with a token it answers at TELEGRAM_API_ROOT, and says where it stores and where the key is; case 9: a second process on its data ends", async () => {
    const telegram = createCheckedTelegram({ now: Date.now });
    const { id } = telegram.openPrivateChat(ANNA);
    const { main, url } = await startOnTelegram(telegram);
    expect(await main.printed(/^@(\w+) answers on Telegram/m)).toBe(telegram.me.username);
    expect(await main.printed(/sealed with (\S+)\. Back it up/)).toBe(
      join(folder.path, ".store-key"),
    );
    expect(await main.printed(/Stored in (SQLite, \S+)/)).toBe("SQLite, data/bot.db");
    telegram.say({ chat: id, from: ANNA.id, text: QUESTION });
    expect((await telegram.nextMessage(id)).text).toContain(ANSWER);
    await expectNoSecond(url);
    main.kill("SIGTERM");
    expect((await main.ended).code).toBe(0);
  });

  test("with WEBHOOK_URL Telegram's updates are taken at PORT; /ready says so at METRICS_PORT, and /metrics counts", async () => {
    const telegram = createCheckedTelegram({ now: Date.now });
    const { id } = telegram.openPrivateChat(ANNA);
    const port = await findFreePort();
    const { main } = await startOnTelegram(telegram, {
      WEBHOOK_URL: "https://bot.example.org/telegram",
      PORT: String(port),
      METRICS_PORT: "0",
    });
    const watched = await main.printed(/Watched at (http:\S+):/);
    await main.printed(/(bot\.example\.org)/);
    const sending = sendUpdates(telegram, [port]);
    onTestFinished(() => sending.stop());
    telegram.say({ chat: id, from: ANNA.id, text: QUESTION });
    expect((await telegram.nextMessage(id)).text).toContain(ANSWER);
    const read = async (path: string) => (await fetch(`${watched}${path}`)).text();
    expect(await read("/ready")).toBe("articles: yes\nstore: yes\ntelegram: yes\n");
    expect(await read("/metrics")).toContain('fundstelle_questions_total{outcome="quotes"} 1');
    main.kill("SIGTERM");
    expect((await main.ended).code).toBe(0);
  });

  test("case 10: a token that Telegram does not know ends it with exit code 78 and one line", async () => {
    const answer = JSON.stringify({ ok: false, error_code: 401, description: "Unauthorized" });
    const served = await serveTelegram({
      fetch: async () => new Response(answer, { status: 401 }),
    });
    onTestFinished(() => served.close());
    const token = "123456789:unknown";
    const main = start({ TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: served.url });
    const { code, stdout, stderr } = await main.ended;
    expect(code).toBe(78);
    expect(stderr).toMatch(/^TELEGRAM_BOT_TOKEN: [^\n]+\n$/);
    expect(stdout + stderr).not.toContain(token);
  });

  test("case 5: a second signal ends it at once, and what was begun is taken up at the next start", async () => {
    let isStuck = true;
    let polls = 0;
    const telegram = createCheckedTelegram({ now: Date.now });
    const { id } = telegram.openPrivateChat(ANNA);
    const tried = Promise.withResolvers<void>();
    const { main, url } = await startOnTelegram({
      async fetch(address, init) {
        const method = methodOf(address);
        if (isStuck && method === "sendMessage") {
          tried.resolve();
          return new Promise(() => {});
        }
        if (method !== "getUpdates") return telegram.fetch(address, init);
        polls += 1;
        return telegram.fetch(address, init).finally(() => (polls -= 1));
      },
    });
    telegram.say({ chat: id, from: ANNA.id, text: QUESTION });
    await tried.promise;
    await expect.poll(() => polls, { timeout: LIMIT_MS }).toBe(1);
    main.kill("SIGTERM");
    // It stops, and gives its poll up.
    await expect.poll(() => polls, { timeout: LIMIT_MS }).toBe(0);
    main.kill("SIGTERM");
    expect((await main.ended).code).toBe(1);
    isStuck = false;
    start({ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: url });
    expect((await telegram.nextMessage(id)).text).toContain(ANSWER);
  });
});

const ANNA: User = { id: 7, is_bot: false, first_name: "Anna", language_code: "de" };
const TOKEN = "123456789:test";

/** Case 9: a second process on the same data says so in one line and ends. */
async function expectNoSecond(url: string): Promise<void> {
  const second = start({ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: url });
  const { code, stderr } = await second.ended;
  expect(code).toBe(1);
  expect(stderr).toMatch(/^SQLite, data\/bot\.db: another process uses it\.[^\n]+\n$/);
}

/** Polling already. */
async function startOnTelegram(
  telegram: Pick<LocalTelegram, "fetch"> = createCheckedTelegram({ now: Date.now }),
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly main: Started; readonly url: string }> {
  const polled = Promise.withResolvers<void>();
  const served = await serveTelegram(telegram, async (call, carryOut, response) => {
    if (["getUpdates", "setWebhook"].includes(call.method)) polled.resolve();
    await answerCall(call, carryOut, response);
  });
  onTestFinished(() => served.close());
  await rm(join(folder.path, "data"), { recursive: true, force: true });
  const main = start({ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: served.url, ...env });
  await Promise.race([polled.promise, main.ended]);
  return { main, url: served.url };
}
