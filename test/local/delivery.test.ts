import type { Message, Update, User } from "grammy/types";
import { expect, test } from "vitest";
import type { LocalTelegram } from "../../src/local/telegram.ts";
import type { Outgoing } from "../../src/local/clients.ts";
import { callMethod, createCheckedTelegram, takeUpdates } from "../support/bot-api.ts";
import { ANNA, BEN } from "./scene.ts";

const OTHER_BOT: User = { id: 13, is_bot: true, first_name: "Anderer", username: "anderer_bot" };
const ARTICLE = {
  type: "article",
  id: "1",
  title: "T",
  input_message_content: { message_text: "Ein Satz." },
} as const;

interface Circle {
  readonly telegram: LocalTelegram;
  readonly group: number;
  /** The group hears it; what the bot gets of it. */
  readonly hear: (said: Partial<Outgoing>) => Promise<Update[]>;
}

function openCircle(
  options: { readonly readsAll?: boolean; readonly forum?: boolean } = {},
): Circle {
  const telegram = createCheckedTelegram({
    now: () => 1_800_000_000_000,
    me: { can_read_all_group_messages: options.readsAll === true },
  });
  const members = [ANNA, BEN, OTHER_BOT];
  const group = telegram.openGroup({ title: "Kreis", members, forum: options.forum === true }).id;
  return {
    telegram,
    group,
    hear: (said) => {
      telegram.say({ chat: group, from: ANNA.id, ...said });
      return takeUpdates(telegram);
    },
  };
}

async function sendAsBot(
  telegram: LocalTelegram,
  chat: number,
  more: object = {},
): Promise<Message> {
  await callMethod(telegram, "sendMessage", { chat_id: chat, text: "Antwort", ...more });
  return telegram.nextMessage(chat);
}

test.each([
  ["/ask wer?", true],
  ["/ask@fundstelle_bot wer?", true],
  ["/ask@FundStelle_Bot wer?", true],
  ["/ask@anderer_bot wer?", false],
  ["sag mal /ask", false],
  ["@fundstelle_bot wer?", true],
  ["wer, @Fundstelle_BOT?", true],
  ["@anderer_bot wer?", false],
  ["wer?", false],
])("with privacy mode on, %j reaches the bot: %s", async (text, reaches) => {
  expect(await openCircle().hear({ text })).toHaveLength(reaches ? 1 : 0);
});

test("with privacy mode on, a caption that mentions the bot reaches it", async () => {
  const { hear } = openCircle();
  expect(await hear({ media: "photo", caption: "@fundstelle_bot wer ist das?" })).toHaveLength(1);
  expect(await hear({ media: "photo", caption: "wer ist das?" })).toHaveLength(0);
});

test("with privacy mode on, a reply reaches the bot when it answers the bot's own message", async () => {
  const { telegram, group, hear } = openCircle();
  const own = await sendAsBot(telegram, group);
  const theirs = telegram.say({ chat: group, from: BEN.id, text: "hm" });
  expect(await hear({ text: "und wann?", replyTo: own.message_id })).toHaveLength(1);
  expect(await hear({ text: "und wann?", replyTo: theirs.message_id })).toHaveLength(0);
});

test("with privacy mode off, everything that people say reaches the bot", async () => {
  const { hear } = openCircle({ readsAll: true });
  expect((await hear({ text: "wer?" }))[0]?.message?.text).toBe("wer?");
});

test("an administrator reads everything", async () => {
  const { telegram, group, hear } = openCircle();
  telegram.setMembership(group, ANNA.id, "administrator");
  await takeUpdates(telegram);
  expect(await hear({ text: "wer?" })).toHaveLength(1);
});

test("what bots say never reaches the bot, its own words least", async () => {
  const { telegram, group, hear } = openCircle({ readsAll: true });
  expect(await hear({ from: OTHER_BOT.id, text: "/ask wer?" })).toEqual([]);
  await sendAsBot(telegram, group);
  expect(await takeUpdates(telegram)).toEqual([]);
});

test("a bot that left hears nothing more", async () => {
  const { telegram, group, hear } = openCircle({ readsAll: true });
  telegram.setMembership(group, ANNA.id, "left");
  await takeUpdates(telegram);
  expect(await hear({ text: "/ask wer?" })).toEqual([]);
});

test("an anonymous admin speaks as the group, through a user that looks like a bot", async () => {
  const [update] = await openCircle().hear({ from: null, text: "/ask wer?" });
  expect(update?.message).toMatchObject({
    from: { id: 1_087_968_824, is_bot: true, username: "GroupAnonymousBot" },
    sender_chat: { type: "supergroup", title: "Kreis" },
  });
});

test("a channel speaks as itself", async () => {
  const [update] = await openCircle().hear({ from: null, senderChat: -1001, text: "/ask wer?" });
  expect(update?.message).toMatchObject({
    from: { username: "Channel_Bot" },
    sender_chat: { id: -1001, type: "channel" },
  });
});

