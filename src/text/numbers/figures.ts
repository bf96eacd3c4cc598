/**
 * The numbers a text holds, in digits of any notation or in German and English words: "11,000", "120 milyon", "elftausend", "dozens".
 */
import { type Numeral, readNumeral } from "./numerals.ts";
import { readMagnitude } from "./magnitudes.ts";
import { normalise } from "../fold.ts";
import { contentWordTest } from "../lists/content-words.ts";
import { unitNamed } from "./units.ts";

export interface Figure {
  /** The number in plain digits ("11000"), or about how many ("dozens"). */
  readonly amount: string;
  /** What is counted, where it is a measure: "year", "euro"; null for anything else. */
  readonly unit: string | null;
  /** "mehr als" and "fewer than"; null where neither is said. */
  readonly bound: "more" | "less" | "exact" | null;
  /** The words behind it, as they are written, at most three and none beyond a mark: "Container mit Munition". */
  readonly followers: readonly string[];
}

const BOUNDS: readonly (readonly [bound: NonNullable<Figure["bound"]>, words: RegExp])[] = [
  [
    "less",
    /(?:less|fewer|weniger|no more|nicht mehr) (?:than|als)$|(?:under|below|unter|at most|höchstens|up to|bis zu|nearly|almost|fast|knapp|maximal)$/iu,
  ],
  [
    "more",
    /(?:more|mehr) (?:than|als)$|(?:over|above|exceeding|upwards of|at least|mindestens|wenigstens|über)$/iu,
  ],
  ["exact", /(?:exactly|precisely|genau|exakt)$/iu],
];
/** A bound stands right before its number. */
const BOUND_REACH = 16;

const TOKEN =
  /\p{Nd}+(?:[.,]\p{Nd}+)*|(?<!\p{L})k?m(?:[23](?!\p{Nd})|\/h)(?!\p{L})|°[CF]?(?!\p{L})|\p{L}[\p{L}\p{M}]*|[%€$£¥]/gu;
/** What may stand between the parts of one number. */
const JOINT = /^[ \u00A0-]$/;
/** "2,3 Mio. Euro" */
const SHORTENED = /(?<=\d ?(?:Mio|Mrd|Tsd))\./gu;
const ORDINAL_ENDING = /^(?:st|nd|rd|th)$/;

interface Token {
  readonly word: string;
  readonly from: number;
  readonly to: number;
}

/** A figure, and where it stands in the text as `normalise` leaves it, its unit not counted; UTF-16 offsets. */
export interface PlacedFigure extends Figure {
  readonly from: number;
  readonly to: number;
}

/** In order; `language` is the text's (ISO 639-1): of other languages than German and English only digits and magnitudes are read. */
export function figuresIn(text: string, language: string): PlacedFigure[] {
  const plain = plainDigits(normalise(text)).replace(SHORTENED, " ");
  const tokens = [...plain.matchAll(TOKEN)].map(({ 0: word, index }): Token => ({
    word: word.toLowerCase(),
    from: index,
    to: index + word.length,
  }));
  const figures: PlacedFigure[] = [];
  for (let at = 0; at < tokens.length;) {
    const read = readNumber(plain, tokens.slice(at, at + LONGEST), language);
    if (read === null) {
      at += 1;
      continue;
    }
    const followers = followersOf(plain, tokens, at + read.length);
    const before = tokens[at - 1]?.word ?? "";
    figures.push({
      amount: read.amount,
      unit: unitOf(read.unit) ?? unitAmong(followers) ?? currency(before),
      ...spanOf(tokens.slice(at, at + read.length)),
      bound: boundBefore(plain, tokens[at]?.from ?? 0),
      followers,
    });
    at += read.length;
  }
  return figures;
}

/** What a figure counts: in German the first noun behind it, in English the words up to a function word; else unknown. */
export function countedBy({ followers }: Figure, language: string): string[] {
  if (language === "de") return followers.filter((word) => /^\p{Lu}/u.test(word)).slice(0, 1);
  if (language !== "en") return [];
  const isContent = contentWordTest(language);
  const end = followers.findIndex((word) => !isContent(word));
  return end < 0 ? [...followers] : followers.slice(0, end);
}

function spanOf(tokens: readonly Token[]): { from: number; to: number } {
  return { from: tokens[0]?.from ?? 0, to: tokens.at(-1)?.to ?? 0 };
}

/** How far what is counted may stand behind its number; in words. */
const FOLLOWERS = 3;

function followersOf(text: string, tokens: readonly Token[], at: number): string[] {
  const followers: string[] = [];
  let end = tokens[at - 1]?.to ?? 0;
  for (const { word, from, to } of tokens.slice(at, at + FOLLOWERS + 1)) {
    if (!/^[ \u00A0-]*$/.test(text.slice(end, from)) || followers.length === FOLLOWERS) break;
    if (/^\d/.test(word)) break;
    if (!OF.test(word)) followers.push(text.slice(from, to));
    end = to;
  }
  return followers;
}

/** "Dutzende von Raketen", "dozens of missiles" */
const OF = /^(?:of|von|an)$/;

/** "24 Jahre", "24 lange Jahre" */
function unitAmong([first = "", second = ""]: readonly string[]): string | null {
  const unit = unitOf(first.toLowerCase()) ?? unitOf(`${first}_${second}`.toLowerCase());
  return (
    unit ??
    (/^\p{Ll}/u.test(first) && /^\p{Lu}/u.test(second) ? unitOf(second.toLowerCase()) : null)
  );
}

