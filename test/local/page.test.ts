import { InlineKeyboard, type Bot, type Context } from "grammy";
import type { InlineQueryResultArticle } from "grammy/types";
import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { bubble, findChromium, openPage, send, sharePage } from "./chromium.ts";
import { BOT_NAME, startLocalChat } from "./chat.ts";

const executablePath = findChromium() ?? "";
const why = executablePath === "" ? " (skipped: no Chromium was found, see CHROMIUM_PATH)" : "";
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

const QUOTATION = "Gutenberg druckte in Mainz. ".repeat(30).trim();

async function answer(ctx: Context): Promise<void> {
  const text = `[1] Mainz\n${QUOTATION}\nDer Buchdruck · 1455`;
  await ctx.reply(text, {
    entities: [{ type: "expandable_blockquote", offset: 10, length: QUOTATION.length }],
    reply_markup: new InlineKeyboard().text("[1] im Text", "open").text("Veraltet", "stale"),
  });
}

function resultsFrom(first: number, query: string): InlineQueryResultArticle[] {
  return Array.from({ length: 10 }, (_, at) => ({
    type: "article",
    id: `${first + at}`,
    title: `Fund ${first + at}`,
    description: `zu „${query}“`,
    input_message_content: { message_text: `Zitat ${first + at}` },
  }));
}

function script(bot: Bot): void {
  bot.command("start", (ctx) =>
    ctx.reply(ctx.match === "" ? "Willkommen, sieh /help" : `Geöffnet: ${ctx.match}`),
  );
  bot.command("help", (ctx) => ctx.reply("Hilfe"));
  bot.command("ask", (ctx) =>
    ctx.reply("Was möchtest du wissen?", {
      reply_parameters: { message_id: ctx.msg.message_id },
      reply_markup: { force_reply: true, selective: true },
    }),
  );
  bot.command("draft", async (ctx) => {
    await ctx.api.sendMessageDraft(ctx.chat.id, 7, "Ich denke", { can_stop: true });
  });
  bot.on("stopped_message_generation", (ctx) => ctx.api.sendMessage(1001, "Angehalten"));
  bot.callbackQuery("stale", (ctx) =>
    ctx.answerCallbackQuery({ text: "Der Artikel hat sich geändert.", show_alert: true }),
  );
  bot.callbackQuery("open", async (ctx) => {
    await ctx.answerCallbackQuery({ text: "Geöffnet" });
    await ctx.editMessageText("Der Abschnitt", {
      entities: [{ type: "bold", offset: 4, length: 9 }],
    });
  });
  bot.on("inline_query", async (ctx) => {
    const { query, offset } = ctx.inlineQuery;
    if (query === "nichts") {
      const button = { text: "Frag mich im Chat", start_parameter: "nichts" };
      await ctx.answerInlineQuery([], { button });
      return;
    }
    const first = Number(offset);
    const next = first < 20 ? { next_offset: `${first + 10}` } : {};
    await ctx.answerInlineQuery(resultsFrom(first, query), next);
  });
  bot.chatType("private").on("message:text", answer);
  bot.chatType("supergroup").on("message::mention", async (ctx) => {
    const url = `https://t.me/${BOT_NAME}?start=q_1`;
    await ctx.reply(`Antwort für ${ctx.from.first_name}`, {
      reply_parameters: { message_id: ctx.msg.message_id },
      reply_markup: new InlineKeyboard().url("[1] im Text", url),
    });
  });
}

/** Its answer, a new message. */
async function ask(page: Page, text: string): Promise<Locator> {
  const stale = page.getByRole("button", { name: "Veraltet" });
  const answers = page.locator(".message", { has: stale });
  const before = await answers.count();
  await send(page, text);
  await answers.nth(before).waitFor();
  return answers.nth(before);
}

const focused = (page: Page) => page.evaluate<string>("document.activeElement.id");

