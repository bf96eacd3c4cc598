/**
 * Whether texts hold the numbers and dates of a sentence, in any notation, as words, and across German and English.
 */
import type { Article } from "../corpus/passage.ts";
import { isAlike, meaningsOf } from "./names/alike.ts";
import { inFull, readDates } from "../text/numbers/calendar.ts";
import { contentWordTest } from "../text/lists/content-words.ts";
import { type Figure, figuresIn } from "../text/numbers/figures.ts";

export interface Figures {
  readonly figures: readonly Figure[];
  /** As `readDates` names them. */
  readonly dates: readonly string[];
  /** Of the text. */
  readonly language: string;
  /** All its words, as they are written. */
  readonly words: readonly string[];
}

/** Of a sentence that claims them. */
export function claimedFigures(text: string, language: string): Figures {
  const { dates, rest } = readDates(text, language);
  const figures = figuresIn(rest.replace(THE_TWO, " ").replace(IDIOM, " "), language);
  return {
    dates,
    figures: FIRST.test(rest) ? [...figures, FIRST_FIGURE] : figures,
    language,
    words: [],
  };
}

/** Of a text that may bear them out. */
export function heldFigures(text: string, language: string): Figures {
  const { dates, rest } = readDates(text, language);
  return {
    dates,
    figures: [
      ...figuresIn(rest, language),
      ...(BOTH.test(rest) ? [PAIR] : []),
      ...(ANY_FIRST.test(rest) ? [FIRST_FIGURE] : []),
    ],
    language,
    words: rest.match(/\p{L}[\p{L}\p{M}]+/gu) ?? [],
  };
}

/** An article says its own date without writing it down. */
export function figuresOfDate({ date, language }: Article): Figures {
  const [year = 0, month = 0, day = 0] = (date ?? "").split("-").map(Number);
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  return {
    dates: [
      ...(month > 0 ? inFull(month, day, year) : []),
      ...(day > 0 ? [`weekday ${weekday}`] : []),
    ],
    figures: [year, day].filter((number) => number > 0).map((number) => bareFigure("date", number)),
    language,
    words: [],
  };
}

/** Whether all that is claimed is among what is held. */
export function holdsFigures(held: readonly Figures[], claimed: Figures): boolean {
  return (
    claimed.dates.every((date) => held.some(({ dates }) => dates.includes(date))) &&
    claimed.figures.every((figure) => isFigureHeld(held, figure, claimed.language))
  );
}

function isFigureHeld(held: readonly Figures[], claimed: Figure, language: string): boolean {
  const words = held.flatMap((text) => text.words);
  return held.some((text) =>
    text.figures.some(
      (figure) =>
        figure.amount === claimed.amount &&
        !contradicts(claimed.bound, figure.bound) &&
        (YEAR.test(claimed.amount) ||
          countsTheSame(claimed, figure, { text: { ...text, words }, language })),
    ),
  );
}

/** "exactly" where the text says "more than"; to leave a bound out is no other number. */
function contradicts(claimed: Figure["bound"], held: Figure["bound"]): boolean {
  return claimed !== null && held !== null && claimed !== held;
}

/** It counts nothing. */
const YEAR = /^(?:1[0-9]|20)\d\d$/;

/** They may be left out: "18 million" is understood. */
const MONEY = new Set(["euro", "dollar", "pound", "percent"]);

/** 24 months are not 24 years, and 11,000 missiles no 11,000 containers. */
function countsTheSame(
  claimed: Figure,
  held: Figure,
  { text, language }: { readonly text: Figures; readonly language: string },
): boolean {
  if (claimed.unit !== null && held.unit !== null) return claimed.unit === held.unit;
  if (claimed.unit !== null) return countedIn(held, text.language).length === 0;
  const counted = countedIn(claimed, language);
  if (counted.length === 0 || held.unit === "pair" || held.unit === "date") return true;
  if (held.unit !== null && MONEY.has(held.unit)) return true;
  return isCounted(counted, held, { text, language });
}

function isCounted(
  counted: readonly string[],
  held: Figure,
  { text, language }: { readonly text: Figures; readonly language: string },
): boolean {
  const languages = { from: language, to: text.language };
  const isAmong = (words: readonly string[]) =>
    counted.some((word) => words.some((other) => isAlike(word, other, languages)));
  if (isAmong(held.followers)) return true;
  const others = text.figures.filter(({ amount }) => amount !== held.amount);
  if (others.some(({ followers }) => isAmong(followers))) return false;
  if (held.unit !== null) return isAmong(text.words);
  const isKnown = counted.every((word) => meaningsOf(word, languages).length > 0);
  return !isKnown || isAmong(text.words);
}

/** What is counted: in German the first noun, in English the words up to one that only joins; of other languages it is not known. */
function countedIn({ followers }: Figure, language: string): string[] {
  if (language === "de") return followers.filter((word) => /^\p{Lu}/u.test(word)).slice(0, 1);
  if (language !== "en") return [];
  const isContent = contentWordTest(language);
  const end = followers.findIndex((word) => !isContent(word));
  return end < 0 ? [...followers] : followers.slice(0, end);
}

function bareFigure(unit: string | null, amount: number): Figure {
  return { amount: String(amount), unit, bound: null, followers: [] };
}

const PAIR = bareFigure("pair", 2);
const FIRST_FIGURE = bareFigure(null, 1);
/** "first" as an adverb counts nothing. */
const FIRST = /(?<=(?:the|an?|his|her|its|their|very|['’]s) )first(?! of all)(?!\p{L})/iu;
const ANY_FIRST = /(?<!\p{L})(?:first|erstmals|erste[mnrs]?|zuerst)(?!\p{L})/iu;
const BOTH = /(?<!\p{L})(?:beide[mnrs]?|both|zu zweit|pair|Paar)(?!\p{L})/iu;
/** It is said of two. */
const IDIOM = /unter vier Augen/giu;
/** Two who were named before. */
const THE_TWO =
  /(?<!\p{L})(?:the|these|those|die|den|der|diese[nr]?) (?:two|zwei)(?= \p{L}|[.,;:!?])(?! (?:years?|months?|weeks?|days?|hours?|Jahre|Monat|Woche|Tage|Stunde))/giu;
