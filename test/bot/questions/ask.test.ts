import type { Message } from "grammy/types";
import { expect, test } from "vitest";

import type { Answer } from "../../../src/answer/answer.ts";
import { parseArticle } from "../../../src/corpus/parse.ts";
import { buildLibrary } from "../../../src/library.ts";
import { BRIDGE, citation, fakeLibrary, quotes } from "../../support/fake-library.ts";
import { startScriptedModel } from "../../support/scripted-model.ts";
import { ANNA, BEN, startBot } from "../../support/start-bot.ts";
import { createTestClock, turns } from "../../support/test-clock.ts";
import { createTestStore } from "../../support/test-store.ts";
import { letWrite } from "../../support/writing.ts";

const COST = {
  text: "Die Brücke kostet 120 Millionen Euro",
  cites: ["Die Brücke kostet 120 Millionen Euro."],
};

/** What Anna (German) or Ben (English) gets for a question in private. */
async function privately(
  text: string,
  {
    answer,
    from = ANNA,
    articles = [BRIDGE],
  }: { answer?: Answer; from?: typeof ANNA; articles?: (typeof BRIDGE)[] },
) {
  const library =
    answer === undefined
      ? fakeLibrary({ articles })
      : fakeLibrary({ articles, answer: () => answer });
  const { telegram } = startBot({ library });
  const chat = telegram.openPrivateChat(from).id;
  telegram.say({ chat, from: from.id, text });
  return telegram.nextMessage(chat);
}

const labels = ({ reply_markup }: Message) =>
  reply_markup?.inline_keyboard.map((row) => row.map((button) => button.text)) ?? [];
const styles = ({ text = "", entities = [] }: Message) =>
  entities.map(({ type, offset, length }) => [type, text.slice(offset, offset + length)]);

test("a question is answered with the quotation, its section above and its source below", async () => {
  const message = await privately("was kostet das", {});
  expect(message.text).toBe(
    "[1] Kosten und Streit\nDie Brücke kostet 120 Millionen Euro.\nDie neue Brücke · dpa · Juni 2024",
  );
});

test("behind the bar stand the article's words and nothing else", async () => {
  const message = await privately("was kostet das", {});
  expect(styles(message)).toEqual([["blockquote", "Die Brücke kostet 120 Millionen Euro."]]);
});

test("each citation has a button, and link previews are off", async () => {
  const answer = quotes(citation(BRIDGE, 2), citation(BRIDGE, 3, { mark: 2 }));
  const message = await privately("was kostet das", { answer });
  expect([labels(message), message.link_preview_options]).toEqual([
    [["[1] im Text", "[2] im Text"]],
    { is_disabled: true },
  ]);
});

test("a second quotation from the same section says so", async () => {
  const answer = quotes(citation(BRIDGE, 2), citation(BRIDGE, 3, { mark: 2 }));
  expect((await privately("und der streit", { answer })).text).toBe(
    "[1] Kosten und Streit\nDie Brücke kostet 120 Millionen Euro.\n[2]\nDer Umweltverband lehnt den Bau ab. Die Stadt weist die Kritik zurück.\nDie neue Brücke · dpa · Juni 2024",
  );
});

test("a pull quote is labelled as such, with its speaker", async () => {
  const message = await privately("was sagt klein", { answer: quotes(citation(BRIDGE, 4)) });
  expect(message.text?.split("\n")[0]).toBe("[1] Zitatkasten · Petra Klein, Oberbürgermeisterin");
});

test("a passage before the first heading stands under its mark alone", async () => {
  const message = await privately("wer baut", { answer: quotes(citation(BRIDGE, 1)) });
  expect(message.text?.split("\n")[0]).toBe("[1]");
});

test("a long quotation folds", async () => {
  const long = parseArticle(
    "lang.md",
    `${"Ein langer Satz über die Brücke folgt dem anderen. ".repeat(8)}\n`,
  );
  const answer = quotes(citation(long, 1, { to: 8 }));
  expect(styles(await privately("brücke", { articles: [long], answer }))[0]?.[0]).toBe(
    "expandable_blockquote",
  );
});

