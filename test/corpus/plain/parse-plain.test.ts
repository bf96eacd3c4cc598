import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseArticle } from "../../../src/corpus/parse.ts";
import type { Article, Passage } from "../../../src/corpus/passage.ts";

const RAW = new URL("../fixtures/2024-06-putin-nordkorea.txt", import.meta.url);
const MARKED_UP = new URL("../../../corpus/2024-06-putin-nordkorea.md", import.meta.url);

function parse(text: string): Article {
  return parseArticle("text.txt", text);
}

function kinds(text: string): [Passage["kind"], string][] {
  return parse(text).passages.map((passage) => [passage.kind, passage.text]);
}

test("a leading date is the article's, and no word of it", () => {
  expect(parse(" date 2024-06 Unmittelbar davor.")).toMatchObject({
    date: "2024-06",
    passages: [{ text: "Unmittelbar davor." }],
  });
  expect(parse("date: 2024-06-18\n\nEin Satz.").date).toBe("2024-06-18");
  expect(parse("date 2024-13 Ein Satz.")).toMatchObject({
    date: null,
    passages: [{ text: "date 2024-13 Ein Satz." }],
  });
});

test("a short line without closing punctuation is a section heading", () => {
  const article = parse(
    "Vorn.\n\nStoltenberg: „Unsere Sicherheit ist global“\n\nHinten.\n\nWie weiter?\n\nAlso:\n\nEnde.",
  );
  expect(article.sections).toEqual(["Stoltenberg: „Unsere Sicherheit ist global“"]);
  expect(article.passages.map((passage) => passage.section)).toEqual([
    null,
    ...Array<string>(4).fill(article.sections[0] ?? ""),
  ]);
});

test("a heading at the top is the title as well", () => {
  expect(parse("Der Druck\n\nEr begann in Mainz.")).toMatchObject({
    title: "Der Druck",
    sections: ["Der Druck"],
  });
  expect(parse("Er begann in Mainz.").title).toBe("Text");
});

test("a long line without a full stop is a paragraph", () => {
  const long = "Wort ".repeat(60).trim();
  expect(kinds(`Eins.\n\n${long}\n\nZwei.`)[1]).toEqual(["paragraph", long]);
});

test("short lines alone are paragraphs, and so are a list's and the last", () => {
  expect(kinds("Milch\n\nBrot\n\nKäse")).toHaveLength(3);
  const article = parse("Ein Satz.\n\nWas fehlt\n\nMilch\n\nBrot\n\nEin Satz.\n\nZum Schluss");
  expect(article.sections).toEqual(["Was fehlt"]);
  expect(article.passages.map((passage) => passage.text)).toEqual([
    "Ein Satz.",
    "Milch",
    "Brot",
    "Ein Satz.",
    "Zum Schluss",
  ]);
});

test.each([
  [
    "Sie ist nicht regional. Sie ist global. Jens Stoltenberg, Nato-Generalsekretär",
    "Sie ist nicht regional. Sie ist global.",
    "Jens Stoltenberg",
    "Nato-Generalsekretär",
  ],
  [
    "Wir werden Mechanismen entwickeln. Wladimir Putin",
    "Wir werden Mechanismen entwickeln.",
    "Wladimir Putin",
    null,
  ],
  [
    "„Wer nicht will, der hat schon.“ Sokrates",
    "„Wer nicht will, der hat schon.“",
    "Sokrates",
    null,
  ],
  [
    "Das schaffen wir!\n— Ursula von der Leyen, Präsidentin der Kommission",
    "Das schaffen wir!",
    "Ursula von der Leyen",
    "Präsidentin der Kommission",
  ],
  ["It was magic. J. K. Rowling", "It was magic.", "J. K. Rowling", null],
  ["Das gilt immer. Dr. Anna Meier-Bo", "Das gilt immer.", "Dr. Anna Meier-Bo", null],
])(
  "a line that ends in a name after a closed sentence is a pull quote: %s",
  (line, text, name, role) => {
    expect(parse(`Vorn.\n\n${line}\n\nHinten.`).passages[1]).toMatchObject({
      kind: "pull-quote",
      text,
      speaker: { name, role },
    });
  },
);

