import { expect, test } from "vitest";
import { parseArticle } from "../../src/corpus/parse.ts";
import { type Article, excerptText } from "../../src/corpus/passage.ts";
import { searchOver } from "../../src/search/search.ts";
import { COUNCIL, ENGLISH, FOOTBALL, HEADLESS, SCIENCE } from "../support/articles.ts";

function finding(...articles: readonly Article[]) {
  const findQuotes = searchOver(articles).findQuotes;
  return (query: string, from = 0) => {
    const { quotes, next } = findQuotes(query, from);
    return {
      next,
      quotes: quotes.map((quote) => ({
        text: excerptText(quote),
        name: quote.speech?.name ?? null,
        how: quote.speech?.how ?? null,
      })),
    };
  };
}

const quote = finding(COUNCIL, FOOTBALL, SCIENCE, ENGLISH);

test("a quotation of several sentences is one quote, whole", () => {
  const texts = quote("niemand bad verlieren").quotes.map(({ text }) => text);
  expect(texts[0]).toBe(
    "„Niemand hier will das Bad verlieren. Aber wir können das Geld nur einmal ausgeben“, sagte sie.",
  );
});

test("so in straight and in English marks", () => {
  const straight = parseArticle(
    "a.md",
    '---\nlanguage: en\n---\n\nHelen Okafor said: "We will rebuild. It takes a year." The bridge is closed.',
  );
  const curly = parseArticle(
    "b.md",
    "---\nlanguage: en\n---\n\n“We will rebuild. It takes a year,” said Helen Okafor. The bridge is closed.",
  );
  expect(finding(straight)("rebuild").quotes[0]?.text).toBe(
    'Helen Okafor said: "We will rebuild. It takes a year."',
  );
  expect(finding(curly)("rebuild").quotes[0]?.text).toBe(
    "“We will rebuild. It takes a year,” said Helen Okafor.",
  );
});

test("a pull quote is whole, labelled, with its speaker", () => {
  expect(quote("geld kann man").quotes).toContainEqual({
    text: "Das Geld kann man nur einmal ausgeben.",
    name: "Sabine Köhler",
    how: "pull-quote",
  });
});

test("captions are no quotes", () => {
  const texts = quote("becken mühlstraße").quotes.map(({ text }) => text);
  expect(texts.length).toBeGreaterThan(0);
  expect(texts.join()).not.toContain("©");
});

test.each([
  ["köhler", "Niemand hier will das Bad verlieren", "Sabine Köhler"],
  ["heinze", "nie und nimmer ein Elfmeter", "Jörg Heinze"],
  ["hofer", "Wir reden hier nicht über unsere Enkel", "Ruth Hofer"],
  ["okafor", "this is a burden", "Helen Okafor"],
])("a speaker's name finds what they said: %s", (query, words, name) => {
  const found = quote(query).quotes.find(({ text }) => text.includes(words));
  expect(found).toMatchObject({ how: "direct", name });
});

test.each([
  ["mertens", "Elfmeter"],
  ["millionen euro", "Niemand hier"],
])("and nobody else's: %s", (query, words) => {
  const texts = quote(query).quotes.map(({ text }) => text);
  expect(texts.join("\n")).not.toContain(words);
});

test("nobody is named as a speaker who is none", () => {
  const names = quote("").quotes.map(({ name }) => name);
  const people = ["Sabine Köhler", "Jörg Heinze", "Ruth Hofer", "Helen Okafor"];
  expect(names.filter((name) => name !== null && !people.includes(name))).toEqual([]);
});

test.each([
  ["the beginning of a word", "glets", "Gletscher"],
  ["a last word half typed", "ortsteil kindertag", "Kindertagesstätte"],
  ["a typo", "gewrbesteuer", "Gewerbesteuer"],
  ["two typos", "gewrbsteuer", "Gewerbesteuer"],
  ["umlauts typed with e", "muehlstrasse", "Mühlstraße"],
  ["umlauts without dots", "kohler", "Köhler"],
  ["capital letters", "GEWERBESTEUER", "Gewerbesteuer"],
  ["a number with a comma", "8,400", "8.400 Zuschauern"],
  ["a number with nothing", "8400", "8.400 Zuschauern"],
])("%s finds: %s", (_, query, words) => {
  const { quotes } = quote(query);
  const said = quotes.map(({ text, name }) => `${text} ${name ?? ""}`).join("\n");
  expect(said).toContain(words);
});

test("an empty query offers what people said, not the article's own sentences", () => {
  const { quotes } = quote("");
  expect(quotes.length).toBeGreaterThan(3);
  for (const { how } of quotes) expect(["direct", "pull-quote"]).toContain(how);
});

test("of an article that quotes nobody it offers the sentences", () => {
  expect(finding(HEADLESS)("").quotes.length).toBeGreaterThan(0);
});

test.each(["xyzzyq", "qqqqqqqq"])("nothing is found for %s", (query) => {
  expect(quote(query)).toEqual({ quotes: [], next: null });
});

const LIST = parseArticle(
  "liste.md",
  `---\nlanguage: de\n---\n\n${Array.from({ length: 45 }, (_, i) => `Die Brücke Nummer ${i} ist gesperrt.`).join("\n\n")}\n`,
);

test("pages follow one another without a gap or a duplicate", () => {
  const find = finding(LIST);
  const texts: string[] = [];
  let from: number | null = 0;
  while (from !== null) {
    const page = find("brücke", from);
    expect(page.quotes.length).toBeLessThanOrEqual(50);
    texts.push(...page.quotes.map(({ text }) => text));
    from = page.next;
  }
  expect(texts).toHaveLength(45);
  expect(new Set(texts).size).toBe(45);
});

test("a page behind the last is empty", () => {
  expect(finding(LIST)("brücke", 1000)).toEqual({ quotes: [], next: null });
});

test("one wording is offered once, though it stands twice", () => {
  const twice = parseArticle(
    "twice.md",
    "---\nlanguage: de\n---\n\nDer Turm ist zu.\n\nEs regnet.\n\nDer Turm ist zu.\n",
  );
  expect(finding(twice)("turm").quotes).toHaveLength(1);
  expect(finding(twice)("").quotes).toHaveLength(2);
});

test("what somebody said comes before the article's own sentence with the same words", () => {
  const article = parseArticle(
    "wald.md",
    "---\nlanguage: de\n---\n\nDer Wald braucht Regen.\n\n„Der Wald braucht dringend Regen“, sagte Anna Berg.\n",
  );
  expect(finding(article)("wald regen").quotes[0]?.how).toBe("direct");
});

test.each([
  "\ud800",
  "👍",
  "\u0000",
  "x".repeat(256),
  "a b ".repeat(64),
  "(.*)+",
  "constructor",
  "__proto__",
  "😀".repeat(128),
])("an odd query is answered: %j", (query) => {
  const { quotes } = quote(query);
  for (const { text } of quotes) expect(text).not.toBe("");
});

test("a query is answered in less than 100 ms", () => {
  quote("warm");
  const start = performance.now();
  quote("bürgermeisterin geld frebad");
  expect(performance.now() - start).toBeLessThan(100);
});
