/**
 * Summary → Screen: each point with the times of its messages, which are links to them.
 */
import { numberPeople } from "../../summary/people.ts";
import { toLine } from "../../summary/safe-text.ts";
import type { Point, TalkMessage } from "../../summary/summary.ts";
import type { LinkTo } from "./message-links.ts";
import { joined, linked, rich, styled, type RichText, type Words } from "../screens/rich.ts";
import type { SummedUp } from "./summary-writing.ts";
import { createTimes, type Times } from "./summary-times.ts";
import { texts } from "../screens/texts/texts.ts";

export interface Shown {
  readonly linkTo: LinkTo;
  /** In milliseconds. */
  readonly now: number;
  /** Of the group, where the summary does not stand in it. */
  readonly title: string | null;
  /** The zone is named beside the times. */
  readonly showsZone: boolean;
  /** What is missing, in words. */
  readonly notes: readonly string[];
}

/** Of a message that is shown word for word, in characters. */
const QUOTE_LENGTH = 160;
/** Of one that only says which message is meant. */
const HINT_LENGTH = 40;
/** Of one point. */
const MOST_TIMES = 5;
const MOST_HINTS = 2;

/** What a point is written with. */
interface Writing {
  readonly own: (typeof texts)["de"]["summary"];
  readonly times: Times;
  readonly linkTo: LinkTo;
  readonly nameOf: (message: TalkMessage) => string;
  /** When the last message was written. */
  readonly end: number;
}

/** The words alone; the talk has messages. */
export function renderSummary({ talk, summary }: Omit<SummedUp, "basis">, shown: Shown): RichText {
  const { messages, language, timeZone } = talk;
  const own = texts[language].summary;
  const times = createTimes(timeZone, language, shown);
  const people = numberPeople(messages);
  const [from, end] = [messages[0]?.at ?? 0, messages.at(-1)?.at ?? 0];
  const writing: Writing = {
    own,
    times,
    linkTo: shown.linkTo,
    nameOf: ({ person }) => people.restore(people.numberOf(person)),
    end,
  };
  const span = times.span(from, end);
  const head = [
    ...(shown.title === null ? [] : [shown.title]),
    own.size(messages.length, new Set(messages.map(({ person }) => person)).size),
    shown.showsZone ? `${span} (${timeZone})` : span,
  ];
  const { points, isFallback } = summary;
  const ofKind = (kind: Point["kind"]) =>
    listOf(
      points.filter((one) => one.kind === kind),
      writing,
    );
  return joined([
    rich(styled("bold", own.head), " · ", head.join(" · ")),
    points.length === 0 ? own.nothingMuch : "",
    ofKind("point"),
    headed(own.agreed, ofKind("agreed")),
    headed(own.open, ofKind("open")),
    joined([isFallback ? own.fallback : "", ...shown.notes]),
  ]);
}

function headed(heading: string, list: RichText): RichText {
  return list.text === "" ? list : joined([styled("bold", heading), list]);
}

function listOf(points: readonly Point[], writing: Writing): RichText {
  return joined(points.map((point) => rich("• ", lineOf(point, writing))));
}

function lineOf({ text, messages }: Point, writing: Writing): RichText {
  const [first] = messages;
  if (text === null && first !== undefined) {
    const quote = writing.own.quote(quoted(first.text, QUOTE_LENGTH));
    return rich(`${writing.nameOf(first)}: ${quote} `, timesOf(messages, writing));
  }
  return rich(`${text ?? ""} `, timesOf(messages, writing, { hints: true }));
}

/** "14:12 14:20"; where a chat has no links, who said what then, if that is wanted. */
function timesOf(
  messages: readonly TalkMessage[],
  { linkTo, times, nameOf, own, end }: Writing,
  { hints = false }: { readonly hints?: boolean } = {},
): RichText {
  const pieces: Words[] = [];
  let hinted = 0;
  for (const message of messages.slice(0, MOST_TIMES)) {
    const time = times.clock(message.at, end);
    const link = linkTo(message);
    if (link !== null) pieces.push(linked(link, time));
    else if (!hints) pieces.push(time);
    else if (hinted < MOST_HINTS) {
      hinted += 1;
      const words = own.quote(quoted(message.text, HINT_LENGTH));
      pieces.push(`(${nameOf(message)}, ${time}: ${words})`);
    }
  }
  return joined(pieces, " ");
}

/** Word for word, but that nobody is called by it and nothing can be tapped to be sent. */
function quoted(text: string, length: number): string {
  return toLine(text, length).replace(CALL, `$&${WORD_JOINER}`);
}

/** "@name" and "/command": Telegram makes something of them where a letter follows. */
const CALL = /(?<![\p{L}\p{N}/])[@/](?=\w)/gu;
const WORD_JOINER = "\u2060";
