import type { Message } from "grammy/types";
import { expect, test, vi } from "vitest";

import { systemClock } from "../../../src/bot/clock.ts";
import { parseArticle } from "../../../src/corpus/parse.ts";
import { buildLibrary, type Library } from "../../../src/library.ts";
import { ModelError } from "../../../src/llm/model.ts";
import { BRIDGE } from "../../support/fake-library.ts";
import { startScriptedModel } from "../../support/scripted-model.ts";
import { BEN, startBot } from "../../support/start-bot.ts";
import { createTestClock } from "../../support/test-clock.ts";
import { createTestStore } from "../../support/test-store.ts";
import { letWrite } from "../../support/writing.ts";

/** The first answer loads all that answers are checked by, which on a busy machine takes seconds. */
vi.setConfig({ testTimeout: 20_000 });

const HALF = {
  text: "The state pays for half of it.",
  cites: ["Das Land trägt die Hälfte davon."],
};
const BUILDS = {
  text: " The city builds it.",
  cites: ["Die Stadt Mainz baut eine neue Brücke über den Rhein."],
};
const TRANSLATE = "en-t";
const HOUR_MS = 3_600_000;

/** Ben's answer with its two German quotations, and what comes of his tap on the button below; impatient, the bot waits for nothing before it answers that. */
async function startTranslating({ dailyUsd = 1, isPatient = true, now = Date.now } = {}) {
  const store = createTestStore(now);
  const model = startScriptedModel();
  const { writing, translator, budget } = await letWrite(model, { usage: store.usage, dailyUsd });
  let library: Library = buildLibrary({ articles: [BRIDGE], skipped: [] }, writing);
  const { telegram, settled } = startBot({
    library: () => library,
    store,
    now,
    translator,
    ...(isPatient ? { clock: systemClock } : {}),
  });
  const chat = telegram.openPrivateChat(BEN).id;
  model.next({ say: [HALF, BUILDS] });
  telegram.say({ chat, from: BEN.id, text: "who pays for it" });
  const answer = await telegram.nextMessage(chat);
  return {
    model,
    telegram,
    settled,
    budget,
    answer,
    chat,
    tap: () => telegram.press(answer, TRANSLATE, BEN.id),
    next: (): Promise<Message> => telegram.nextMessage(chat),
    change: (text: string) => {
      const article = parseArticle("2024-06-bruecke.md", text);
      library = buildLibrary({ articles: [article], skipped: [] }, writing);
    },
  };
}

test("a tap brings the quotations in the answer's language, as the bot's words and outside any bar", async () => {
  const { model, tap, next, answer } = await startTranslating();
  model.next({ say: ["[1] The state bears half of it.\n", "[2] Mainz builds a new bridge."] });
  expect(await tap()).toEqual({ text: null, alert: false, url: null });
  const { text, entities = [], reply_to_message } = await next();
  expect(text).toBe(
    "My translation, not the article's words:\n[1] The state bears half of it.\n[2] Mainz builds a new bridge.",
  );
  expect([entities, reply_to_message?.message_id]).toEqual([[], answer.message_id]);
});

test("the model is given the quotations with their marks, the prose above them, and its language", async () => {
  const { model, tap, next } = await startTranslating();
  model.next({ say: ["[1] One.\n[2] Two."] });
  await tap();
  await next();
  const request = model.requests.at(-1);
  expect(request?.question).toBe(
    [
      "<answer>",
      "The state pays for half of it. The city builds it.",
      "</answer>",
      "<quotations>",
      "[1] Die Brücke kostet 120 Millionen Euro. Das Land trägt die Hälfte davon.",
      "[2] Die Stadt Mainz baut eine neue Brücke über den Rhein.",
      "</quotations>",
    ].join("\n"),
  );
  expect(request?.system).toContain("into English");
  expect([request?.sources, request?.search]).toEqual([[], null]);
});

test("quotations that the article does not hold any more are not translated", async () => {
  const { model, tap, change } = await startTranslating();
  change("Das Land zahlt nichts. Die Stadt Mainz baut keine Brücke.\n");
  expect(await tap()).toMatchObject({
    text: "The article has changed. Please ask again.",
    alert: true,
  });
  expect(model.requests).toHaveLength(1);
});

