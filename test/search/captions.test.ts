import { expect, test } from "vitest";
import type { RankedPassage } from "../../src/search/finding.ts";
import { parseArticle } from "../../src/corpus/parse.ts";
import { isAboutPictures, picturesFirst, paragraphsFirst } from "../../src/search/captions.ts";

test.each([
  "wer hat das foto gemacht",
  "Was ist auf dem Bild?",
  "WER IST AUF DEM FOTO",
  "was zeigen die bilder",
  "von welchem fotografen sind die bilder",
  "was steht in der bildunterschrift",
  "who took the picture",
  "what's in the photo",
  "who is pictured",
  "who is the photographer",
])("about pictures: %s", (question) => {
  expect(isAboutPictures(question)).toBe(true);
});

test.each([
  "was steht im vertrag",
  "welche ausbildung hat sie",
  "wie wird das vorbild genannt",
  "wer bildet die regierung",
  "who painted the wall",
])("not about pictures: %s", (question) => {
  expect(isAboutPictures(question)).toBe(false);
});

const ARTICLE = parseArticle(
  "text.md",
  `---
language: de
---

„Das zeigt auch, dass unsere Sicherheit nicht regional ist. Sie ist global“, sagte Anna Berg.

> Unsere Sicherheit ist nicht regional. Sie ist global.
>
> — Anna Berg

![Anna Berg im Hafen. © X]()

Der Hafen ist gesperrt.
`,
);

function ranked(order: readonly number[], shares: readonly number[]): RankedPassage[] {
  return order.flatMap((at, i) => {
    const passage = ARTICLE.passages[at];
    const share = shares[i] ?? 0;
    return passage === undefined
      ? []
      : [{ passage, score: 1 - i / 10, sentences: passage.sentences.map(() => share) }];
  });
}

const [PARAGRAPH, PULL_QUOTE, CAPTION, OTHER] = [0, 1, 2, 3] as const;

function settled(order: readonly number[], shares: readonly number[]): number[] {
  return paragraphsFirst(ranked(order, shares)).map(({ passage }) =>
    ARTICLE.passages.indexOf(passage),
  );
}

test("a pull quote stands behind the paragraph whose words it repeats", () => {
  const order = settled([PULL_QUOTE, PARAGRAPH, OTHER], [0.9, 0.8, 0.5]);
  expect(order.indexOf(PARAGRAPH)).toBeLessThan(
    order.includes(PULL_QUOTE) ? order.indexOf(PULL_QUOTE) : Infinity,
  );
});

test("a pull quote that repeats none of the paragraphs found keeps its place", () => {
  expect(settled([PULL_QUOTE, OTHER], [0.9, 0.5])).toEqual([PULL_QUOTE, OTHER]);
});

test("a caption stands behind the paragraphs that cover as much", () => {
  expect(settled([CAPTION, OTHER], [0.6, 0.6])).toEqual([OTHER, CAPTION]);
});

test("a caption that alone covers the question stands first", () => {
  expect(settled([OTHER, CAPTION], [0.2, 0.9])[0]).toBe(CAPTION);
});

test("scores fall in the new order too", () => {
  const scores = paragraphsFirst(
    ranked([CAPTION, PULL_QUOTE, OTHER, PARAGRAPH], [0.5, 0.5, 0.5, 0.5]),
  ).map(({ score }) => score);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
});

test("asked about pictures, a caption that covers anything stands first and alone answers", () => {
  const [first, second] = picturesFirst(ranked([OTHER, CAPTION], [0.9, 0.3]));
  expect(first?.passage.kind).toBe("caption");
  expect(first?.sentences.some((share) => share > 0)).toBe(true);
  expect(second?.sentences.every((share) => share === 0)).toBe(true);
});

test("asked about pictures of which no caption tells, a paragraph may answer", () => {
  const [, second] = picturesFirst(ranked([OTHER, CAPTION], [0.9, 0]));
  expect(second?.sentences.some((share) => share > 0)).toBe(true);
});

test("nothing found stays nothing", () => {
  expect(paragraphsFirst([])).toEqual([]);
});
