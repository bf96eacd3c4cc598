/**
 * The bot in a group that records, for one test: people talk there by name, and it is Monday noon in Berlin.
 */
import type { InlineKeyboardButton, Message, User } from "grammy/types";

import type { LocalTelegram } from "../../src/local/telegram.ts";
import type { Library } from "../../src/library.ts";
import type { Summaries } from "../../src/bot/parts.ts";
import { fakeLibrary } from "./fake-library.ts";
import { ANNA, BEN, startBot, type StartedBot } from "./start-bot.ts";
import { createTestClock, type TestClock } from "./test-clock.ts";

export const CEM: User = { id: 103, is_bot: false, first_name: "Cem", language_code: "de" };
/** Anna, the first, is its owner. */
export const PEOPLE = [ANNA, BEN, CEM] as const;
/** Beginning of the links to its messages. */
export const LINK = "https://t.me/c/1500000001";

export interface GroupTalk extends StartedBot {
  readonly clock: TestClock;
  readonly group: number;
  /** "Anna: hallo"; a minute passes after it. */
  readonly talk: (...lines: readonly string[]) => Message[];
  /** Says it and waits for what the bot sends there, until it has done with it. */
  readonly call: (text: string, asked?: Asked) => Promise<Message>;
}

interface Asked {
  readonly from?: User;
  readonly chat?: number;
  readonly replyTo?: number;
  readonly thread?: number;
}

interface Options {
  readonly isOn?: boolean;
  readonly group?: Partial<Parameters<LocalTelegram["openGroup"]>[0]>;
  readonly readsAll?: boolean;
  readonly summaries?: Partial<Summaries>;
  readonly library?: Library;
}

export async function startGroupTalk({
  isOn = true,
  group: kind = {},
  readsAll = true,
  library = fakeLibrary(),
  ...options
}: Options = {}): Promise<GroupTalk> {
  const clock = createTestClock();
  const started = startBot({
    library,
    me: { can_read_all_group_messages: readsAll },
    clock,
    now: clock.now,
    ...options,
  });
  const { telegram, store } = started;
  const group = telegram.openGroup({ title: "Lesekreis", members: PEOPLE, ...kind }).id;
  if (isOn) await store.messages.switchOn(group);
  return {
    ...started,
    clock,
    group,
    talk: (...lines) =>
      lines.map((line) => {
        const [name = "", ...words] = line.split(": ");
        const from = PEOPLE.find(({ first_name }) => first_name === name)?.id ?? ANNA.id;
        const said = telegram.say({ chat: group, from, text: words.join(": ") });
        clock.jump(60_000);
        return said;
      }),
    async call(text, { from = ANNA, chat = group, ...place } = {}) {
      telegram.say({ chat, from: from.id, text, ...place });
      const message = await telegram.nextMessage(chat);
      await started.settled();
      return message;
    },
  };
}

export function buttonsOf({ reply_markup: markup }: Message): InlineKeyboardButton[] {
  return markup?.inline_keyboard.flat() ?? [];
}

/** What pressing the button with these words sends. */
export function dataOf(message: Message, words: string): string {
  const button = buttonsOf(message).find(({ text }) => text === words);
  if (button === undefined || !("callback_data" in button))
    throw new Error(`No button says ${words}`);
  return button.callback_data;
}

/** Words → address, of the links in a text. */
export function linksOf({ text = "", entities = [] }: Message): (readonly [string, string])[] {
  return entities.flatMap((entity) =>
    entity.type === "text_link"
      ? [[text.slice(entity.offset, entity.offset + entity.length), entity.url] as const]
      : [],
  );
}

/** The first line. */
export function headOf({ text = "" }: Message): string {
  return text.split("\n", 1).join("");
}

/** What is shown word for word, in order. */
export function quotedIn({ text = "" }: Message): (string | undefined)[] {
  return [...text.matchAll(/[„“](.*)[“”]/gu)].map(([, quote]) => quote);
}