test("what an answer showed is known for two days, and then no more", async () => {
  const clock = createTestClock();
  const { model, tap, next, settled } = await startTranslating({ now: clock.now });
  await settled();
  clock.jump(47 * HOUR_MS);
  model.next({ say: ["[1] One.\n[2] Two."] });
  await tap();
  expect((await next()).text).toContain("[2] Two.");
  clock.jump(2 * HOUR_MS);
  expect(await tap()).toMatchObject({
    text: "The article has changed. Please ask again.",
    alert: true,
  });
});

test("a message without quotations has nothing to translate", async () => {
  const { telegram, chat, next } = await startTranslating();
  telegram.say({ chat, from: BEN.id, text: "/help" });
  expect(await telegram.press(await next(), TRANSLATE, BEN.id)).toMatchObject({ alert: true });
});

test("with the model down the tap says so", async () => {
  const { model, tap } = await startTranslating();
  model.next(new ModelError("busy"));
  expect(await tap()).toEqual({
    text: "I can't translate just now. Please try again in a moment.",
    alert: true,
    url: null,
  });
});

test("over budget no model is asked, and the tap says so", async () => {
  const { model, tap, budget } = await startTranslating({ dailyUsd: 0.01 });
  const asker = { chat: BEN.id, person: BEN.id };
  while ((await budget.reserve(asker, 20)) !== null);
  expect(await tap()).toMatchObject({
    text: "Today's budget for translations is used up. It works again tomorrow.",
    alert: true,
  });
  expect(model.requests).toHaveLength(1);
});

test.each([
  ["leaves one out", "[1] The state bears half of it."],
  ["holds a link", "[1] See example.org.\n[2] Mainz builds a new bridge."],
  ["has no marks", "The state bears half of it. Mainz builds a new bridge."],
])("a translation that %s is not shown", async (_, text) => {
  const { model, tap } = await startTranslating();
  model.next({ say: [text] });
  expect(await tap()).toMatchObject({
    text: "I can't translate just now. Please try again in a moment.",
  });
});

test("markup and hidden characters of the model's do nothing", async () => {
  const { model, tap, next } = await startTranslating();
  model.next({ say: ["[1] **The state** bears\u202E half of it.\n[2] Mainz\nbuilds it."] });
  await tap();
  expect((await next()).text?.split("\n").slice(1)).toEqual([
    "[1] The state bears half of it.",
    "[2] Mainz builds it.",
  ]);
});

test("a tap is answered before a slow model is, and a draft shows that it works", async () => {
  const { model, telegram, tap, next } = await startTranslating({ isPatient: false });
  const { promise: slow, resolve } = Promise.withResolvers<unknown>();
  model.next({ say: ["[1] One.\n", slow, "[2] Two."] });
  const before = telegram.calls.length;
  expect(await tap()).toEqual({ text: null, alert: false, url: null });
  await new Promise<void>((seen) => {
    telegram.onChange(({ kind }) => {
      if (kind === "draft") seen();
    });
    if (telegram.calls.slice(before).some(({ method }) => method === "sendMessageDraft")) seen();
  });
  resolve(null);
  expect((await next()).text).toContain("[2] Two.");
});

test("without a model the button says that it is of no use any more", async () => {
  const { telegram } = startBot({ library: buildLibrary({ articles: [BRIDGE], skipped: [] }) });
  const chat = telegram.openPrivateChat(BEN).id;
  telegram.say({ chat, from: BEN.id, text: "was kostet die brücke" });
  const message = await telegram.nextMessage(chat);
  expect(await telegram.press(message, TRANSLATE, BEN.id)).toMatchObject({
    text: "This button is no longer valid. Please ask again.",
    alert: true,
  });
});

test("as a link the button's data opens the first screen", async () => {
  const { telegram, chat, next } = await startTranslating();
  telegram.say({ chat, from: BEN.id, text: `/start ${TRANSLATE}` });
  expect((await next()).text).toContain("I answer questions about");
});
