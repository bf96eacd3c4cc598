/**
 * Makes Word documents of a few lines, sound or not, to read them again.
 */
import { crc32, deflateRawSync } from "node:zlib";

export interface Packed {
  readonly name: string;
  readonly text: string;
  /** In bytes, where the directory is to say something else. */
  readonly declared?: number;
}

const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';

const TYPES =
  `${HEAD}<Types xmlns="${PACKAGE}/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  ["document.main", "styles", "footnotes", "numbering"]
    .map(
      (part) =>
        `<Override PartName="/word/${part.split(".")[0]}.xml" ContentType="${TYPE}.${part}+xml"/>`,
    )
    .join("") +
  "</Types>";

const RELATIONS = `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`;

const PARTS =
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">` +
  ["styles", "footnotes", "numbering"]
    .map(
      (part, i) => `<Relationship Id="r${i + 1}" Type="${OFFICE}/${part}" Target="${part}.xml"/>`,
    )
    .join("") +
  "</Relationships>";

const STYLES: Readonly<Record<string, string>> = {
  Titel: "Title",
  Kopf: "heading 1",
  Zitat: "Quote",
  Bild: "caption",
};

/** `body` is WordprocessingML; `properties` the elements of docProps/core.xml. */
export function makeDocx(body: string, properties = "", more: readonly Packed[] = []): Buffer {
  const styles = Object.entries(STYLES).map(
    ([id, name]) =>
      `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`,
  );
  return makeZip([
    { name: "[Content_Types].xml", text: TYPES },
    { name: "_rels/.rels", text: RELATIONS },
    { name: "word/_rels/document.xml.rels", text: PARTS },
    { name: "word/styles.xml", text: `${HEAD}<w:styles ${WORD}>${styles.join("")}</w:styles>` },
    {
      name: "word/footnotes.xml",
      text: `${HEAD}<w:footnotes ${WORD}><w:footnote w:id="2">${paragraph("Der Chef heißt Knut.")}</w:footnote></w:footnotes>`,
    },
    {
      name: "word/numbering.xml",
      text: `${HEAD}<w:numbering ${WORD}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
    },
    {
      name: "docProps/core.xml",
      text: `${HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">${properties}</cp:coreProperties>`,
    },
    ...more,
    {
      name: "word/document.xml",
      text: `${HEAD}<w:document ${WORD}><w:body>${body}</w:body></w:document>`,
    },
  ]);
}

/** `style`: a key of STYLES, or "Punkt" for an item of a list. */
export function paragraph(words: string, style = ""): string {
  const item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>';
  const set = style === "Punkt" ? item : style === "" ? "" : `<w:pStyle w:val="${style}"/>`;
  return `<w:p><w:pPr>${set}</w:pPr>${run(words)}</w:p>`;
}

export function run(words: string): string {
  const text = words.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
}

export function makeZip(files: readonly Packed[]): Buffer {
  const heads: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, text, declared } of files) {
    const bytes = Buffer.from(text);
    const packed = deflateRawSync(bytes);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(declared ?? bytes.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    const head = Buffer.concat([Buffer.from("PK\x03\x04"), common, Buffer.from(name), packed]);
    directory.push(Buffer.from("PK\x01\x02\x14\0"), common, place, Buffer.from(name));
    heads.push(head);
    offset += head.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(entries.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...heads, entries, Buffer.from("PK\x05\x06"), end]);
}
