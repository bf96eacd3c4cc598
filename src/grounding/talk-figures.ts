/**
 * Whether messages have the numbers, days and times of a sentence about them.
 */
import { readDates } from "../text/numbers/calendar.ts";
import { contentWordTest } from "../text/lists/content-words.ts";
import { figuresIn, type Figure } from "../text/numbers/figures.ts";
import { readTimes, timeOfNumber } from "../text/numbers/clock-times.ts";
import { datesClaimed, datesOfLine, type DatedMessage } from "./talk-dates.ts";

/** `plain` without people's numbers; `language` is its own and the talk's (ISO 639-1). */
export function hasFigures(
  plain: string,
  lines: readonly DatedMessage[],
  language: string,
): boolean {
  const { dates, rest } = datesClaimed(plain, language);
  const claimed = readTimes(rest, language);
  const read = lines.map(({ text }) => readFigures(readDates(text, language).rest, language));
  const held = read.flatMap(({ figures }) => figures);
  const heldDates = new Set(lines.flatMap((line) => [...datesOfLine(line, language)]));
  const heldTimes = new Set([
    ...read.flatMap(({ times }) => times),
    ...held.filter((figure) => countsNothing(figure, language)).map(timeOf),
    ...lines.flatMap(({ time }) => readTimes(time, language).times),
  ]);
  // "24. November": the month is read with its day, and the day stays behind.
  const days = new Set(dates.flatMap((date) => date.match(/(?<=day |year )\d+/gu) ?? []));
  return (
    dates.every((date) => heldDates.has(date)) &&
    claimed.times.every((time) => heldTimes.has(time)) &&
    figuresIn(claimed.rest, language).every(
      (figure) =>
        isHeld(figure, held) ||
        (figure.unit === null && days.has(figure.amount)) ||
        (figure.amount.includes(".") && heldTimes.has(timeOf(figure))),
    )
  );
}

interface FiguresRead {
  readonly times: readonly number[];
  readonly figures: readonly Figure[];
}

function readFigures(text: string, language: string): FiguresRead {
  const { times, rest } = readTimes(text, language);
  const pair = BOTH.test(rest) ? [PAIR] : [];
  return { times, figures: [...figuresIn(rest, language), ...pair] };
}

const BOTH = /(?<!\p{L})(?:beide[mnrs]?|both|zu zweit)(?!\p{L})/iu;
const PAIR: Figure = { amount: "2", unit: null, bound: null, followers: [] };

/** "7 bei Anna" and "9.10 live", but not "7 Stühle". */
function countsNothing({ amount, unit, followers }: Figure, language: string): boolean {
  const [first] = followers;
  const isBare = first === undefined || amount.includes(".") || !contentWordTest(language)(first);
  return unit === null && isBare;
}

function timeOf({ amount }: Figure): number | null {
  return timeOfNumber(amount);
}

/** What one of them leaves unsaid contradicts nothing: "18" may be "18 Euro". */
function isHeld(claimed: Figure, held: readonly Figure[]): boolean {
  return held.some(
    ({ amount, unit, bound }) =>
      amount === claimed.amount && agrees(unit, claimed.unit) && agrees(bound, claimed.bound),
  );
}

function agrees(a: string | null, b: string | null): boolean {
  return a === null || b === null || a === b;
}
