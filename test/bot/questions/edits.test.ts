import type { Message } from "grammy/types";
import { expect, test } from "vitest";

import type { Answer, Question } from "../../../src/answer/answer.ts";
import { parseArticle } from "../../../src/corpus/parse.ts";
import { BRIDGE, citation, fakeLibrary, quotes } from "../../support/fake-library.ts";
import { ANNA, BEN, startBot } from "../../support/start-bot.ts";
import { createTestClock } from "../../support/test-clock.ts";

const MINUTE_MS = 60_000;
const LONG = parseArticle("lang.md", `${"Ein langer Satz folgt dem anderen nach. ".repeat(220)}\n`);

/** Questions with "kosten" are answered from one passage, others from another, "alles" in three messages. */
function answerOf({ text }: Question): Answer {
  if (text.includes("alles")) return quotes(citation(LONG, 1, { to: 220 }));
  return text.includes("koste")
    ? quotes(citation(BRIDGE, 2))
    : { kind: "declined", nearest: [citation(BRIDGE, 3)] };
}

function startEditable({ questionsPerMinute = 1000 } = {}) {
  const clock = createTestClock();
  const asked: Question[] = [];
  const library = fakeLibrary({
    articles: [BRIDGE, LONG],
    answer: (question) => {
      asked.push(question);
      return answerOf(question);
    },
  });
  const { telegram, settled, logged } = startBot({ library, now: clock.now, questionsPerMinute });
  const chat = telegram.openPrivateChat(ANNA).id;
  /** Asks and takes the answer's messages. */
  async function ask(
    text: string,
    messages = 1,
  ): Promise<{ question: Message; answers: Message[] }> {
    const question = telegram.say({ chat, from: ANNA.id, text });
    const answers = [];
    for (let left = messages; left > 0; left -= 1) answers.push(await telegram.nextMessage(chat));
    return { question, answers };
  }
  /** What now stands where the message stood. */
  const now = (message: Message | undefined): Message | undefined =>
    telegram
      .history(message?.chat.id ?? chat)
      .find(({ message_id }) => message_id === message?.message_id);
  return { clock, telegram, settled, logged, asked, chat, ask, now };
}

const labels = (message: Message | undefined) =>
  message?.reply_markup?.inline_keyboard.flat().map((button) => button.text) ?? [];

test("an edited question edits its answer, buttons included, and nothing new is sent", async () => {
  const { telegram, settled, ask, now, chat } = startEditable();
  const { question, answers } = await ask("was kosten das");
  telegram.edit(question, "wer ist dagegen");
  await settled();
  expect(now(answers[0])?.text).toBe(
    "Dazu finde ich keine Stelle.\nAm nächsten kommt, ohne es zu beantworten:\nDer Umweltverband lehnt den Bau ab. Die Stadt weist die Kritik zurück.\nDie neue Brücke · dpa · Juni 2024",
  );
  expect(labels(now(answers[0]))).toEqual(["Worum geht es?"]);
  expect(telegram.history(chat)).toHaveLength(2);
});

test("an answer that is edited is awaited by typing, without a draft", async () => {
  const { telegram, settled } = startBot({
    library: {
      ...fakeLibrary(),
      answerer: {
        answer: async (question, reader) => {
          reader?.onDraft("Ja");
          return answerOf(question);
        },
      },
    },
  });
  const chat = telegram.openPrivateChat(ANNA).id;
  const question = telegram.say({ chat, from: ANNA.id, text: "was kostet das" });
  await telegram.nextMessage(chat);
  const before = telegram.calls.length;
  telegram.edit(question, "wer ist dagegen");
  await settled();
  const methods = telegram.calls.slice(before).map(({ method }) => method);
  expect([methods.includes("sendChatAction"), methods.includes("sendMessageDraft")]).toEqual([
    true,
    false,
  ]);
});

test("in a group the reply is edited as well", async () => {
  const { telegram, settled, now } = startEditable();
  const { id: chat } = telegram.openGroup({ title: "Lesekreis", members: [ANNA, BEN] });
  const question = telegram.say({ chat, from: BEN.id, text: "@fundstelle_bot wer ist dagegen" });
  const answer = await telegram.nextMessage(chat);
  telegram.edit(question, "@fundstelle_bot was kostet das");
  await settled();
  expect(now(answer)?.text).toContain("Die Brücke kostet 120 Millionen Euro.");
  expect(telegram.history(chat)).toHaveLength(2);
});

