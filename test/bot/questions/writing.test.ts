import type { Message } from "grammy/types";
import { expect, test, vi } from "vitest";

import { buildLibrary } from "../../../src/library.ts";
import type { LocalTelegram } from "../../../src/local/telegram.ts";
import { ModelError } from "../../../src/llm/model.ts";
import { BRIDGE } from "../../support/fake-library.ts";
import { startScriptedModel } from "../../support/scripted-model.ts";
import { ANNA, BEN, startBot } from "../../support/start-bot.ts";
import { createTestStore } from "../../support/test-store.ts";
import { letWrite } from "../../support/writing.ts";

/** The first answer loads all that answers are checked by, which on a busy machine takes seconds. */
vi.setConfig({ testTimeout: 20_000 });

const COST = {
  text: "Die Brücke kostet 120 Millionen Euro.",
  cites: ["Die Brücke kostet 120 Millionen Euro."],
};
const HALF = { text: " Das Land trägt die Hälfte.", cites: ["Das Land trägt die Hälfte davon."] };
const INVENTED = " Sie wird 900 Meter lang.";

/** A bot with a model that writes by script, and Anna in private. */
async function startWritingBot({ dailyUsd = 1 } = {}) {
  const store = createTestStore();
  const model = startScriptedModel();
  const { writing, translator } = await letWrite(model, { usage: store.usage, dailyUsd });
  const library = buildLibrary({ articles: [BRIDGE], skipped: [] }, writing);
  const bot = startBot({ library, store, translator });
  const chat = bot.telegram.openPrivateChat(ANNA).id;
  return {
    ...bot,
    model,
    chat,
    /** What Anna, or somebody else in their private chat, asks is answered. */
    ask: async (text: string, from = ANNA): Promise<Message> => {
      const { id } = bot.telegram.openPrivateChat(from);
      bot.telegram.say({ chat: id, from: from.id, text });
      return bot.telegram.nextMessage(id);
    },
  };
}

/** The first draft of which this holds. */
function draftWith(
  telegram: LocalTelegram,
  words: string,
): Promise<{ chat: number; draft: number }> {
  return new Promise((resolve) => {
    const end = telegram.onChange((change) => {
      if (change.kind !== "draft" || !change.text.includes(words)) return;
      end();
      resolve(change);
    });
  });
}

const styles = ({ text = "", entities = [] }: Message) =>
  entities.map(({ type, offset, length }) => [type, text.slice(offset, offset + length)]);
const labels = ({ reply_markup }: Message) =>
  reply_markup?.inline_keyboard.map((row) => row.map((button) => button.text)) ?? [];

const median = (list: readonly number[]) =>
  list.toSorted((one, other) => one - other)[Math.floor(list.length / 2)] ?? Infinity;

test("a written answer is its sentences with marks, the quotations folded below, the source last", async () => {
  const { ask, model } = await startWritingBot();
  model.next({ say: [COST, HALF] });
  const message = await ask("was kostet das, und wer zahlt");
  expect(message.text).toBe(
    [
      "Die Brücke kostet 120 Millionen Euro. [1] Das Land trägt die Hälfte. [2]",
      "",
      "[1] Kosten und Streit",
      "Die Brücke kostet 120 Millionen Euro.",
      "[2]",
      "Das Land trägt die Hälfte davon.",
      "Die neue Brücke · dpa · Juni 2024",
    ].join("\n"),
  );
  expect(styles(message)).toEqual([
    ["expandable_blockquote", "Die Brücke kostet 120 Millionen Euro."],
    ["expandable_blockquote", "Das Land trägt die Hälfte davon."],
  ]);
  expect(labels(message)).toEqual([["[1] im Text", "[2] im Text"]]);
});

test("in private a draft stands there first, and holds checked sentences only", async () => {
  const { ask, model, telegram } = await startWritingBot();
  const { promise: seen, resolve: go } = Promise.withResolvers<unknown>();
  const drafts: string[] = [];
  telegram.onChange((change) => {
    if (change.kind !== "draft") return;
    drafts.push(change.text);
    if (change.text !== "") go(null);
  });
  model.next({ say: [COST, INVENTED, " Mehr", seen, " dazu steht dort nicht."] });
  const { text } = await ask("was kostet das");
  expect([...new Set(drafts)]).toEqual(["", COST.text]);
  expect(text).toContain("120 Millionen Euro. [1]\n");
  expect(text).not.toContain("900");
});

test("no draft follows the answer", async () => {
  const { ask, model, telegram, settled } = await startWritingBot();
  model.next({ say: [COST] });
  await ask("was kostet das");
  await settled();
  const methods = telegram.calls.map(({ method }) => method);
  expect(methods.lastIndexOf("sendMessageDraft")).toBeLessThan(methods.indexOf("sendMessage"));
});

