/**
 * Whether the cited messages hold the numbers, days and times of a written point.
 */
import { contentWordTest } from "../text/lists/content-words.ts";
import { readDates } from "../text/numbers/calendar.ts";
import { readTimes, timeOfNumber } from "../text/numbers/clock-times.ts";
import { figuresIn, type Figure } from "../text/numbers/figures.ts";
import { TALK_LANGUAGES } from "./talk-values.ts";
import { datesOfMessage, writtenDates, type DatedMessage } from "./talk-dates.ts";

/** `plain` without people's numbers; `language` is its own and the talk's (ISO 639-1). */
export function talkHasFigures(
  plain: string,
  messages: readonly DatedMessage[],
  language: string,
): boolean {
  const [first, second] = [writtenDates(plain, "de"), writtenDates(plain, "en")];
  const { rest } = writtenDates(first.rest, "en");
  const dates = [...new Set([...first.dates, ...second.dates])];
  const written = readTimes(rest, language);
  const read = messages.flatMap(({ text }) =>
    TALK_LANGUAGES.map((own) => readFigures(readDates(text, own).rest, own)),
  );
  const ownFigures = read.flatMap(({ figures }) => figures);
  const ownDates = new Set(
    messages.flatMap((message) =>
      TALK_LANGUAGES.flatMap((own) => [...datesOfMessage(message, own)]),
    ),
  );
  const ownTimes = new Set([
    ...read.flatMap(({ times }) => times),
    ...ownFigures.filter((figure) => countsNothing(figure, language)).map(timeOf),
  ]);
  // "24. November": the month is read with its day, and the day stays behind.
  const days = new Set(dates.flatMap((date) => date.match(/(?<=day |year )\d+/gu) ?? []));
  return (
    dates.every((date) => ownDates.has(date)) &&
    written.times.every((time) => ownTimes.has(time)) &&
    figuresIn(written.rest, language).every(
      (figure) =>
        hasFigure(ownFigures, figure) ||
        (figure.unit === null && days.has(figure.amount)) ||
        (figure.amount.includes(".") && ownTimes.has(timeOf(figure))),
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

function hasFigure(own: readonly Figure[], written: Figure): boolean {
  return own.some(
    ({ amount, unit, bound }) =>
      amount === written.amount && agrees(unit, written.unit) && agrees(bound, written.bound),
  );
}

/** What one of them leaves unsaid contradicts nothing: "18" may be "18 Euro". */
function agrees(a: string | null, b: string | null): boolean {
  return a === null || b === null || a === b;
}