test("of an answer that has become longer the rest is sent, and edited from then on", async () => {
  const { telegram, settled, ask, now, chat } = startEditable();
  const { question, answers } = await ask("was kostet das");
  telegram.edit(question, "alles");
  const rest = [await telegram.nextMessage(chat), await telegram.nextMessage(chat)];
  await settled();
  expect(now(answers[0])?.text).toMatch(/^\[1\]\nEin langer Satz/u);
  expect([labels(now(answers[0])), labels(rest[0]), labels(rest[1])]).toEqual([
    [],
    [],
    ["[1] im Text"],
  ]);
  telegram.edit(question, "alles und was das kostet, alles");
  await settled();
  expect(telegram.history(chat)).toHaveLength(4);
});

test("of an answer that has become shorter nothing old is left", async () => {
  const { telegram, settled, ask, chat } = startEditable();
  const { question } = await ask("alles", 3);
  telegram.edit(question, "was kostet das");
  await settled();
  expect(telegram.history(chat).map(({ text }) => text?.split("\n")[1] ?? text)).toEqual([
    "was kostet das",
    "Die Brücke kostet 120 Millionen Euro.",
  ]);
});

test("the question that was edited is followed up by nothing any more", async () => {
  const { telegram, settled, ask, asked } = startEditable();
  await ask("was kostet das");
  const { question } = await ask("und wan");
  telegram.edit(question, "und wann");
  await settled();
  await ask("und wo");
  expect(asked.map(({ text, history = [] }) => [text, history.map((one) => one.question)])).toEqual(
    [
      ["was kostet das", []],
      ["und wan", ["was kostet das"]],
      ["und wann", ["was kostet das"]],
      ["und wo", ["was kostet das", "und wann"]],
    ],
  );
});

test.each([
  ["changes nothing in the text", "was kostet das", 0],
  ["comes more than ten minutes after the question", "wer ist dagegen", 11 * MINUTE_MS],
])("an edit that %s is passed over", async (_, text, later) => {
  const { telegram, settled, ask, asked, clock } = startEditable();
  const { question } = await ask("was kostet das");
  clock.jump(later);
  telegram.edit(question, text);
  await settled();
  expect(asked).toHaveLength(1);
});

test("an edit of what was never answered is passed over", async () => {
  const { telegram, settled, asked } = startEditable();
  const { id: chat } = telegram.openGroup({ title: "Lesekreis", members: [ANNA] });
  const said = telegram.say({ chat, from: ANNA.id, text: "schönes Wetter" });
  telegram.edit(said, "@fundstelle_bot was kostet das");
  await settled();
  expect([asked, telegram.history(chat).length]).toEqual([[], 1]);
});

test("an edited question counts as a question", async () => {
  const { telegram, settled, ask, asked, chat } = startEditable({ questionsPerMinute: 1 });
  const { question } = await ask("was kostet das");
  telegram.edit(question, "wer ist dagegen");
  await settled();
  expect(asked).toHaveLength(1);
  expect(telegram.history(chat).at(-1)?.text).toMatch(/^Kurze Pause/u);
});

test("when the answer is gone the new one is sent", async () => {
  const { telegram, settled, ask, chat, logged } = startEditable();
  const { question } = await ask("was kostet das");
  telegram.refuseNext("editMessageText", {
    code: 400,
    description: "Bad Request: message to edit not found",
  });
  telegram.edit(question, "wer ist dagegen");
  expect((await telegram.nextMessage(chat)).text).toMatch(/^Dazu finde ich keine Stelle/u);
  await settled();
  expect(logged.filter(({ level }) => level === "error")).toEqual([]);
});

test("edited twice in a row, the answer is the last question's", async () => {
  const { telegram, settled, ask, now, asked } = startEditable();
  const { question, answers } = await ask("was kostet das");
  telegram.edit(question, "wer ist dagegen");
  telegram.edit(question, "was kostet sie denn");
  await settled();
  expect(now(answers[0])?.text).toContain("Die Brücke kostet 120 Millionen Euro.");
  expect(asked.map(({ text }) => text)).toEqual([
    "was kostet das",
    "wer ist dagegen",
    "was kostet sie denn",
  ]);
});