/** Words of the longest number that is read as one. */
const LONGEST = 9;

interface NumberRead {
  readonly amount: string;
  readonly unit: string;
  /** Tokens it takes. */
  readonly length: number;
}

/** The number that the first token begins. */
function readNumber(text: string, tokens: readonly Token[], language: string): NumberRead | null {
  const first = tokens[0]?.word ?? "";
  const numeral = readNumeral(first, language);
  if (numeral?.kind === "vague") return { amount: numeral.about, unit: "", length: 1 };
  const { built, length } = build(text, tokens, language);
  if (length === 0) return null;
  const about = length === 1 ? VAGUE_SCALE.get(first) : undefined;
  const amount = about ?? String(round(built.total + (built.current ?? 0)));
  return { amount, unit: built.unit, length };
}

function build(
  text: string,
  tokens: readonly Token[],
  language: string,
): { readonly built: Built; readonly length: number } {
  let [built, length] = [NOTHING, 0];
  for (const [i, token] of tokens.entries()) {
    if (!isJoined(text, tokens[i - 1], token)) break;
    if (FILLER.test(token.word)) continue;
    const next = add(built, partOf(token.word, language, i > 0));
    if (next === null) break;
    [built, length] = [next, i + 1];
  }
  return { built, length };
}

/** A number as far as it is read. */
interface Built {
  /** What scales have closed: the eleven thousand of "eleven thousand two hundred". */
  readonly total: number;
  readonly current: number | null;
  readonly unit: string;
}

const NOTHING: Built = { total: 0, current: null, unit: "" };
/** "two hundred and fifty", "half a million", "120 de milioane" */
const FILLER = /^(?:and|an?|de)$/;

/** Null where the number ends before it. */
function add({ total, current, unit }: Built, part: Numeral | null): Built | null {
  if (part === null || part.kind === "vague" || unit !== "") return null;
  if (part.kind === "value")
    return current === null || mayFollow(current, part.value)
      ? { total, current: (current ?? 0) + part.value, unit: part.unit }
      : null;
  // "mil millones"
  if (current === null && total > 0) return { total: total * part.value, current, unit };
  const scaled = (current ?? 1) * part.value;
  return part.value === HUNDRED
    ? { total, current: scaled, unit }
    : { total: total + scaled, current: null, unit };
}

const HUNDRED = 100;

function isJoined(text: string, before: Token | undefined, token: Token): boolean {
  if (before === undefined) return true;
  // "11k", "5bn", "1億2000万"
  if (before.to === token.from) return /^\d/.test(before.word) !== /^\d/.test(token.word);
  return JOINT.test(text.slice(before.to, token.from)) && !/^\d/.test(token.word);
}

/** German "Millionen" alone. */
const VAGUE_SCALE: ReadonlyMap<string, string> = new Map([
  ["millionen", "millions"],
  ["milliarden", "billions"],
]);

function partOf(word: string, language: string, follows: boolean): Numeral | null {
  if (/^\d/.test(word)) return { kind: "value", value: parseDigits(word), unit: "" };
  const magnitude = readMagnitude(word, language, { follows });
  if (magnitude !== null) return { kind: "scale", value: magnitude };
  if (follows && /^(?:one|first)$/.test(word)) return { kind: "value", value: 1, unit: "" };
  const numeral = readNumeral(word, language);
  return !follows && numeral?.kind === "scale" && word.length < 3 ? null : numeral;
}

/** "twenty four", "two hundred" + "fifty". */
function mayFollow(current: number, next: number): boolean {
  if (!Number.isInteger(next) || next === 0) return false;
  return next < 10
    ? current % 10 === 0 && current > 10
    : next < 100 && current % 100 === 0 && current > 0;
}

/** "11000", "2,3", "2.3", "1.234.567,89": the last separator is the decimal one. */
function parseDigits(digits: string): number {
  const parts = digits.split(/[.,]/);
  const decimals = parts.length > 1 ? parts.pop() : undefined;
  return Number(parts.join("") + (decimals === undefined ? "" : `.${decimals}`));
}

/** Without what multiplying by powers of ten adds. */
function round(number: number): number {
  return Math.round(number * 1e6) / 1e6;
}

function unitOf(word: string): string | null {
  if (word === "" || ORDINAL_ENDING.test(word)) return null;
  return unitNamed(word.replace("/", ""))?.name ?? null;
}

function currency(word: string): string | null {
  return /^(?:[€$£¥]|eur|chf|usd)$/.test(word) ? unitOf(word) : null;
}

function boundBefore(text: string, at: number): Figure["bound"] {
  const before = text.slice(Math.max(0, at - BOUND_REACH), at).trimEnd();
  return BOUNDS.find(([, words]) => words.test(before))?.[0] ?? null;
}

/** Arabic, Indic and all other decimal digits as ASCII ones. */
function plainDigits(text: string): string {
  if (!/[^\P{Nd}0-9]/u.test(text)) return text;
  return text
    .replace(/[^\P{Nd}0-9]/gu, (digit) => {
      const code = digit.codePointAt(0) ?? 0;
      const low = code % 16;
      // A script's digits begin at a multiple of 16, or at 6 more.
      const startsAtZero = /\p{Nd}/u.test(String.fromCodePoint(code - low));
      return String(startsAtZero ? low : low - 6);
    })
    .replace(/(?<=\d)[٬٫](?=\d)/g, (mark) => (mark === "٬" ? "" : "."));
}
