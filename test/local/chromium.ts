/**
 * A real Chromium for tests of a page, where this machine has one.
 */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, onTestFinished } from "vitest";

import type { OnEnd } from "../support/bot-api.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const QUIET_ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** `CHROMIUM_PATH`, else the first on the PATH; null where there is none. */
export function findChromium(): string | null {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/bin"];
  const places = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [process.env["CHROMIUM_PATH"] ?? "", ...places].find((path) => existsSync(path)) ?? null;
}

export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: QUIET_ARGS });
}

/** In a German profile; the test fails when the page had an error. Gone when the test is over. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const opened = await openWatched(browser, url, options);
  onTestFinished(async () => {
    await opened.page.context().close();
    expect(opened.errors).toEqual([]);
  });
  return opened.page;
}

interface Shared {
  /** For tests that want another chat or another page. */
  readonly browser: () => Browser;
  readonly page: () => Page;
}

/**
 * One browser and one page for all tests of a `describe`, for to load a page costs more than a test does. They find what
 * the others left on it, and each fails when it had an error meanwhile. It is loaded when a message says what `ready` is.
 */
export function sharePage(
  executablePath: string,
  {
    start,
    ready,
  }: {
    readonly start: (onEnd: OnEnd) => Promise<{ readonly url: string }>;
    readonly ready: string;
  },
): Shared {
  const ends: (() => void | Promise<void>)[] = [];
  let browser: Browser;
  let opened: Awaited<ReturnType<typeof openWatched>>;
  beforeAll(async () => {
    browser = await launchChromium(executablePath);
    const { url } = await start((end) => void ends.push(end));
    opened = await openWatched(browser, url);
    await bubble(opened.page, ready).waitFor();
  });
  afterEach(() => expect(opened.errors).toEqual([]));
  afterAll(async () => {
    await browser.close();
    for (const end of ends.toReversed()) await end();
  });
  return { browser: () => browser, page: () => opened.page };
}

async function openWatched(browser: Browser, url: string, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ locale: "de-DE", ...options });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await page.goto(url);
  return { page, errors };
}

export async function send(page: Page, text: string): Promise<void> {
  await page.locator("#box").fill(text);
  await page.keyboard.press("Enter");
}

/** The newest message that holds the text. */
export const bubble = (page: Page, text: string) =>
  page.locator(".bubble", { hasText: text }).last();
