/**
 * A PDF → Draft. It knows where on a page each word stands, and nothing of paragraphs: they are found by place and size.
 */
import { getDocumentProxy } from "unpdf";
import type { Draft } from "../../draft.ts";
import { ArticleError } from "../../faults.ts";
import type { Entry } from "../../front-matter/entries.ts";
import { describeEntries } from "../../front-matter/metadata.ts";
import { parsePlain } from "../../plain/parse-plain.ts";
import { readDialogue } from "../../structure/dialogue.ts";
import { onlySet, withoutTitle } from "../draft-from-html.ts";
import { orderLines } from "./columns.ts";
import { joinRuns, type Line, type Run } from "./lines.ts";
import { withoutPageFurniture } from "./pages.ts";
import { readParagraphs } from "./paragraphs.ts";

/** More is a book; each page takes the processor 5 to 20 ms. */
const PAGES_LIMIT = 200;

/** A page of a newspaper has 10,000. */
const CHARACTERS_LIMIT = 1_000_000;

type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>;

/** Throws ArticleError. */
export async function parsePdf(bytes: Uint8Array): Promise<Draft> {
  const document = await open(bytes);
  if (document.numPages > PAGES_LIMIT)
    throw new ArticleError("pages", { values: [document.numPages, PAGES_LIMIT] });
  const { metadata: known, dropped } = await describe(document);
  const pages: Line[][] = [];
  let characters = 0;
  for (let n = 1; n <= document.numPages; n += 1) {
    const runs = await readPage(document, n);
    characters += runs.reduce((sum, { text }) => sum + text.length, 0);
    if (characters > CHARACTERS_LIMIT) throw new ArticleError("book");
    pages.push(orderLines(joinRuns(runs)));
  }
  if (characters === 0) throw new ArticleError("scan");
  const text = readParagraphs(withoutPageFurniture(pages)).join("\n\n");
  const { title, language, author, date } = known;
  const draft = parsePlain(text, onlySet({ title, language }));
  const metadata = { ...draft.metadata, author: draft.metadata.author ?? author };
  const blocks = readDialogue(withoutTitle(draft.blocks, draft.metadata.title));
  return { metadata, dropped, blocks, made: date };
}

async function open(bytes: Uint8Array): Promise<PdfDocument> {
  try {
    return await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
  } catch (error) {
    const isLocked = error instanceof Error && error.name === "PasswordException";
    if (error instanceof RangeError) throw error;
    throw new ArticleError(isLocked ? "password" : "pdf", {
      cause: error,
    });
  }
}

async function readPage(document: PdfDocument, n: number): Promise<Run[]> {
  try {
    const page = await document.getPage(n);
    const { items } = await page.getTextContent();
    page.cleanup();
    return items.flatMap((item) => ("str" in item ? readRun(item) : []));
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw new ArticleError("page", { values: [n], cause: error });
  }
}

interface Item {
  readonly str: string;
  readonly width: number;
  /** A matrix: slant, and size, then the place of its beginning; the origin is at the bottom left. */
  readonly transform: readonly number[];
  readonly fontName: string;
}

/** Text that is not level is a stamp or stands along the edge. */
function readRun({ str, width, transform, fontName }: Item): Run[] {
  const [a = 0, b = 0, , d = 0, x = 0, y = 0] = transform;
  if (str === "" || Math.abs(b) > Math.abs(a) / 10) return [];
  return [{ text: str, x, y, width, size: Math.abs(d) || Math.abs(a), font: fontName }];
}

/** Programs write their own names or the file's into the title. */
const NO_TITLE =
  /\.\w{2,4}$|^(?:microsoft word|untitled|unbenannt|layout \d|dokument\d*|document\d*)\b/iu;

async function describe(document: PdfDocument): Promise<Omit<Draft, "blocks">> {
  const { info } = (await document.getMetadata().catch(() => null)) ?? { info: {} };
  const values = info as Readonly<Record<string, unknown>>;
  const read = (key: string, name: string): Entry => {
    const found = values[name];
    const typed = typeof found === "string" ? found.trim() : "";
    return { key, value: typed || null, typed, line: null };
  };
  const entries = [
    read("title", "Title"),
    read("author", "Author"),
    read("language", "Language"),
    readDate(values["CreationDate"]),
  ];
  const { metadata, dropped } = describeEntries(
    entries.filter(
      ({ key, value, typed }) => value !== null && !(key === "title" && NO_TITLE.test(typed)),
    ),
  );
  return { metadata, dropped };
}

/** "D:20260614073000+02'00'" */
function readDate(value: unknown): Entry {
  const found = typeof value === "string" ? /^D:(\d{4})(\d{2})(\d{2})/u.exec(value) : null;
  const typed = found === null ? "" : `${found[1]}-${found[2]}-${found[3]}`;
  return { key: "date", value: typed || null, typed, line: null };
}
