import { expect, test } from "vitest";

import { readUpdate } from "../../../src/bot/incoming/read-update.ts";
import { encodeAction } from "../../../src/bot/screens/callback-data.ts";
import { createLocalTelegram } from "../../../src/local/telegram.ts";
import { ANNA, BEN } from "../../support/start-bot.ts";

const { me } = createLocalTelegram({ now: Date.now });
const GROUP = { id: -1, type: "supergroup", title: "Gruppe" } as const;
const PRIVATE = { id: ANNA.id, type: "private", first_name: "Anna" } as const;

const read = (update: object, chat: number | null = null) =>
  readUpdate({ update_id: 1, ...update }, me, chat);

const message = (more: object) => ({ message_id: 5, date: 10, chat: GROUP, from: ANNA, ...more });
const command = (text: string, length = text.length) => ({
  text,
  entities: [{ type: "bot_command", offset: 0, length }],
});
const tap = (data: string, more: object = {}) => ({
  callback_query: { id: "1", from: BEN, chat_instance: "1", data, message: message({}), ...more },
});

test("a message in a topic is answered there, as a reply to it", () => {
  const written = read({ message: message({ message_thread_id: 7, is_topic_message: true }) });
  expect(written).toMatchObject({
    kind: "message",
    name: "message",
    place: { chat: -1, isPrivate: false, thread: 7, replyTo: 5 },
    asker: { chat: -1, topic: 7, person: ANNA.id },
    person: { id: ANNA.id, name: ANNA.first_name, language: "de" },
    at: 10_000,
    editedAt: null,
  });
});

test("a chain of replies is no topic, and in private an answer is no reply", () => {
  const chained = message({ message_thread_id: 7 });
  expect(read({ message: chained })).toMatchObject({ place: { thread: null } });
  expect(read({ message: message({ chat: PRIVATE }) })).toMatchObject({ place: { replyTo: null } });
});

test("a message without a date was written nobody knows when", () => {
  expect(read({ message: message({ date: 0 }) })).toMatchObject({ at: null });
});

test("who writes in a chat's name asks as that chat", () => {
  const written = read({ message: message({ sender_chat: GROUP }) });
  expect(written).toMatchObject({ senderChat: -1, asker: { person: -1 } });
});

test("an edited message is an edit, with the time of the edit", () => {
  expect(read({ edited_message: message({ edit_date: 20 }) })).toMatchObject({
    kind: "edit",
    editedAt: 20_000,
  });
});

test.each([
  ["/help", { name: "help", rest: "", isForMe: true, isPath: false }],
  ["/ASK@Fundstelle_Bot", { name: "ask", rest: "", isForMe: true, isPath: false }],
  ["/start@OtherBot", { name: "start", rest: "", isForMe: false, isPath: false }],
])("%s is understood as a command", (text, understood) => {
  expect(read({ message: message(command(text)) })).toMatchObject({ command: understood });
});

test("what follows a command is told, and a path is no command for a reader", () => {
  const asked = read({ message: message(command("/summary  3h ", 8)) });
  expect(asked).toMatchObject({ command: { name: "summary", rest: "3h" } });
  const path = read({ message: message(command("/r/de", 2)) });
  expect(path).toMatchObject({ command: { name: "r", isPath: true } });
});

test("a link opens what it says in private, and nothing in a group", () => {
  const text = `/start ${encodeAction({ kind: "show" })}`;
  const opened = command(text, 6);
  expect(read({ message: message({ chat: PRIVATE, ...opened }) })).toMatchObject({
    link: { kind: "show" },
  });
  expect(read({ message: message(opened) })).toMatchObject({ link: null });
});

test("a tap tells the action, who tapped and under which message", () => {
  expect(read(tap("g-today"))).toMatchObject({
    kind: "tap",
    action: { kind: "summary", wanted: "today" },
    message: 5,
    person: { id: BEN.id },
    asker: { person: BEN.id },
  });
});

test("a tap with other data, or under no message, is unknown", () => {
  expect(read(tap("old:data"))).toMatchObject({ kind: "tap", action: null });
  expect(read(tap("g-today", { message: undefined }))).toMatchObject({ action: null, place: null });
});

test("in the group that its group has become, an update has no topic and replies to nothing", () => {
  const topic = { message_thread_id: 7, is_topic_message: true };
  const moved = read({ message: message(topic) }, -2);
  const place = { chat: -2, isPrivate: false, thread: null, replyTo: null };
  expect(moved).toMatchObject({ place, id: null });
  expect(read(tap("g-today"), -2)).toMatchObject({ place: { chat: -2 }, message: 0 });
});

test.each([
  ["a new id", { migrate_to_chat_id: -2 }, { from: -1, to: -2 }],
  ["an old id", { migrate_from_chat_id: -2 }, { from: -2, to: -1 }],
])("a message that tells of %s is a migration", (_, more, change) => {
  expect(read({ message: message(more) })).toMatchObject({ kind: "migration", ...change });
});

test("a reply to the topic's beginning replies to nothing", () => {
  const opening = { ...message({}), forum_topic_created: { name: "Essen" } };
  expect(read({ message: message({ reply_to_message: opening }) })).toMatchObject({
    repliesTo: null,
  });
});

test("a reply tells whose message it replies to", () => {
  const reply_to_message = message({ message_id: 3, date: 4, from: me });
  expect(read({ message: message({ reply_to_message }) })).toMatchObject({
    repliesTo: { id: 3, at: 4000, isMine: true },
  });
});

test.each([
  ["a message without a chat", { message: { message_id: 1, date: 1, text: "x" } }],
  ["a chat without an id", { message: message({ chat: { type: "private" } }) }],
  ["a text that is none", { message: message({ text: 5, entities: [{ type: "mention" }] }) }],
  ["a tap by nobody", { callback_query: { id: "1", chat_instance: "1", data: "g-on" } }],
])("%s is unreadable, and no error", (_, update) => {
  expect(read(update)).toMatchObject({ kind: "unreadable" });
});

test("why one is unreadable is told without a word of it", () => {
  const secret = message({ text: ["Geheimnis"], chat: { ...GROUP, id: "Geheimnis" } });
  const told = Object.values(read({ message: secret })).join(" ");
  expect(told).toContain("message.chat.id: Invalid input: expected number");
  expect(told).not.toContain("Geheimnis");
});

test("what the bot does not handle is of another kind", () => {
  expect(read({ poll: {} })).toMatchObject({ kind: "other", name: "poll" });
});
