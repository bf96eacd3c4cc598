/**
 * Makes a folder of articles as people have them: Markdown of five dialects, plain text, pages, PDFs, Word documents; one in ten broken.
 *
 * Of each it is known which sentences it holds, so that what was read can be compared.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createRandom, pick, type Random } from "../random.ts";
import { makeDocx, makeZip, paragraph } from "./make-docx.ts";
import { makePdf, wrap, type Placed } from "./make-pdf.ts";

export interface MadeFile {
  readonly name: string;
  readonly bytes: Buffer;
  /** Its paragraphs in order, word for word; null where it is broken. */
  readonly paragraphs: readonly string[] | null;
}

interface Words {
  readonly title: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
}

const WHO = ["Der Gemeinderat", "Die Bürgerliste", "Das Bauamt", "Die Feuerwehr", "Der Kreis"];
const DID = [
  "hat den Steg gesperrt",
  "will das Bad erhalten",
  "zahlt ein Drittel",
  "lehnt den Plan ab",
];
const WHERE = ["in Musterfeld", "am Nordufer", "in Grüntal an der Lose", "hinter dem Rathaus"];
const WHY = ["weil das Geld fehlt", "weil der Fluss steigt", "denn niemand hat widersprochen"];

function makeWords(n: number, random: Random): Words {
  const sentence = (i: number) =>
    `${pick(WHO, random)} ${pick(DID, random)}, ${pick(WHERE, random)} und anderswo, ${pick(WHY, random)} und ${n} zu ${i} gezählt wurde.`;
  return {
    title: `Bericht ${n} aus dem Kreis`,
    heading: `Was ${n} bedeutet`,
    paragraphs: Array.from({ length: 5 }, (_, i) =>
      [i * 3 + 1, i * 3 + 2, i * 3 + 3].map(sentence).join(" "),
    ),
  };
}

type Make = (words: Words) => string | Buffer;

const KINDS: readonly (readonly [ending: string, make: Make])[] = [
  [
    "md",
    ({ title, ...text }) => `---\ntitle: ${title}\ndate: 2026-06-14\n---\n\n${markdown(text)}`,
  ],
  [
    "md",
    ({ title, ...text }) => `+++\ntitle = "${title}"\n+++\n\n{{< toc >}}\n\n${markdown(text)}`,
  ],
  [
    "md",
    ({ title, ...text }) =>
      `---\nlayout: post\ntitle: ${title}\n---\n${markdown(text)}\n{: .ende}\n`,
  ],
  [
    "md",
    ({ title, ...text }) => `# ${title}\n\n%% nur für mich %%\n\n${markdown(text)}\n^block1\n`,
  ],
  ["markdown", ({ title, ...text }) => `% ${title}\n% Mia Orth\n\n${markdown(text)}`],
  [
    "txt",
    ({ title, heading, paragraphs }) => [title, ...withHeading(heading, paragraphs)].join("\n\n"),
  ],
  ["html", page],
  ["pdf", pdf],
  ["docx", docx],
];

function withHeading(heading: string, [first = "", ...rest]: readonly string[]): string[] {
  return [first, heading, ...rest];
}

function markdown({ heading, paragraphs }: Omit<Words, "title">): string {
  return withHeading(`## ${heading}`, paragraphs).join("\n\n");
}

function page({ title, heading, paragraphs }: Words): string {
  const [first = "", ...rest] = paragraphs.map((words) => `<p>${words}</p>`);
  return `<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>${title}</title></head><body><nav><a href="/">Startseite</a></nav><article><h1>${title}</h1>${first}<h2>${heading}</h2>${rest.join("\n")}</article><footer>Impressum</footer></body></html>`;
}

function pdf({ title, heading, paragraphs }: Words): Buffer {
  const lines: Placed[] = [{ text: title, x: 60, y: 760, size: 20 }];
  let y = 720;
  for (const [i, words] of paragraphs.entries()) {
    if (i === 1) {
      lines.push({ text: heading, x: 60, y: y - 10, size: 14, bold: true });
      y -= 34;
    }
    const made = wrap(words, { x: 60, y, width: 430 });
    lines.push(...made);
    y -= made.length * 14.3 + 10;
  }
  lines.push({ text: "Seite 1", x: 280, y: 40, size: 9 });
  return makePdf([lines]);
}

function docx({ title, heading, paragraphs }: Words): Buffer {
  const [first = "", ...rest] = paragraphs.map((words) => paragraph(words));
  return makeDocx([paragraph(title, "Titel"), first, paragraph(heading, "Kopf"), ...rest].join(""));
}

/** Each in its own way; none may hold the others up. */
const BROKEN: readonly (readonly [ending: string, make: () => string | Buffer])[] = [
  ["md", () => ""],
  ["txt", () => Buffer.from("Brücke", "latin1")],
  ["md", () => "[a](".repeat(20_000)],
  ["html", () => "<!DOCTYPE html><title>x</title><body></body>"],
  ["pdf", () => "%PDF-1.7\nnichts"],
  ["pdf", () => makePdf([[]])],
  ["docx", () => makeDocx(paragraph("Der Steg.")).subarray(0, 600)],
  ["docx", () => makeZip([{ name: "word/document.xml", text: "<a/>", declared: 3e9 }])],
  ["docx", () => makeDocx(paragraph("x".repeat(30_000_000)))],
  ["md", () => Buffer.alloc(1000)],
];

/** Every tenth is broken; `seed` repeats the words. */
export function* makeFiles(count: number, seed = 1): Generator<MadeFile> {
  const random = createRandom(seed);
  for (let n = 0; n < count; n += 1) {
    const isBroken = n % 10 === 9;
    const words = makeWords(n, random);
    const [ending, make] = isBroken
      ? pickAt(BROKEN, Math.floor(n / 10))
      : pickAt(KINDS, n - Math.floor(n / 10));
    yield {
      name: `${isBroken ? "kaputt" : "bericht"}-${n}.${ending}`,
      bytes: Buffer.from(make(words) as Buffer),
      paragraphs: isBroken ? null : words.paragraphs,
    };
  }
}

function pickAt<Item>(items: readonly Item[], n: number): Item {
  const item = items[n % items.length];
  if (item === undefined) throw new RangeError("Nothing to pick from");
  return item;
}

export async function writeFolder(folder: string, files: Iterable<MadeFile>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { name, bytes } of files) await writeFile(join(folder, name), bytes);
}
