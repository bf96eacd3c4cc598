import { expect, test } from "vitest";

import type { Answer, Question } from "../../../src/answer/answer.ts";
import { plainAnswer } from "../../../src/bot/questions/ask.ts";
import { rich } from "../../../src/bot/screens/screen.ts";
import { buildLibrary } from "../../../src/library.ts";
import { BRIDGE, citation, fakeLibrary, quotes } from "../../support/fake-library.ts";
import { ANNA, BEN, startBot } from "../../support/start-bot.ts";
import { createTestClock } from "../../support/test-clock.ts";

const COST = "Die Brücke kostet 120 Millionen Euro.";

function startConversation() {
  const clock = createTestClock();
  const asked: Question[] = [];
  const library = fakeLibrary({
    answer: (question) => {
      asked.push(question);
      return quotes(citation(BRIDGE, 2));
    },
  });
  const bot = startBot({ library, now: clock.now });
  const chat = bot.telegram.openPrivateChat(ANNA).id;
  return {
    ...bot,
    clock,
    chat,
    asked,
    /** What was asked before the last question, as it was told to the answerer. */
    before: () => asked.at(-1)?.history?.map(({ question }) => question),
    ask: async (text: string, more: { replyTo?: number; quote?: string; from?: number } = {}) => {
      bot.telegram.say({ chat, from: ANNA.id, text, ...more });
      return bot.telegram.nextMessage(chat);
    },
  };
}

test("a follow-up comes with the last three questions and their answers, oldest first", async () => {
  const { ask, asked, before } = startConversation();
  for (const text of ["eins", "zwei", "drei", "vier", "und wann"]) await ask(text);
  expect(before()).toEqual(["zwei", "drei", "vier"]);
  expect(asked.at(-1)).toMatchObject({ previous: "vier", history: [{}, {}, { answer: COST }] });
});

test("after an hour nothing is followed up", async () => {
  const { ask, before, clock } = startConversation();
  await ask("eins");
  clock.jump(3_600_000);
  await ask("und wann");
  expect(before()).toEqual([]);
});

test("after /new a question stands alone", async () => {
  const { ask, asked } = startConversation();
  await ask("was kostet das");
  expect((await ask("/new")).text).toBe(
    "Gut, wir fangen neu an. Deine letzten Fragen habe ich vergessen.",
  );
  await ask("und wann");
  expect(asked.at(-1)).toMatchObject({ previous: null, history: [] });
});

test("in a group everybody has a conversation of their own, and forgets it alone", async () => {
  const { telegram, before } = startConversation();
  const { id: chat } = telegram.openGroup({ title: "Lesekreis", members: [ANNA, BEN] });
  const ask = async (from: typeof ANNA, text: string) => {
    telegram.say({ chat, from: from.id, text });
    return telegram.nextMessage(chat);
  };
  await ask(ANNA, "/ask eins");
  await ask(BEN, "/ask one");
  expect((await ask(ANNA, "/new@fundstelle_bot")).text).toMatch(/^Gut, wir fangen neu an/u);
  await ask(BEN, "/ask two");
  expect(before()).toEqual(["one"]);
  await ask(ANNA, "/ask zwei");
  expect(before()).toEqual([]);
});

test("topics of a forum are conversations of their own", async () => {
  const { telegram, before } = startConversation();
  const { id: chat } = telegram.openGroup({ title: "Forum", members: [ANNA], forum: true });
  for (const thread of [7, 8, 7]) {
    telegram.say({ chat, from: ANNA.id, thread, text: `/ask Frage in ${thread}` });
    await telegram.nextMessage(chat);
  }
  expect(before()).toEqual(["Frage in 7"]);
});

test("a reply to one of the bot's answers goes on from there, whatever was asked since and by whom", async () => {
  const { telegram, asked } = startConversation();
  const { id: chat } = telegram.openGroup({ title: "Lesekreis", members: [ANNA, BEN] });
  telegram.say({ chat, from: ANNA.id, text: "/ask was kostet das" });
  const answer = await telegram.nextMessage(chat);
  telegram.say({ chat, from: BEN.id, text: "/ask who pays" });
  await telegram.nextMessage(chat);
  telegram.say({ chat, from: BEN.id, text: "und wann?", replyTo: answer.message_id });
  await telegram.nextMessage(chat);
  expect(asked.at(-1)).toMatchObject({
    previous: "was kostet das",
    history: [{ question: "was kostet das", answer: COST }],
  });
});

test("words chosen by hand of the message replied to are what the question is about", async () => {
  const { ask, asked } = startConversation();
  const answer = await ask("was kostet das");
  await ask("wer zahlt das", { replyTo: answer.message_id, quote: "120 Millionen Euro" });
  expect(asked.at(-1)?.selectedText).toBe("120 Millionen Euro");
});

test("without chosen words a reply has no quote, and chosen words that are the question are none", async () => {
  const { telegram, ask, asked } = startConversation();
  const answer = await ask("was kostet das");
  await ask("wer zahlt das", { replyTo: answer.message_id });
  expect(asked.at(-1)).not.toHaveProperty("quote");
  const { id: chat } = telegram.openGroup({ title: "Lesekreis", members: [ANNA, BEN] });
  const said = telegram.say({ chat, from: BEN.id, text: "hm, was kostet das wohl" });
  telegram.say({
    chat,
    from: ANNA.id,
    text: "@fundstelle_bot",
    replyTo: said.message_id,
    quote: "was kostet das",
  });
  await telegram.nextMessage(chat);
  expect(asked.at(-1)).toMatchObject({ text: "was kostet das" });
  expect(asked.at(-1)).not.toHaveProperty("quote");
});

test("without a model as well the chosen words tell what is meant", async () => {
  const { telegram } = startBot({ library: buildLibrary({ articles: [BRIDGE], skipped: [] }) });
  const chat = telegram.openPrivateChat(ANNA).id;
  telegram.say({ chat, from: ANNA.id, text: "was kostet die brücke" });
  const { message_id: replyTo } = await telegram.nextMessage(chat);
  telegram.say({ chat, from: ANNA.id, text: "wer lehnt den bau ab" });
  await telegram.nextMessage(chat);
  telegram.say({ chat, from: ANNA.id, text: "und wieviel?", replyTo, quote: COST });
  expect((await telegram.nextMessage(chat)).text).toContain(COST);
});

const SENTENCES = [
  { text: "Sie kostet viel.", marks: [1] },
  { text: "Das Land zahlt mit.", marks: [] },
];

test.each<[string, Answer, string]>([
  [
    "a written answer's prose, without marks",
    { kind: "written", sentences: SENTENCES, citations: [], isComplete: true },
    "Sie kostet viel. Das Land zahlt mit.",
  ],
  [
    "the quotation that answers best",
    {
      kind: "quotes",
      sure: true,
      citations: [citation(BRIDGE, 1), citation(BRIDGE, 2, { mark: 2 })],
      ranking: [2, 1],
    },
    COST,
  ],
  [
    "the lead of an overview",
    { kind: "overview", article: BRIDGE, lead: citation(BRIDGE, 1) },
    "Die Stadt Mainz baut eine neue Brücke über den Rhein.",
  ],
  ["else what the bot says first", { kind: "declined", nearest: null }, "Dazu finde ich nichts."],
])("of an answer is remembered %s", (_, answer, words) => {
  const screen = { text: rich("Dazu finde ich nichts.\nAm nächsten kommt:"), buttons: [] };
  expect(plainAnswer(answer, screen)).toBe(words);
});
