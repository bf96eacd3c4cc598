/**
 * Whether the cited passages hold the numbers and dates of a written sentence, in any notation, in words, or translated.
 */
import type { Article } from "../corpus/passage.ts";
import { isAlike } from "./alike.ts";
import { inFull, readDates } from "../text/numbers/calendar.ts";
import { countedBy, type Figure, figuresIn } from "../text/numbers/figures.ts";

export interface Figures {
  readonly figures: readonly Figure[];
  /** As `readDates` names them. */
  readonly dates: readonly string[];
  /** Of the text. */
  readonly language: string;
  /** All its words, as they are written. */
  readonly words: readonly string[];
}

/** The figures of a sentence that a model wrote. */
export function writtenFigures(text: string, language: string): Figures {
  const { dates, rest } = readDates(text, language);
  const read = figuresIn(rest.replace(THE_TWO, " ").replace(IDIOM, " "), language);
  // Number words are read in German and English only: "dos mil millones" is the judge's.
  const figures = hasNumerals(language) || /\p{Nd}/u.test(rest) ? read : [];
  return {
    dates,
    figures: FIRST.test(rest) ? [...figures, FIRST_FIGURE] : figures,
    language,
    words: [],
  };
}

/** The figures of a text that it cites. */
export function sourceFigures(text: string, language: string): Figures {
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

/** The figures of an article's date, which its text need not mention. */
export function dateFigures({ date, language }: Article): Figures {
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

/** Whether the sources hold all written dates and figures. */
export function hasFigures(sources: readonly Figures[], written: Figures): boolean {
  return (
    written.dates.every((date) => sources.some(({ dates }) => dates.includes(date))) &&
    written.figures.every((figure) => hasFigure(sources, figure, written.language))
  );
}

function hasFigure(sources: readonly Figures[], written: Figure, language: string): boolean {
  const words = sources.flatMap((source) => source.words);
  const isSmall = Number(written.amount) <= LARGEST_WORD;
  // "12" may be "douze" there.
  if (isSmall && sources.some((source) => !hasNumerals(source.language))) return true;
  return sources.some((source) =>
    source.figures.some(
      (figure) =>
        figure.amount === written.amount &&
        !contradicts(written.bound, figure.bound) &&
        (YEAR.test(written.amount) ||
          countsTheSame(written, figure, { source: { ...source, words }, language })),
    ),
  );
}

/** True of "exactly" where the source says "more than"; a bound may be left out. */
function contradicts(written: Figure["bound"], own: Figure["bound"]): boolean {
  return written !== null && own !== null && written !== own;
}

/** Years, which count nothing. */
const YEAR = /^(?:1[0-9]|20)\d\d$/;

/** Units that a sentence may leave out: "18 million". */
const MONEY = new Set(["euro", "dollar", "pound", "percent"]);

interface Compared {
  readonly source: Figures;
  /** Of the written sentence. */
  readonly language: string;
}

/** Whether two equal numbers count the same: 24 months are not 24 years, 11,000 missiles not 11,000 containers. */
function countsTheSame(written: Figure, own: Figure, compared: Compared): boolean {
  const { source, language } = compared;
  if (written.unit !== null && own.unit !== null) return written.unit === own.unit;
  if (written.unit !== null) return countedBy(own, source.language).length === 0;
  const counted = countedBy(written, language);
  if (counted.length === 0 || own.unit === "pair" || own.unit === "date") return true;
  if (own.unit !== null && MONEY.has(own.unit)) return true;
  return isCounted(counted, own, compared);
}

function isCounted(counted: readonly string[], own: Figure, { source, language }: Compared) {
  const languages = { from: language, to: source.language };
  const isAmong = (words: readonly string[]) =>
    counted.some((word) => words.some((other) => isAlike(word, other, languages)));
  if (isAmong(own.followers)) return true;
  const others = source.figures.filter(({ amount }) => amount !== own.amount);
  if (others.some(({ followers }) => isAmong(followers))) return false;
  return own.unit === null || isAmong(source.words);
}

function hasNumerals(language: string): boolean {
  return language === "de" || language === "en";
}

/** Above it articles write figures. */
const LARGEST_WORD = 12;

function bareFigure(unit: string | null, amount: number): Figure {
  return { amount: String(amount), unit, bound: null, followers: [] };
}

const PAIR = bareFigure("pair", 2);
const FIRST_FIGURE = bareFigure(null, 1);
/** "the first", but not "first" as an adverb, which counts nothing. */
const FIRST = /(?<=(?:the|an?|his|her|its|their|very|['’]s) )first(?! of all)(?!\p{L})/iu;
const ANY_FIRST = /(?<!\p{L})(?:first|erstmals|erste[mnrs]?|zuerst)(?!\p{L})/iu;
const BOTH = /(?<!\p{L})(?:beide[mnrs]?|both|zu zweit|pair|Paar)(?!\p{L})/iu;
/** "unter vier Augen" counts no eyes: it means in private. */
const IDIOM = /unter vier Augen/giu;
/** "the two" refers to things named before, and counts nothing. */
const THE_TWO =
  /(?<!\p{L})(?:the|these|those|die|den|der|diese[nr]?) (?:two|zwei)(?= \p{L}|[.,;:!?])(?! (?:years?|months?|weeks?|days?|hours?|Jahre|Monat|Woche|Tage|Stunde))/giu;