describe.skipIf(executablePath === "")(`the local chat's page${why}`, { timeout: 20_000 }, () => {
  const shared = sharePage(executablePath, {
    start: (onEnd) => startLocalChat(script, onEnd),
    ready: "Willkommen",
  });

  /** The shared one, in the private chat or in the group. */
  async function open(chat: "private" | "group" = "private"): Promise<Page> {
    const page = shared.page();
    await page.locator(`#tab-${chat}`).click();
    await page.locator("#box").fill("");
    return page;
  }

  async function openOwn(options?: BrowserContextOptions): Promise<Page> {
    const { url } = await startLocalChat(script);
    const page = await openPage(shared.browser(), url, options);
    await bubble(page, "Willkommen").waitFor();
    return page;
  }

  // First, for the others say something.
  test("it opens with /start answered and the cursor in the box", async () => {
    const page = shared.page();
    expect(await page.locator(".mine .text").allTextContents()).toEqual(["/start"]);
    expect(await focused(page)).toBe("box");
    expect(await page.locator("#counts").textContent()).toBe("1 Artikel, 3 Stellen");
  });

  test("a question is answered, and its button edits the answer", async () => {
    const page = await open();
    const answered = await ask(page, "Wo wurde gedruckt?");
    await answered.getByRole("button", { name: "[1] im Text" }).click();
    await bubble(page, "Der Abschnitt").waitFor();
    expect(await bubble(page, "Der Abschnitt").locator("strong").textContent()).toBe("Abschnitt");
    expect(await bubble(page, "Der Abschnitt").locator(".foot").textContent()).toContain(
      "bearbeitet",
    );
    expect(await page.locator("#toast").textContent()).toBe("Geöffnet");
  });

  test("an alert waits for its OK", async () => {
    const page = await open();
    const answered = await ask(page, "Wo?");
    await answered.getByRole("button", { name: "Veraltet" }).click();
    const dialog = page.getByRole("dialog");
    expect(await dialog.locator("p").textContent()).toBe("Der Artikel hat sich geändert.");
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "hidden" });
  });

  test("a long quotation shows three lines until more is wanted", async () => {
    const page = await open();
    const answered = await ask(page, "Wo?");
    const words = answered.locator(".expandable_blockquote .words");
    const height = async () => (await words.boundingBox())?.height ?? 0;
    const folded = await height();
    await answered.getByRole("button", { name: "mehr" }).click();
    expect(await height()).toBeGreaterThan(folded * 2);
    await answered.getByRole("button", { name: "weniger" }).click();
    expect(await height()).toBeCloseTo(folded, 1);
  });

  test("an inline quote is chosen with the arrow keys and sent into the chat", async () => {
    const page = await open();
    await page.locator("#box").fill(`@${BOT_NAME} mainz`);
    await page.getByRole("option").first().waitFor();
    expect(await page.getByRole("option").nth(1).textContent()).toBe("FFund 1zu „mainz“");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await bubble(page, "Zitat 1").waitFor();
    expect(await bubble(page, "Zitat 1").locator(".via").textContent()).toBe(`über @${BOT_NAME}`);
    expect(await page.locator("#box").inputValue()).toBe("");
    expect(await page.getByRole("option").count()).toBe(0);
  });

  test("further inline results come as one goes down the list, each once", async () => {
    const page = await open();
    await page.locator("#box").fill(`@${BOT_NAME} mainz`);
    await page.getByRole("option").nth(9).waitFor();
    await page.getByRole("option").nth(9).scrollIntoViewIfNeeded();
    await page.getByRole("option").nth(19).scrollIntoViewIfNeeded();
    await page.getByRole("option").nth(29).waitFor();
    const titles = await page.locator(".option b").allTextContents();
    expect(titles).toEqual(Array.from({ length: 30 }, (_, at) => `Fund ${at}`));
  });

  test("the button above the inline results opens the private chat with its parameter", async () => {
    const page = await open("group");
    await page.locator("#box").fill(`@${BOT_NAME} nichts`);
    await page.getByRole("option", { name: "Frag mich im Chat" }).click();
    await bubble(page, "Geöffnet: nichts").waitFor();
    expect(await page.locator("#tab-private").getAttribute("aria-selected")).toBe("true");
  });

  test("a mention in the group is answered to the member who speaks, and links into the private chat", async () => {
    const page = await open("group");
    await page.locator("#speaker").selectOption("Ben");
    await send(page, `@${BOT_NAME} wo?`);
    await bubble(page, "Antwort für Ben").waitFor();
    expect(await bubble(page, "Antwort für Ben").locator(".preview b").textContent()).toBe("Ben");
    await page.getByRole("link", { name: "[1] im Text" }).click();
    await bubble(page, "Geöffnet: q_1").waitFor();
    expect(page.context().pages()).toHaveLength(1);
  });

  test("the conversation is loaded, and the messages of whom one speaks as stand on the right", async () => {
    const page = await open("group");
    await page.getByRole("button", { name: "Gespräch laden" }).click();
    await bubble(page, "Wer schreibt diesmal das Protokoll?").waitFor();
    const right = (text: string) => page.locator(".mine .text", { hasText: text }).count();
    await page.locator("#speaker").selectOption("Anna");
    expect(await right("Hallo ihr zwei!")).toBe(1);
    expect(await right("Donnerstag bin ich beim Training")).toBe(0);
    await page.locator("#speaker").selectOption("Cem");
    expect(await right("Hallo ihr zwei!")).toBe(0);
    expect(await right("Donnerstag bin ich beim Training")).toBe(1);
  });

  test("what the bot asks back for is replied to without another key", async () => {
    const page = await open("group");
    await send(page, "/ask");
    await page.locator("#chip", { hasText: "Was möchtest du wissen?" }).waitFor();
    await send(page, "Wo wurde gedruckt?");
    await bubble(page, "Wo wurde gedruckt?").waitFor();
    expect(await bubble(page, "Wo wurde gedruckt?").locator(".preview span").textContent()).toBe(
      "Was möchtest du wissen?",
    );
  });

  test("R on a message replies to it, without the mouse", async () => {
    const page = await open();
    await send(page, "/start r");
    await bubble(page, "Geöffnet: r").waitFor();
    await page.keyboard.press("ArrowUp");
    expect(await focused(page)).toMatch(/^message-/);
    await page.keyboard.press("r");
    expect(await page.locator("#chip").textContent()).toContain("Geöffnet: r");
    expect(await focused(page)).toBe("box");
    await page.keyboard.press("Escape");
    expect(await page.locator("#chip").isHidden()).toBe(true);
  });

  test("a draft is shown with its Stop, and stopping reaches the bot", async () => {
    const page = await open();
    await send(page, "/draft");
    await page.locator(".draft", { hasText: "Ich denke" }).waitFor();
    await page.getByRole("button", { name: "Stopp" }).click();
    await bubble(page, "Angehalten").waitFor();
    expect(await page.locator(".draft").count()).toBe(0);
  });

  test("a command in a message is sent when it is tapped", async () => {
    const page = await open();
    await bubble(page, "Willkommen").getByRole("button", { name: "/help" }).click();
    await bubble(page, "Hilfe").waitFor();
    expect(await page.locator(".mine .text").last().textContent()).toBe("/help");
  });

  test("a message's markup is shown as it was written, and runs nothing", async () => {
    const page = await open();
    const evil = `<img src=x onerror="document.title='!'"><script>document.title='!'</script>`;
    await send(page, `${evil} \u202Eمرحبا \uD800`);
    await bubble(page, evil).waitFor();
    expect(await page.locator(".bubble img, .bubble script").count()).toBe(0);
    expect(await page.title()).toBe("Fundstelle");
  });

  test("a text longer than a message goes out in several", async () => {
    const page = await open();
    await send(page, "😀".repeat(3000));
    const lengths = async () =>
      (await page.locator(".mine .text").allTextContents()).slice(-2).map(({ length }) => length);
    await expect.poll(lengths).toEqual([4096, 6000 - 4096]);
  });

  test("the other language has its own person, labels and /start", async () => {
    const page = await openOwn();
    await send(page, "Wo?");
    await bubble(page, "Wo?").waitFor();
    await page.getByRole("button", { name: "English" }).click();
    await page.getByText("1 article, 3 passages").waitFor();
    expect(await page.locator(".mine .text").allTextContents()).toEqual(["/start"]);
    expect(await page.getAttribute("html", "lang")).toBe("en");
    await page.reload();
    await page.getByText("1 article, 3 passages").waitFor();
  });

  test("what was said stays when the page is loaded again", async () => {
    const page = await openOwn();
    await send(page, "Wo?");
    await bubble(page, "[1] Mainz").waitFor();
    await page.reload();
    await bubble(page, "[1] Mainz").waitFor();
    expect(await page.locator(".mine .text").allTextContents()).toEqual(["/start", "Wo?"]);
  });

  test("a new message of the bot is read out", async () => {
    const page = await open();
    await send(page, "/start lies");
    await bubble(page, "Geöffnet: lies").waitFor();
    await expect
      .poll(() => page.locator("[aria-live=polite]").textContent())
      .toBe("Fundstelle: Geöffnet: lies");
  });

  test("nothing sticks out of a phone, light or dark", async () => {
    const page = await openOwn(PHONE);
    await send(
      page,
      `${"Donaudampfschifffahrt".repeat(12)} https://example.org/${"a".repeat(200)}`,
    );
    await page.getByRole("button", { name: "mehr" }).waitFor();
    await page.locator("#box").fill(`@${BOT_NAME} mainz`);
    await page.getByRole("option").first().waitFor();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      for (const tab of ["private", "group"]) {
        await page.locator(`#tab-${tab}`).click();
        const widths = await page.evaluate<number[]>(
          "Array.from(document.querySelectorAll('body *'), (part) => part.getBoundingClientRect().right)",
        );
        expect(Math.max(...widths)).toBeLessThanOrEqual(PHONE.viewport.width);
      }
    }
  });
});
