import { Api } from "grammy";
import { expect, test } from "vitest";

import type { Answer } from "../../../src/answer/answer.ts";
import { BRIDGE, citation, fakeLibrary, quotes } from "../../support/fake-library.ts";
import { ANNA, BEN, startBot } from "../../support/start-bot.ts";
import { createTestClock } from "../../support/test-clock.ts";

interface Options {
  readonly answer?: Answer;
  readonly forum?: boolean;
  readonly now?: () => number;
}

function startGroup({ answer, forum = false, ...more }: Options = {}) {
  const library = answer === undefined ? fakeLibrary() : fakeLibrary({ answer: () => answer });
  const started = startBot({ library, ...more });
  const group = started.telegram.openGroup({ title: "Lesekreis", members: [ANNA, BEN], forum }).id;
  return { ...started, group };
}

test("an answer replies to the asker, without the section, its button leading into the private chat", async () => {
  const { telegram, group } = startGroup();
  const asked = telegram.say({ chat: group, from: ANNA.id, text: "/ask was kostet das" });
  const message = await telegram.nextMessage(group);
  expect([message.text, message.reply_to_message?.message_id]).toEqual([
    "Die Brücke kostet 120 Millionen Euro.\nDie neue Brücke · dpa · Juni 2024",
    asked.message_id,
  ]);
  expect(message.reply_markup?.inline_keyboard).toEqual([
    [
      {
        text: "[1] im Text",
        url: `https://t.me/fundstelle_bot?start=de-p0-1-${BRIDGE.passages[1]?.ref}`,
      },
    ],
  ]);
});

test("a group sees the two best sources at most, in the article's order", async () => {
  const citations = [
    citation(BRIDGE, 1),
    citation(BRIDGE, 2, { mark: 2 }),
    citation(BRIDGE, 6, { mark: 3 }),
  ];
  const { telegram, group } = startGroup({
    answer: { kind: "quotes", sure: true, citations, ranking: [3, 1, 2] },
  });
  telegram.say({ chat: group, from: ANNA.id, text: "@fundstelle_bot was wird gebaut" });
  expect((await telegram.nextMessage(group)).text).toBe(
    "[1]\nDie Stadt Mainz baut eine neue Brücke über den Rhein.\n\n[2]\nDer Radweg wird vier Meter breit.\nDie neue Brücke · dpa · Juni 2024",
  );
});

test("a refusal in a group is one line", async () => {
  const { telegram, group } = startGroup({
    answer: { kind: "declined", nearest: [citation(BRIDGE, 3)] },
  });
  telegram.say({ chat: group, from: ANNA.id, text: "@Fundstelle_Bot wer hat sie entworfen" });
  const message = await telegram.nextMessage(group);
  expect([message.text, message.reply_markup]).toEqual(["Dazu finde ich keine Stelle.", undefined]);
});

test("small talk in a group is not answered", async () => {
  const { telegram, group, settled } = startGroup({
    answer: { kind: "small-talk", talk: "thanks" },
  });
  telegram.say({ chat: group, from: ANNA.id, text: "@fundstelle_bot danke" });
  await settled();
  expect(telegram.history(group)).toHaveLength(1);
});

test("a mention under someone's message answers that message", async () => {
  const { telegram, group } = startGroup();
  const asked = telegram.say({ chat: group, from: ANNA.id, text: "Was kostet die eigentlich?" });
  telegram.say({ chat: group, from: BEN.id, text: "@fundstelle_bot", replyTo: asked.message_id });
  expect((await telegram.nextMessage(group)).text).toContain("120 Millionen");
});

test("a caption counts as the question", async () => {
  const { telegram, group } = startGroup();
  telegram.say({
    chat: group,
    from: ANNA.id,
    media: "photo",
    caption: "@fundstelle_bot was kostet das",
  });
  expect((await telegram.nextMessage(group)).text).toContain("120 Millionen");
});

test("a question under an answer is a follow-up, agreement is left alone", async () => {
  const { telegram, group, settled } = startGroup();
  telegram.say({ chat: group, from: ANNA.id, text: "/ask was kostet das" });
  const { message_id: answer } = await telegram.nextMessage(group);
  telegram.say({ chat: group, from: BEN.id, text: "haha stimmt", replyTo: answer });
  telegram.say({ chat: group, from: BEN.id, text: "wie breit ist der radweg", replyTo: answer });
  expect((await telegram.nextMessage(group)).text).toContain("Radweg");
  await settled();
  expect(telegram.history(group)).toHaveLength(5);
});

test("a follow-up of someone else continues the answer it replies to, not their own last question", async () => {
  const seen: (string | null)[] = [];
  const library = fakeLibrary({
    answer: ({ previous }) => {
      seen.push(previous);
      return quotes(citation(BRIDGE, 2));
    },
  });
  const { telegram } = startBot({ library });
  const group = telegram.openGroup({ title: "Lesekreis", members: [ANNA, BEN] }).id;
  telegram.say({ chat: group, from: ANNA.id, text: "/ask was kostet das" });
  const { message_id: answer } = await telegram.nextMessage(group);
  telegram.say({ chat: group, from: BEN.id, text: "/ask wer baut sie" });
  await telegram.nextMessage(group);
  telegram.say({ chat: group, from: BEN.id, text: "und wann?", replyTo: answer });
  await telegram.nextMessage(group);
  expect(seen).toEqual([null, null, "was kostet das"]);
});

