import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";

import { serveTelegram } from "../src/cli/bench-telegram.ts";
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

  test("all bad variables are named in one message without their values, with exit code 1", async () => {
    const { code, stdout, stderr } = await start({
      PORT: "eighty",
      TELEGRAM_BOT_TOKEN: "geheim",
    }).ended;
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
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
});
