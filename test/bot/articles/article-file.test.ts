import { expect, test } from "vitest";

import { fileOf, fileOfPage, fileOfText } from "../../../src/bot/articles/article-file.ts";
import { readSent } from "../../../src/bot/articles/read-sent.ts";

const BYTES = Buffer.from("Ein Satz.");
const HASH = "[0-9a-f]{8}";

test.each([
  ["2026-05-Das neue Freibad.TXT", "2026-05-Das-neue-Freibad\\.txt"],
  ["../../etc/passwd.md", "etc-passwd\\.md"],
  [".store-key", "store-key"],
  ["a/b\\c\u0000d.md", "a-b-c-d\\.md"],
  ["", "artikel"],
  ["💥.md", "artikel\\.md"],
  ["Bru\u0308cke.md", "Brücke\\.md"],
])("%j is kept under a safe name", (name, pattern) => {
  expect(fileOf(name, BYTES).name).toMatch(new RegExp(`^${HASH}-${pattern}$`, "u"));
});

test("a long name is cut at a word, below what file systems take", () => {
  const { name } = fileOf(`${"Wörter ".repeat(60)}.md`, BYTES);
  expect(name).toMatch(/^[0-9a-f]{8}-(?:Wörter-)+Wörter\.md$/u);
  expect(Buffer.byteLength(fileOf(`${"語".repeat(300)}.md`, BYTES).name)).toBeLessThan(255);
});

test("the same bytes have the same name, others another", () => {
  expect(fileOf("a.md", BYTES)).toEqual(fileOf("a.md", BYTES));
  expect(fileOf("a.md", BYTES).name).not.toBe(fileOf("a.md", Buffer.from("Anders.")).name);
});

test("what a channel's name holds does not break the front matter", async () => {
  const source = 'Der "Hafen": \\ #1\n---\ntitle: Falsch';
  const read = await readSent(fileOfText("Der Kran wird erneuert.", { source }));
  expect(read).toMatchObject({
    kind: "article",
    article: { title: "Der Kran wird erneuert", passages: [{ text: "Der Kran wird erneuert." }] },
  });
});

test("a text with headings or front matter is Markdown, any other is read as it stands", () => {
  expect(fileOfText("# Titel\n\nEin Satz.", {}).name).toMatch(/-Titel\.md$/u);
  expect(fileOfText("---\ntitle: T\n---\nEin Satz.", {}).name).toMatch(/\.md$/u);
  expect(fileOfText("Lehrer*innen #hafen", {}).name).toMatch(/-Lehrer-innen-hafen\.txt$/u);
});

test.each([
  ["https://a.example/2026/10/die-neue-br%C3%BCcke.html?x=1#y", "die-neue-brücke"],
  ["https://a.example/artikel/", "artikel"],
  ["https://www.a.example/", "www-a-example"],
  ["https://a.example/12345", "a-example"],
  ["https://a.example/%E0%A4%A", "E0-A4-A"],
])("a page is named by its address: %s", (url, name) => {
  expect(fileOfPage({ url, ending: ".html", bytes: BYTES }).name).toMatch(
    new RegExp(`^${HASH}-${name}\\.html$`, "u"),
  );
});

const ADDRESS = "https://www.a.example/b?c=1&d=%22e%22";
const PAGE =
  "<title>Der Steg</title><article><h1>Der Steg</h1><p>Der Steg am Hafen ist neu.</p></article>";

test("a page says at its end where it was found, so that what it says itself comes first", () => {
  const { bytes } = fileOfPage({ url: ADDRESS, ending: ".html", bytes: Buffer.from(PAGE) });
  expect(Buffer.from(bytes).toString()).toBe(
    `${PAGE}\n<link rel="canonical" href="https://www.a.example/b?c=1&amp;d=%22e%22"><meta property="og:site_name" content="a.example">\n`,
  );
  const utf16 = Buffer.from(`\ufeff${PAGE}`, "utf16le");
  expect(fileOfPage({ url: ADDRESS, ending: ".html", bytes: utf16 }).bytes).toBe(utf16);
});

test("a page is read with where it was found, unless it says so itself, and in the letters that were sent", async () => {
  const read = (html: string) =>
    readSent(fileOfPage({ url: ADDRESS, ending: ".html", bytes: Buffer.from(html) }));
  expect(
    await read(`\ufeff<meta charset="windows-1252">${PAGE.replace("neu", "schön")}`),
  ).toMatchObject({
    article: {
      url: ADDRESS,
      source: "a.example",
      passages: [{ text: "Der Steg am Hafen ist schön." }],
    },
  });
  const told =
    '<link rel="canonical" href="https://b.example/steg"><meta property="og:site_name" content="Hafenblatt">';
  expect(await read(`<head>${told}</head>${PAGE}`)).toMatchObject({
    article: { url: "https://b.example/steg", source: "Hafenblatt" },
  });
});

test("a text from the web has its address in front", async () => {
  const bytes = Buffer.from("Der Steg am Hafen ist neu.");
  const read = await readSent(fileOfPage({ url: ADDRESS, ending: ".txt", bytes }));
  expect(read).toMatchObject({ article: { url: ADDRESS, passages: [{ text: bytes.toString() }] } });
});
