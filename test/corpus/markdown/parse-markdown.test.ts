import { expect, test } from "vitest";
import { NO_QUESTIONS } from "../../../src/corpus/foreseen.ts";
import { parseArticle } from "../../../src/corpus/parse.ts";
import type { Article } from "../../../src/corpus/passage.ts";

const FRONT_MATTER = `---
title: "Der Druck: ein Anfang"
date: 1450-08
source: Museum
url: https://example.org/druck
language: de
questions:
  - Wer druckte?
  - Wann?
---
`;

function parse(text: string, path = "druck.md"): Article {
  return parseArticle(path, text);
}

function texts(markdown: string): string[] {
  return parse(markdown).passages.map((passage) => passage.text);
}

test("front matter is read", () => {
  expect(parse(`${FRONT_MATTER}\nEin Satz.`)).toMatchObject({
    id: "druck",
    title: "Der Druck: ein Anfang",
    date: "1450-08",
    source: "Museum",
    url: "https://example.org/druck",
    language: "de",
    questions: ["Wer druckte?", "Wann?"],
  });
});

test("all of it may be missing: the first level-one heading is the title, the language is detected", () => {
  const article = parse(
    "# Der Druck\n\nDie Bibel wurde in Mainz gedruckt, und alle wollten sie lesen.\n",
  );
  expect(article).toMatchObject({
    title: "Der Druck",
    date: null,
    source: null,
    url: null,
    language: "de",
  });
  expect(article.questions).toEqual([]);
  expect(article.sections).toEqual([]);
});

test.each([
  ["2024-06-putin-nordkorea.md", "Putin Nordkorea", "2024-06"],
  ["sub/2024-06-18_der_druck.md", "Der Druck", "2024-06-18"],
  ["2024-13-druck.md", "2024 13 Druck", null],
  ["2024-06.md", "2024-06", "2024-06"],
  ["Brief an die NATO.md", "Brief an die NATO", null],
  ["öl-preis.md", "Öl Preis", null],
])("the file's name %s gives the title %s and the date %s", (path, title, date) => {
  expect(parse("Ein Satz.", path)).toMatchObject({ title, date });
});

test("a date in the front matter counts more than one in the file's name", () => {
  expect(parse("---\ndate: 2023\n---\nEin Satz.", "2024-06-druck.md").date).toBe("2023");
});

test("values stay what was typed, unknown keys are ignored, empty ones are unset", () => {
  const article = parse(
    "---\ntitle: 1984\ndate: 2024-06-18\nsource:\nauthor: {name: [x]}\nlanguage: de-AT\nquestions: Wer?\n---\nEin Satz.",
  );
  expect(article).toMatchObject({
    title: "1984",
    date: "2024-06-18",
    source: null,
    language: "de",
    questions: ["Wer?"],
  });
});

test("headings are sections, and one without passages is among them", () => {
  const article = parse("# Titel\n\nVorn.\n\n## Eins\n\n### Zwei *kursiv*\n\nHinten.\n\n# Drei\n");
  expect(article.sections).toEqual(["Eins", "Zwei kursiv", "Drei"]);
  expect(article.passages.map((passage) => passage.section)).toEqual([null, "Zwei kursiv"]);
});

test("a level-one heading that is not the front matter's title is a section", () => {
  expect(parse("---\ntitle: Titel\n---\n# Titel\n\n# Teil\n\nSatz.").sections).toEqual(["Teil"]);
});

test.each(["—", "–", "-", "--"])(
  "a block quotation whose last line begins with %s is a pull quote",
  (dash) => {
    for (const between of ["\n> ", "\n>\n> "]) {
      const [quote] = parse(
        `> Sie ist *nicht* hier.\n> Sie ist dort.${between}${dash} Anna Bo, Ministerin, Berlin`,
      ).passages;
      expect(quote).toMatchObject({
        kind: "pull-quote",
        text: "Sie ist nicht hier. Sie ist dort.",
        speaker: { name: "Anna Bo", role: "Ministerin, Berlin" },
      });
    }
  },
);

test("a block quotation that names nobody is its paragraphs", () => {
  const passages = parse("> Eins.\n>\n> – Ja.\n> – Nein.").passages;
  expect(passages.map((passage) => [passage.kind, passage.text])).toEqual([
    ["paragraph", "Eins."],
    ["paragraph", "– Ja. – Nein."],
  ]);
  expect(passages[0]?.speaker).toBeNull();
});

