import { Bot } from "grammy";
import type { Message } from "grammy/types";
import { expect, test } from "vitest";
import { createLocalTelegram, type LocalTelegram } from "../../src/local/telegram.ts";
import type { Change } from "../../src/local/clients.ts";
import { callMethod, createCheckedTelegram, takeUpdates } from "../support/bot-api.ts";
import { ANNA, BEN } from "./scene.ts";

const NOON = 1_800_000_000_000;

function startTelegram(now: () => number = () => NOON): LocalTelegram {
  const telegram = createCheckedTelegram({ now });
  telegram.openPrivateChat(ANNA);
  return telegram;
}

/** What changes from here on. */
function watch(telegram: LocalTelegram): Change[] {
  const changes: Change[] = [];
  telegram.onChange((change) => changes.push(change));
  return changes;
}

async function sendToAnna(telegram: LocalTelegram, message: object): Promise<Message> {
  await callMethod(telegram, "sendMessage", { chat_id: ANNA.id, ...message });
  return telegram.nextMessage();
}

test("grammY polls, answers and stops without waiting", async () => {
  const telegram = startTelegram();
  const bot = new Bot("1:token", { client: { fetch: telegram.fetch as never } });
  bot.on("message:text", (ctx) => ctx.reply(`Du sagst: ${ctx.msg.text}`));
  const running = bot.start();
  telegram.say({ chat: ANNA.id, from: ANNA.id, text: "Hallo" });
  expect((await telegram.nextMessage()).text).toBe("Du sagst: Hallo");
  await bot.stop();
  await running;
  expect(telegram.calls.at(-1)?.method).toBe("getUpdates");
  expect(telegram.calls.at(-1)?.payload).not.toHaveProperty("timeout");
});

test("a sent message has the shape of Telegram's", async () => {
  const telegram = startTelegram();
  const asked = telegram.say({ chat: ANNA.id, from: ANNA.id, text: "Wer?" });
  const keyboard = { inline_keyboard: [[{ text: "a", callback_data: "b" }]] };
  const message = await sendToAnna(telegram, {
    text: "  fett und mehr  ",
    entities: [{ type: "bold", offset: 2, length: 4 }],
    link_preview_options: { is_disabled: true },
    reply_parameters: { message_id: asked.message_id, quote: "er" },
    reply_markup: keyboard,
  });
  expect(message).toEqual({
    message_id: 2,
    from: {
      id: telegram.me.id,
      is_bot: true,
      first_name: "Fundstelle",
      username: "fundstelle_bot",
    },
    chat: { id: 11, type: "private", first_name: "Anna" },
    date: 1_800_000_000,
    text: "fett und mehr",
    entities: [{ type: "bold", offset: 0, length: 4 }],
    link_preview_options: { is_disabled: true },
    reply_to_message: asked,
    quote: { text: "er", position: 1, is_manual: true },
    reply_markup: keyboard,
  });
});

test("control characters and marks that turn the writing direction are cleaned away", async () => {
  const message = await sendToAnna(startTelegram(), {
    text: "a\u{202e}b\r\n\u{7}cd",
    entities: [{ type: "bold", offset: 6, length: 2 }],
  });
  expect(message.text).toBe("ab\n cd");
  expect(message.entities).toEqual([{ type: "bold", offset: 4, length: 2 }]);
});

test("commands and links in the bot's own text become entities, but not inside its links", async () => {
  const message = await sendToAnna(startTelegram(), {
    text: "/help oder /ask",
    entities: [{ type: "text_link", offset: 0, length: 5, url: "https://example.org" }],
  });
  expect(message.entities).toEqual([
    { type: "text_link", offset: 0, length: 5, url: "https://example.org" },
    { type: "bot_command", offset: 11, length: 4 },
  ]);
});

test("an edit replaces text and buttons and tells when", async () => {
  let time = NOON;
  const telegram = startTelegram(() => time);
  const keyboard = { inline_keyboard: [[{ text: "a", callback_data: "b" }]] };
  const { message_id } = await sendToAnna(telegram, { text: "alt", reply_markup: keyboard });
  time += 5000;
  const changes = watch(telegram);
  await callMethod(telegram, "editMessageText", { chat_id: ANNA.id, message_id, text: "neu" });
  const edited = telegram.history(ANNA.id).at(-1);
  expect(edited).toMatchObject({ message_id, text: "neu", edit_date: 1_800_000_005 });
  expect(edited).not.toHaveProperty("reply_markup");
  expect(changes).toEqual([{ kind: "edited", message: edited }]);
  expect(await takeUpdates(telegram)).toEqual([]);
});

