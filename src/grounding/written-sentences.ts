/**
 * Splits what a model wrote into sentences without markup, each with the pointers of its citations.
 */
import type { Piece, Pointer } from "../llm/model.ts";
import { readAbbreviation } from "../text/abbreviations.ts";
import { splitSentences } from "../text/sentences.ts";
import { makeInert } from "../text/inert-text.ts";
import { quotedIn } from "../text/quoted-words.ts";

export interface DraftSentence {
  /** On one line, without white space around it. */
  readonly text: string;
  /** Of all pieces that words of it are from, in order. */
  readonly pointers: readonly Pointer[];
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** "[[KEINE_ANTWORT]]" in any spelling; the counts are bounded so that a long row of brackets takes no longer. */
const SENTINEL =
  /[[［【(<]{0,4}\s{0,4}KEINE[_ -]{1,4}ANTWORT\s{0,4}[\]］】)>]{1,4}|(?<!\p{L})KEINE_ANTWORT(?!\p{L})/giu;

/** An incomplete piece of markup, or of the sentinel, at the end of a draft. */
const OPENING_END = /(?:<\/?(?:[A-Za-z][^<>\n]*)?)?[\s[({<*_#>`~|【-]{0,40}$/u;

export interface WrittenText {
  readonly sentences: readonly DraftSentence[];
  /** Whether the model said that there is no answer. */
  readonly hasSentinel: boolean;
}

/** Where the text is not complete, a last sentence that may go on is left out. */
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
    if (!/[\p{L}\p{N}]/u.test(shown) || isHeading(text.slice(from, to))) continue;
    const letters = [...text.slice(from, to).matchAll(/[\p{L}\p{N}]/gu)];
    const own = letters.map(({ index }) => owners[origins[from + index] ?? 0] ?? 0);
    const pointers = [...new Set(own)].flatMap((piece) => pieces[piece]?.pointers ?? []);
    // Only lines of a list may lack a full stop; any other text without one breaks off, or is a heading.
    isList =
      !END.test(shown) && pointers.length > 0 && (isList || /\n\s*$/.test(text.slice(from, to)));
    if (END.test(shown) || isList) sentences.push({ text: shown, pointers });
  }
  return { hasSentinel: told !== written, sentences };
}

const END = /[.!?…。！？।؟:][)\]"'”“’»«›‹」』]*$/u;

/** Keeps the sentences of one quotation together, and a sentence that ends in a colon with the next one. */
function spansOf(text: string, language: string): Span[] {
  const spans: Span[] = [];
  const quoted = quotedIn(text).filter(
    ({ from, to, isClosed }) => isClosed && !text.slice(from, to).includes("\n\n"),
  );
  for (const { text: sentence, start } of splitSentences(text, language)) {
    for (const { from, to } of split(sentence, start)) {
      const last = spans.at(-1);
      const goesOn = quoted.some((quotation) => quotation.from < from && quotation.to > from);
      const before = last === undefined ? "" : text.slice(last.from, last.to);
      const isAnnounced = before.trimEnd().endsWith(":") && !isHeading(before);
      if (last !== undefined && (goesOn || isAnnounced))
        spans[spans.length - 1] = { from: last.from, to };
      else spans.push({ from, to });
    }
  }
  return spans;
}

/** "Kosten:" on a line of its own. */
function isHeading(line: string): boolean {
  return /^\s*(?:[^\s.!?]+ ?){1,3}:[ \t]*\n\s*$/u.test(line);
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

/** The index of the first sentence that is not complete yet. */
function firstOpen(text: string, spans: readonly Span[], language: string): number {
  const unclosed = quotedIn(text).find(({ isClosed }) => !isClosed);
  const last = spans.at(-1);
  if (last === undefined) return 0;
  if (unclosed !== undefined) return spans.findIndex(({ to }) => to > unclosed.from);
  return isWhole(text.slice(last.from, last.to).trimEnd(), language)
    ? spans.length
    : spans.length - 1;
}

/** Whether it ends in a closing mark, and that mark ends no number, abbreviation or row of dots. */
function isWhole(sentence: string, language: string): boolean {
  if (!END.test(sentence) || sentence.endsWith(":")) return false;
  return !/(?:\d|\.\.|…)\.?$/u.test(sentence) && readAbbreviation(sentence, "", language) === null;
}

function onOneLine(text: string): string {
  return text
    .replace(/\s+/gu, " ")
    .replace(/ (?=[.,;](?:\s|$))/gu, "")
    .trim();
}
