/**
 * Summary → Screen: each point with the times of its messages, which are links to them.
 */

import type { MessageRange } from "../../store/recording/read.ts";
import type { LastSummary } from "../../store/chats/settings.ts";
import { numberPeople } from "../../summary/numbered-people.ts";
import { toLine } from "../../summary/safe-text.ts";
import { unlinked } from "../../text/inert-text.ts";
import type { Point, Talk, TalkMessage } from "../../summary/summary.ts";
import type { Language } from "../incoming/language.ts";
import type { Chat } from "../incoming/update.ts";
import type { Summaries } from "../parts.ts";
import {
  deepLink,
  joined,
  linked,
  plain,
  rich,
  styled,
  tapButton,
  type RichText,
  type Screen,
  type Words,
} from "../screens/screen.ts";
import { texts } from "../screens/texts/texts.ts";
import type { Choice } from "./summary-choice.ts";
import { MOST_MESSAGES, type SummaryCall } from "./summary-range.ts";
import { createTimes, type Times } from "./summary-times.ts";
import type { SummedUp } from "./summary-writing.ts";

type Topic = MessageRange["topic"];

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
/** Of each of several that make one point. */
const JOINED_LENGTH = 110;
/** Of more points than these the last section is folded. */
const UNFOLDED = 12;
/** Of one point. */
const MOST_TIMES = 5;
const MOST_HINTS = 2;
const MINUTE_MS = 60_000;

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
export function renderSummary(
  { talk, summary }: Omit<SummedUp, "fingerprint">,
  shown: Shown,
): RichText {
  const { messages, language, timeZone } = talk;
  const own = texts[language].summary;
  const times = createTimes(timeZone, language, shown);
  const people = numberPeople(messages);
  const [from, end] = [messages[0]?.at ?? 0, messages.at(-1)?.at ?? 0];
  const nameOf = ({ person }: TalkMessage) => people.restoreNames(people.numberOf(person));
  const writing: Writing = { own, times, linkTo: shown.linkTo, nameOf, end };
  const span = times.span(from, end);
  const head = [
    ...(shown.title === null ? [] : [shown.title]),
    own.size(messages.length, new Set(messages.map(({ person }) => person)).size),
    shown.showsZone ? `${span} (${timeZone})` : span,
  ];
  const { points, isFallback } = summary;
  const listOf = (wanted: Point["kind"]) =>
    joined(
      points
        .filter(({ kind }) => kind === wanted)
        .map((point) => rich("• ", lineOf(point, writing))),
    );
  const others = listOf("point");
  const isSorted = points.some(({ kind }) => kind !== "point");
  return joined([
    rich(styled("bold", own.head), " · ", head.join(" · ")),
    points.length === 0 ? own.nothingMuch : "",
    headed(own.yours, listOf("yours")),
    headed(own.agreed, listOf("agreed")),
    headed(own.todo, listOf("todo")),
    headed(own.open, listOf("open")),
    isSorted
      ? headed(
          own.others,
          points.length > UNFOLDED ? styled("expandable_blockquote", others) : others,
        )
      : others,
    joined([isFallback ? own.fallback : "", ...shown.notes]),
  ]);
}

function headed(heading: string, list: RichText): RichText {
  return list.text === "" ? list : joined([styled("bold", heading), list]);
}

function lineOf({ text, messages }: Point, writing: Writing): RichText {
  const length = messages.length === 1 ? QUOTE_LENGTH : JOINED_LENGTH;
  if (text === null)
    return joined(
      messages.map((message) => {
        const quote = writing.own.quote(quoted(message.text, length));
        return rich(`${writing.nameOf(message)}: ${quote} `, timesOf([message], writing));
      }),
      " → ",
    );
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

/** Word for word, but that nobody is called by it and nothing in it can be tapped. */
function quoted(text: string, length: number): string {
  return unlinked(toLine(text, length));
}

interface Missing {
  readonly call: SummaryCall;
  readonly choice: Choice;
  /** When recording was switched on. */
  readonly since: number | null;
  readonly now: number;
}

/** What of the wish there is not, in words. */
export function notesOn(
  { call, choice, since, now }: Missing,
  language: Language,
  { timeZone, retentionDays }: Summaries,
): string[] {
  const own = texts[language].summary;
  const { messages, from } = choice;
  const notes: string[] = [];
  const isByCount = call.wanted.kind === "last";
  if (isByCount ? call.isCapped : messages.length >= MOST_MESSAGES)
    notes.push(own.cappedCount(MOST_MESSAGES));
  else if (call.isCapped) notes.push(own.cappedTime(retentionDays));
  const begin = Math.min(since ?? 0, messages[0]?.at ?? Infinity);
  if (from !== null && since === begin && since > from)
    notes.push(own.since(createTimes(timeZone, language, { now }).span(since, since)));
  return notes;
}

/** Other ranges, for whoever missed more; and this one in private. */
export function buttonsUnder(
  { messages, language }: Talk,
  { chat, topic, bot }: { readonly chat: number; readonly topic: Topic; readonly bot: string },
): Screen["buttons"] {
  const own = texts[language].summary;
  const isOfAllTopics = topic === "all";
  const [from, to] = [messages[0]?.at ?? 0, messages.at(-1)?.at ?? 0];
  const url = deepLink(bot, { kind: "private-summary", chat, topic, from, to });
  return [
    [
      tapButton(own.sinceMe, { kind: "summary", wanted: "since-me", isOfAllTopics }),
      tapButton(own.today, { kind: "summary", wanted: "today", isOfAllTopics }),
    ],
    [{ text: own.forMe, url }],
  ];
}

/** For what cannot be read. */
export function usageScreen(language: Language): Screen {
  const { usage, today } = texts[language].summary;
  const button = tapButton(today, { kind: "summary", wanted: "today", isOfAllTopics: false });
  return { ...plain(usage), buttons: [[button]] };
}

interface Again {
  readonly last: LastSummary;
  readonly topic: Topic;
  /** How many messages there are since. */
  readonly count: number;
  readonly now: number;
}

/** For who asks again too soon: a link to the one before, and a way to what is new since. */
export function againScreen(
  { last, topic, count, now }: Again,
  chat: Chat,
  language: Language,
): Screen {
  const own = texts[language].summary;
  const words = own.again(Math.floor((now - last.at) / MINUTE_MS));
  const isOfAllTopics = topic === "all";
  const id = chat.id === last.chat ? last.message : 0;
  const link = linksIn(chat)({ id, topic: isOfAllTopics ? null : topic });
  const onlyNew = tapButton(own.onlyNew, { kind: "summary", wanted: "new", isOfAllTopics });
  return {
    text: rich(link === null ? words : linked(link, words), ". ", own.newSince(count)),
    buttons: count === 0 ? [] : [[onlyNew]],
  };
}

/** Supergroups' ids are this minus the number in their links (Telegram). */
const SUPERGROUP_BASE = -1_000_000_000_000;

/** A message → its address; null in a small group, and for what has another id by now (it is below 0 then). */
type LinkTo = (message: Pick<TalkMessage, "id" | "topic">) => string | null;

export function linksIn(chat: Chat): LinkTo {
  if (chat.type !== "supergroup" || chat.id > SUPERGROUP_BASE) return () => null;
  const group = chat.username ?? `c/${SUPERGROUP_BASE - chat.id}`;
  return ({ id, topic }) => {
    if (id <= 0) return null;
    return ["https://t.me", group, ...(topic === null ? [] : [topic]), id].join("/");
  };
}
