/**
 * What the bot says of itself: what it can do, what it knows, and the first word in a group.
 */
import type { InlineKeyboardButton } from "grammy/types";

import type { Corpus } from "../../corpus/passage.ts";
import type { BotContext } from "../context.ts";
import { say, send } from "../delivery/reply.ts";
import type { MemberChange, Written } from "../incoming/incoming.ts";
import type { Parts } from "../parts.ts";
import { hashOfQuestion } from "./callback-data.ts";
import { sourceParts } from "./quoting.ts";
import { sectionStarts } from "./reading.ts";
import { joined, openingRow, plain, type Screen, type View } from "./screen.ts";
import { sourcesScreen } from "./sources.ts";
import { texts } from "./texts/texts.ts";

const SUGGESTIONS = 3;
/** Older articles are not what someone who begins asks about. */
const SUGGESTING_ARTICLES = 10;

type LibraryPart = Pick<Parts, "library">;

/** /start */
export function start(ctx: BotContext<Written>, { library }: LibraryPart): void {
  send(ctx, startScreen(library().corpus, ctx.view));
}

/** What the bot knows, in three lines, and three questions to tap. */
function startScreen({ articles }: Corpus, view: View): Screen {
  const own = texts[view.language];
  const [newest] = articles;
  if (!view.isPrivate || newest === undefined) return plain(own.startInGroup(view.bot));
  const named = { title: newest.title, where: sourceParts(newest, view.language).join(", ") };
  return {
    text: joined([
      own.start(named, articles.length),
      own.startWords(articles.length),
      own.startPrivacy,
    ]),
    buttons: suggestions({ articles }, view),
  };
}

/** Questions of the newest articles in turn; where there are too few, headings to open. */
function suggestions({ articles }: Pick<Corpus, "articles">, view: View): InlineKeyboardButton[][] {
  const newest = articles.slice(0, SUGGESTING_ARTICLES);
  const questions = inTurn(newest.map((article) => article.questions)).map((question) => ({
    label: question,
    target: { kind: "suggestion", hash: hashOfQuestion(question) } as const,
  }));
  const headings = inTurn(newest.map(({ passages }) => sectionStarts(passages))).map(
    ({ ref, section }) => ({
      label: section ?? "",
      target: { kind: "section", ref } as const,
    }),
  );
  return [...questions, ...headings]
    .slice(0, SUGGESTIONS)
    .flatMap(({ label, target }) => openingRow(label, target, view));
}

/** The first of each list, then the second of each. */
function inTurn<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) =>
    lists.flatMap((list) => list.slice(index, index + 1)),
  ).flat();
}

/** /help */
export function help(ctx: BotContext<Written>, { library }: LibraryPart): void {
  const own = texts[ctx.language];
  const { isPrivate, bot, isOwner } = ctx.view;
  if (!isPrivate) return say(ctx, own.helpInGroup(bot));
  say(
    ctx,
    joined([own.help(bot, library().writer), isOwner === true ? own.articlesSent.help : ""]),
  );
}

/** /sources */
export function showSources(ctx: BotContext<Written>, { library }: LibraryPart): void {
  send(ctx, sourcesScreen(library().corpus, 0, ctx.view));
}

/** /id: who speaks in a chat's name has no number of their own. */
export function showIds(ctx: BotContext<Written>): void {
  const { place, person, senderChat } = ctx.incoming;
  const own = senderChat === null ? (person?.id ?? null) : null;
  say(ctx, texts[ctx.language].id(own, place.chat));
}

/** In groups an unknown command may be another bot's. */
export function unknownCommand(ctx: BotContext<Written>): void {
  if (ctx.view.isPrivate) say(ctx, texts[ctx.language].unknownCommand);
}

/** In private, a friendly word for stickers, voice and whatever else has no words. */
export function onlyText(ctx: BotContext<Written>): void {
  const { place, isFromBot } = ctx.incoming;
  if (place.isPrivate && !isFromBot) say(ctx, texts[ctx.language].onlyText);
}

/** One short message in a group the bot was added to; none when only its rights changed. */
export function greet(ctx: BotContext<MemberChange>, { library }: LibraryPart): void {
  const { chat, wasIn, isIn } = ctx.incoming;
  const isGroup = chat.type === "group" || chat.type === "supergroup";
  if (!isGroup || wasIn || !isIn) return;
  const { articles } = library().corpus;
  const [newest] = articles;
  const own = texts[ctx.language];
  const { bot } = ctx.view;
  say(
    ctx,
    newest === undefined ? own.startInGroup(bot) : own.added(bot, newest.title, articles.length),
  );
}
