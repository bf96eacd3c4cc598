/**
 * Parses plain text into a Draft, telling headings, pull quotes and captions by the shape of their lines.
 *
 * In doubt a block is a paragraph, so that no words are lost and none are put into anyone's mouth.
 */
import { detectLanguage } from "../text/language.ts";
import { splitSentences } from "../text/sentences.ts";
import { foldSpace, isDate, readSpeaker, takeClosingSource } from "./draft.ts";
import type { Block, Draft, Metadata } from "./draft.ts";
import { readFrontMatter } from "./front-matter/front-matter.ts";

/** A line longer than this is a paragraph of its own, not part of one that was wrapped. */
const WRAPPED_LINE_LENGTH = 120;

const HEADING_LENGTH = 90;
const CAPTION_LENGTH = 600;
const CREDIT_LENGTH = 120;
const PULL_QUOTE_LENGTH = 500;

/** More short lines than this in a row are a list under the first of them. */
const HEADINGS_IN_A_ROW = 2;

/** "date 2024-06 Unmittelbar vor …" */
const LEADING_DATE = /^\s*date:?\s+(\d{4}(?:-\d{2}){0,2})(?=\s|$)/i;

const CLOSED = /[.!?…:;,。！？；：，؟۔।]["”“»«’'」』)\]]*$/;

/** One word of a name: "Jens", "K.", "Jean-Pierre", "O’Neill". */
const NAME = "(?:\\p{Lu}\\.|Dr\\.|Prof\\.|\\p{Lu}[\\p{L}\\p{M}’'-]*)";
const PARTICLE = "(?:v[oa]n|de[rnl]?|d[aiou]s?|l[ae]|el|al|bin|ibn|zu[mr]?|und|ter|ten|y)";
const ROLE = "[^.!?…,:;©]{2,80}";

/** "Jens Stoltenberg, Nato-Generalsekretär" */
const SIGNATURE = new RegExp(
  `^(${NAME}(?:\\s+(?:${PARTICLE}\\s+)*${NAME}){0,4})(?<!\\.)(?:,\\s+(${ROLE}))?$`,
  "u",
);

/** "Sie ist global. — Jens Stoltenberg" */
const DASHED = /^(.*[.!?…。！？]["”“»«’')]*)\s+(?:—|–|--?)\s+(.*)$/su;

/** Words that begin a line about the text: what follows is no name. */
const NO_NAME =
  /^(?:Der|Die|Das|Ein|Eine|Von|Mehr|Foto|Quelle|Lesen|The|By|More|Photo|Source|Read|A|An)\s/;

/** A text that opens with a heading has its title from it. Throws ArticleError for a draft. */
export function parsePlain(text: string): Draft {
  const front = readFrontMatter(text);
  const found = LEADING_DATE.exec(front.body);
  const date = found?.[1] !== undefined && isDate(found[1]) ? found[1] : undefined;
  const body = found && date !== undefined ? front.body.slice(found[0].length) : front.body;
  const paragraphs = splitBlocks(body).map((block): Block => ({ kind: "paragraph", text: block }));
  // First, for a last line is often short: „Sie ist global.“ (dpa)
  const draft = takeClosingSource({
    metadata: { date, ...onlySet(front.metadata) },
    blocks: paragraphs,
  });
  const language = draft.metadata.language ?? detectLanguage(body) ?? undefined;
  const blocks = keepRealHeadings(
    draft.blocks.map((block) => classify(block.text, language ?? "")),
  );
  const [first] = blocks;
  const title = draft.metadata.title ?? (first?.kind === "heading" ? first.text : undefined);
  return { metadata: { ...draft.metadata, title, language }, dropped: front.dropped, blocks };
}

function onlySet(metadata: Metadata): Metadata {
  return Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== undefined));
}

/** Blank lines part blocks; within one, long lines do. */
function splitBlocks(text: string): string[] {
  return text
    .split(/\n[^\S\n]*\n/)
    .flatMap((block) => {
      const lines = block.split("\n").map(foldSpace);
      return lines.some((line) => line.length > WRAPPED_LINE_LENGTH)
        ? lines
        : [lines.join(" ").trim()];
    })
    .filter((block) => /[\p{L}\p{N}]/u.test(block));
}

function classify(text: string, language: string): Block {
  if (isCaption(text)) return { kind: "caption", text };
  return readPullQuote(text, language) ?? { kind: isHeading(text) ? "heading" : "paragraph", text };
}

function isCaption(text: string): boolean {
  const at = text.lastIndexOf("©");
  return at >= 0 && text.length <= CAPTION_LENGTH && text.length - at <= CREDIT_LENGTH;
}

/** A closed sentence or more, then who says it. */
function readPullQuote(text: string, language: string): Block | null {
  if (text.length > PULL_QUOTE_LENGTH || CLOSED.test(text)) return null;
  const [, dashed, signature] = DASHED.exec(text) ?? [];
  if (dashed !== undefined && signature !== undefined && SIGNATURE.test(signature)) {
    return { kind: "pull-quote", text: dashed, speaker: readSpeaker(signature) };
  }
  const last = splitSentences(text, language).at(-1);
  const quotation = text.slice(0, last?.start).trim();
  if (!last || last.start === 0 || !isSignature(last.text, quotation)) return null;
  return { kind: "pull-quote", text: quotation, speaker: readSpeaker(last.text) };
}

function isSignature(text: string, quotation: string): boolean {
  const [signature, name = "", role] = SIGNATURE.exec(text) ?? [];
  if (signature === undefined || NO_NAME.test(signature)) return false;
  // One word alone may be any: "… geht weiter. Analyse"
  return /\s/.test(name) || role !== undefined || /["”“»«]$/.test(quotation);
}

function isHeading(text: string): boolean {
  return (
    text.length <= HEADING_LENGTH &&
    /\p{L}/u.test(text) &&
    !CLOSED.test(text) &&
    !/^[-•*·–—]\s/.test(text)
  );
}

/** A heading has something under it; three or more in a row are a list, under the first of them. */
function keepRealHeadings(blocks: readonly Block[]): Block[] {
  const kept: Block[] = [];
  let row: string[] = [];
  for (const block of blocks) {
    if (block.kind === "heading") row.push(block.text);
    else {
      kept.push(
        ...row.map((text, index): Block => ({
          kind: isListItem(row, index) ? "paragraph" : "heading",
          text,
        })),
        block,
      );
      row = [];
    }
  }
  return [...kept, ...row.map((text): Block => ({ kind: "paragraph", text }))];
}

function isListItem(row: readonly string[], index: number): boolean {
  return row.length > HEADINGS_IN_A_ROW && index > 0;
}
