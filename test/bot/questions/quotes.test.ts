import type { InlineQueryResult } from "grammy/types";
import { expect, test } from "vitest";

import { parseArticle } from "../../../src/corpus/parse.ts";
import { parseAction } from "../../../src/bot/screens/callback-data.ts";
import type { Quote } from "../../../src/search/quotes.ts";
import { BRIDGE, fakeLibrary } from "../../support/fake-library.ts";
import { ANNA, BEN, startBot } from "../../support/start-bot.ts";

function quote(n: number, speech: Quote["speech"] = null, article = BRIDGE): Quote {
  const passage = article.passages[n - 1];
  if (passage === undefined) throw new Error(`No passage ${n}`);
  return { passage, from: 0, to: 1, speech };
}

function startInline(found: readonly Quote[], next: number | null = null) {
  const asked: [string, number][] = [];
  const findQuotes = (query: string, from: number) => {
    asked.push([query, from]);
    return { quotes: found, next };
  };
  const { telegram, logged } = startBot({ library: fakeLibrary({ findQuotes }) });
  telegram.openPrivateChat(ANNA);
  telegram.openPrivateChat(BEN);
  return { telegram, asked, logged };
}

const contentOf = (result: InlineQueryResult | undefined) => {
  if (
    result === undefined ||
    !("input_message_content" in result) ||
    result.input_message_content === undefined
  )
    throw new Error("No content");
  return result.input_message_content;
};

test("what someone says is titled with who says it, and sent with who, where and when", async () => {
  const { telegram } = startInline([quote(5, { name: "Petra Klein", how: "direct" })]);
  const { results } = await telegram.ask("klein", { from: ANNA.id });
  const text =
    "„Wir bauen für die nächsten hundert Jahre und nicht für die nächste Wahl“, sagte Oberbürgermeisterin Petra Klein.";
  expect(results[0]).toMatchObject({
    type: "article",
    title: "Petra Klein · im Text",
    description: text,
  });
  expect(contentOf(results[0])).toEqual({
    message_text: `${text}\nPetra Klein · Die neue Brücke, dpa, Juni 2024`,
    entities: [{ type: "blockquote", offset: 0, length: text.length }],
    link_preview_options: { is_disabled: true },
  });
});

test("a quotation that is nothing else loses its marks when it is sent", async () => {
  const article = parseArticle(
    "z.md",
    "---\ntitle: Z\nlanguage: de\n---\n\n„Wir bauen viel. Alles wird gut.“\n",
  );
  const passage = article.passages[0];
  if (passage === undefined) throw new Error("No passage");
  const whole: Quote = {
    passage,
    from: 0,
    to: passage.sentences.length,
    speech: { name: "Petra Klein", how: "direct" },
  };
  const { telegram } = startInline([whole]);
  const { results } = await telegram.ask("klein", { from: ANNA.id });
  expect([results[0], contentOf(results[0])]).toMatchObject([
    { description: "„Wir bauen viel. Alles wird gut.“" },
    { message_text: "Wir bauen viel. Alles wird gut.\nPetra Klein · Z" },
  ]);
});

test("a pull quote is labelled as the editor's shortening", async () => {
  const { telegram } = startInline([quote(4, { name: "Petra Klein", how: "pull-quote" })]);
  const { results } = await telegram.ask("klein", { from: ANNA.id });
  expect([results[0], contentOf(results[0])]).toMatchObject([
    { title: "Petra Klein · Zitatkasten" },
    {
      message_text:
        "Wir bauen für die nächsten hundert Jahre.\nPetra Klein · Die neue Brücke, dpa, Juni 2024 · Zitatkasten, gekürzt",
    },
  ]);
});

test("reported speech is labelled, the article's own sentences are titled with their section", async () => {
  const { telegram } = startInline([
    quote(3, { name: "Umweltverband", how: "indirect" }),
    quote(6),
    quote(1),
  ]);
  const { results } = await telegram.ask("bau", { from: ANNA.id });
  expect(results).toMatchObject([
    { title: "Umweltverband · indirekt" },
    { title: "Der Radweg" },
    { title: "Die neue Brücke" },
  ]);
});

test("results are the same for everyone, whatever their language, and cached so", async () => {
  const { telegram } = startInline([quote(4, { name: "Petra Klein", how: "pull-quote" })]);
  const [anna, ben] = [
    await telegram.ask("klein", { from: ANNA.id }),
    await telegram.ask("klein", { from: BEN.id }),
  ];
  expect(ben).toEqual(anna);
  expect([anna.personal, anna.cacheSeconds]).toEqual([false, 300]);
});

test("a page names where the next one begins, and the next one begins there", async () => {
  const { telegram, asked } = startInline([quote(1)], 20);
  const { next } = await telegram.ask("brücke", { from: ANNA.id });
  await telegram.ask("brücke", { from: ANNA.id, offset: next });
  expect([next, asked]).toEqual([
    "version1:20",
    [
      ["brücke", 0],
      ["brücke", 20],
    ],
  ]);
});

test("the last page names none", async () => {
  const { telegram } = startInline([quote(1)]);
  expect((await telegram.ask("brücke", { from: ANNA.id })).next).toBe("");
});

test.each([
  "version0:20",
  "20",
  "version1:-1",
  "version1:1e9",
  ":",
  "version1:20:20",
  "\u0000",
  "🌉",
])("the offset %j begins at the first page", async (offset) => {
  const { telegram, asked } = startInline([quote(1)]);
  await telegram.ask("brücke", { from: ANNA.id, offset });
  expect(asked).toEqual([["brücke", 0]]);
});

test("more than twenty quotations are parted into pages", async () => {
  const { telegram } = startInline(
    Array.from({ length: 30 }, (_, index) => ({ ...quote(1), from: 0, to: index + 1 })),
  );
  const { results, next } = await telegram.ask("brücke", { from: ANNA.id });
  expect([results.length, next]).toEqual([20, "version1:20"]);
});

test("the same quotation is offered once, one too long for a message not at all", async () => {
  const long = parseArticle("l.md", `${"Wort ".repeat(1000)}.\n`);
  const { telegram } = startInline([quote(1), quote(1), quote(1, null, long)]);
  expect((await telegram.ask("brücke", { from: ANNA.id })).results).toHaveLength(1);
});

test("nothing found gives a button in the person's language that takes the query along", async () => {
  const { telegram } = startInline([]);
  const { results, button, personal } = await telegram.ask("zeppelin", { from: BEN.id });
  expect([results, button?.text, personal]).toEqual([[], "Nothing found – ask me in chat", true]);
  expect(parseAction(button?.start_parameter ?? "")).toEqual({
    kind: "question",
    text: "zeppelin",
    language: "en",
  });
});

test("a query too long for a link leaves the button without it", async () => {
  const { telegram } = startInline([]);
  const { button } = await telegram.ask("zeppelin ".repeat(28), { from: ANNA.id });
  expect(button).toMatchObject({
    text: "Nichts gefunden – frag mich im Chat",
    start_parameter: "start",
  });
});

test("a quotation that was sent is not taken for a question", async () => {
  const { telegram } = startInline([quote(1)]);
  const { results } = await telegram.ask("brücke", { from: ANNA.id });
  const [result] = results;
  if (result === undefined) throw new Error("No result");
  telegram.send(result, { chat: ANNA.id, from: ANNA.id });
  telegram.say({ chat: ANNA.id, from: ANNA.id, text: "/id" });
  expect((await telegram.nextMessage(ANNA.id)).text).toContain("Deine Nummer");
});
