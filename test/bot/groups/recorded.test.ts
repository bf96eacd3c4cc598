import type { Message } from "grammy/types";
import { expect, test } from "vitest";

import { PLACEHOLDERS, recordedOf, sayPlaceholders } from "../../../src/bot/groups/recorded.ts";
import type { Placeholder } from "../../../src/bot/groups/recorded.ts";
import { readUpdate } from "../../../src/bot/incoming/read-update.ts";
import { ANNA, BEN } from "../../support/start-bot.ts";

const NOW = 1_800_000_000_000;
const DATE = 1_799_999_000;
const GROUP = { id: -1001, type: "supergroup", title: "Lesekreis" } as const;
const CHANNEL = { id: -1002, type: "channel", title: "Kanal" } as const;
const ME = { id: 7, username: "fundstelle_bot" };
/** Telegram's placeholder for whoever writes in the name of a chat. */
const NOBODY = { id: 1_087_968_824, is_bot: true, first_name: "Group" };

function message(more: object): Message {
  return { message_id: 5, date: DATE, chat: GROUP, from: ANNA, ...more };
}

function recordedFrom(update: object) {
  const incoming = readUpdate({ update_id: 1, ...update }, ME);
  const isWritten = incoming.kind === "message" || incoming.kind === "edit";
  return isWritten ? recordedOf(incoming, NOW) : null;
}

const recorded = (more: object) => recordedFrom({ message: message(more) });

const textOf = (more: object) => recorded(more)?.text ?? null;
const command = (text: string, length: number) => ({
  text,
  entities: [{ type: "bot_command", offset: 0, length }],
});

test("a group's message is recorded with its author's first name, its time and what it replies to", () => {
  const first = { message_id: 3, date: DATE, chat: GROUP, from: BEN, text: "Wann?" };
  expect(recorded({ text: "Um acht", reply_to_message: first })).toEqual({
    chat: GROUP.id,
    id: 5,
    topic: null,
    person: ANNA.id,
    name: "Anna",
    at: DATE * 1000,
    editedAt: null,
    replyTo: 3,
    text: "Um acht",
  });
});

test("an edit is recorded as one, with its own time", () => {
  const edit = recordedFrom({
    edited_message: message({ text: "Um neun", edit_date: DATE + 60 }),
  });
  expect(edit).toMatchObject({ at: DATE * 1000, editedAt: (DATE + 60) * 1000, text: "Um neun" });
});

test("a message that is no edit is none, though Telegram tells when it was edited", () => {
  expect(recorded({ text: "Um acht", edit_date: DATE })).toMatchObject({ editedAt: null });
});

test("in a topic it has the topic, and replies to nothing when it points to the topic's beginning", () => {
  const topic = { message_thread_id: 7, is_topic_message: true };
  const opening = { message_id: 7, date: 1, chat: GROUP, forum_topic_created: { name: "Essen" } };
  expect(recorded({ text: "Ja", ...topic, reply_to_message: opening })).toMatchObject({
    topic: 7,
    replyTo: null,
  });
  expect(recorded({ text: "Ja", message_thread_id: 7 })).toMatchObject({ topic: null });
});

test("a reply to a message of another chat replies to nothing here", () => {
  const elsewhere = { message_id: 3, date: 1, chat: CHANNEL, text: "Wann?" };
  expect(recorded({ text: "Ja", reply_to_message: elsewhere })).toMatchObject({ replyTo: null });
  const external_reply = { origin: { type: "channel", date: 1, chat: CHANNEL, message_id: 3 } };
  expect(recorded({ text: "Ja", external_reply })).toMatchObject({ replyTo: null });
});

test.each([
  ["an anonymous admin", GROUP, { person: GROUP.id, name: "Lesekreis" }],
  ["a channel", CHANNEL, { person: CHANNEL.id, name: "Kanal" }],
])("%s is named by the chat's title", (_, sender_chat, author) => {
  expect(recorded({ text: "Ja", from: NOBODY, sender_chat })).toMatchObject(author);
});

test("a channel's post in its group is the channel's, and no forwarded message", () => {
  const forward_origin = { type: "channel", date: 1, chat: CHANNEL, message_id: 3 };
  const post = { text: "Neu", sender_chat: CHANNEL, is_automatic_forward: true, forward_origin };
  expect(recorded(post)).toMatchObject({ name: "Kanal", text: "Neu" });
});

