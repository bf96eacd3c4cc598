/**
 * A talk → what the model is sent of it: one document, a block a message, people as numbers.
 *
 *     Monday 2026-11-23
 *     14:03 P1: Freitag um 19 Uhr?
 *     14:04 P2 (to P1): passt
 */
import type { CitedMessage, SentTalk } from "../grounding/check-point.ts";
import { numbersIn } from "../grounding/person-numbers.ts";
import { numberPeople, type People } from "./people.ts";
import { toLine } from "./safe-text.ts";
import type { Talk, TalkMessage } from "./summary.ts";

export interface TalkReading {
  readonly people: People;
  /** In the order of time; of messages that say nothing there is none. */
  readonly lines: readonly TalkLine[];
}

/** A message as it is sent. */
export interface TalkLine extends CitedMessage {
  readonly message: TalkMessage;
  /** Its text, on one line and cut, with numbers for people. */
  readonly hidden: string;
  readonly author: string;
  /** Whom it answers; null for nobody of the talk. */
  readonly addressee: string | null;
}

export type TalkDocument = SentTalk<TalkLine>;

/** Half of the longest message that Telegram takes, in characters. */
const TEXT_LIMIT = 2000;

const SOURCE = "talk";
const TITLE = "The conversation";

export function readTalk({ messages, timeZone }: Talk): TalkReading {
  const people = numberPeople(messages);
  const authors = new Map(messages.map(({ id, person }) => [id, person]));
  const tell = clock(timeZone);
  const lines = messages.flatMap((message): TalkLine[] => {
    const text = toLine(message.text, TEXT_LIMIT);
    if (text === "") return [];
    const answered = message.replyTo === null ? undefined : authors.get(message.replyTo);
    const author = people.numberOf(message.person);
    const addressee = answered === undefined ? null : people.numberOf(answered);
    const hidden = people.hide(text);
    const named = [author, addressee ?? author, ...numbersIn(hidden)];
    return [{ message, text, hidden, author, addressee, people: named, ...tell(message.at) }];
  });
  return { people, lines };
}

export function toDocument(lines: readonly TalkLine[]): TalkDocument {
  const blocks = lines.map((line, i) => blockOf(line, lines[i - 1]));
  return { source: { source: SOURCE, title: TITLE, blocks }, lines };
}

/** One line and its line break, below a new day's name. */
function blockOf(line: TalkLine, before: TalkLine | undefined): string {
  const { time, author, addressee, hidden, day } = line;
  const isNewDay = before?.day !== day;
  const to = addressee === null ? "" : ` (to ${addressee})`;
  return `${isNewDay ? `${day}\n` : ""}${time} ${author}${to}: ${hidden}\n`;
}

/** In milliseconds; no time zone changes its offset within one. */
const QUARTER = 15 * 60_000;

type Clock = (at: number) => Pick<TalkLine, "time" | "day">;

/** Formatting each of thousands of times takes longer than all the rest, so each quarter of an hour is formatted once. */
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
  const quarters = new Map<
    number,
    { readonly hour: string; readonly minute: number; readonly day: string }
  >();
  return (at) => {
    const quarter = Math.floor(at / QUARTER) * QUARTER;
    let told = quarters.get(quarter);
    if (told === undefined) {
      const parts = new Map(format.formatToParts(quarter).map(({ type, value }) => [type, value]));
      const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? "";
      told = {
        hour: part("hour"),
        minute: Number(part("minute")),
        day: `${part("weekday")} ${part("year")}-${part("month")}-${part("day")}`,
      };
      quarters.set(quarter, told);
    }
    const minute = told.minute + Math.floor((at - quarter) / 60_000);
    return { time: `${told.hour}:${String(minute).padStart(2, "0")}`, day: told.day };
  };
}
