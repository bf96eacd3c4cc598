/**
 * A Word document (.docx) → Draft. It is a zip archive of XML files.
 */
import mammoth from "mammoth";
import type { Draft } from "../draft.ts";
import { ArticleError, type FaultName } from "../faults.ts";
import type { Entry } from "../front-matter/entries.ts";
import { describeEntries } from "../front-matter/metadata.ts";
import { draftFromHtml, onlySet } from "./draft-from-html.ts";
import { parseDocument } from "./page-document.ts";
import { showNotes } from "./page-notes.ts";
import { listZip, readZipText, type ZipEntry } from "./zip.ts";

/** The document's text, and its properties. */
const TEXT = "word/document.xml";
const PROPERTIES = "docProps/core.xml";

/** A document has some twenty, and one a picture. */
const ENTRIES_LIMIT = 2000;

/** In bytes: unpacked, the text of a book of 800,000 words with Word's marks; and all of the archive, its pictures too. */
const TEXT_LIMIT = 20e6;
const ARCHIVE_LIMIT = 100e6;
const PROPERTIES_LIMIT = 100e3;

const OPTIONS = {
  styleMap: [
    "p[style-name='Title'] => h1:fresh",
    "p[style-name='Quote'] => blockquote > p:fresh",
    "p[style-name='Intense Quote'] => blockquote > p:fresh",
    "p[style-name='caption'] => figcaption:fresh",
  ],
  // Pictures are not looked at; without this each would become text in the HTML.
  convertImage: mammoth.images.imgElement(async () => ({ src: "" })),
};

/** Throws ArticleError. */
export async function parseDocx(bytes: Uint8Array): Promise<Draft> {
  const entries = listZip(bytes, ENTRIES_LIMIT + 1);
  if (entries === null) throw new ArticleError(explain(bytes));
  refuseLarge(entries);
  const known = describe(bytes, entries);
  const { date, ...properties } = known.metadata;
  const { language } = properties;
  // What stands in the text is more often right than what a template says.
  const document = parseDocument(await convert(bytes));
  showNotes(document);
  const draft = draftFromHtml(document.body.innerHTML, { ...known, metadata: { language } });
  const metadata = { ...properties, ...onlySet(draft.metadata) };
  return { ...draft, metadata, made: date };
}

function explain([first, second]: Uint8Array): FaultName {
  return first === 0xd0 && second === 0xcf ? "old-word" : "word";
}

function refuseLarge(entries: readonly ZipEntry[]): void {
  if (entries.length > ENTRIES_LIMIT) throw new ArticleError("files", { values: [ENTRIES_LIMIT] });
  const text = entries.find(({ name }) => name === TEXT);
  if (text === undefined) throw new ArticleError("word");
  const whole = entries.reduce((sum, { size }) => sum + size, 0);
  if (text.size > TEXT_LIMIT || whole > ARCHIVE_LIMIT) throw new ArticleError("unpacked");
}

async function convert(bytes: Uint8Array): Promise<string> {
  try {
    return (await mammoth.convertToHtml({ buffer: Buffer.from(bytes) }, OPTIONS)).value;
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw new ArticleError("word", { cause: error });
  }
}

/** Title and author are what somebody typed into the document's properties, the day is that of its making. */
function describe(bytes: Uint8Array, entries: readonly ZipEntry[]): Omit<Draft, "blocks"> {
  const entry = entries.find(({ name }) => name === PROPERTIES);
  const xml = entry === undefined ? null : readZipText(bytes, entry, PROPERTIES_LIMIT);
  const read = (key: string, element: string): Entry => {
    const typed = xml === null ? "" : textIn(xml, element);
    return { key, value: typed || null, typed, line: null };
  };
  const { metadata, dropped } = describeEntries(
    [
      read("title", "dc:title"),
      read("author", "dc:creator"),
      read("date", "dcterms:created"),
      read("language", "dc:language"),
    ].filter(({ value }) => value !== null),
  );
  return { metadata, dropped };
}

const SIGNS: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

function textIn(xml: string, element: string): string {
  const start = xml.indexOf(`<${element}`);
  const from = xml.indexOf(">", start) + 1;
  const to = xml.indexOf(`</${element}>`, from);
  if (start === -1 || to === -1) return "";
  return xml
    .slice(from, to)
    .replace(/&(?<name>amp|lt|gt|quot|apos);/gu, (found, name: string) => SIGNS[name] ?? found)
    .trim();
}
