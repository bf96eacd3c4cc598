/**
 * A summary in the group itself: of what somebody asked for, or a link to the one that is just there.
 */
import type { Chat, InlineKeyboardButton } from "grammy/types";

import type { MessageRange } from "../../store/recording/read.ts";
import type { LastSummary } from "../../store/chats/settings.ts";
import type { BotContext } from "../context.ts";
import { say, send } from "../delivery/reply.ts";
import type { Tapped, Written } from "../incoming/incoming.ts";
import type { Language } from "../incoming/language.ts";
import { describeError, type Log } from "../log.ts";
import type { Parts, Summaries } from "../parts.ts";
import { linked, rich } from "../screens/rich.ts";
import { deepLink, tapButton, type Screen } from "../screens/screen.ts";
import { texts } from "../screens/texts/texts.ts";
import { lastSummaryOf, noteOf } from "./last-summary.ts";
import { linksIn } from "./message-links.ts";
import { choose, type Choice, type Range } from "./summary-choice.ts";
import { MOST_MESSAGES, type SummaryCall } from "./summary-range.ts";
import { renderSummary } from "./summary-screen.ts";
import { createTimes } from "./summary-times.ts";
import type { SummaryWriting } from "./summary-writing.ts";

type Asking = BotContext<Written | Tapped>;

export interface GroupParts extends Pick<Parts, "store" | "summaries" | "log" | "now"> {
  readonly writing: SummaryWriting;
}

export type Wish = Omit<SummaryCall, "wanted"> & { readonly wanted: Range };

/** What is known before it is written. */
interface Wanted {
  readonly wish: Wish;
  readonly topic: MessageRange["topic"];
  readonly last: LastSummary | null;
  readonly choice: Choice;
}

/** Whoever asks again so soon is shown the one before. */
const AGAIN_MS = 10 * 60_000;
const MINUTE_MS = 60_000;

/** For a group that records. */
export async function sumUpInGroup(ctx: Asking, wish: Wish, parts: GroupParts): Promise<void> {
  const { store, summaries, now } = parts;
  const { place, asker, chat } = ctx.incoming;
  const topic: MessageRange["topic"] = wish.isOfAllTopics ? "all" : place.thread;
  const last = lastSummaryOf(await store.chats.settings(place.chat), topic);
  const isAgain = wish.wanted.kind === "unseen" && last !== null && now() - last.at < AGAIN_MS;
  const choice = await choose(
    { messages: store.messages, timeZone: summaries.timeZone, now },
    { range: isAgain ? { kind: "new" } : wish.wanted, topic, last, asker },
  );
  if (!isAgain) return writeSummary(ctx, { wish, topic, last, choice }, parts);
  const again = { last, topic, messages: choice.messages.length, now: now() };
  send(ctx, againScreen({ ...again, chat, language: ctx.language }));
}

async function writeSummary(ctx: Asking, wanted: Wanted, parts: GroupParts): Promise<void> {
  const { store, summaries, writing, now } = parts;
  const { wish, topic, choice } = wanted;
  const own = texts[ctx.language].summary;
  const { since } = await store.messages.recording(ctx.incoming.place.chat);
  const missing = { wish, choice, since, summaries, now: now() };
  if (choice.messages.length === 0)
    return refuse(ctx, [own.nothing, ...notesOn(missing, ctx.language)].join(" "), parts);
  const refusal = await writing.begin(ctx);
  if (refusal !== null) return refuse(ctx, refusal, parts);
  if (ctx.incoming.kind === "tap") await answerTap(ctx, {}, parts);
  const summed = await writing.write(ctx, choice);
  if (summed === null) return say(ctx, own.nothingLeft);
  const { messages, language } = summed.talk;
  const text = renderSummary(summed, {
    linkTo: linksIn(ctx.incoming.chat),
    now: now(),
    title: null,
    showsZone: wish.wanted.kind === "today",
    notes: notesOn(missing, language),
  });
  const { chat } = ctx.incoming.place;
  const buttons = buttonsUnder(messages, { chat, topic, language, bot: ctx.view.bot });
  send(ctx, { text, buttons });
  ctx.draft.basis = summed.basis;
  remember(ctx, wanted, now());
}

/** From the next one on it counts as the last, unless it left out some of what came before. */
function remember(ctx: Asking, { topic, last, choice }: Wanted, at: number): void {
  const [first, newest] = [choice.messages[0], choice.messages.at(-1)];
  if (first === undefined || newest === undefined) return;
  const begin = choice.from ?? first.at;
  if (last !== null && begin > last.coveredAt) return;
  const { chat } = ctx.incoming.place;
  ctx.draft.note = noteOf(topic, { chat, at, covered: newest.id, coveredAt: newest.at });
}

/** Tells who asked why there is none: who tapped, alone. */
export async function refuse(
  ctx: Asking,
  text: string,
  parts: { readonly log: Log },
): Promise<void> {
  if (ctx.incoming.kind === "tap") await answerTap(ctx, { text, show_alert: true }, parts);
  else say(ctx, text);
}

/** A tap that asks for a summary is stored: by the time it is handled again, Telegram takes no answer to it any more. */
async function answerTap(
  ctx: Asking,
  answer: { text?: string; show_alert?: true },
  { log }: { readonly log: Log },
): Promise<void> {
  try {
    await ctx.answerCallbackQuery(answer);
  } catch (error) {
    log.info({ error: describeError(error) }, "A tap could not be answered");
  }
}

interface Missing {
  readonly wish: Wish;
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
  const isByCount = wish.wanted.kind === "last";
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
  readonly chat: Chat;
  readonly topic: MessageRange["topic"];
  readonly language: Language;
  readonly now: number;
}

function againScreen({ last, messages, chat, topic, language, now }: Again): Screen {
  const own = texts[language].summary;
  const words = own.again(Math.floor((now - last.at) / MINUTE_MS));
  const isOfAllTopics = topic === "all";
  const id = chat.id === last.chat ? last.message : 0;
  const link = linksIn(chat)({ id, topic: isOfAllTopics ? null : topic });
  return {
    text: rich(link === null ? words : linked(link, words), ". ", own.newSince(messages)),
    buttons:
      messages === 0
        ? []
        : [[tapButton(own.onlyNew, { kind: "summary", wanted: "new", isOfAllTopics })]],
  };
}
