/**
 * Plain text → its Blocks, by the shape of its lines: headings, pull quotes and captions are not marked in it.
 *
 * In doubt a block is a paragraph, so that no words are lost and none are put into anyone's mouth.
 */
import { detectLanguage } from "../../text/language.ts";
import { splitSentences } from "../../text/sentences.ts";
import { foldSpace, isDate, takeClosingSource } from "../draft.ts";
import type { Block, Draft, Metadata } from "../draft.ts";
import { withoutLostMarks } from "../markdown/footnotes.ts";
import { isCaption } from "../structure/credits.ts";
import { takeFurniture } from "../structure/furniture.ts";
import { isNamed, NAMED, readSpeaker } from "../structure/signatures.ts";
import { readCues } from "./cues.ts";
import { splitPieces } from "./pieces.ts";

const HEADING_LENGTH = 90;
const PULL_QUOTE_LENGTH = 500;

/** More short lines than this in a row are a list under the first of them. */
const HEADINGS_IN_A_ROW = 2;

/** "date 2024-06 Unmittelbar vor …" */
const LEADING_DATE = /^\s*date:?\s+(\d{4}(?:-\d{2}){0,2})(?=\s|$)/i;

const CLOSED = /[.!?…:;,。！？；：，؟۔।]["”“»«’'」』)\]]*$/;

/** "Sie ist global. — Jens Stoltenberg" */
const DASHED = /^(.*[.!?…。！？]["”“»«’')]*)\s+(?:—|–|--?)\s+(.*)$/su;

/** `known` is what the front matter says. A text that opens with a heading has its title from it. */
export function parsePlain(text: string, known: Metadata): Draft {
  const found = LEADING_DATE.exec(text);
  const date = found?.[1] !== undefined && isDate(found[1]) ? found[1] : undefined;
  const body = found && date !== undefined ? text.slice(found[0].length) : text;
  const pieces = splitPieces(withoutLostMarks(readCues(body) ?? body));
  const { blocks: own, metadata } = takeFurniture(pieces);
  // First, for a last line is often short: „Sie ist global.“ (dpa)
  const draft = takeClosingSource({
    metadata: { ...metadata, ...(date === undefined ? {} : { date }), ...known },
    blocks: own,
  });
  const language = known.language ?? detectLanguage(body) ?? "";
  const blocks = keepRealHeadings(draft.blocks.map((block) => classify(block, language)));
  const [first] = blocks;
  const title = first?.kind === "heading" ? first.text : undefined;
  return { metadata: { title, ...draft.metadata }, blocks };
}

function classify(block: Block, language: string): Block {
  if (block.kind !== "paragraph" || block.table !== undefined || block.isItem === true)
    return block;
  const text = foldSpace(block.text);
  if (isCaption(text)) return { kind: "caption", text };
  return readPullQuote(text, language) ?? (isHeading(text) ? { kind: "heading", text } : block);
}

/** A closed sentence or more, then who says it. */
function readPullQuote(text: string, language: string): Block | null {
  if (text.length > PULL_QUOTE_LENGTH || CLOSED.test(text)) return null;
  const [, dashed, signature] = DASHED.exec(text) ?? [];
  if (dashed !== undefined && signature !== undefined && NAMED.test(signature)) {
    return { kind: "pull-quote", text: dashed, speaker: readSpeaker(signature) };
  }
  const last = splitSentences(text, language).at(-1);
  const quotation = text.slice(0, last?.start).trim();
  if (!last || last.start === 0 || !isSignature(last.text, quotation)) return null;
  return { kind: "pull-quote", text: quotation, speaker: readSpeaker(last.text) };
}

function isSignature(text: string, quotation: string): boolean {
  const [signature, name = "", role] = NAMED.exec(text) ?? [];
  if (signature === undefined || !isNamed(signature)) return false;
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
