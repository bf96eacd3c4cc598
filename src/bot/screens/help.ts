/**
 * What the bot says of itself: what it can do, what it knows, and the first word in a group.
 */
import type { BotContext } from "../context.ts";
import { say, send } from "../delivery/reply.ts";
import type { MemberChange, Written } from "../incoming/incoming.ts";
import type { Parts } from "../parts.ts";
import { sourcesScreen } from "./sources.ts";
import { startScreen } from "./start.ts";
import { texts } from "./texts/texts.ts";

type LibraryPart = Pick<Parts, "library">;

/** /start */
export function start(ctx: BotContext<Written>, { library }: LibraryPart): void {
  send(ctx, startScreen(library().corpus, ctx.view));
}

/** /help */
export function help(ctx: BotContext<Written>, { library }: LibraryPart): void {
  const own = texts[ctx.language];
  const { isPrivate, bot } = ctx.view;
  say(ctx, isPrivate ? own.help(bot, library().writer) : own.helpInGroup(bot));
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
