/**
 * A summary in the group itself: of what somebody asked for, or a link to the one that is just there.
 */
import type { Chat, InlineKeyboardButton } from "grammy/types";

import type { MessageRange } from "../../store/contract/messages.ts";
import type { LastSummary } from "../../store/settings.ts";
import { languageOfPerson } from "../questions/ask.ts";
import type { BotContext } from "../context.ts";
import type { Language } from "../incoming/language.ts";
import { lastSummaryOf, noteOf } from "./last-summary.ts";
import { linksIn } from "./message-links.ts";
import type { Parts, Summaries } from "../parts.ts";
import { linked, rich } from "../screens/rich.ts";
import { deepLink, tapButton, type Screen } from "../screens/screen.ts";
import { askerOf, send, type Place } from "../delivery/send.ts";
import { choose, type Choice, type Range } from "./summary-choice.ts";
import { MOST_MESSAGES } from "./summary-range.ts";
import { renderSummary } from "./summary-screen.ts";
import { createTimes } from "./summary-times.ts";
import type { SummaryWriting } from "./summary-writing.ts";
import { texts } from "../screens/texts/texts.ts";

export interface GroupWish {
  readonly range: Range;
  readonly isOfAllTopics: boolean;
  /** More was asked for than there can be. */
  readonly isCapped: boolean;
  /** When the message that is replied to was written, in milliseconds; null when none is. */
  readonly repliedAt: number | null;
  /** Tells who asked why there is none. */
  refuse(words: string): void | Promise<void>;
  /** It is being written. */
  accept(): void | Promise<void>;
}

type GroupSummary = (ctx: BotContext, place: Place, wish: GroupWish) => Promise<void>;

/** What is known before it is written. */
interface Wanted {
  readonly wish: GroupWish;
  readonly topic: MessageRange["topic"];
  readonly last: LastSummary | null;
  readonly choice: Choice;
}

/** Whoever asks again so soon is shown the one before. */
const AGAIN_MS = 10 * 60_000;
const MINUTE_MS = 60_000;

/** For a group that records. */
export function createGroupSummary(
  parts: Parts & { readonly writing: SummaryWriting },
): GroupSummary {
  const { library, store, summaries, writing, now } = parts;

  async function sumUp(ctx: BotContext, place: Place, wanted: Wanted): Promise<void> {
    const { wish, topic, choice } = wanted;
    const language = languageOfPerson(ctx, library());
    const { since } = await store.messages.recording(place.chat);
    const missing = { wish, choice, since, summaries, now: now() };
    if (choice.messages.length === 0) {
      const words = [texts[language].summary.nothing, ...notesOn(missing, language)];
      return wish.refuse(words.join(" "));
    }
    const refusal = await writing.begin(ctx, place);
    if (refusal !== null) return wish.refuse(refusal);
    await wish.accept();
    const summed = await writing.write(ctx, place, choice);
    if (summed === null) {
      const words = texts[language].summary.nothingLeft;
      return send(ctx, place, { text: rich(words), buttons: [] });
    }
    const text = renderSummary(summed, {
      linkTo: linksIn(ctx.chat),
      now: now(),
      title: null,
      showsZone: wish.range.kind === "today",
      notes: notesOn(missing, summed.talk.language),
    });
    const buttons = buttonsUnder(summed.talk.messages, {
      chat: place.chat,
      topic,
      language: summed.talk.language,
      bot: ctx.me.username,
    });
    send(ctx, place, { text, buttons });
    ctx.draft.restsOn(summed.basis);
    remember(ctx, place, wanted);
  }

  /** From the next one on it counts as the last, unless it left out some of what came before. */
  function remember(ctx: BotContext, { chat }: Place, { topic, last, choice }: Wanted): void {
    const [first, newest] = [choice.messages[0], choice.messages.at(-1)];
    if (first === undefined || newest === undefined) return;
    const begin = choice.from ?? first.at;
    if (last !== null && begin > last.coveredAt) return;
    const covered = { chat, at: now(), covered: newest.id, coveredAt: newest.at };
    ctx.draft.notes(noteOf(topic, covered));
  }

  return async (ctx, place, wish) => {
    const topic: MessageRange["topic"] = wish.isOfAllTopics ? "all" : place.thread;
    const last = lastSummaryOf(await store.chats.read(place.chat), topic);
    const isAgain = wish.range.kind === "unseen" && last !== null && now() - last.at < AGAIN_MS;
    const range: Range = isAgain ? { kind: "new" } : wish.range;
    const choice = await choose(
      { messages: store.messages, timeZone: summaries.timeZone, now },
      { ...wish, range, topic, last, asker: askerOf(ctx, place) },
    );
    if (!isAgain) return sumUp(ctx, place, { wish, topic, last, choice });
    const language = languageOfPerson(ctx, library());
    const again = { last, topic, messages: choice.messages.length, now: now() };
    send(ctx, place, againScreen({ ...again, chat: ctx.chat, language }));
  };
}

