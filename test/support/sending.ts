/**
 * A bot with an owner who sends it articles, over the real library, which is made anew with each of them.
 */
import type { Message } from "grammy/types";
import { onTestFinished } from "vitest";

import { keepLibrary } from "../../src/current-library.ts";
import type { FetchPage } from "../../src/bot/articles/fetch-page.ts";
import type { Outgoing } from "../../src/local/clients.ts";
import type { LocalTelegram } from "../../src/local/telegram.ts";
import type { Store } from "../../src/store/store.ts";
import { BRIDGE } from "./fake-library.ts";
import { ANNA, startBot, type Fault } from "./start-bot.ts";
import { createTestStore } from "./test-store.ts";

interface Options {
  readonly store?: Store;
  readonly now?: () => number;
  readonly fetchPage?: FetchPage;
  readonly fault?: (method: string) => Fault | null;
  readonly telegram?: LocalTelegram;
}

/** Anna is the owner. */
export async function startSending({ store = createTestStore(), ...others }: Options = {}) {
  const current = await keepLibrary({
    corpus: { articles: [BRIDGE], skipped: [], files: new Map() },
    sent: store.articles,
    writing: null,
    onChange: async () => {},
    onError() {},
  });
  onTestFinished(() => current.close());
  const { fetchPage, ...rest } = others;
  const bot = startBot({
    ...rest,
    library: current.library,
    store,
    admitted: { allowed: [], owners: [ANNA.id] },
    articles: { refresh: current.refresh, ...(fetchPage === undefined ? {} : { fetchPage }) },
  });
  const chat = bot.telegram.openPrivateChat(ANNA).id;
  const { telegram } = bot;

  const say = async (outgoing: Partial<Outgoing>): Promise<Message> => {
    telegram.say({ chat, from: ANNA.id, ...outgoing });
    return telegram.nextMessage(chat);
  };

  return {
    ...bot,
    chat,
    titles: () => current.library().corpus.articles.map(({ title }) => title),
    say,
    /** A file of this name with this text. */
    sendFile: (name: string, text: string) => say({ file: { name, bytes: Buffer.from(text) } }),
    /** Presses the button of this message that says so; what the box says that opens, null for none. */
    press: async (message: Message, label: string): Promise<string | null> => {
      const pressed = await telegram.press(message, dataOf(message, label), ANNA.id);
      return pressed.text;
    },
    stop: async (): Promise<void> => {
      await bot.stop();
      await current.close();
    },
    /** As it reads by now. */
    shown: (message: Message) =>
      telegram.history(chat).find(({ message_id: id }) => id === message.message_id) ?? null,
  };
}

export function dataOf(message: Message, label: string): string {
  const button = message.reply_markup?.inline_keyboard.flat().find(({ text }) => text === label);
  if (button === undefined || !("callback_data" in button)) throw new Error(`No button ${label}`);
  return button.callback_data;
}

export function labelsOf({ reply_markup: markup }: Message): string[] {
  return markup?.inline_keyboard.flat().map(({ text }) => text) ?? [];
}