test("case 26: a draft that is refused is the last one, and the answer still comes", async () => {
  const { ask, model, telegram, logged } = await startWritingBot();
  telegram.refuseNext("sendMessageDraft", { code: 400, description: "Bad Request: no" });
  model.next({ say: [COST, HALF] });
  expect((await ask("was kostet das")).text).toContain(COST.text);
  expect(telegram.calls.filter(({ method }) => method === "sendMessageDraft")).toHaveLength(1);
  expect(logged.filter(({ level }) => level === "warn" || level === "error")).toEqual([]);
});

test("after Stop what was checked is the answer, marked as incomplete, and the model is ended", async () => {
  const { ask, model, telegram } = await startWritingBot();
  model.next({ say: [COST, " Das Land", new Promise(() => {})] });
  const draft = draftWith(telegram, COST.text);
  const asked = ask("was kostet das");
  const { chat, draft: id } = await draft;
  const stoppedAt = performance.now();
  telegram.stop(chat, id);
  expect((await asked).text?.split("\n").slice(0, 3)).toEqual([
    "Die Brücke kostet 120 Millionen Euro. [1]",
    "(unvollständig)",
    "",
  ]);
  expect(performance.now() - stoppedAt).toBeLessThan(1000);
});

test("after Stop with nothing there yet one line says so, and nothing is tried again", async () => {
  const { ask, model, telegram } = await startWritingBot();
  model.next({ say: [new Promise(() => {})] });
  const draft = draftWith(telegram, "");
  const asked = ask("was kostet das");
  const { chat, draft: id } = await draft;
  telegram.stop(chat, id);
  expect((await asked).text).toBe("Angehalten.");
  expect(model.requests).toHaveLength(1);
});

test("in a group the bot types, then there is one reply, with two sources at most", async () => {
  const { model, telegram } = await startWritingBot();
  const { id: chat } = telegram.openGroup({ title: "Lesekreis", members: [ANNA, BEN] });
  model.next({
    say: [
      COST,
      HALF,
      { text: " Der Umweltverband ist dagegen.", cites: ["Der Umweltverband lehnt den Bau ab."] },
    ],
  });
  const question = telegram.say({ chat, from: ANNA.id, text: "@fundstelle_bot was kostet das" });
  const message = await telegram.nextMessage(chat);
  expect(message.reply_to_message?.message_id).toBe(question.message_id);
  expect(message.text?.split("\n")[0]).toBe(
    "Die Brücke kostet 120 Millionen Euro. [1] Das Land trägt die Hälfte. [2]",
  );
  const methods = telegram.calls.map(({ method }) => method);
  expect(methods).toContain("sendChatAction");
  expect(methods).not.toContain("sendMessageDraft");
});

test("case 27: of an answer that is cut what was checked is shown, marked as incomplete", async () => {
  const { ask, model } = await startWritingBot();
  model.next({ say: [COST, " Das Land trägt"], fails: "cut" });
  expect((await ask("was kostet das")).text?.split("\n").slice(0, 2)).toEqual([
    "Die Brücke kostet 120 Millionen Euro. [1]",
    "(unvollständig)",
  ]);
});

test("case 31: a refusal is never shown, the passages answer", async () => {
  const { ask, model } = await startWritingBot();
  model.always({ say: ["Dazu kann ich nichts sagen."], stop: "refusal" });
  const { text = "" } = await ask("was kostet die brücke");
  expect(text).not.toContain("Dazu kann ich nichts sagen.");
  expect(text.split("\n").at(-1)).toBe("Gerade ohne Formulierung, nur die Stellen.");
});

test("a follow-up gives the model what was asked and written before, without marks", async () => {
  const { ask, model } = await startWritingBot();
  model.always({ say: [COST, HALF] });
  await ask("was kostet das");
  await ask("und wer zahlt davon was");
  expect(model.requests[1]?.history).toEqual([
    {
      question: "was kostet das",
      answer: "Die Brücke kostet 120 Millionen Euro. Das Land trägt die Hälfte.",
    },
  ]);
});

test("with the model down the passages answer, and say so in one last line", async () => {
  const { ask, model } = await startWritingBot();
  model.always(new ModelError("unauthorized"));
  const { text = "" } = await ask("was kostet die brücke");
  expect([text.split("\n")[0], text.split("\n").at(-1)]).toEqual([
    "[1] Kosten und Streit",
    "Gerade ohne Formulierung, nur die Stellen.",
  ]);
});