test("a deleted message is gone from the history", async () => {
  const telegram = startTelegram();
  const { message_id } = await sendToAnna(telegram, { text: "a" });
  const changes = watch(telegram);
  await callMethod(telegram, "deleteMessage", { chat_id: ANNA.id, message_id });
  expect(telegram.history(ANNA.id)).toEqual([]);
  expect(changes).toEqual([{ kind: "deleted", chat: ANNA.id, message: message_id }]);
});

test("the history keeps the last 1,000 messages", () => {
  const telegram = startTelegram();
  for (let n = 1; n <= 1001; n += 1) telegram.say({ chat: ANNA.id, from: ANNA.id, text: `${n}` });
  const history = telegram.history(ANNA.id);
  expect([history.length, history[0]?.text, history.at(-1)?.text]).toEqual([1000, "2", "1001"]);
});

test("typing is shown where it happens", async () => {
  const telegram = startTelegram();
  const changes = watch(telegram);
  await callMethod(telegram, "sendChatAction", { chat_id: ANNA.id, action: "typing" });
  expect(changes).toEqual([{ kind: "typing", chat: ANNA.id, thread: null }]);
});

test("a listener that left hears nothing", () => {
  const telegram = startTelegram();
  const changes: Change[] = [];
  telegram.onChange((change) => changes.push(change))();
  telegram.say({ chat: ANNA.id, from: ANNA.id, text: "a" });
  expect(changes).toEqual([]);
});

test("nextMessage gives the bot's messages in order, each once, also to those who came first", async () => {
  const telegram = startTelegram();
  const group = telegram.openGroup({ title: "Kreis", members: [ANNA] }).id;
  const inGroup = telegram.nextMessage(group);
  await callMethod(telegram, "sendMessage", { chat_id: ANNA.id, text: "eins" });
  await callMethod(telegram, "sendMessage", { chat_id: group, text: "zwei" });
  await callMethod(telegram, "sendMessage", { chat_id: ANNA.id, text: "drei" });
  telegram.say({ chat: ANNA.id, from: ANNA.id, text: "keine vom Bot" });
  expect((await inGroup).text).toBe("zwei");
  expect((await telegram.nextMessage()).text).toBe("eins");
  expect((await telegram.nextMessage(ANNA.id)).text).toBe("drei");
});

test("a draft is shown frame by frame, and Stop tells the bot", async () => {
  const telegram = startTelegram();
  const changes = watch(telegram);
  const frame = { chat_id: ANNA.id, draft_id: 5, can_stop: true };
  await callMethod(telegram, "sendMessageDraft", frame);
  await callMethod(telegram, "sendMessageDraft", { ...frame, text: "Ein Satz" });
  expect(changes).toMatchObject([
    { kind: "draft", chat: ANNA.id, draft: 5, text: "", canStop: true },
    { kind: "draft", chat: ANNA.id, draft: 5, text: "Ein Satz", canStop: true },
  ]);
  telegram.stop(ANNA.id, 5);
  const [update] = await takeUpdates(telegram);
  expect(update?.stopped_message_generation).toMatchObject({ chat: { id: ANNA.id }, draft_id: 5 });
  await callMethod(telegram, "sendMessageDraft", { ...frame, text: "Ein Satz mehr" });
  expect(changes).toHaveLength(2);
  expect(telegram.history(ANNA.id)).toEqual([]);
});

test("a draft cannot be stopped once a message followed it", async () => {
  const telegram = startTelegram();
  await callMethod(telegram, "sendMessageDraft", { chat_id: ANNA.id, draft_id: 5, can_stop: true });
  await sendToAnna(telegram, { text: "fertig" });
  expect(() => telegram.stop(ANNA.id, 5)).toThrow("shows no draft 5");
});

test("a draft is gone after 30 seconds", async () => {
  let time = NOON;
  const telegram = startTelegram(() => time);
  await callMethod(telegram, "sendMessageDraft", { chat_id: ANNA.id, draft_id: 5, can_stop: true });
  time += 30_001;
  expect(() => telegram.stop(ANNA.id, 5)).toThrow("shows no draft 5");
});

