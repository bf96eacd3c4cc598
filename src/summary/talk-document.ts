/**
 * Makes the document that the model is sent of a talk: a block for each message, with numbers for people.
 *
 *     Monday 2026-11-23
 *     14:03 P1: Freitag um 19 Uhr?
 *     14:04 P2 (to P1): passt
 */
import type { CitedMessage, SentTalk } from "../grounding/check-point.ts";
import { findChanges } from "../grounding/talk-changes.ts";
import { addressesProgram } from "../grounding/talk-orders.ts";
import { numbersIn } from "../grounding/person-numbers.ts";
import { memo } from "../text/memo.ts";
import { numberPeople, type NumberedPeople } from "./numbered-people.ts";
import { toLine } from "./safe-text.ts";
import type { Talk, TalkMessage } from "./summary.ts";

export interface PreparedTalk {
  readonly people: NumberedPeople;
  /** Oldest first; empty messages have none, nor has what speaks to whoever sums up. */
  readonly lines: readonly TalkLine[];
}

/** A message as it is sent. */
export interface TalkLine extends CitedMessage {
  readonly message: TalkMessage;
  /** Its text on one line, cut to a limit, with numbers for people. */
  readonly hidden: string;
  readonly author: string;
  /** Whom it replies to; null for none. */
  readonly addressee: string | null;
}

export type TalkDocument = SentTalk<TalkLine>;

/** Half of the longest message that Telegram takes, in characters. */
const TEXT_LIMIT = 2000;

const SOURCE = "talk";
const TITLE = "The conversation";

export function prepareTalk({ messages, language, timeZone }: Talk): PreparedTalk {
  const changes = findChanges(messages, language);
  const texts = new Map(messages.map(({ id, text }) => [id, toLine(text, TEXT_LIMIT)]));
  const people = numberPeople(messages);
  const authors = new Map(messages.map(({ id, person }) => [id, person]));
  const tell = clock(timeZone);
  const lines = messages.flatMap((message): TalkLine[] => {
    const text = toLine(message.text, TEXT_LIMIT);
    if (text === "" || addressesProgram(text)) return [];
    const movedBy = texts.get(changes.get(message.id)?.by ?? Number.NaN) ?? null;
    const answered = message.replyTo === null ? undefined : authors.get(message.replyTo);
    const author = people.numberOf(message.person);
    const addressee = answered === undefined ? null : people.numberOf(answered);
    const hidden = people.hideNames(text);
    const named = [author, addressee ?? author, ...numbersIn(hidden)];
    return [
      { message, text, hidden, author, addressee, people: named, movedBy, ...tell(message.at) },
    ];
  });
  return { people, lines };
}

export function toDocument(lines: readonly TalkLine[]): TalkDocument {
  const blocks = lines.map((line, i) => blockOf(line, lines[i - 1]));
  return { source: { source: SOURCE, title: TITLE, blocks }, lines };
}

/** One line and its line break, below a new day's name. */
function blockOf(line: TalkLine, before: TalkLine | undefined): string {
  const isNewDay = before?.day !== line.day;
  return `${isNewDay ? `${line.day}\n` : ""}${messageOf(line)}\n`;
}

/** "14:04 P2 (to P1): passt" */
export function messageOf({ time, author, addressee, hidden }: TalkLine): string {
  const to = addressee === null ? "" : ` (to ${addressee})`;
  return `${time} ${author}${to}: ${hidden}`;
}

/** No time zone changes its offset within a quarter of an hour. */
const QUARTER_MS = 15 * 60_000;
/** How many are remembered: those of two months. */
const QUARTERS = 6000;

type Clock = (at: number) => Pick<TalkLine, "time" | "day">;

/** Formats only quarters of an hour and adds the minutes, because formatting each time is slow. */
function clock(timeZone: string): Clock {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "long",
    day: "2-digit",
    month: "2-digit",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const read = memo(
    (quarter: number) => {
      const parts = format.formatToParts(quarter);
      const part = (wanted: Intl.DateTimeFormatPartTypes) =>
        parts.find(({ type }) => type === wanted)?.value ?? "";
      const day = `${part("weekday")} ${part("year")}-${part("month")}-${part("day")}`;
      return { day, hour: part("hour"), minute: Number(part("minute")) };
    },
    { most: QUARTERS },
  );
  return (at) => {
    const quarter = Math.floor(at / QUARTER_MS) * QUARTER_MS;
    const { day, hour, minute } = read(quarter);
    const minutes = minute + Math.floor((at - quarter) / 60_000);
    return { time: `${hour}:${String(minutes).padStart(2, "0")}`, day };
  };
}