test("quotations from two articles are grouped under their own source lines", async () => {
  const other = parseArticle(
    "2023-fluss.md",
    "---\ntitle: Der Fluss\ndate: 2023\nlanguage: de\n---\n\nDer Rhein ist breit.\n",
  );
  const answer = quotes(citation(BRIDGE, 1), citation(other, 1, { mark: 2 }));
  expect(
    (await privately("wie breit ist der rhein", { articles: [BRIDGE, other], answer })).text,
  ).toBe(
    "[1]\nDie Stadt Mainz baut eine neue Brücke über den Rhein.\nDie neue Brücke · dpa · Juni 2024\n\n[2]\nDer Rhein ist breit.\nDer Fluss · 2023",
  );
});

test("an English asker is told that the article is German", async () => {
  const message = await privately("what does it cost", {
    from: BEN,
    answer: quotes(citation(BRIDGE, 2)),
  });
  expect(message.text).toBe(
    "The article is in German. Its own words:\n[1] Kosten und Streit\nDie Brücke kostet 120 Millionen Euro.\nDie neue Brücke · dpa · June 2024 · in German",
  );
});

test("the language is the question's before it is the person's", async () => {
  const message = await privately("who is against it", {
    from: ANNA,
    answer: { kind: "declined", nearest: null },
  });
  expect(message.text).toBe("I can't find a passage about that.");
});

test("a question that tells no language is answered in the person's", async () => {
  const message = await privately("stoltenberg", {
    from: BEN,
    answer: { kind: "declined", nearest: null },
  });
  expect(message.text).toBe("I can't find a passage about that.");
});

test("an unsure answer only offers its passage", async () => {
  const answer: Answer = {
    kind: "quotes",
    sure: false,
    citations: [citation(BRIDGE, 6)],
    ranking: [1],
  };
  expect((await privately("wie breit", { answer })).text?.split("\n")[0]).toBe(
    "Vielleicht hilft diese Stelle:",
  );
});

test("a source with a web address gets a button to it, one without does not", async () => {
  const linked = parseArticle(
    "a.md",
    "---\ntitle: A\nurl: https://example.org/a\nlanguage: de\n---\n\nEin Satz.\n",
  );
  const message = await privately("satz", {
    articles: [linked],
    answer: quotes(citation(linked, 1)),
  });
  expect(message.reply_markup?.inline_keyboard[1]).toEqual([
    { text: "Zum Artikel ↗", url: "https://example.org/a" },
  ]);
});

test("a refusal shows the nearest passage folded, and offers what the article is about", async () => {
  const { text = "", ...message } = await privately("wer hat sie entworfen", {
    answer: { kind: "declined", nearest: [citation(BRIDGE, 3)] },
  });
  expect(text).toBe(
    "Dazu finde ich keine Stelle.\nAm nächsten kommt, ohne es zu beantworten:\nDer Umweltverband lehnt den Bau ab. Die Stadt weist die Kritik zurück.\nDie neue Brücke · dpa · Juni 2024",
  );
  expect([styles({ ...message, text })[0]?.[0], labels(message)]).toEqual([
    "expandable_blockquote",
    [["Worum geht es?"]],
  ]);
});

test("a refusal of what the articles do not touch is one sentence", async () => {
  const message = await privately("wie wird das wetter", {
    answer: { kind: "declined", nearest: null },
  });
  expect([message.text, labels(message)]).toEqual(["Dazu finde ich keine Stelle.", []]);
});

test("an overview is the lead, with the headings as buttons", async () => {
  const message = await privately("worum gehts", {
    answer: { kind: "overview", article: BRIDGE, lead: citation(BRIDGE, 1) },
  });
  expect([message.text, labels(message)]).toEqual([
    "Die Stadt Mainz baut eine neue Brücke über den Rhein.\nDie neue Brücke · dpa · Juni 2024",
    [["Kosten und Streit"], ["Der Radweg"]],
  ]);
});

test.each<[Extract<Answer, { kind: "facts" }>["fact"], string]>([
  ["date", "„Die neue Brücke“ ist vom Juni 2024."],
  ["source", "„Die neue Brücke“ – Quelle: dpa"],
  ["author", "Wer „Die neue Brücke“ geschrieben hat, steht nicht dabei. Quelle: dpa"],
  ["link", "Ein Link zu „Die neue Brücke“ steht nicht dabei."],
  ["title", "Er heißt „Die neue Brücke“."],
])("asked for the article's %s, the bot says what its front matter says", async (fact, text) => {
  expect(
    (await privately("und der artikel", { answer: { kind: "facts", fact, articles: [BRIDGE] } }))
      .text,
  ).toBe(text);
});