test.each(["photo", "sticker", "voice", "document"] as const)("a %s is no text", async (media) => {
  const telegram = startTelegram();
  telegram.say({ chat: ANNA.id, from: ANNA.id, media, caption: "dazu /help" });
  const message = (await takeUpdates(telegram))[0]?.message;
  expect(message).toHaveProperty(media);
  expect(message).not.toHaveProperty("text");
  expect(message?.caption).toBe(media === "sticker" ? undefined : "dazu /help");
  expect(message?.caption_entities?.length).toBe(media === "sticker" ? undefined : 1);
});

test("commands are kept per scope and language", async () => {
  const telegram = startTelegram();
  const scope = { type: "all_group_chats" };
  const commands = [{ command: "ask", description: "Frag den Artikel" }];
  await callMethod(telegram, "setMyCommands", { commands, scope, language_code: "de" });
  const kept = { ok: true, result: commands };
  const none = { ok: true, result: [] };
  const german = { scope, language_code: "de" };
  expect(await callMethod(telegram, "getMyCommands", german)).toEqual(kept);
  expect(await callMethod(telegram, "getMyCommands", { scope })).toEqual(none);
  expect(await callMethod(telegram, "getMyCommands", { language_code: "de" })).toEqual(none);
  await callMethod(telegram, "deleteMyCommands", german);
  expect(await callMethod(telegram, "getMyCommands", german)).toEqual(none);
});

test("a language without a description of its own shows the common one", async () => {
  const telegram = startTelegram();
  await callMethod(telegram, "setMyDescription", { description: "Answers" });
  await callMethod(telegram, "setMyDescription", { description: "Antwortet", language_code: "de" });
  const of = (language_code: string) => callMethod(telegram, "getMyDescription", { language_code });
  expect(await of("de")).toMatchObject({ result: { description: "Antwortet" } });
  expect(await of("fr")).toMatchObject({ result: { description: "Answers" } });
  expect(await callMethod(telegram, "getMyShortDescription")).toMatchObject({
    result: { short_description: "" },
  });
});

test("the bot may ask who is in a group", async () => {
  const telegram = startTelegram();
  const group = telegram.openGroup({ title: "Kreis", members: [ANNA, BEN], admins: [BEN.id] }).id;
  const statusOf = async (user_id: number): Promise<unknown> => {
    const answer = await callMethod(telegram, "getChatMember", { chat_id: group, user_id });
    return answer.ok ? (answer.result as { readonly status: string }).status : answer.description;
  };
  expect(await statusOf(BEN.id)).toBe("creator");
  expect(await statusOf(ANNA.id)).toBe("member");
  expect(await statusOf(telegram.me.id)).toBe("member");
  const chat = { chat_id: group };
  expect(await callMethod(telegram, "getChatMemberCount", chat)).toMatchObject({ result: 3 });
  expect(await callMethod(telegram, "getChatAdministrators", chat)).toMatchObject({
    result: [{ status: "creator", user: BEN }],
  });
  expect(await callMethod(telegram, "getChat", chat)).toMatchObject({
    result: { id: group, type: "supergroup", title: "Kreis" },
  });
});

test("a public group is found by its name, and left for good", async () => {
  const telegram = startTelegram();
  telegram.openGroup({ title: "Kreis", members: [ANNA], username: "lesekreis" });
  const chat = { chat_id: "@Lesekreis" };
  expect((await callMethod(telegram, "leaveChat", chat)).ok).toBe(true);
  expect(await callMethod(telegram, "sendMessage", { ...chat, text: "a" })).toMatchObject({
    description: "Forbidden: bot is not a member of the supergroup chat",
  });
});

test("what `inspect` throws refuses the call before it is carried out", async () => {
  const telegram = createLocalTelegram({
    now: () => NOON,
    inspect: () => {
      throw new Error("not so");
    },
  });
  telegram.openPrivateChat(ANNA);
  expect(await callMethod(telegram, "sendMessage", { chat_id: ANNA.id, text: "a" })).toEqual({
    ok: false,
    error_code: 400,
    description: "Bad Request: not so",
  });
  expect(telegram.history(ANNA.id)).toEqual([]);
});

test("people cannot say more than clients let them", () => {
  const telegram = startTelegram();
  const long = { chat: ANNA.id, from: ANNA.id, text: "👍".repeat(4097) };
  expect(() => telegram.say(long)).toThrow("at most 4096 characters");
  expect(() => telegram.say({ ...long, text: "👍".repeat(4096) })).not.toThrow();
});