test("with the model down, where the search finds nothing, it is said that the model might have", async () => {
  const { ask, model } = await startWritingBot();
  model.always(new ModelError("busy"));
  expect((await ask("Wie hoch ist der Mount Everest?")).text).toBe(
    "Dazu finde ich keine Stelle.\n\nGerade suche ich nur nach Wörtern. Frag später gern noch einmal.",
  );
});

test("over budget no model is asked, and the passages answer", async () => {
  const { ask, model } = await startWritingBot({ dailyUsd: 0.001 });
  const { text = "" } = await ask("was kostet die brücke");
  expect([text.split("\n").at(-1), model.requests]).toEqual([
    "Gerade ohne Formulierung, nur die Stellen.",
    [],
  ]);
});

test("what a model did not find in all there is, is not in the article", async () => {
  const { ask, model } = await startWritingBot();
  model.next({ say: ["[[KEINE_ANTWORT]]"] });
  expect((await ask("wer hat sie entworfen")).text).toBe("Das steht nicht im Artikel.");
});

test.each([
  ["German", "wer zahlt das", "Das Land trägt die Hälfte davon.", [["[1] im Text"]]],
  [
    "English",
    "who pays for it",
    "The state pays for half of it.",
    [["[1] in the text", "Translate quotes"]],
  ],
  [
    "Turkish",
    "köprünün parasını kim veriyor",
    "Köprünün parasının yarısını eyalet veriyor.",
    [["[1] in the text", "Translate quotes"]],
  ],
])(
  "an answer in %s has a button that translates where the article is in another language",
  async (_, question, text, expected) => {
    const { ask, model } = await startWritingBot();
    model.next({ say: [{ text, cites: HALF.cites }] });
    expect(labels(await ask(question, BEN))).toEqual(expected);
  },
);

test("with three marks the button that translates has a row of its own", async () => {
  const { ask, model } = await startWritingBot();
  const said = [
    ["The state pays for half of it.", "Das Land trägt die Hälfte davon."],
    [" The city builds it.", "Die Stadt Mainz baut eine neue Brücke über den Rhein."],
    [" The city rejects the criticism.", "Die Stadt weist die Kritik zurück."],
  ] as const;
  model.next({ say: said.map(([text, cited]) => ({ text, cites: [cited] })) });
  expect(labels(await ask("who pays for it", BEN))).toEqual([
    ["[1] in the text", "[2] in the text", "[3] in the text"],
    ["Translate quotes"],
  ]);
});

test("before the first draft and after the model's last word the bot takes little time of its own", async () => {
  const { ask, model, telegram } = await startWritingBot();
  const untilDraft: number[] = [];
  const untilSent: number[] = [];
  for (let round = 0; round < 9; round += 1) {
    const { promise: last, resolve: end } = Promise.withResolvers<unknown>();
    model.next({ say: [COST, last] });
    const draft = draftWith(telegram, "");
    const start = performance.now();
    const asked = ask("was kostet das", { ...ANNA, id: 300 + round });
    await draft;
    untilDraft.push(performance.now() - start);
    const ended = performance.now();
    end(null);
    await asked;
    untilSent.push(performance.now() - ended);
  }
  // A quiet machine takes a few milliseconds, a busy one has to pass as well.
  expect([median(untilDraft) < 250, median(untilSent) < 250]).toEqual([true, true]);
});

test("questions at one instant never cost more than the day's budget", async () => {
  const dailyUsd = 0.01;
  const store = createTestStore();
  const model = startScriptedModel();
  const { writing, budget } = await letWrite(model, { usage: store.usage, dailyUsd });
  const library = buildLibrary({ articles: [BRIDGE], skipped: [] }, writing);
  const { telegram } = startBot({ library, store });
  const people = Array.from({ length: 50 }, (_, index) => ({ ...ANNA, id: 1000 + index }));
  // As long as an answer may become.
  model.always(({ maxTokens: output }) => ({
    say: [COST],
    usage: { input_tokens: 1000, output_tokens: output },
  }));
  for (const person of people)
    telegram.say({
      chat: telegram.openPrivateChat(person).id,
      from: person.id,
      text: "was kostet die brücke",
    });
  const answers = await Promise.all(people.map(({ id }) => telegram.nextMessage(id)));
  const fallbacks = answers.filter(({ text = "" }) => text.endsWith("nur die Stellen."));
  const spent = await budget.spent();
  expect(spent).toBeLessThanOrEqual(dailyUsd * 1_000_000);
  expect(spent).toBeGreaterThan(0);
  expect(fallbacks.length).toBe(50 - model.requests.length);
  expect(fallbacks.length).toBeGreaterThan(0);
});