const HOUR_MS = 3_600_000;

test("an answer of the day before is known by its record, and after two days no more", async () => {
  const clock = createTestClock();
  const { telegram, group, settled } = startGroup({ now: clock.now });
  telegram.say({ chat: group, from: ANNA.id, text: "/ask was kostet das" });
  const { message_id: replyTo } = await telegram.nextMessage(group);
  const askOn = () =>
    telegram.say({ chat: group, from: ANNA.id, text: "und wie breit ist der radweg", replyTo });
  await settled();
  clock.jump(47 * HOUR_MS);
  askOn();
  expect((await telegram.nextMessage(group)).text).toContain("vier Meter");
  clock.jump(2 * HOUR_MS);
  askOn();
  await settled();
  expect(telegram.history(group).at(-1)?.from?.id).toBe(ANNA.id);
});

test("what only looks like an answer is none", async () => {
  const { telegram, group, settled } = startGroup();
  const other = new Api("123:test", { fetch: telegram.fetch });
  const words = "Die Brücke kostet viel.\nDie neue Brücke · dpa";
  const entities = [{ type: "blockquote", offset: 0, length: 23 } as const];
  const { message_id: replyTo } = await other.sendMessage(group, words, { entities });
  telegram.say({ chat: group, from: ANNA.id, text: "und wie breit ist der radweg", replyTo });
  await settled();
  expect(telegram.history(group).at(-1)?.from?.id).toBe(ANNA.id);
});

test("called without a question, the bot asks back, and the reply is one in any case", async () => {
  const { telegram, group } = startGroup();
  const asked = telegram.say({ chat: group, from: ANNA.id, text: "/ask" });
  const prompt = await telegram.nextMessage(group);
  expect([prompt.text, prompt.reply_to_message?.message_id]).toEqual([
    "Was möchtest du wissen?",
    asked.message_id,
  ]);
  expect(telegram.calls.findLast(({ method }) => method === "sendMessage")?.payload).toMatchObject({
    reply_markup: { force_reply: true, selective: true },
  });
  telegram.say({
    chat: group,
    from: ANNA.id,
    text: "kosten und kostet",
    replyTo: prompt.message_id,
  });
  expect((await telegram.nextMessage(group)).text).toContain("120 Millionen");
});

test("in a forum the answer stays in its topic", async () => {
  const { telegram, group } = startGroup({ forum: true });
  telegram.say({ chat: group, from: ANNA.id, text: "/ask was kostet das", thread: 77 });
  expect((await telegram.nextMessage(group)).message_thread_id).toBe(77);
});

test("in the general topic and in groups without topics no topic is named", async () => {
  const { telegram, group } = startGroup({ forum: true });
  telegram.say({ chat: group, from: ANNA.id, text: "/ask was kostet das" });
  await telegram.nextMessage(group);
  const sent = telegram.calls.findLast(({ method }) => method === "sendMessage");
  expect(sent?.payload).not.toHaveProperty("message_thread_id");
});

test("an anonymous admin is answered", async () => {
  const { telegram, group } = startGroup();
  telegram.say({ chat: group, from: null, text: "/ask was kostet das" });
  expect((await telegram.nextMessage(group)).text).toContain("120 Millionen");
});

test("a channel post is answered only when it calls the bot", async () => {
  const { telegram, group, settled } = startGroup();
  const chat = { id: group, type: "channel", title: "Kanal" } as const;
  const said = telegram.say({ chat: group, from: ANNA.id, text: "Guten Morgen" });
  const post = { message_id: said.message_id, date: 0, chat, sender_chat: chat };
  telegram.deliver({ channel_post: { ...post, text: "was kostet das?" } });
  telegram.deliver({
    channel_post: {
      ...post,
      text: "/ask",
      entities: [{ type: "bot_command", offset: 0, length: 4 }],
    },
  });
  telegram.deliver({
    channel_post: {
      ...post,
      text: "/ask was kostet das",
      entities: [{ type: "bot_command", offset: 0, length: 4 }],
    },
  });
  expect((await telegram.nextMessage(group)).text).toContain("120 Millionen");
  await settled();
  expect(telegram.history(group)).toHaveLength(2);
});

test.each([
  "was kostet das?",
  "/ask@other_bot was kostet das",
  "@other_bot was kostet das",
  "/unknown",
  "/help@other_bot",
])("%j in a group is left alone", async (text) => {
  const { telegram, group, settled } = startGroup();
  telegram.say({ chat: group, from: ANNA.id, text });
  await settled();
  expect(telegram.history(group)).toHaveLength(1);
});

test("added to a group, the bot says how to ask it, in the language of who added it", async () => {
  const { telegram, group } = startGroup();
  telegram.setMembership(group, BEN.id, "left");
  telegram.setMembership(group, BEN.id, "member");
  expect((await telegram.nextMessage(group)).text).toBe(
    "Hello! Ask me with @fundstelle_bot … about the article “Die neue Brücke”. I only answer when you address me. Summaries: /summary",
  );
});

test("made an admin or removed, the bot says nothing", async () => {
  const { telegram, group, settled } = startGroup();
  telegram.setMembership(group, ANNA.id, "administrator");
  telegram.setMembership(group, ANNA.id, "member");
  telegram.setMembership(group, ANNA.id, "left");
  await settled();
  expect(telegram.calls.filter(({ payload }) => payload["chat_id"] === group)).toEqual([]);
});
