/**
 * Updates that other bots were seen to answer twice, or in the wrong place.
 */
import { readFileSync } from "node:fs";
import type { Update, User } from "grammy/types";
import { expect, test } from "vitest";

import { toSafeName } from "../../../src/summary/safe-text.ts";
import { BRIDGE, citation, fakeLibrary, quotes } from "../../support/fake-library.ts";
import { startBot } from "../../support/start-bot.ts";

type Written = Omit<Update, "update_id">;

const ME = { username: "article_test_bot" };

function updatesOf(name: string): Written[] {
  const file = new URL(`updates/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as Written[];
}

const now = Math.floor(Date.now() / 1000);

/** As if it had been sent just now, in the chats that are open here. */
function inChats(update: Written, chats: ReadonlyMap<number, number>): Written {
  const moved = JSON.stringify(update, (key, value: unknown) =>
    key === "date"
      ? now
      : key === "id" && typeof value === "number"
        ? (chats.get(value) ?? value)
        : value,
  );
  return JSON.parse(moved) as Written;
}

function start() {
  const library = fakeLibrary({ answer: () => quotes(citation(BRIDGE, 2)) });
  const bot = startBot({ library, me: ME });
  const texts = () =>
    bot.telegram.calls
      .filter(({ method }) => method === "sendMessage")
      .map(({ payload }) => payload);
  return { ...bot, texts };
}

function user(id: number): User {
  return { id, is_bot: false, first_name: "Nutzer", language_code: "de" };
}

/** What was sent but for the word that `settled` waits for. */
const isAnswer = (payload: { readonly text?: unknown }) => !/\b199\b/u.test(String(payload.text));

test("an album is answered once, by its caption", async () => {
  const { telegram, settled, texts } = start();
  telegram.openPrivateChat(user(71));
  for (const update of updatesOf("album-private")) telegram.deliver(inChats(update, new Map()));
  await settled();
  const answers = texts().filter(isAnswer);
  expect(answers).toHaveLength(1);
  expect(answers[0]?.["text"]).toContain("Die Brücke kostet 120 Millionen Euro.");
});

test("an album without a word is told once that only text is read", async () => {
  const { telegram, settled, texts } = start();
  telegram.openPrivateChat(user(71));
  const [first, , last] = updatesOf("album-private");
  for (const update of [first, last, last]) {
    if (update !== undefined) telegram.deliver(inChats(update, new Map()));
  }
  await settled();
  expect(texts().filter(isAnswer)).toMatchObject([
    { text: "Ich kann nur Text lesen. Schreib mir deine Frage." },
  ]);
});

test.each(["fass das zusammen", "Was ist auf dem Bild zu sehen?", "summarize this please"])(
  "a caption that asks about the picture, %j, is told that only text is read",
  async (caption) => {
    const { telegram, texts, settled } = start();
    telegram.openPrivateChat(user(71));
    telegram.say({ chat: 71, from: 71, media: "photo", caption });
    await settled();
    const [answer] = texts().filter(isAnswer);
    expect(answer?.["text"]).toMatch(/nur Text|only read text/u);
  },
);

test("a channel's post and its copy in the linked group are answered once", async () => {
  const { telegram, settled, texts } = start();
  const channel = telegram.openGroup({ title: "Hafenblatt", members: [user(1)] }).id;
  const group = telegram.openGroup({ title: "Lesekreis", members: [user(1)] }).id;
  const chats = new Map([
    [-1003333, channel],
    [-2005, group],
  ]);
  for (const update of updatesOf("automatic-forward")) telegram.deliver(inChats(update, chats));
  await settled();
  expect(texts().filter(isAnswer)).toHaveLength(1);
});

test("a question in a channel's direct messages is answered in its topic", async () => {
  const { telegram, settled, texts } = start();
  const chat = telegram.openGroup({ title: "Kanal", members: [user(9)] }).id;
  const [asked] = updatesOf("channel-direct-messages");
  if (asked === undefined) throw new Error("No update");
  telegram.deliver(inChats(asked, new Map([[-1009, chat]])));
  await settled();
  expect(texts().filter(isAnswer)).toMatchObject([{ chat_id: chat, direct_messages_topic_id: 4 }]);
  expect(texts()[0]).not.toHaveProperty("message_thread_id");
});

test("a button that is tapped three times opens its context once", async () => {
  const { telegram, settled, texts } = start();
  telegram.openPrivateChat(user(74));
  telegram.say({ chat: 74, from: 74, text: "Was kostet die Brücke?" });
  const answer = await telegram.nextMessage(74);
  const button = answer.reply_markup?.inline_keyboard[0]?.[0];
  if (button === undefined || !("callback_data" in button)) throw new Error("No button");
  const taps = [...updatesOf("double-tap"), ...updatesOf("double-tap").slice(0, 1)];
  for (const { callback_query: tap } of taps) {
    if (tap === undefined) throw new Error("No tap");
    telegram.deliver({ callback_query: { ...tap, data: button.callback_data, message: answer } });
  }
  await settled();
  expect(texts().filter(isAnswer)).toHaveLength(2);
});

test("a family of emoji in a name stays one sign", () => {
  const [said] = updatesOf("zwj-name");
  const name = said?.message?.from.first_name ?? "";
  expect(toSafeName(name)).toBe("👨‍👩‍👧‍👦");
});
