import { request } from "node:http";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import type { Bot } from "grammy";
import type { Message } from "grammy/types";
import { expect, onTestFinished, test } from "vitest";
import { startBrowser, type Browser } from "../../src/local/browser.ts";
import { PortTakenError } from "../../src/serve.ts";
import type { PageState } from "../../src/local/page-api.ts";
import { createLocalTelegram } from "../../src/local/telegram.ts";
import { bareLibrary, startLocalChat } from "./chat.ts";

function echo(bot: Bot): void {
  bot.command("start", (ctx) => ctx.reply(`Willkommen (${ctx.from?.language_code})`));
  bot.on("my_chat_member", (ctx) => ctx.reply("Frag mich"));
  bot.chatType("private").on("message:text", async (ctx) => {
    await ctx.reply(`Du fragst: ${ctx.msg.text.toWellFormed()}`);
    await ctx.reply("Mehr weiß ich nicht");
  });
}

interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** As `fetch`, which sets the Host header by itself. */
async function send(
  { port }: Browser,
  path: string,
  sent: { readonly headers?: Record<string, string>; readonly body?: string } = {},
): Promise<Got> {
  const { promise, resolve, reject } = Promise.withResolvers<Got>();
  const method = sent.body === undefined ? "GET" : "POST";
  const outgoing = request(
    { host: "127.0.0.1", port, path, method, headers: sent.headers ?? {} },
    (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (part: string) => (body += part));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    },
  );
  outgoing.on("error", reject);
  outgoing.end(sent.body);
  return promise;
}

const JSON_TYPE = { "content-type": "application/json" };

async function post(browser: Browser, path: string, body: object): Promise<Got> {
  return send(browser, path, { headers: JSON_TYPE, body: JSON.stringify(body) });
}

async function stateOf(browser: Browser, language: "de" | "en"): Promise<PageState> {
  return JSON.parse((await send(browser, `/api/state?language=${language}`)).body) as PageState;
}

const textsOf = (messages: readonly Message[]): (string | undefined)[] =>
  messages.map(({ text }) => text);

async function occupiedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

function browserOn(port: number, strict: boolean): Promise<Browser> {
  const telegram = createLocalTelegram({ now: Date.now });
  return startBrowser({ telegram, library: bareLibrary, log: { warn: () => {} }, port, strict });
}

test("a question by POST is sent privately and returns all that the bot replies", async () => {
  const chat = await startLocalChat(echo);
  const { status, body } = await post(chat, "/api/ask", { text: "Wo?" });
  expect(status).toBe(200);
  const { messages } = JSON.parse(body) as { messages: Message[] };
  expect(textsOf(messages)).toEqual(["Du fragst: Wo?", "Mehr weiß ich nicht"]);
  expect(messages[0]?.chat.type).toBe("private");
});

test("two questions at once get each their own replies", async () => {
  const chat = await startLocalChat(echo);
  const bodies = await Promise.all(
    ["eins", "zwei"].map((text) => post(chat, "/api/ask", { text })),
  );
  const answers = bodies.map(({ body }) => (JSON.parse(body) as { messages: Message[] }).messages);
  expect(answers.map(([first]) => first?.text)).toEqual(["Du fragst: eins", "Du fragst: zwei"]);
});

test("the first view of a private chat has /start answered, in the person's language and once", async () => {
  const chat = await startLocalChat(echo);
  expect(textsOf((await stateOf(chat, "de")).private.messages)).toEqual([
    "/start",
    "Willkommen (de)",
  ]);
  expect(textsOf((await stateOf(chat, "en")).private.messages)).toEqual([
    "/start",
    "Willkommen (en)",
  ]);
  expect((await stateOf(chat, "de")).private.messages).toHaveLength(2);
});

test("the page is told how many articles and passages there are", async () => {
  const chat = await startLocalChat(echo);
  expect(await stateOf(chat, "de")).toMatchObject({ articles: ["Der Buchdruck"], passages: 3 });
});

