/**
 * A real Chromium for tests of a page, where this machine has one.
 */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import {
  chromium,
  type Browser,
  type BrowserContextOptions,
  type ConsoleMessage,
  type Page,
} from "playwright-core";
import { expect, onTestFinished } from "vitest";

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

/** A page takes longer to make than most tests take: those that ask for nothing special share one. */
const shared = new WeakMap<Browser, Promise<Page>>();

/** In a German profile, left empty after the test, which fails when the page had an error. With `options` it is one of its own. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const isPlain = Object.keys(options).length === 0;
  const page = await (isPlain ? sharedPage(browser) : makePage(browser, options));
  const errors: string[] = [];
  const onError = (error: Error) => errors.push(error.message);
  const onConsole = (message: ConsoleMessage) => {
    if (message.type() === "error") errors.push(message.text());
  };
  page.on("pageerror", onError).on("console", onConsole);
  onTestFinished(async () => {
    if (isPlain) await page.goto("about:blank");
    else await page.context().close();
    page.off("pageerror", onError).off("console", onConsole);
    expect(errors).toEqual([]);
  });
  await page.goto(url);
  return page;
}

function sharedPage(browser: Browser): Promise<Page> {
  const page = shared.get(browser) ?? makePage(browser, {});
  shared.set(browser, page);
  return page;
}

async function makePage(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ locale: "de-DE", ...options });
  return context.newPage();
}
