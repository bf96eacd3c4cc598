/**
 * The routing table: which file answers which command, button, link and kind of update.
 *
 * In comes an update, out goes a reply. It passes the rooms in this order: `intake/` stores it, `queue/` has it handled
 * in its turn, `incoming/` says what it is, the handlers below answer (`articles/`, `questions/`, `groups/`,
 * `privacy/`, `operator/`) with what `screens/` shows, and `delivery/` sends it.
 *
 * @example
 * const bot = createBot(parts, { token });
 * bot.botInfo = await waitForTelegram({ api: bot.api, clock, onUnreachable });
 * const running = runBot(bot, parts); // in run.ts; `bot.start()` and `bot.handleUpdate()` are not used
 */
import { Bot, type MiddlewareFn, type NextFunction } from "grammy";
import type { ApiClientOptions } from "grammy";
import type { UserFromGetMe } from "grammy/types";

import type { Talk } from "../answer/answer.ts";
import { createDownload, type Download, type DownloadParts } from "./articles/download.ts";
import { addArticle, discardArticle, removeArticle } from "./articles/keep.ts";
import { receiveArticle } from "./articles/receive.ts";
import { sleepBy, systemClock, type Clock } from "./clock.ts";
import type { BotContext } from "./context.ts";
import { carefulCalls } from "./delivery/calls.ts";
import { alert } from "./delivery/reply.ts";
import { createStreams, type Streams } from "./delivery/stream.ts";
import { sumUpForOne } from "./groups/private-summary.ts";
import {
  askDeleteRecorded,
  deleteRecorded,
  switchOnTapped,
  switchRecording,
} from "./groups/recording-switch.ts";
import { summarise, summaryTapped } from "./groups/summary.ts";
import { createSummaryWriting, type SummaryWriting } from "./groups/summary-writing.ts";
import { frequency, membership, once, presence, tooLate } from "./guards.ts";
import type { Readable, Tapped, Written } from "./incoming/incoming.ts";
import { admission } from "./operator/admission.ts";
import { showStats } from "./operator/show-stats.ts";
import type { Parts } from "./parts.ts";
import {
  askErase,
  askEraseChat,
  askEraseIn,
  eraseChat,
  eraseOwn,
  leaveOut,
  showOwn,
  showPrivacy,
  showPrivacyInFull,
  stopKeeping,
  takeIn,
} from "./privacy/privacy.ts";
import { ask, createAsking, startOver, type Asking } from "./questions/ask.ts";
import { answerAgain } from "./questions/edits.ts";
import { answerGuest } from "./questions/guest.ts";
import { offerQuotes } from "./questions/quotes.ts";
import { translate } from "./questions/translating.ts";
import type { Action, ActionOf } from "./screens/callback-data.ts";
import {
  greet,
  help,
  onlyText,
  showIds,
  showSources,
  start,
  unknownCommand,
} from "./screens/help.ts";
import { openLinked, openTapped } from "./screens/open.ts";
import { texts } from "./screens/texts/texts.ts";

/** What people decide about what is kept of them: done however late it comes. */
const RIGHTS: Routes = {
  commands: {
    privacy: showPrivacy,
    optout: leaveOut,
    optin: takeIn,
    mydata: showOwn,
    forget: askErase,
    forget_chat: askEraseChat,
    // "/summary on" and "off"; any other is passed on to the table below.
    summary: switchRecording,
  },
  links: { show: showOwn, "ask-erase": askEraseIn, privacy: showPrivacyInFull },
};

const COMMANDS: Routes = {
  commands: {
    start,
    help,
    sources: showSources,
    summary: summarise,
    new: startOver,
    id: showIds,
    stats: showStats,
    ask,
  },
  links: {
    passage: openLinked,
    section: openLinked,
    overview: openLinked,
    suggestion: openLinked,
    sources: openLinked,
    question: openLinked,
    "private-summary": sumUpForOne,
  },
};

/** Commands that people write as words. */
const SCREENS: Readonly<Partial<Record<Talk, Command>>> = {
  start,
  help,
  articles: showSources,
  summary: summarise,
  privacy: showPrivacy,
  erase: askErase,
};

const TAPS: Actions<Tapped> = {
  passage: openTapped,
  section: openTapped,
  overview: openTapped,
  suggestion: openTapped,
  sources: openTapped,
  question: openTapped,
  translate,
  summary: summaryTapped,
  "add-article": addArticle,
  "discard-article": discardArticle,
  "remove-article": removeArticle,
  "switch-on": switchOnTapped,
  "ask-delete-recorded": askDeleteRecorded,
  "delete-recorded": deleteRecorded,
  privacy: showPrivacyInFull,
  "leave-out": stopKeeping,
  "take-in": takeIn,
  show: showOwn,
  "ask-erase": askErase,
  erase: eraseOwn,
  "ask-erase-chat": askEraseChat,
  "erase-chat": eraseChat,
};

/** What a message without words may hold. */
const WORDLESS = [
  ":media",
  ":sticker",
  ":voice",
  ":video_note",
  ":animation",
  ":document",
  ":contact",
  ":location",
  ":venue",
  ":poll",
  ":dice",
  ":story",
] as const;

