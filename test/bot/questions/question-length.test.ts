import { expect, test } from "vitest";

import { QUESTION_LIMIT, readBeginning } from "../../../src/bot/questions/question-length.ts";
import { fakeLibrary } from "../../support/fake-library.ts";
import { ANNA, startBot } from "../../support/start-bot.ts";

const SENTENCE = "Ich habe den Artikel über die Brücke gelesen und frage mich nun etwas. ";

test("a question that fits is read whole", () => {
  const text = "a".repeat(QUESTION_LIMIT);
  expect(readBeginning(text)).toEqual({ text, until: null });
});

test("a longer one is read up to the end of a sentence", () => {
  const { text, until } = readBeginning(SENTENCE.repeat(20));
  expect(text).toBe(SENTENCE.repeat(14).trimEnd());
  expect(until).toBe("… gelesen und frage mich nun etwas.");
});

test("one endless sentence is read up to a word's end, one endless word as far as it goes", () => {
  expect(readBeginning("wort ".repeat(300)).text).toBe("wort ".repeat(200).trimEnd());
  expect(readBeginning("a".repeat(4096)).text).toHaveLength(QUESTION_LIMIT);
});

test("half an emoji is not read", () => {
  const { text, until } = readBeginning(`a${"🌉".repeat(1000)}`);
  expect([text.isWellFormed(), until?.isWellFormed()]).toEqual([true, true]);
});

test("the person is told how far it was read, above the answer", async () => {
  const { telegram } = startBot({ library: fakeLibrary() });
  const chat = telegram.openPrivateChat(ANNA).id;
  telegram.say({ chat, from: ANNA.id, text: SENTENCE.repeat(20) });
  const { text } = await telegram.nextMessage(chat);
  expect(text?.split("\n\n")[0]).toBe(
    "Deine Frage ist lang: Gelesen habe ich nur den Anfang, bis „… gelesen und frage mich nun etwas.“.",
  );
});
