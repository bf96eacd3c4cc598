import { expect, test } from "vitest";

import type { Article } from "../../src/corpus/passage.ts";
import { parseArticle } from "../../src/corpus/parse.ts";
import { createSearch, searchOver, type Search } from "../../src/search/search.ts";
import { COUNCIL, ENGLISH } from "../support/articles.ts";

const POOL = pool("vier");

function pool(price: string, date = "2026-05-01"): Article {
  const front = `---\ntitle: Das Freibad\ndate: ${date}\nlanguage: de\n---\n\n`;
  return parseArticle(
    `freibad-${price}.md`,
    `${front}Eine Karte für das Freibad kostet ${price} Euro.\n`,
  );
}

function hold(search: Search, ...articles: readonly Article[]): void {
  for (const _ of search.hold(articles));
}

function best(search: Search, question: string): string | undefined {
  return search.find(question, null).passages[0]?.passage.text;
}

const ASKED = "was kostet eine karte für das freibad";

test("an article taken in later is found as if it had been there from the start", () => {
  const search = createSearch();
  hold(search, COUNCIL);
  hold(search, COUNCIL, POOL);
  expect(search.find(ASKED, null)).toEqual(searchOver([COUNCIL, POOL]).find(ASKED, null));
  expect(search.findQuotes("karte freibad", 0).quotes).toHaveLength(1);
});

test("an article taken out is found no more, neither asked for nor quoted", () => {
  const search = searchOver([COUNCIL, POOL, ENGLISH]);
  hold(search, COUNCIL);
  const found = search.find(ASKED, null).passages.map(({ passage }) => passage.article);
  expect(new Set([COUNCIL, ...found])).toEqual(new Set([COUNCIL]));
  const quoted = search.findQuotes("karte freibad", 0).quotes.map(({ passage }) => passage.article);
  expect(quoted).not.toContain(POOL);
});

test("of a changed article only the new version is found", () => {
  const search = searchOver([COUNCIL, POOL]);
  hold(search, COUNCIL, pool("fünf"));
  expect(best(search, ASKED)).toContain("fünf Euro");
  const all = search.find(ASKED, null).passages.map(({ passage }) => passage.text);
  expect(all.filter((text) => text.includes("vier Euro"))).toEqual([]);
});

test("what is read answers while the rest is still to be read", () => {
  const search = createSearch();
  const steps = search.hold([POOL, COUNCIL]);
  for (const isWhole of steps) if (isWhole) break;
  expect(best(search, ASKED)).toContain("vier Euro");
  expect(search.unread()).toBe(1);
  hold(search, POOL, COUNCIL);
  expect(search.unread()).toBe(0);
});

test("after many changes it finds what it found before", () => {
  const search = createSearch();
  for (let i = 0; i < 30; i += 1) hold(search, COUNCIL, pool(`nr${i}`));
  hold(search, COUNCIL, POOL);
  expect(search.find(ASKED, null).passages.map(({ passage }) => passage.id)).toEqual(
    searchOver([COUNCIL, POOL])
      .find(ASKED, null)
      .passages.map(({ passage }) => passage.id),
  );
});