interface Missing {
  readonly wish: GroupWish;
  readonly choice: Choice;
  /** When recording was switched on. */
  readonly since: number | null;
  readonly summaries: Summaries;
  readonly now: number;
}

/** What of the wish there is not, in words. */
function notesOn({ wish, choice, since, summaries, now }: Missing, language: Language): string[] {
  const own = texts[language].summary;
  const { timeZone, retentionDays } = summaries;
  const { messages, from } = choice;
  const notes: string[] = [];
  const isByCount = wish.range.kind === "last";
  if (isByCount ? wish.isCapped : messages.length >= MOST_MESSAGES)
    notes.push(own.cappedCount(MOST_MESSAGES));
  else if (wish.isCapped) notes.push(own.cappedTime(retentionDays));
  const begin = Math.min(since ?? 0, messages[0]?.at ?? Infinity);
  if (from !== null && since === begin && since > from)
    notes.push(own.since(createTimes(timeZone, language, { now }).span(since, since)));
  return notes;
}

interface Under {
  readonly chat: number;
  readonly topic: MessageRange["topic"];
  readonly language: Language;
  readonly bot: string;
}

/** Other ranges, for whoever missed more; and this one in private. */
function buttonsUnder(
  messages: readonly { readonly at: number }[],
  { chat, topic, language, bot }: Under,
): InlineKeyboardButton[][] {
  const own = texts[language].summary;
  const isOfAllTopics = topic === "all";
  const tap = (text: string, wanted: "since-me" | "today") =>
    tapButton(text, { kind: "summary", wanted, isOfAllTopics });
  const [from, to] = [messages[0]?.at ?? 0, messages.at(-1)?.at ?? 0];
  const url = deepLink(bot, { kind: "private-summary", chat, topic, from, to });
  return [[tap(own.sinceMe, "since-me"), tap(own.today, "today")], [{ text: own.forMe, url }]];
}

interface Again {
  readonly last: LastSummary;
  /** How many there are since. */
  readonly messages: number;
  readonly chat: Chat | undefined;
  readonly topic: MessageRange["topic"];
  readonly language: Language;
  readonly now: number;
}

function againScreen({ last, messages, chat, topic, language, now }: Again): Screen {
  const own = texts[language].summary;
  const words = own.again(Math.floor((now - last.at) / MINUTE_MS));
  const place = { id: chat?.id === last.chat ? last.message : 0 };
  const link = linksIn(chat)({ ...place, topic: topic === "all" ? null : topic });
  const isOfAllTopics = topic === "all";
  return {
    text: rich(link === null ? words : linked(link, words), ". ", own.newSince(messages)),
    buttons:
      messages === 0
        ? []
        : [[tapButton(own.onlyNew, { kind: "summary", wanted: "new", isOfAllTopics })]],
  };
}