interface BotOptions {
  readonly token: string;
  readonly client?: ApiClientOptions;
  /** Known already in tests; else Telegram is asked. */
  readonly me?: UserFromGetMe;
  readonly clock?: Clock;
}

const TELEGRAM = "https://api.telegram.org";
/** Longer than a poll, so that a connection that died half-way is noticed. */
const CALL_TIMEOUT_SECONDS = 40;

export function createBot(
  parts: Parts,
  { token, client, me, clock = systemClock }: BotOptions,
): Bot<BotContext> {
  const bot = new Bot<BotContext>(token, {
    client: { timeoutSeconds: CALL_TIMEOUT_SECONDS, ...client },
    ...(me === undefined ? {} : { botInfo: me }),
  });
  const sleep = (milliseconds: number) => sleepBy(clock, milliseconds);
  bot.api.config.use(carefulCalls({ sleep, log: parts.log }));
  const streams = createStreams({ api: bot.api, stops: parts.store.stops, clock, log: parts.log });
  const asking = createAsking({ ...parts, streams, open });
  const writing = createSummaryWriting({ ...parts, streams });
  const { apiRoot = TELEGRAM } = client ?? {};
  // grammY describes it by what it would be elsewhere than in Node.
  const fetch = (client?.fetch ?? globalThis.fetch) as DownloadParts["fetch"];
  const download = createDownload({ api: bot.api, token, apiRoot, fetch });
  const all: AllParts = { ...parts, streams, asking, writing, download, clock };

  async function open(talk: Talk, ctx: BotContext): Promise<boolean> {
    const screen = SCREENS[talk];
    if (screen === undefined || !is("message")(ctx)) return false;
    await screen(ctx, all, async () => {});
    return true;
  }

  bot.filter(is("stop"), ({ incoming }) => streams.stop(incoming.chat, incoming.draft));
  // Each of these hands an update on, answers it by itself, or stops it.
  bot.use(membership(all), admission(all), presence(all), frequency(all));
  bot.filter(is("member"), (ctx) => greet(ctx, all));
  bot.filter(is("inline"), (ctx) => offerQuotes(ctx, all));
  bot.filter(is("guest"), (ctx) => answerGuest(ctx, all));
  bot.filter(is("edit"), (ctx) => answerAgain(ctx, all));
  bot.filter(isKnownTap, (ctx) => act(TAPS, ctx.incoming.action, ctx, all));
  bot.filter(is("tap"), (ctx) => alert(ctx, texts[ctx.language].unknownButton));
  bot
    .filter(is("message"))
    .use(dropForeign, route(RIGHTS, all), tooLate(all), route(COMMANDS, all), dropUnknown)
    .use((ctx, next) => receiveArticle(ctx, all, next))
    .use(once(all), (ctx, next) => ask(ctx, all, next))
    .on([...WORDLESS], onlyText);
  return bot;
}

interface AllParts extends Parts {
  readonly streams: Streams;
  readonly asking: Asking;
  readonly writing: SummaryWriting;
  readonly download: Download;
  readonly clock: Clock;
}

type Handle<I, Third> = (ctx: BotContext<I>, parts: AllParts, third: Third) => void | Promise<void>;

/** `next` passes the message on. */
type Command = Handle<Written, NextFunction>;
type Actions<I> = {
  readonly [Kind in Action["kind"]]?: Handle<I, ActionOf<Kind>>;
};

interface Routes {
  readonly commands: Readonly<Record<string, Command>>;
  /** What a link opens that began the private chat: "/start g-show". */
  readonly links: Actions<Written>;
}

type OfKind<Kind, I = Readable> = I extends Readable ? (Kind extends I["kind"] ? I : never) : never;

function is<Kind extends Readable["kind"]>(kind: Kind) {
  return (ctx: BotContext): ctx is BotContext<OfKind<Kind>> => ctx.incoming.kind === kind;
}

function isKnownTap(ctx: BotContext): ctx is BotContext<Tapped> {
  return ctx.incoming.kind === "tap" && ctx.incoming.action !== null;
}

/** Null where no handler is for it. */
function act<I>(
  actions: Actions<I>,
  action: Action,
  ctx: BotContext<I>,
  parts: AllParts,
): void | Promise<void> | null {
  // Which handler takes which action is checked where the table is written.
  const handle = actions[action.kind] as Handle<I, Action> | undefined;
  return handle === undefined ? null : handle(ctx, parts, action);
}

function route({ commands, links }: Routes, parts: AllParts): MiddlewareFn<BotContext<Written>> {
  return async (ctx, next) => {
    const { command, link } = ctx.incoming;
    if (command?.isForMe !== true) return next();
    const opened = link === null ? null : act(links, link, ctx, parts);
    if (opened !== null) return opened;
    const handle = Object.hasOwn(commands, command.name) ? commands[command.name] : undefined;
    return handle === undefined ? next() : handle(ctx, parts, next);
  };
}

/** Commands for another bot, and those that another bot gives. */
function dropForeign({ incoming }: BotContext<Written>, next: NextFunction): void | Promise<void> {
  const { command, isFromBot } = incoming;
  return command !== null && (isFromBot || !command.isForMe) ? undefined : next();
}

function dropUnknown(ctx: BotContext<Written>, next: NextFunction): void | Promise<void> {
  return ctx.incoming.command === null ? next() : unknownCommand(ctx);
}
