import { expect, test } from "vitest";
import { makePdf, wrap, type Placed } from "../../../../bench/files/make-pdf.ts";
import { readArticle, refusal, textsOf } from "../read.ts";

const LEFT =
  "Der Gemeinderat von Musterfeld hat am Montag den Umbau des Kornspeichers beschlossen. Die Sanierung soll im Frühjahr beginnen und zwei Jahre dauern, sagte die Verwaltung.";
const RIGHT =
  "Kritik kam von der Bürgerliste, die auf die Gefahr von Hochwasser hinwies. Im Erdgeschoss entstehen eine Bibliothek und ein Café, darüber Räume für Vereine.";

function pageOf(lines: readonly Placed[], n = 1): Placed[] {
  return [
    { text: "Musterfelder Bote", x: 60, y: 800, size: 9 },
    ...lines,
    { text: `Seite ${n} von 3`, x: 270, y: 30, size: 9 },
  ];
}

function below(texts: readonly string[], from: number): Placed[] {
  return texts.map((text, i) => ({ text, x: 60, y: from - i * 14.3 }));
}

function row(cells: readonly string[], y: number): Placed[] {
  return cells.map((text, i) => ({ text, x: 60 + i * 120, y }));
}

test("two columns are read one after the other, however the file holds them", async () => {
  const left = wrap(LEFT, { x: 60, y: 700, width: 200 });
  const right = wrap(RIGHT, { x: 310, y: 700, width: 200 });
  const rowByRow = Array.from({ length: Math.max(left.length, right.length) }, (_, i) =>
    [left[i], right[i]].filter((line) => line !== undefined),
  ).flat();
  for (const lines of [[...left, ...right], rowByRow])
    expect(textsOf(await readArticle("a.pdf", makePdf([lines])))).toEqual([LEFT, RIGHT]);
});

test("lines are joined to paragraphs, also over a page's end, and words that a hyphen parts", async () => {
  const first = below(
    [
      "Der Gemeinderat von Musterfeld hat am Montag den Umbau des Gemein-",
      "dezentrums beschlossen. Die Ost- und Westseite bleiben erhalten, und",
    ],
    700,
  );
  const second = below(["die Vor- und Nachteile sind bekannt, sagte Jörg Muster."], 760);
  const article = await readArticle("a.pdf", makePdf([pageOf(first), pageOf(second, 2)]));
  expect(textsOf(article)).toEqual([
    "Der Gemeinderat von Musterfeld hat am Montag den Umbau des Gemeindezentrums beschlossen. Die Ost- und Westseite bleiben erhalten, und die Vor- und Nachteile sind bekannt, sagte Jörg Muster.",
  ]);
});

test("page numbers and what stands at the head of each page are left out", async () => {
  const pages = [LEFT, RIGHT, LEFT.toUpperCase()].map((text, i) =>
    pageOf(wrap(text, { x: 60, y: 740, width: 430 }), i + 1),
  );
  const texts = textsOf(await readArticle("a.pdf", makePdf(pages)));
  expect(texts).toEqual([LEFT, RIGHT, LEFT.toUpperCase()]);
});

test("larger or bolder letters make the title and the headings", async () => {
  const lines: Placed[] = [
    { text: "Umbau beschlossen", x: 60, y: 780, size: 22 },
    ...wrap(LEFT, { x: 60, y: 740, width: 430 }),
    { text: "Was er kostet", x: 60, y: 670, size: 11, bold: true },
    ...wrap(RIGHT, { x: 60, y: 655, width: 430 }),
  ];
  expect(await readArticle("a.pdf", makePdf([lines]))).toMatchObject({
    title: "Umbau beschlossen",
    sections: ["Was er kostet"],
    passages: [
      { text: LEFT, section: null },
      { text: RIGHT, section: "Was er kostet" },
    ],
  });
});

test("rows whose cells begin in the same places are a table", async () => {
  const table = [
    ...wrap(LEFT, { x: 60, y: 740, width: 430 }),
    ...row(["Jahr", "Kosten", "Anteil"], 680),
    ...row(["2026", "0,4 Mio. €", "70 %"], 664),
    ...row(["2027", "2,0 Mio. €", "60 %"], 648),
  ];
  expect((await readArticle("a.pdf", makePdf([table]))).passages[1]).toMatchObject({
    table: { header: ["Jahr", "Kosten", "Anteil"], rows: [["2026", "0,4 Mio. €", "70 %"], {}] },
  });
});

test("the file's own facts tell title, author and day", async () => {
  const info = "/Title (Umbau) /Author (Erika Beispiel) /CreationDate (D:20260614073000+02'00')";
  const lines = wrap(LEFT, { x: 60, y: 740, width: 430 });
  expect(await readArticle("a.pdf", makePdf([lines], info))).toMatchObject({
    title: "Umbau",
    author: "Erika Beispiel",
    date: "2026-06-14",
  });
  const named = await readArticle(
    "der-steg.pdf",
    makePdf([lines], "/Title (Microsoft Word - x.docx)"),
  );
  expect(named.title).toBe("Der Steg");
});

test.each([
  ["der-steg.pdf", "Musterfeld, 3. Mai 2026", "2026-05-03"],
  ["der-steg.pdf", "Pressemitteilung Nr. 12/2026 vom 3.5.2026", "2026-05-03"],
  ["2026-04-der-steg.pdf", "Der neue Steg", "2026-04"],
  ["der-steg.pdf", "Der neue Steg", "2026-06-14"],
])(
  "the text's day counts before the name's, and that before the file's: %s, %s",
  async (name, line, date) => {
    const lines = [
      { text: line, x: 60, y: 780, size: 10 },
      ...wrap(LEFT, { x: 60, y: 740, width: 430 }),
    ];
    const file = makePdf([lines], "/CreationDate (D:20260614073000+02'00')");
    expect((await readArticle(name, file)).date).toBe(date);
  },
);

const EMPTY: readonly Placed[] = [];

test.each<[string, string | Buffer, string]>([
  ["a page", "<!DOCTYPE html><p>Der Steg.</p>", "is no PDF, or a broken one"],
  ["bytes without sense", "%PDF-1.7\nnichts", "is no PDF, or a broken one"],
  [
    "a scan",
    makePdf([EMPTY]),
    "holds pictures of its pages, no text (a scan): read it by OCR first",
  ],
  [
    "a file of 10,000 pages",
    makePdf(Array.from({ length: 10_000 }, () => EMPTY)),
    "has 10000 pages, more than 200",
  ],
])("%s is refused with the reason", async (_, content, reason) => {
  expect(await refusal("a.pdf", content)).toBe(reason);
});