test("asked who wrote the article, the bot names its author", async () => {
  const article = { ...BRIDGE, author: "Erika Beispiel" };
  const answer = { kind: "facts", fact: "author", articles: [article] } as const;
  expect((await privately("wer hat das geschrieben", { answer })).text).toBe(
    "„Die neue Brücke“ ist von Erika Beispiel.",
  );
});

test("a greeting is returned, with something to tap", async () => {
  const message = await privately("hi", { answer: { kind: "small-talk", talk: "greeting" } });
  expect([message.text, labels(message)]).toEqual([
    "Hallo! Frag mich etwas zum Artikel „Die neue Brücke“.",
    [["Worum geht es?"]],
  ]);
});

test("a follow-up comes with the person's question before it, a first question with none", async () => {
  const seen: (string | null)[] = [];
  const library = fakeLibrary({
    answer: ({ previous }) => {
      seen.push(previous);
      return { kind: "declined", nearest: null };
    },
  });
  const { telegram } = startBot({ library });
  const chat = telegram.openPrivateChat(ANNA).id;
  for (const text of ["was kostet das", "und wann"]) {
    telegram.say({ chat, from: ANNA.id, text });
    await telegram.nextMessage(chat);
  }
  expect(seen).toEqual([null, "was kostet das"]);
});

test("thanks in between do not take the place of the question before", async () => {
  const seen: (string | null)[] = [];
  const library = fakeLibrary({
    answer: ({ text, previous }) => {
      seen.push(previous);
      return text === "danke"
        ? { kind: "small-talk", talk: "thanks" }
        : { kind: "declined", nearest: null };
    },
  });
  const { telegram } = startBot({ library });
  const chat = telegram.openPrivateChat(ANNA).id;
  for (const text of ["was kostet das", "danke", "und wann"]) {
    telegram.say({ chat, from: ANNA.id, text });
    await telegram.nextMessage(chat);
  }
  expect(seen).toEqual([null, "was kostet das", "was kostet das"]);
});

test("while eight answers are written the next question waits, and what it waited counts against its time", async () => {
  const store = createTestStore();
  const model = startScriptedModel();
  const { promise: theirTurn, resolve: goOn } = Promise.withResolvers<void>();
  model.always({ say: [theirTurn, COST, "."] });
  const { writing } = await letWrite(model, { usage: store.usage, timeoutMs: 11_000 });
  const library = buildLibrary({ articles: [BRIDGE], skipped: [] }, writing);
  await library.warmUp();
  const clock = createTestClock();
  const { telegram } = startBot({ library, store, now: clock.now });
  const people = Array.from({ length: 9 }, (_, at) => ({ ...ANNA, id: 301 + at }));
  const chats = people.map((person) => telegram.openPrivateChat(person).id);
  for (const [at, chat] of chats.entries())
    telegram.say({ chat, from: 301 + at, text: "was kostet die brücke" });
  await clock.until(() => model.requests.length === 8);
  await turns(20);
  clock.jump(5501);
  goOn();
  const said = await Promise.all(chats.map((chat) => telegram.nextMessage(chat)));
  const fallbacks = said.filter(({ text = "" }) => text.includes("nur die Stellen"));
  expect([fallbacks.length, model.requests.length]).toEqual([1, 8]);
});

test("an answer too long for a message comes in several, the buttons under the last", async () => {
  const long = parseArticle(
    "lang.md",
    `${"Ein langer Satz über die Brücke folgt dem anderen. ".repeat(120)}\n`,
  );
  const { telegram } = startBot({
    library: fakeLibrary({
      articles: [long],
      answer: () => quotes(citation(long, 1, { to: 120 })),
    }),
  });
  const chat = telegram.openPrivateChat(ANNA).id;
  telegram.say({ chat, from: ANNA.id, text: "brücke" });
  const [first, second] = [await telegram.nextMessage(chat), await telegram.nextMessage(chat)];
  expect([labels(first), labels(second), second.text?.endsWith("Lang")]).toEqual([
    [],
    [["[1] im Text"]],
    true,
  ]);
});