test("the conversation is loaded into the group with its replies, and loaded again takes its own place", async () => {
  const chat = await startLocalChat(echo);
  await post(chat, "/api/conversation", {});
  await post(chat, "/api/conversation", {});
  const { group } = await stateOf(chat, "de");
  const said = group.messages.filter(({ from, text }) => text !== undefined && !from?.is_bot);
  expect(said).toHaveLength(14);
  expect(new Set(said.map(({ from }) => from?.first_name))).toEqual(
    new Set(["Anna", "Ben", "Cem"]),
  );
  expect(said[3]?.reply_to_message?.text).toContain("Freitag passt");
});

test("switching recording on as the group's admin says the loaded conversation again below, and as another does not", async () => {
  const chat = await startLocalChat(echo);
  const lines = async () => {
    const { group } = await stateOf(chat, "de");
    return group.messages
      .filter(({ from, text }) => text !== undefined && !from?.is_bot)
      .map(({ text = "" }) => text.slice(0, 10));
  };
  const { group } = await stateOf(chat, "de");
  const [anna, ben] = group.people.map(({ id }) => id);
  await post(chat, "/api/conversation", {});
  await post(chat, "/api/switch-on", { from: ben });
  expect((await lines()).at(-1)).toBe("/summary o");
  await post(chat, "/api/switch-on", { from: anna });
  expect((await lines()).slice(0, 3)).toEqual(["/summary o", "/summary o", "Hallo ihr "]);
});

const menu = (command: string): object[] => [{ command, description: command }];

test("the menu is the one of the chat's kind and the person's language", async () => {
  const chat = await startLocalChat(echo);
  const call = (method: string, body: object): Promise<Response> =>
    chat.telegram.fetch(`http://local/bot1:x/${method}`, { body: JSON.stringify(body) });
  const scope = { type: "all_private_chats" };
  await call("setMyCommands", { commands: menu("ask") });
  await call("setMyCommands", { commands: menu("help"), scope });
  await call("setMyCommands", { commands: menu("hilfe"), scope, language_code: "de" });
  const group = (await stateOf(chat, "de")).group.chat.id;
  const shown = async (query: string): Promise<unknown> =>
    JSON.parse((await send(chat, `/api/commands?${query}`)).body);
  expect(await shown("language=de&chat=1001")).toEqual(menu("hilfe"));
  expect(await shown("language=en&chat=1002")).toEqual(menu("help"));
  expect(await shown(`language=de&chat=${group}`)).toEqual(menu("ask"));
});

test("a Host that is not this machine is refused, on every address", async () => {
  const chat = await startLocalChat(echo);
  const foreign = { host: `evil.example:${chat.port}` };
  expect((await send(chat, "/", { headers: foreign })).status).toBe(403);
  expect((await send(chat, "/api/state", { headers: foreign })).status).toBe(403);
  expect((await send(chat, "/", { headers: { host: "localhost:1" } })).status).toBe(403);
  for (const host of ["localhost", "127.0.0.1", "[::1]"]) {
    const got = await send(chat, "/", { headers: { host: `${host}:${chat.port}` } });
    expect(got.status).toBe(200);
  }
});

test("a POST from another site's page is refused, one from the page or a program is not", async () => {
  const chat = await startLocalChat(echo);
  const body = JSON.stringify({ text: "Wo?" });
  const from = (origin: string) =>
    send(chat, "/api/ask", { headers: { ...JSON_TYPE, origin }, body });
  expect((await from("https://evil.example")).status).toBe(403);
  expect((await from("null")).status).toBe(403);
  expect((await from(chat.url)).status).toBe(200);
  const asForm = await send(chat, "/api/ask", { headers: { "content-type": "text/plain" }, body });
  expect(asForm.status).toBe(415);
});

test("a body of more than 64 kB is refused", async () => {
  const chat = await startLocalChat(echo);
  expect((await post(chat, "/api/ask", { text: "x".repeat(64 * 1024) })).status).toBe(413);
});

