import { expect, test } from "vitest";
import { parseArticle } from "../../src/corpus/parse.ts";
import { buildQuery, type Query, totalIdf } from "../../src/search/query.ts";
import { contentWordTest } from "../../src/text/lists/content-words.ts";
import { COUNCIL } from "../support/articles.ts";
import { indexOf } from "../support/indexed.ts";

const COUNCIL_INDEX = indexOf(COUNCIL);

function query(text: string, language = "de", index = COUNCIL_INDEX): Query {
  return buildQuery([{ text, weight: 1 }], index, {
    language,
    isContentWord: contentWordTest(language),
  });
}

function word(built: Query, text: string) {
  const found = built.words.find((one) => one.text === text);
  if (found === undefined) throw new Error(`no word ${text}`);
  return found;
}

test("function words have no idf, rarer words more than frequent ones", () => {
  const built = query("was kostet das freibad und die pumpe");
  expect(word(built, "und").idf).toBe(0);
  expect(word(built, "freibad").idf).toBeGreaterThan(0);
  expect(word(built, "pumpe").idf).toBeGreaterThanOrEqual(word(built, "freibad").idf);
});

test("the share of unknown words is told, function words aside", () => {
  expect(query("was ist mit dem freibad").unknownShare).toBe(0);
  expect(query("was ist mit dem flugzeug").unknownShare).toBe(1);
  expect(query("freibad flugzeug").unknownShare).toBe(0.5);
  expect(query("und wann").unknownShare).toBe(0);
});

test("a word that is asked for twice is one word", () => {
  expect(totalIdf(query("freibad freibads FREIBAD"))).toBe(totalIdf(query("freibad")));
});

test("the question before counts less than the question", () => {
  const built = buildQuery(
    [
      { text: "pumpe", weight: 1 },
      { text: "haushalt", weight: 0.5 },
    ],
    COUNCIL_INDEX,
    { language: "de", isContentWord: contentWordTest("de") },
  );
  expect(word(built, "haushalt").weight).toBe(0.5);
  expect(word(built, "pumpe").weight).toBe(1);
});

test("a foreign word brings its meanings, as far as the passages hold them, and they count less", () => {
  const { terms } = word(query("how much is the budget", "en"), "budget");
  const [own, ...related] = terms;
  expect(own?.weight).toBe(1);
  expect(related.map(({ term }) => term)).toEqual(COUNCIL_INDEX.analyse("Haushalt"));
  for (const { weight } of related) expect(weight).toBeLessThan(1);
});

test("two English words that are one German compound bring it", () => {
  const index = indexOf(
    parseArticle("waffen.md", "---\nlanguage: de\n---\n\nEs geht um Waffengeschäfte.\n"),
  );
  const { terms } = word(query("arms deals", "en", index), "arms");
  expect(terms.map(({ term }) => term)).toEqual(
    expect.arrayContaining(index.analyse("Waffengeschäfte")),
  );
});

test("an English word that German spells like a function word is not that word", () => {
  const index = indexOf(parseArticle("krieg.md", "---\nlanguage: de\n---\n\nDas war im Krieg.\n"));
  const { known, terms } = word(query("who began the war", "en", index), "war");
  expect(known).toBe(false);
  expect(terms.map(({ term }) => term)).toEqual(index.analyse("Krieg"));
});

test("a foreign word brings its meanings though the passages hold one like it", () => {
  const index = indexOf(
    parseArticle("reise.md", "---\nlanguage: de\n---\n\nDie Visite war ein kurzer Besuch.\n"),
  );
  const { terms } = word(query("how long was the visit", "en", index), "visit");
  expect(terms.map(({ term }) => term)).toEqual(expect.arrayContaining(index.analyse("Besuch")));
});

test("of a full name only one part counts", () => {
  const built = query("sabine köhler");
  const idfs = built.words.map(({ idf }) => idf).filter((idf) => idf > 0);
  expect(idfs).toHaveLength(1);
});

test("two nouns that are no name both count", () => {
  const built = query("millionen euro");
  expect(built.words.filter(({ idf }) => idf > 0)).toHaveLength(2);
});

test("an empty question has no words", () => {
  expect(query("")).toEqual({
    language: "de",
    words: [],
    folded: new Set(),
    matchWeights: new Map(),
    unknownShare: 0,
  });
});
