/**
 * The pieces a model wrote → sentences without markup, each with what its pieces cite.
 */
import type { Piece, Pointer } from "../llm/model.ts";
import { readAbbreviation } from "../text/abbreviations.ts";
import { splitSentences } from "../text/sentences.ts";
import { makeInert } from "../text/inert-text.ts";
import { quotedIn } from "../text/quoted-words.ts";

/** A stretch of a sentence up to where it is cited. */
export interface Part {
  readonly text: string;
  readonly pointers: readonly Pointer[];
}

export interface DraftSentence {
  /** On one line, without white space around it. */
  readonly text: string;
  /** Joined they are the sentence, but for white space. Text without a citation belongs to the part behind it, or to the last. */
  readonly parts: readonly Part[];
  /** Of all parts, in order. */
  readonly pointers: readonly Pointer[];
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** "[[KEINE_ANTWORT]]", however it is written; bounded, so that a long row of brackets is read once. */
const SENTINEL =
  /[[［【(<]{0,4}\s{0,4}KEINE[_ -]{1,4}ANTWORT\s{0,4}[\]］】)>]{1,4}|(?<!\p{L})KEINE_ANTWORT(?!\p{L})/giu;

/** Markup or a sentinel that has only begun, at the end of a draft. */
const OPENING_END = /(?:<\/?(?:[A-Za-z][^<>\n]*)?)?[\s[({<*_#>`~|【-]{0,40}$/u;

export interface WrittenText {
  readonly sentences: readonly DraftSentence[];
  /** The model says that it has no answer. */
  readonly hasSentinel: boolean;
}

/** `isComplete`: false leaves out a last sentence that breaks off or may go on. */
export function readSentences(
  pieces: readonly Piece[],
  { language, isComplete }: { readonly language: string; readonly isComplete: boolean },
): WrittenText {
  const owners = pieces.flatMap(({ text }, piece) => Array<number>(text.length).fill(piece));
  const written = pieces.map(({ text }) => text).join("");
  const told = written.replace(SENTINEL, (sentinel) => "\n".repeat(sentinel.length));
  const { text, origins } = makeInert(isComplete ? told : told.replace(OPENING_END, ""));
  const spans = spansOf(text, language);
  const whole = spans.slice(0, isComplete ? spans.length : firstOpen(text, spans, language));
  const sentences: DraftSentence[] = [];
  let isList = false;
  for (const { from, to } of whole) {
    const shown = onOneLine(text.slice(from, to));
    if (!/[\p{L}\p{N}]/u.test(shown)) continue;
    const parts = partsOf(
      { from, to },
      { text, pieces, pieceAt: (at) => owners[origins[at] ?? 0] ?? 0 },
    );
    const pointers = parts.flatMap((part) => part.pointers);
    // The lines of a list need no full stop; what else has none breaks off, or is a heading.
    isList =
      !END.test(shown) && pointers.length > 0 && (isList || /\n\s*$/.test(text.slice(from, to)));
    if (END.test(shown) || isList) sentences.push({ text: shown, parts, pointers });
  }
  return { hasSentinel: told !== written, sentences };
}

const END = /[.!?…。！？।؟:][)\]"'”“’»«›‹」』]*$/u;

/** Sentences of one quotation are one, so that it is not torn; so are a sentence that ends in a colon and the next. */
function spansOf(text: string, language: string): Span[] {
  const spans: Span[] = [];
  const quoted = quotedIn(text).filter(
    ({ from, to, isClosed }) => isClosed && !text.slice(from, to).includes("\n\n"),
  );
  for (const { text: sentence, start } of splitSentences(text, language)) {
    for (const { from, to } of split(sentence, start)) {
      const last = spans.at(-1);
      const goesOn = quoted.some((quotation) => quotation.from < from && quotation.to > from);
      const isAnnounced =
        last !== undefined && text.slice(last.from, last.to).trimEnd().endsWith(":");
      if (last !== undefined && (goesOn || isAnnounced))
        spans[spans.length - 1] = { from: last.from, to };
      else spans.push({ from, to });
    }
  }
  return spans;
}

/** Cuts "eingetroffen.Der Tag", where pieces were joined without a space. */
function split(sentence: string, start: number): Span[] {
  const cuts = [...sentence.matchAll(/(?<=\p{Ll}{2}[.!?])(?=\p{Lu}\p{Ll})/gu)].map(
    ({ index }) => index,
  );
  return [0, ...cuts].map((cut, i) => ({
    from: start + cut,
    to: start + (cuts[i] ?? sentence.length),
  }));
}

/** The index of the first sentence that is not yet whole. */
function firstOpen(text: string, spans: readonly Span[], language: string): number {
  const unclosed = quotedIn(text).find(({ isClosed }) => !isClosed);
  const last = spans.at(-1);
  if (last === undefined) return 0;
  if (unclosed !== undefined) return spans.findIndex(({ to }) => to > unclosed.from);
  return isWhole(text.slice(last.from, last.to).trimEnd(), language)
    ? spans.length
    : spans.length - 1;
}

/** It ends in a closing mark that belongs to no number, no abbreviation and no row of dots. */
function isWhole(sentence: string, language: string): boolean {
  if (!END.test(sentence) || sentence.endsWith(":")) return false;
  return !/(?:\d|\.\.|…)\.?$/u.test(sentence) && readAbbreviation(sentence, "", language) === null;
}

interface Origin {
  readonly text: string;
  readonly pieces: readonly Piece[];
  readonly pieceAt: (at: number) => number;
}

function partsOf({ from, to }: Span, { text, pieces, pieceAt }: Origin): Part[] {
  const parts: Part[] = [];
  let waiting = "";
  for (let at = from; at < to;) {
    const piece = pieceAt(at);
    let end = at;
    while (end < to && pieceAt(end) === piece) end += 1;
    const stretch = text.slice(at, end);
    const pointers = /[\p{L}\p{N}]/u.test(stretch) ? (pieces[piece]?.pointers ?? []) : [];
    waiting += stretch;
    if (pointers.length > 0) {
      parts.push({ text: onOneLine(waiting), pointers });
      waiting = "";
    }
    at = end;
  }
  const last = parts.at(-1);
  if (last === undefined) return [{ text: onOneLine(waiting), pointers: [] }];
  return [...parts.slice(0, -1), { ...last, text: onOneLine(`${last.text}${waiting}`) }];
}

function onOneLine(text: string): string {
  return text
    .replace(/\s+/gu, " ")
    .replace(/ (?=[.,;](?:\s|$))/gu, "")
    .trim();
}