test("an edit reaches the bot as an edited message where the message would", async () => {
  const { telegram, group } = openCircle();
  const message = telegram.say({ chat: group, from: ANNA.id, text: "/ask wer?" });
  await takeUpdates(telegram);
  telegram.edit(message, "/ask wann?");
  const [update] = await takeUpdates(telegram);
  expect(update?.edited_message).toMatchObject({ text: "/ask wann?", edit_date: 1_800_000_000 });
  telegram.edit(message, "nichts");
  expect(await takeUpdates(telegram)).toEqual([]);
});

test("an inline result is sent by the person, via the bot", async () => {
  const { telegram, group } = openCircle();
  const entities = [{ type: "blockquote", offset: 0, length: 3 }] as const;
  const content = { message_text: "Ein Satz.", entities: [...entities] };
  telegram.send({ ...ARTICLE, input_message_content: content }, { chat: group, from: BEN.id });
  const [update] = await takeUpdates(telegram);
  expect(update?.message).toMatchObject({
    from: BEN,
    via_bot: { username: "fundstelle_bot" },
    text: "Ein Satz.",
    entities,
  });
});

test("the bot learns that it was added, by an update and a service message", async () => {
  const { telegram, group } = openCircle();
  telegram.setMembership(group, ANNA.id, "member");
  expect(await takeUpdates(telegram)).toMatchObject([
    {
      my_chat_member: {
        from: ANNA,
        old_chat_member: { status: "left" },
        new_chat_member: { status: "member" },
      },
    },
    { message: { from: ANNA, new_chat_members: [{ username: "fundstelle_bot" }] } },
  ]);
});

test("the bot learns that it was removed", async () => {
  const { telegram, group } = openCircle();
  telegram.setMembership(group, ANNA.id, "kicked");
  expect(await takeUpdates(telegram)).toMatchObject([
    {
      my_chat_member: {
        old_chat_member: { status: "member" },
        new_chat_member: { status: "kicked" },
      },
    },
  ]);
});

test("a basic group that grows names both ids", async () => {
  const { telegram } = openCircle();
  const basic = telegram.openGroup({ title: "Klein", members: [ANNA], basic: true });
  const grown = telegram.upgrade(basic.id);
  expect(basic.id).toBeGreaterThan(-1_000_000_000_000);
  expect(grown.id).toBeLessThan(-1_000_000_000_000);
  expect(await takeUpdates(telegram)).toMatchObject([
    { message: { chat: { id: basic.id, type: "group" }, migrate_to_chat_id: grown.id } },
    { message: { chat: { id: grown.id, type: "supergroup" }, migrate_from_chat_id: basic.id } },
  ]);
});

test("a reply carries what it answers, one level deep, and the words chosen from it", async () => {
  const { telegram, group, hear } = openCircle({ readsAll: true });
  const first = telegram.say({ chat: group, from: BEN.id, text: "Wann war das?" });
  const second = telegram.say({
    chat: group,
    from: BEN.id,
    text: "Wo?",
    replyTo: first.message_id,
  });
  const said = await hear({ text: "/ask", replyTo: second.message_id, quote: "Wo" });
  const message = said.at(-1)?.message;
  expect(message?.reply_to_message?.text).toBe("Wo?");
  expect(message?.reply_to_message).not.toHaveProperty("reply_to_message");
  expect(message?.quote).toEqual({ text: "Wo", position: 0, is_manual: true });
});

test("outside forums a reply names its chain, which is no topic", async () => {
  const { telegram, group, hear } = openCircle();
  const own = await sendAsBot(telegram, group);
  const message = (await hear({ text: "wann?", replyTo: own.message_id }))[0]?.message;
  expect(message?.message_thread_id).toBe(own.message_id);
  expect(message).not.toHaveProperty("is_topic_message");
});

test("in a topic a message that answers nothing points to the topic's opening", async () => {
  const { hear } = openCircle({ forum: true });
  const message = (await hear({ text: "/ask wer?", thread: 7 }))[0]?.message;
  expect(message).toMatchObject({
    message_thread_id: 7,
    is_topic_message: true,
    reply_to_message: { message_id: 7, forum_topic_created: {} },
  });
});

test("the bot's reply stands in the topic of what it answers", async () => {
  const { telegram, group } = openCircle({ forum: true });
  const asked = telegram.say({ chat: group, from: ANNA.id, text: "/ask wer?", thread: 7 });
  const reply = { reply_parameters: { message_id: asked.message_id } };
  const answer = await sendAsBot(telegram, group, reply);
  expect(answer).toMatchObject({ message_thread_id: 7, is_topic_message: true });
  expect(answer.reply_to_message?.text).toBe("/ask wer?");
});

test("the general topic has no thread", async () => {
  const message = (await openCircle({ forum: true }).hear({ text: "/ask wer?" }))[0]?.message;
  expect(message).not.toHaveProperty("message_thread_id");
});
