import type { Update } from "grammy/types";
import { expect, test } from "vitest";

import { concerns } from "../../../src/bot/incoming/concerns.ts";
import { createLocalTelegram } from "../../../src/local/telegram.ts";
import { ANNA, BEN } from "../../support/start-bot.ts";

const { me } = createLocalTelegram({ now: Date.now });
const GROUP = { id: -1, type: "supergroup", title: "Gruppe" } as const;

function inGroup(more: object): Update {
  const message = { message_id: 1, date: 1, chat: GROUP, from: ANNA, ...more };
  return { update_id: 1, message };
}

const mention = {
  text: "@fundstelle_bot was kostet das",
  entities: [{ type: "mention", offset: 0, length: 15 }],
};
const command = (text: string) => ({
  text,
  entities: [{ type: "bot_command", offset: 0, length: text.length }],
});
const reply = (from: object) => ({
  text: "und wann?",
  reply_to_message: { message_id: 2, date: 1, chat: GROUP, from, text: "Antwort" },
});

test.each([
  ["a mention", mention],
  ["a command", command("/help")],
  ["a command that names the bot", command("/help@fundstelle_bot")],
  ["a question in reply to the bot", reply(me)],
  ["a group's new id", { migrate_to_chat_id: -2 }],
  ["a group's old id", { migrate_from_chat_id: -2 }],
])("in a group %s is the bot's business", (_, more) => {
  expect(concerns(inGroup(more), me)).toBe(true);
});

test.each([
  ["talk", { text: "Kommst du am Freitag?" }],
  ["another bot's command", command("/help@OtherBot")],
  ["a question in reply to a person", reply(BEN)],
  ["a picture", { photo: [] }],
])("in a group %s is none of the bot's business", (_, more) => {
  expect(concerns(inGroup(more), me)).toBe(false);
});

test("an edited message is the bot's business where a new one would be", () => {
  const concerned = [mention, { text: "Kommst du am Freitag?" }].map((more) => {
    const { message, ...update } = inGroup(more);
    return concerns({ ...update, edited_message: message } as Update, me);
  });
  expect(concerned).toEqual([true, false]);
});

test("in private everything is", () => {
  const chat = { id: ANNA.id, type: "private", first_name: "Anna" };
  expect(concerns(inGroup({ chat, photo: [] }), me)).toBe(true);
});