test("an image's alternative text is a caption, with its credit", () => {
  const passages = parse(
    "![Der Platz. © AP/Jo Doe](x.jpg)\n\nText ![Haus](y.jpg) weiter.\n\n[![Link](a.jpg)](b)\n\n![](leer.jpg)",
  ).passages;
  expect(passages.map((passage) => [passage.kind, passage.text, passage.credit])).toEqual([
    ["caption", "Der Platz. © AP/Jo Doe", "AP/Jo Doe"],
    ["paragraph", "Text weiter.", null],
    ["caption", "Haus", null],
    ["caption", "Link", null],
  ]);
});

test("only the words of emphasis and links stay, and a line's end is a space", () => {
  expect(
    texts(
      "Ein **fetter** [Link](https://x.org)\nund `Code`  \nund<br>mehr\\\nEnde&nbsp;hier <!-- nicht das -->.",
    ),
  ).toEqual(["Ein fetter Link und Code und mehr Ende hier ."]);
});

test("each item of a list is a passage, and the day of a date is no item's number", () => {
  expect(
    texts("- Eins\n- Zwei\n  - Drei\n\nDann.\n\n1. Vier\n2. Fünf\n\nUnd.\n\n24. Juni 2024 war es."),
  ).toEqual([
    "Eins",
    "Zwei",
    "Drei",
    "Dann.",
    "1. Vier",
    "2. Fünf",
    "Und.",
    "24. Juni 2024 war es.",
  ]);
});

test("no words are lost in tables, HTML and indented lines; comments hold none", () => {
  expect(
    texts(
      "| Jahr | Zahl |\n|---|---:|\n| 2024 | 11.000 |\n\n<div>Ein Kasten</div>\n\n    Eingerückt\n    weiter.\n\n<!-- weg -->",
    ),
  ).toEqual(["Jahr | Zahl\n2024 | 11.000", "Ein Kasten", "Eingerückt weiter."]);
});

test("a closing source leaves the text, and is the source where none is named", () => {
  const article = parse("Eins.\n\n„Sie ist global.“ (dpa)");
  expect(article.source).toBe("dpa");
  expect(article.passages.at(-1)?.text).toBe("„Sie ist global.“");
});

test("brackets at the end that are not the named source stay", () => {
  const article = parse("---\nsource: dpa\n---\nEs war acht Uhr. (Ortszeit)");
  expect(article.source).toBe("dpa");
  expect(article.passages[0]?.text).toBe("Es war acht Uhr. (Ortszeit)");
});

test("a passage has an id, a reference that holds its words, and sentences that are its text", () => {
  const before = parse("Eins. Zwei.\n\nDrei.", "sub/a.md");
  const after = parse("Neu.\n\nEins.  Zwei.\n\nDrei!", "sub/a.md");
  expect(before.passages.map((passage) => passage.id)).toEqual(["sub/a#1", "sub/a#2"]);
  expect(before.passages[0]?.ref).toMatch(/^[A-Za-z0-9_-]{16}$/);
  expect(after.passages[1]?.ref).toBe(before.passages[0]?.ref);
  expect(after.passages[2]?.ref).not.toBe(before.passages[1]?.ref);
  expect(parse("Eins. Zwei.", "b.md").passages[0]?.ref).not.toBe(before.passages[0]?.ref);
  expect(before.passages[0]?.sentences).toEqual([
    { text: "Eins. ", start: 0, end: 6, foreseen: NO_QUESTIONS },
    { text: "Zwei.", start: 6, end: 11, foreseen: NO_QUESTIONS },
  ]);
  expect(before.passages[0]?.article).toBe(before);
});

test.each([
  ["", "is empty"],
  ["---\ntitle: a\n---\n", "holds no words"],
  ["* * *\n\n<!-- nichts -->", "holds no words"],
  ["# Nur\n\n## Köpfe", "holds headings only"],
])("a file without words is no article: %j", (text, reason) => {
  expect(() => parse(text)).toThrow(reason);
});

test("neither a box nor another list leads into a list", () => {
  const text = "> Der Steg ist glatt.\n\n- Dach\n\n<!-- -->\n\n1. Rad";
  const { passages } = parseArticle("a.md", text);
  expect(passages.map(({ leadIn }) => leadIn)).toEqual([null, null, null]);
});
