import { describe, expect, test } from "vitest";

import { parseArticle } from "../../src/corpus/parse.ts";
import type { Article } from "../../src/corpus/passage.ts";
import type { Finding } from "../../src/search/finding.ts";
import { searchOver } from "../../src/search/search.ts";

const POOL = `---
language: de
---
Das Freibad bleibt in diesem Sommer geschlossen. Das Becken hat Risse.

Die Bücherei öffnet im Herbst.

![Das leere Becken. © Jana Reuter](bild.jpg)
`;

const FIRST = "Das Freibad bleibt in diesem Sommer geschlossen.";

function foreseeing(sentence: string, ...answered: readonly string[]): Article {
  return parseArticle("bad.md", POOL, new Map([[sentence, { answered, unanswered: [] }]]));
}

/** With what is foreseen of the first sentence. */
function leavingOpen(...unanswered: readonly string[]): Article {
  const answered = ["ist das bad offen", "kann man schwimmen", "welches bad macht nicht auf"];
  return parseArticle("bad.md", POOL, new Map([[FIRST, { answered, unanswered }]]));
}

function findIn(article: Article, question: string): Finding {
  return searchOver([article]).find(question, null);
}

function coverageBy(sentence: string, article: Article): (question: string) => number {
  return (question) => {
    const { passages } = findIn(article, question);
    const shares = passages.flatMap(({ passage, sentences }) =>
      passage.sentences.flatMap(({ text }, i) => (text.trim() === sentence ? [sentences[i]] : [])),
    );
    return shares[0] ?? 0;
  };
}

test("a sentence is found by the words in which it is foreseen to be asked for", () => {
  const question = "kann man dort schwimmen gehen";
  expect(findIn(parseArticle("bad.md", POOL), question).confidence).toBe("absent");
  const told = foreseeing(FIRST, "wo schwimmen gehen");
  const { passages, confidence } = findIn(told, question);
  expect(confidence).not.toBe("absent");
  expect(passages[0]?.passage.text).toContain("Freibad");
  const [first = 0, second = 0] = passages[0]?.sentences ?? [];
  expect(first).toBeGreaterThan(second);
});

test("an English question finds a German sentence by an English question that was foreseen", () => {
  const told = foreseeing("Das Becken hat Risse.", "why is there no swimming this season");
  const { passages } = findIn(told, "no swimming, why?");
  expect(passages[0]?.sentences[1]).toBeGreaterThan(passages[0]?.sentences[0] ?? 1);
});

test("a sentence that holds a word itself covers more than one that is foreseen to be asked for by it", () => {
  const told = foreseeing("Das Becken hat Risse.", "was macht die bücherei mit dem schaden");
  const { passages } = findIn(told, "wann öffnet die bücherei");
  expect(passages[0]?.passage.text).toBe("Die Bücherei öffnet im Herbst.");
});

test("a question that asks as a foreseen one does finds more than one that shares its words", () => {
  const alike = coverageBy(FIRST, foreseeing(FIRST, "wo kann man schwimmen", "wann baden"));
  const scattered = coverageBy(FIRST, foreseeing(FIRST, "wann schwimmen mit kindern", "wo baden"));
  expect(alike("wo kann man schwimmen")).toBeGreaterThan(scattered("wo kann man schwimmen"));
});

test("what only a caption says is found by what is foreseen of it", () => {
  const told = foreseeing("Das leere Becken. © Jana Reuter", "wo ist kein wasser drin");
  expect(findIn(told, "wo ist kein wasser").passages[0]?.passage.kind).toBe("caption");
});

test("a word for a picture in what is foreseen makes no question about pictures one about the text", () => {
  const told = foreseeing("Das Becken hat Risse.", "welche fotos vom becken");
  expect(findIn(told, "gibt es ein foto").passages[0]?.passage.kind).toBe("caption");
});

describe("what the article is foreseen to leave open", () => {
  test("is declined with what is nearest, though it shares words with the article", () => {
    const question = "was kostet das freibad im sommer";
    expect(findIn(leavingOpen(), question).confidence).not.toMatch(/near|absent/);
    const told = leavingOpen("was kostet der eintritt ins freibad");
    expect(findIn(told, question).confidence).toBe("near");
  });

  test("keeps nothing from being answered that asks for something else", () => {
    const question = "wann ist das freibad geschlossen";
    const told = leavingOpen("was kostet der eintritt ins freibad");
    expect(findIn(told, question).confidence).toBe(findIn(leavingOpen(), question).confidence);
  });

  test("finds nothing", () => {
    const { passages } = findIn(leavingOpen("wer streicht die wände"), "wände streichen");
    expect(passages.flatMap(({ sentences }) => sentences).every((share) => share === 0)).toBe(true);
  });
});