test.each([
  "Wer kam? Wladimir Putin.",
  "Am Ende kam er. Wladimir Putin, der Präsident, sagte am Montag in Moskau, er bleibe noch lange in diesem schönen Land",
  "Der Streit geht nun schon viele Wochen lang weiter und hört nicht auf, sagen alle, die dabei waren. Analyse",
  "Das ist alles, was wir bisher darüber wissen, und mehr werden wir auch nicht erfahren. Von Hans Müller",
])("nobody is given words that may not be theirs: %s", (line) => {
  expect(parse(`Vorn.\n\n${line}\n\nHinten.`).passages[1]).toMatchObject({
    kind: "paragraph",
    text: line,
    speaker: null,
  });
});

test("a title before a name ends no sentence, so the line is a heading", () => {
  expect(parse("Vorn.\n\nBesuch von Dr. Hans Müller\n\nHinten.").sections).toEqual([
    "Besuch von Dr. Hans Müller",
  ]);
});

test("a line with © is a caption, and keeps its credit", () => {
  const [, caption] = parse(
    "Vorn.\n\nDer Wagen in der Stadt. © REUTERS/Gavriil Grigorov\n\nHinten.",
  ).passages;
  expect(caption).toMatchObject({
    kind: "caption",
    text: "Der Wagen in der Stadt. © REUTERS/Gavriil Grigorov",
    credit: "REUTERS/Gavriil Grigorov",
  });
});

test("a closing source is the article's, and no word of the last passage", () => {
  expect(parse("Vorn.\n\nSie ist „global.“ (dpa)\n")).toMatchObject({
    source: "dpa",
    passages: [{}, { text: "Sie ist „global.“" }],
  });
  expect(parse("Vorn. (AFP/Reuters)").source).toBe("AFP/Reuters");
  expect(parse("Er kam am Montag (Ortszeit).").source).toBeNull();
});

test("line ends, byte order mark, non-breaking spaces and many blank lines make no difference", () => {
  expect(kinds("\ufeffEins\r\nzwei.\r\n\r\n\r\n\u00a0\t\r\nZ.\u00a0B. drei.\r\n")).toEqual([
    ["paragraph", "Eins zwei."],
    ["paragraph", "Z. B. drei."],
  ]);
});

test("without blank lines, long lines are paragraphs and short ones are one", () => {
  const long = `${"Wort ".repeat(40)}Ende.`;
  expect(kinds(`${long}\nKopf\n${long}`).map(([, text]) => text)).toEqual([long, long]);
  expect(kinds("Ein Absatz,\nder umbrochen ist,\nund endet.")).toEqual([
    ["paragraph", "Ein Absatz, der umbrochen ist, und endet."],
  ]);
});

test("the article as it came is 19 paragraphs, 2 pull quotes and 2 captions under 4 headings", () => {
  const article = parseArticle("raw.txt", readFileSync(RAW, "utf8"));
  expect(article).toMatchObject({ date: "2024-06", source: "dpa", language: "de" });
  const counts = Map.groupBy(article.passages, (passage) => passage.kind);
  expect(counts.get("paragraph")).toHaveLength(19);
  expect(counts.get("pull-quote")?.map((passage) => passage.speaker)).toEqual([
    { name: "Wladimir Putin", role: null },
    { name: "Jens Stoltenberg", role: "Nato-Generalsekretär" },
  ]);
  expect(counts.get("caption")?.map((passage) => passage.credit)).toEqual([
    "REUTERS/Gavriil Grigorov",
    "REUTERS/Gavriil Grigorov",
  ]);
  expect(article.sections).toHaveLength(4);
});

/** What the two forms must agree on. */
function compared({ kind, text, section, speaker, credit, sentences }: Passage): Partial<Passage> {
  return { kind, text, section, speaker, credit, sentences };
}

function words(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}

test.skipIf(!existsSync(MARKED_UP))(
  "marked up in corpus/ it has the same passages, in order, with the same words",
  () => {
    const raw = parseArticle("raw.txt", readFileSync(RAW, "utf8"));
    const markedUp = parseArticle("marked-up.md", readFileSync(MARKED_UP, "utf8"));
    expect(markedUp.passages.map(compared)).toEqual(raw.passages.map(compared));
  },
);

test.skipIf(!existsSync(MARKED_UP))("marked up in corpus/ every word is kept", () => {
  const body = readFileSync(MARKED_UP, "utf8").replace(/^---\n.*?\n---\n/s, "");
  expect(words(body)).toEqual(words(readFileSync(RAW, "utf8").replace("date 2024-06", "")));
});
