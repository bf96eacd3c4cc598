import { expect, test } from "vitest";
import { makeDocx, makeZip, paragraph, run } from "../../../bench/files/make-docx.ts";
import { readArticle, refusal, textsOf } from "./read.ts";

const STEG = paragraph("Der Steg ist gesperrt.");

test("what is set as title, heading, quotation, caption and list is known as such", async () => {
  const body = [
    paragraph("Der Steg ist fertig", "Titel"),
    paragraph("Von Mia Orth"),
    `<w:p>${run("Der Steg ist fertig.")}<w:r><w:footnoteReference w:id="2"/></w:r>${run(" Er kostete 640 Euro.")}</w:p>`,
    paragraph("Das Material", "Kopf"),
    paragraph("Ich brauchte:"),
    paragraph("40 Bohlen", "Punkt"),
    paragraph("300 Schrauben", "Punkt"),
    paragraph("Der Steg nach dem Eis", "Bild"),
    `<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc>${paragraph("Ort")}</w:tc><w:tc>${paragraph("Pegel")}</w:tc></w:tr><w:tr><w:tc>${paragraph("Wenden")}</w:tc><w:tc>${paragraph("3,80 m")}</w:tc></w:tr></w:tbl>`,
    paragraph("Lehrer*innen & A<B bleiben."),
  ];
  const article = await readArticle("2026-05-steg.docx", makeDocx(body.join("")));
  expect(article).toMatchObject({
    title: "Der Steg ist fertig",
    author: "Mia Orth",
    sections: ["Das Material"],
    passages: [
      {
        text: "Der Steg ist fertig. Er kostete 640 Euro.",
        footnotes: [{ text: "Der Chef heißt Knut." }],
      },
      { text: "Ich brauchte:" },
      { text: "40 Bohlen", leadIn: "Ich brauchte:" },
      { text: "300 Schrauben", leadIn: "Ich brauchte:" },
      { kind: "caption", text: "Der Steg nach dem Eis" },
      { table: { header: ["Ort", "Pegel"] } },
      { text: "Lehrer*innen & A<B bleiben." },
    ],
  });
});

test("the document's properties tell what its text does not", async () => {
  const properties =
    "<dc:title>Steg &amp; Brücke</dc:title><dc:creator>Mia Orth</dc:creator><dcterms:created>2026-05-03T18:12:00Z</dcterms:created>";
  expect(await readArticle("a.docx", makeDocx(STEG, properties))).toMatchObject({
    title: "Steg & Brücke",
    author: "Mia Orth",
    date: "2026-05-03",
  });
});

test("a day in the text counts before that of the file", async () => {
  const body = paragraph("Musterfeld, 3. Mai 2026") + STEG;
  const made = "<dcterms:created>2026-06-14T18:12:00Z</dcterms:created>";
  expect((await readArticle("a.docx", makeDocx(body, made))).date).toBe("2026-05-03");
});

test("words that were taken out are not read, and those that were put in are", async () => {
  const body =
    '<w:p><w:ins w:id="1"><w:r><w:t>Neu ist der Kanal.</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>Alt war er.</w:delText></w:r></w:del></w:p>';
  expect(textsOf(await readArticle("a.docx", makeDocx(body)))).toEqual(["Neu ist der Kanal."]);
});

const LARGE = paragraph("x".repeat(1_000_000)).repeat(60);

test.each<[string, Buffer, string]>([
  ["plain text", Buffer.from("Der Steg ist gesperrt."), "is no Word document, or a broken one"],
  ["a file cut off", makeDocx(STEG).subarray(0, 700), "is no Word document, or a broken one"],
  [
    "another archive",
    makeZip([{ name: "a.txt", text: "Steg" }]),
    "is no Word document, or a broken one",
  ],
  [
    "an old document",
    Buffer.from("d0cf11e0a1b11ae1", "hex"),
    "is an old Word document: save it as .docx",
  ],
  [
    "a document that says it is 3 GB",
    makeZip([{ name: "word/document.xml", text: "<a/>", declared: 3e9 }]),
    "would be too large when unpacked",
  ],
  [
    "2,001 files in one",
    makeDocx(
      STEG,
      "",
      Array.from({ length: 2001 }, (_, i) => ({ name: `${i}.xml`, text: "" })),
    ),
    "is an archive of more than 2000 files",
  ],
  ["60 MB that say so", makeDocx(LARGE), "would be too large when unpacked"],
])("%s is refused with the reason", async (_, bytes, reason) => {
  expect(await refusal("a.docx", bytes)).toBe(reason);
});

test("a document that says it is small and is not ends the process that reads it, and the next is read", async () => {
  const body = "x".repeat(400_000_000);
  const lying = makeZip([
    { name: "[Content_Types].xml", text: "<Types/>" },
    { name: "word/document.xml", text: body, declared: 2000 },
  ]);
  expect(await refusal("a.docx", lying)).toMatch(/^(?:takes too long|needs too much|is a broken)/u);
  expect(textsOf(await readArticle("b.docx", makeDocx(STEG)))).toEqual(["Der Steg ist gesperrt."]);
});
