import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { User } from "grammy/types";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";

import { answerCall, serveTelegram } from "../bench/telegram/serve.ts";
import type { LocalTelegram } from "../src/local/telegram.ts";
import { makeArticleFolder, type ArticleFolder } from "./support/bridge-article.ts";
import { createCheckedTelegram } from "./support/bot-api.ts";
import { startProject, type Started } from "./support/project-process.ts";

const QUESTION = "Was kostet der Neubau der Brücke?";
const ANSWER = "Der Neubau soll nach Angaben der Stadt 3,2 Millionen Euro kosten.";
const STOP_LIMIT_MS = 5000;

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

describe("main", { timeout: 30_000 }, () => {
  test("without a token the local chat is served and answers a question over HTTP", async () => {
    const main = start({});
    const url = await main.printed(/(http:\/\/localhost:\d+)/);
    const { messages } = (await ask(url, QUESTION)) as { messages: readonly { text: string }[] };
    expect(messages.map(({ text }) => text)).toEqual([expect.stringContaining(ANSWER)]);
  });

  test("SIGTERM ends it with exit code 0 within seconds, and it says nothing of it", async () => {
    const main = start({});
    await ask(await main.printed(/(http:\/\/localhost:\d+)/), QUESTION);
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

  test("with a token it polls the server of TELEGRAM_API_ROOT and answers there", async () => {
    const telegram = createCheckedTelegram({ now: Date.now });
    const served = await serveTelegram(telegram);
    onTestFinished(() => served.close());
    const anna = { id: 7, is_bot: false, first_name: "Anna", language_code: "de" };
    const { id } = telegram.openPrivateChat(anna);
    const main = start({ TELEGRAM_BOT_TOKEN: "123456789:test", TELEGRAM_API_ROOT: served.url });
    expect(await main.printed(/^@(\w+) answers on Telegram/m)).toBe(telegram.me.username);
    telegram.say({ chat: id, from: anna.id, text: QUESTION });
    expect((await telegram.nextMessage(id)).text).toContain(ANSWER);
    main.kill("SIGTERM");
    expect((await main.ended).code).toBe(0);
  });

  test("the start says where it stores, where the key is, and that it wants a backup", async () => {
    const { main } = await startOnTelegram();
    const key = await main.printed(/sealed with (\S+)\. Back it up/);
    expect(key).toBe(join(folder.path, ".store-key"));
    expect(await main.printed(/Stored in (SQLite, \S+)/)).toBe("SQLite, data/bot.db");
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
    const { promise: never } = Promise.withResolvers<Response>();
    const telegram = createCheckedTelegram({ now: Date.now });
    const { id } = telegram.openPrivateChat(ANNA);
    const tried = Promise.withResolvers<void>();
    const stopping = Promise.withResolvers<void>();
    const { main, url } = await startOnTelegram({
      async fetch(address, init) {
        const { pathname } = new URL(address instanceof Request ? address.url : address);
        if (isStuck && pathname.endsWith("/sendMessage")) {
          tried.resolve();
          return never;
        }
        const answered = telegram.fetch(address, init);
        // The poll that waits when the first signal comes is not answered any more.
        if (pathname.endsWith("/getUpdates")) answered.catch(() => stopping.resolve());
        return answered;
      },
    });
    telegram.say({ chat: id, from: ANNA.id, text: QUESTION });
    await tried.promise;
    main.kill("SIGTERM");
    await stopping.promise;
    main.kill("SIGTERM");
    expect((await main.ended).code).toBe(1);
    isStuck = false;
    start({ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: url });
    expect((await telegram.nextMessage(id)).text).toContain(ANSWER);
  });

  test("case 9: a second process on the same data says so in one line and ends", async () => {
    const { url } = await startOnTelegram();
    const second = start({ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: url });
    const { code, stderr } = await second.ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/^SQLite, data\/bot\.db: another process uses it\.[^\n]+\n$/);
  });

  test("the local chat leaves nothing behind, however it ends", async () => {
    const cwd = await mkdtemp(join(tmpdir(), "fundstelle-local-"));
    onTestFinished(() => rm(cwd, { recursive: true }));
    const corpus = join(folder.path, "corpus");
    const env = { CORPUS_DIR: corpus, PORT: "0", TMPDIR: cwd };
    const main = startProject("src/main.ts", { cwd, env });
    await ask(await main.printed(/(http:\/\/localhost:\d+)/), QUESTION);
    main.kill("SIGKILL");
    await main.ended;
    expect(await readdir(cwd)).toEqual([]);
  });
});

const ANNA: User = { id: 7, is_bot: false, first_name: "Anna", language_code: "de" };
const TOKEN = "123456789:test";

/** Polling already. */
async function startOnTelegram(
  telegram: Pick<LocalTelegram, "fetch"> = createCheckedTelegram({ now: Date.now }),
): Promise<{ readonly main: Started; readonly url: string }> {
  const polled = Promise.withResolvers<void>();
  const served = await serveTelegram(telegram, async (call, carryOut, response) => {
    if (call.method === "getUpdates") polled.resolve();
    await answerCall(call, carryOut, response);
  });
  onTestFinished(() => served.close());
  await rm(join(folder.path, "data"), { recursive: true, force: true });
  const main = start({ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: served.url });
  await Promise.race([polled.promise, main.ended]);
  return { main, url: served.url };
}