test("what is no request of the page is refused with the reason", async () => {
  const chat = await startLocalChat(echo);
  const { group } = await stateOf(chat, "de");
  const refused = async (path: string, body: object): Promise<string> => {
    const got = await post(chat, path, body);
    expect(got.status).toBe(400);
    return got.body;
  };
  await refused("/api/ask", { text: "" });
  await refused("/api/ask", { text: "x".repeat(4097) });
  await refused("/api/ask", { text: "Wo?", more: 1 });
  expect(await refused("/api/say", { chat: group.chat.id, from: 1001, text: "a" })).toContain(
    "not in this chat",
  );
  await refused("/api/press", { chat: 1001, from: 1001, message: 999, data: "a" });
  await refused("/api/send", { chat: 1001, from: 1001, result: "never offered" });
});

test("a lone surrogate comes and goes as it is", async () => {
  const chat = await startLocalChat(echo);
  const { body } = await post(chat, "/api/ask", { text: "a\uD800b" });
  const { messages } = JSON.parse(body) as { messages: Message[] };
  expect(messages).not.toHaveLength(0);
  expect((await stateOf(chat, "de")).private.messages.map(({ text }) => text)).toContain(
    "a\uD800b",
  );
});

test("the page may load its own files only and run no script of a message", async () => {
  const chat = await startLocalChat(echo);
  const { headers, body } = await send(chat, "/");
  expect(headers["content-security-policy"]).toContain("default-src 'none'");
  expect(headers["content-security-policy"]).toContain("script-src 'self'");
  expect(headers["content-security-policy"]).not.toContain("unsafe");
  expect(body).not.toMatch(/https?:|<script(?![^>]*src)|<style|style=/);
});

test("every file the page and its modules name is served", async () => {
  const chat = await startLocalChat(echo);
  const seen = new Set<string>();
  const visit = async (path: string): Promise<void> => {
    if (seen.has(path)) return;
    seen.add(path);
    const { status, body } = await send(chat, path);
    expect({ path, status }).toEqual({ path, status: 200 });
    const named = body.matchAll(/(?:from "\.|(?:src|href)=")\/?([\w-]+\.(?:js|css|svg))"/g);
    await Promise.all(Array.from(named, ([, name]) => visit(`/${name}`)));
  };
  await visit("/");
  expect(seen.size).toBeGreaterThan(20);
});

test("a taken port is passed over when nobody asked for it", async () => {
  const taken = await occupiedPort();
  const browser = await browserOn(taken, false);
  onTestFinished(() => browser.close());
  expect(browser.port).toBeGreaterThan(taken);
  expect(browser.url).toBe(`http://localhost:${browser.port}`);
});

test("a taken port that the operator set stops the start and is named", async () => {
  const taken = await occupiedPort();
  const failed = browserOn(taken, true);
  await expect(failed).rejects.toThrow(PortTakenError);
  await expect(failed).rejects.toThrow(`PORT: ${taken} is taken`);
});

test("closing ends the streams that are open", async () => {
  const browser = await browserOn(0, true);
  const events = await fetch(`${browser.url}/api/events`);
  const reading = events.text().catch(() => "cut off");
  await browser.close();
  await reading;
  await expect(fetch(browser.url)).rejects.toThrow("fetch failed");
});

test("a file that is sent arrives at the bot, and a larger text than one message is refused", async () => {
  const chat = await startLocalChat(echo);
  const { private: own } = await stateOf(chat, "de");
  const sender = { chat: own.chat.id, from: own.people[0]?.id };
  const base64 = Buffer.alloc(100_000, 97).toString("base64");
  const sent = await post(chat, "/api/file", { ...sender, name: "Größe.md", base64 });
  expect(sent.status).toBe(200);
  expect(JSON.parse(sent.body)).toMatchObject({
    document: { file_name: "Größe.md", file_size: 100_000 },
  });
  const said = await post(chat, "/api/say", { ...sender, text: base64 });
  expect(said.status).toBe(413);
});
