/**
 * Footnotes: the mark in the text becomes a stand-in that holds the note's words, until the passage is built.
 */
import type { Footnote } from "../passage.ts";

/** Unicode's noncharacters: no text holds them. */
const OPEN = "\uFDDA";
const CLOSE = "\uFDDB";
const MARK = /[^\S\n]*\uFDDA(?<words>[^\uFDDB]*)\uFDDB/gu;

/** What stands for the mark of a note with these words. */
export function footnoteMark(words: string): string {
  return OPEN + words.replace(/\s+/gu, " ").trim() + CLOSE;
}

/** The text without its marks, and what they hold. */
export function takeFootnotes(text: string): { text: string; footnotes: Footnote[] } {
  const footnotes: Footnote[] = [];
  let shown = "";
  let end = 0;
  for (const { 0: found, index, groups } of text.matchAll(MARK)) {
    shown += text.slice(end, index);
    end = index + found.length;
    const words = groups?.["words"] ?? "";
    if (words !== "") footnotes.push({ text: words, at: shown.length });
  }
  return { text: shown + text.slice(end), footnotes };
}

export function withoutFootnotes(text: string): string {
  return takeFootnotes(text).text;
}

/** Pandoc's note in its place, ^[words], as the others have it: a mark, and the words at the end. */
export function showFootnotes(markdown: string): string {
  const notes: string[] = [];
  const text = markdown.replace(/\^\[(?<words>[^[\]\n]+)\]/gu, (_, words: string) => {
    notes.push(`[^in-place-${notes.length + 1}]: ${words}`);
    return `[^in-place-${notes.length}]`;
  });
  return notes.length === 0 ? markdown : `${text}\n\n${notes.join("\n\n")}\n`;
}

/** Marks of notes that stand nowhere: [^3], and those that Wikipedia writes: [1], [Anm. 2], [citation needed]. */
const LOST_MARKS =
  /(?<=\p{L}{2}|[\p{P}\p{N}])(?:\[(?:\p{N}{1,3}|[a-z]|(?:Anm|A|note|nb|N)\.?\s?\p{N}{1,3})\](?::(?:S\.|p\.)\s?\p{N}[\p{N}–-]*)?)+(?!\()/gu;
const DOUBTS = /\s?\[(?:citation needed|Quelle fehlt|Beleg fehlt|Belege fehlen)\]/gu;
const EDIT_LINKS =
  /\s?\[(?:Bearbeiten(?: \| Quelltext bearbeiten)?|Quelltext bearbeiten|edit(?: \| edit source)?)\]/gu;

export function withoutLostMarks(text: string): string {
  return text
    .replace(EDIT_LINKS, "")
    .replace(DOUBTS, "")
    .replace(LOST_MARKS, "")
    .replace(/(?<=^\d+\. )↑\s/gmu, "");
}
