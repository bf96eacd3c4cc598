/**
 * Text → sentences with their offsets, in any language and script.
 *
 * `Intl.Segmenter` proposes the boundaries; the rules here move or drop those that it cannot know to be wrong:
 * abbreviations, ordinals, closing quotation marks, reporting clauses.
 */
import { byLanguage } from "./lists/by-language.ts";
import { isBeginner, knowsBeginners, readAbbreviation } from "./abbreviations.ts";

/** `text` is `whole.slice(start, end)` in UTF-16 units; the white space after a sentence is its own. */
export interface TextSpan {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What stands on both sides of a boundary that the segmenter proposed. */
interface Boundary {
  /** The end of the sentence so far, at most `REACH` long, without white space behind it. */
  readonly left: string;
  /** What follows, at most `REACH` long. */
  readonly right: string;
  /** From this boundary to the next one proposed. */
  readonly next: string;
  /** The first word of `right`, quotation marks skipped; empty where it is an initial ("B."). */
  readonly word: string;
  readonly language: string;
}

/** Longer than any abbreviation, date, credit or reporting clause. */
const REACH = 60;

/** Languages that write an ordinal with a full stop: „24. Juni“. */
const ORDINAL_WITH_STOP = new Set(
  "de da nb nn no fi cs sk sl hr sr bs pl hu et lv tr is".split(" "),
);

const ORDINAL = /(?:^|[\s(„"»]|\.[–-])(?:\p{N}{1,2}\.(?:(?:0?[1-9]|1[0-2])\.)?|[IVX]{2,6}\.)$/u;

/** "Gleis 2.", "Tab. 4.": the number of a thing is no ordinal. */
const NUMBERED_THING = /(?:^|\s)(?<thing>\p{Lu}[\p{L}-]+)\.?\s\p{N}{1,2}\.$/u;

/** Unless what follows says which one it is: "Montag 3. Mai", "Wagen 2. Klasse". */
const COUNTED =
  /^(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|Klasse|Grad|Ordnung|Wahl|Liga|Mannschaft|Kategorie|Rang|Jahrhundert|Auflage)/u;

/** A number, or a name such as "eBay": Unicode's rules see no beginning in them. */
const UNUSUAL_BEGINNING = /[.!?…]["”“»«’)\]]*\s+(?=\p{N}|\p{Ll}{1,2}\p{Lu})/gu;

const REPORTING =
  /^(?:\p{Lu}[\p{L}.'’-]*\s+){1,3}(?:said|says|asked|asks|replied|added|told|wrote|cried|shouted|answered)(?!\p{L})/u;

/** Where one of these holds, the sentence goes on. */
const GOES_ON: readonly ((boundary: Boundary) => boolean)[] = [
  // „Ist das so?“ fragte er.
  ({ word }) => /^\p{Ll}/u.test(word) && !/^\p{Ll}{1,2}\p{Lu}/u.test(word),
  // "Is it so?" Smith asked.
  ({ left, right }) => /[!?]["”’»]$/.test(left) && REPORTING.test(right),
  // EE. UU.
  ({ left, right }) => /(?<!\p{L})(\p{Lu})\1\.$/u.test(left) && /^(\p{Lu})\1\./u.test(right),
  // Er hat (!) Angst.
  ({ left }) => /[([][.!?…]+[)\]]$/.test(left),
  // … sagte er. (AFP)
  ({ next }) => /^\([^().!?]{1,40}\)\s*$/.test(next),
  // A picture's credit stays with its caption.
  ({ right }) => right.startsWith("©"),
  // 1. Der Minister
  ({ left }) => /^\(?\p{N}{1,3}[.)]$/u.test(left),
  // Ich weiß ... Angst
  ({ left, word, language }) =>
    /(?:\.\.|…)$/.test(left) && knowsBeginners(language) && !isBeginner(word, language),
  followsAbbreviation,
  followsOrdinal,
];

/**
 * In order; their texts joined are `text`, exactly. Empty text has none, a text without any mark is one.
 * `language` is ISO 639-1; one that is not known here is split by Unicode's rules.
 */
export function splitSentences(text: string, language: string): TextSpan[] {
  const starts = proposeStarts(text, language);
  const spans: TextSpan[] = [];
  let start = 0;
  let seen = 0;
  let hasWords = false;
  for (const [index, at] of starts.entries()) {
    hasWords ||= isWorded(text.slice(seen, at));
    seen = at;
    const until = starts[index + 1] ?? text.length;
    if (
      !hasWords ||
      !isWorded(text.slice(at, until)) ||
      goesOn(text, { start, at, until, language })
    )
      continue;
    spans.push({ text: text.slice(start, at), start, end: at });
    start = at;
    hasWords = false;
  }
  if (start < text.length) spans.push({ text: text.slice(start), start, end: text.length });
  return spans;
}

function goesOn(
  text: string,
  place: { start: number; at: number; until: number; language: string },
): boolean {
  const { start, at, until, language } = place;
  const left = text.slice(Math.max(start, at - REACH), at);
  if (/[\n\r\u2028\u2029]\s*$/.test(left)) return false;
  const right = text.slice(at, at + REACH);
  const word = /^[\p{P}\p{S}\s]*(?!\p{L}\.)([\p{L}\p{M}\p{N}]*)/u.exec(right)?.[1] ?? "";
  const boundary = { left: left.trimEnd(), right, next: text.slice(at, until), word, language };
  return GOES_ON.some((holds) => holds(boundary));
}

/** Offsets at which a sentence may start, without the text's own. */
function proposeStarts(text: string, language: string): number[] {
  // The segmenter takes "..." for an end and "…" for nothing.
  const readable = knowsBeginners(language) ? text.replace(/(?<![[(])…/g, ".") : text;
  const starts: number[] = [];
  let last = 0;
  for (const index of proposals(readable, language)) {
    const start = moveBehindClosers(text, moveBeforeOpener(text, index));
    if (start <= last || start >= text.length) continue;
    starts.push(start);
    last = start;
  }
  return starts;
}

function proposals(text: string, language: string): number[] {
  const found = Array.from(segmenterFor(language).segment(text), ({ index }) => index);
  if (!knowsBeginners(language)) return found;
  const others = Array.from(
    text.matchAll(UNUSUAL_BEGINNING),
    (match) => match.index + match[0].length,
  );
  return [...new Set([...found, ...others])].toSorted((a, b) => a - b);
}

/** "so.(Und" is cut behind the bracket, for to the segmenter every bracket may close. */
function moveBeforeOpener(text: string, start: number): number {
  return /[.!?…。！？][([{„‚]$/.test(text.slice(Math.max(0, start - 2), start)) ? start - 1 : start;
}

/** « Oui. » closes behind a space; so do a footnote's marks: "so. [1] Und". */
function moveBehindClosers(text: string, start: number): number {
  const closers = /^(?:[»›“”’"')\]}]+(?=\s|$)|(?:\[\p{N}{1,3}\])+)\s*/u.exec(
    text.slice(start, start + REACH),
  );
  return start + (closers?.[0].length ?? 0);
}

function followsAbbreviation({ left, right, word, language }: Boundary): boolean {
  const meaning = readAbbreviation(left, right, language);
  return meaning === "never" || (meaning === "before-beginner" && !isBeginner(word, language));
}

/** „am 24. Juni“, „Der 3. Mann“, „im XX. Jahrhundert“, „24. 12. 2024“; a year or a larger number ends its sentence. */
function followsOrdinal({ left, right, word, language }: Boundary): boolean {
  if (!ORDINAL_WITH_STOP.has(language) || !ORDINAL.test(left)) return false;
  const thing = NUMBERED_THING.exec(left)?.groups?.["thing"];
  if (thing !== undefined && !isBeginner(thing, language) && !COUNTED.test(right)) return false;
  return (
    /^\p{N}{1,2}\.|^\p{N}{4}(?!\p{N})/u.test(right) ||
    (/^\p{L}/u.test(word) && !isBeginner(word, language))
  );
}

function isWorded(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

const segmenterFor = byLanguage((language) => {
  const locale = /^[a-z]{2,3}$/.test(language) ? language : "en";
  return new Intl.Segmenter(locale, { granularity: "sentence" });
});