test.each<[string, object, string]>([
  ["a photo", { photo: [{}] }, "[photo]"],
  ["a photo with words", { photo: [{}], caption: "das Café" }, "[photo] das Café"],
  ["a video", { video: {}, caption: "schau" }, "[video] schau"],
  ["a GIF, which is a file as well", { animation: {}, document: {} }, "[gif]"],
  ["a voice message", { voice: {} }, "[voice]"],
  ["a file, without its name", { document: { file_name: "Kündigung.pdf" } }, "[file]"],
  ["a sticker", { sticker: { emoji: "👍" } }, "[sticker] 👍"],
  ["a sticker without an emoji", { sticker: {} }, "[sticker]"],
  [
    "a poll",
    { poll: { question: "Wann?", options: [{ text: "Fr" }, { text: "Sa" }] } },
    "[poll] Wann? Fr / Sa",
  ],
  [
    "a checklist",
    { checklist: { title: "Grillen", tasks: [{ text: "Kohle" }, { text: "Brot" }] } },
    "[checklist] Grillen Kohle / Brot",
  ],
  [
    "a place, which is a location as well",
    { venue: { title: "Zoo" }, location: {} },
    "[place] Zoo",
  ],
  ["a contact, without name or number", { contact: { first_name: "Eva" } }, "[contact]"],
  ["a die", { dice: { emoji: "🎲", value: 4 } }, "[dice] 🎲 4"],
  ["what was forwarded", { text: "Hallo", forward_origin: { type: "user" } }, "[fwd] Hallo"],
  [
    "a forwarded photo",
    { photo: [{}], caption: "Zoo", forward_origin: { type: "user" } },
    "[fwd] [photo] Zoo",
  ],
])("%s is recorded as words", (_, more, text) => {
  expect(textOf(more)).toBe(text);
});

test.each([
  ["a bot's message", { text: "Hallo", from: { id: 7, is_bot: true, first_name: "Bot" } }],
  ["a command", command("/summary", 8)],
  ["a command to another bot, with words", command("/ask@OtherBot wer?", 13)],
  [
    "a command under a photo",
    { photo: [{}], caption: "/ask", caption_entities: command("/ask", 4).entities },
  ],
  ["who came", { new_chat_members: [BEN] }],
  ["a pinned message", { pinned_message: { message_id: 1, date: 1, chat: GROUP } }],
  ["a group's new id", { migrate_to_chat_id: -2 }],
  ["what only one person sees", { text: "Hallo", message_id: 0, ephemeral_message_id: 3 }],
  ["a message that nobody wrote", { text: "Hallo", from: undefined }],
  ["a private message", { text: "Hallo", chat: { id: ANNA.id, type: "private" } }],
  ["a message whose number is none", { text: "Hallo", message_id: 1.5 }],
  ["a message of no possible time", { text: "Hallo", date: 1e300 }],
])("%s is not recorded", (_, more) => {
  expect(recorded(more)).toBeNull();
});

test("a path that Telegram takes for a command is recorded", () => {
  expect(textOf(command("/r/de ist lustig", 2))).toBe("/r/de ist lustig");
});

test("what people send by way of a bot is theirs", () => {
  expect(recorded({ text: "Zitat", via_bot: NOBODY })).toMatchObject({ person: ANNA.id });
});

test("case 38: of a name that is none no more is kept than a name can have", () => {
  const from = { ...ANNA, first_name: "A".repeat(64_000) };
  expect(recorded({ text: "Ja", from })?.name).toHaveLength(128);
});

test("case 50: a message without a date is of now", () => {
  expect(recorded({ text: "Ja", date: 0 })).toMatchObject({ at: NOW });
});

test("placeholders are said in other words, and brackets that people write stay", () => {
  const german = Object.fromEntries(
    PLACEHOLDERS.map((name) => [name, name.toUpperCase()]),
  ) as Record<Placeholder, string>;
  const say = (text: string) => sayPlaceholders(text, german);
  expect(say("[fwd] [video note] Zoo [photo]")).toBe("[FWD] [VIDEO NOTE] Zoo [photo]");
  expect(say("[photo]")).toBe("[PHOTO]");
  expect(say("[egal] Zoo")).toBe("[egal] Zoo");
});
