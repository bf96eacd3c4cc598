import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bubble, findChromium, launchChromium, openPage, send } from "./chromium.ts";
import { BOT_NAME, startRealChat } from "./chat.ts";

const executablePath = findChromium() ?? "";
const why = executablePath === "" ? " (skipped: no Chromium was found, see CHROMIUM_PATH)" : "";

const ARTICLE = `---
title: Die Brücke von Lindau
date: 2023-05
source: Stadtblatt
language: de
questions: [Wann wurde die Brücke gesperrt?]
---
Die alte Holzbrücke am Hafen von Lindau ist seit Montag gesperrt. Gutachter fanden morsche Balken.

## Was die Stadt plant

Der Neubau soll nach Angaben der Stadt 3,2 Millionen Euro kosten. Die Hälfte davon trägt das Land Bayern.

Fußgänger müssen bis zum Herbst einen Umweg über den Kirchplatz nehmen. Ein Pendelbus fährt alle zehn Minuten.

> Wir haben zu lange gewartet, und jetzt zahlen alle dafür.
>
> — Ines Halder, Bürgermeisterin

## Was die Händler sagen

„Im Mai kamen halb so viele Gäste wie sonst“, sagte der Eisverkäufer Paul Reiter. Andere Läden schließen früher.
`;

describe.skipIf(executablePath === "")(
  `the page over the real bot${why}`,
  { timeout: 20_000 },
  () => {
    let browser: Browser;

    beforeAll(async () => {
      browser = await launchChromium(executablePath);
    });

    afterAll(() => browser.close());

    async function open(): Promise<Page> {
      const chat = await startRealChat(ARTICLE);
      const page = await openPage(browser, chat.url);
      await bubble(page, "Die Brücke von Lindau").waitFor();
      return page;
    }

    test("a question is asked and its source opened", async () => {
      const page = await open();
      await send(page, "Was kostet der Neubau der Brücke?");
      const quotation = page.locator(".bubble blockquote, .bubble .blockquote").last();
      await quotation.waitFor();
      expect(await quotation.textContent()).toContain("3,2 Millionen Euro");
      await page.getByRole("button", { name: "[1] im Text" }).click();
      const opened = bubble(page, "Abschnitt „Was die Stadt plant“");
      await opened.waitFor();
      expect(await opened.locator("strong").textContent()).toContain("3,2 Millionen Euro");
    });

    test("an inline quote is found by its speaker and sent", async () => {
      const page = await open();
      await page.locator("#box").fill(`@${BOT_NAME} halder`);
      await page.getByRole("option", { name: "Ines Halder" }).first().click();
      const sent = page.locator(".mine .bubble", { hasText: "Wir haben zu lange gewartet" });
      await sent.waitFor();
      expect(await sent.locator("blockquote").textContent()).toBe(
        "Wir haben zu lange gewartet, und jetzt zahlen alle dafür.",
      );
    });

    test("a mention in the group is answered as a reply", async () => {
      const page = await open();
      await page.locator("#tab-group").click();
      await page.locator("#speaker").selectOption("Cem");
      await send(page, `@${BOT_NAME} was kostet der Neubau der Brücke?`);
      const reply = bubble(page, "3,2 Millionen Euro");
      await reply.waitFor();
      expect(await reply.locator(".preview b").textContent()).toBe("Cem");
    });

    test("in the group recording is switched on, a conversation summed up, and a time leads to its message", async () => {
      const page = await open();
      await page.locator("#tab-group").click();
      await page.getByRole("button", { name: "Gespräch laden" }).click();
      await page.locator("#summary").click();
      await bubble(page, "Ich schreibe hier nichts mit.").waitFor();
      await page.locator("#switch-on").click();
      await bubble(page, "Ab jetzt merke ich mir, was hier geschrieben wird").waitFor();
      // Said again below it, for the bot kept nothing of the first time.
      await page
        .locator(".message", { hasText: "Ab jetzt" })
        .locator("~ .message", { hasText: "Wer schreibt diesmal" })
        .waitFor();
      await page.locator("#summary").click();
      const summary = bubble(page, "Was war los · 14 Nachrichten, 3 Personen");
      await summary.waitFor();
      const text = (await summary.textContent()) ?? "";
      expect(text).toContain("Anna: „Gut, dann Freitag um 19 Uhr.");
      const time = summary.locator(".text a").first();
      const id = /(\d+)$/u.exec((await time.getAttribute("href")) ?? "")?.[1] ?? "";
      await time.click();
      await page.locator(`#message-${id}:focus`).waitFor();
      expect(await page.locator(`#message-${id}`).textContent()).toContain("Hallo ihr zwei!");
    });

    test("a summary just for one comes in the private chat", async () => {
      const page = await open();
      await page.locator("#tab-group").click();
      await page.locator("#switch-on").click();
      await bubble(page, "Ab jetzt merke ich mir").waitFor();
      await page.getByRole("button", { name: "Gespräch laden" }).click();
      await bubble(page, "Wer schreibt diesmal das Protokoll?").waitFor();
      await page.locator("#summary").click();
      await page.getByRole("link", { name: "Nur für mich ↗" }).click();
      const mine = bubble(page, "Was war los · Lesekreis · 14 Nachrichten, 3 Personen");
      await mine.waitFor();
      expect(await page.locator("#tab-private").getAttribute("aria-selected")).toBe("true");
    });
  },
);
