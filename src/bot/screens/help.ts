/**
 * Commands that are no questions, what is no text, and the first word in a group.
 */
import { Composer } from "grammy";

import { languageOfPerson, type Asking } from "../questions/ask.ts";
import { commandOf } from "../incoming/command.ts";
import type { BotContext } from "../context.ts";
import { statsScreen } from "../operator/stats-screen.ts";
import { languageOfCode, type Language } from "../incoming/language.ts";
import { isIn } from "../intake/membership.ts";
import { openTarget } from "./open.ts";
import type { Parts } from "../parts.ts";
import { parseAction } from "./callback-data.ts";
import { rich, type Words } from "./rich.ts";
import type { Screen, View } from "./screen.ts";
import { askerOf, placeOf, send, type Place } from "../delivery/send.ts";
import { sourcesScreen } from "./sources.ts";
import { startScreen } from "./start.ts";
import { texts } from "./texts/texts.ts";

type HelpParts = Parts & { readonly asking: Asking };

interface Called {
  readonly ctx: BotContext;
  readonly place: Place;
  readonly view: View;
  /** What follows the command. */
  readonly rest: string;
}

/** The composer for /start, /help, /sources, /new, /id, for owners /stats, and for commands it does not know. */
export function help(parts: HelpParts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on(["message", "channel_post"], async (ctx, next) => {
    const command = commandOf(ctx.msg, ctx.me);
    const place = placeOf(ctx);
    if (command === null || command.name === "ask" || place === null) return next();
    if (!command.isForMe || isOtherBot(ctx)) return;
    const language = languageOfPerson(ctx, parts.library());
    const view: View = { language, isPrivate: place.isPrivate, bot: ctx.me.username };
    const called: Called = { ctx, place, view, rest: command.rest };
    if (command.name === "start") return start(parts, called);
    const screen = await screenOf(command.name, called, parts);
    if (screen !== null) send(ctx, place, screen);
  });
  return composer;
}

function isOtherBot({ msg }: BotContext): boolean {
  return msg?.from?.is_bot === true && msg.sender_chat === undefined;
}

/** Null where the bot keeps silent: unknown commands in groups may be another bot's. */
async function screenOf(name: string, called: Called, parts: Parts): Promise<Screen | null> {
  const { ctx, place, view } = called;
  const { library, store, stats } = parts;
  const own = texts[view.language];
  switch (name) {
    case "new":
      await store.turns.forget(askerOf(ctx, place));
      return plain(own.forgotten);
    case "help":
      return plain(
        place.isPrivate ? own.help(view.bot, library().writer) : own.helpInGroup(view.bot),
      );
    case "id":
      return plain(own.id(personOf(ctx), place.chat));
    case "sources":
      return sourcesScreen(library().corpus, 0, view);
    case "stats":
      return isForOwner(called, parts)
        ? statsScreen(await stats.read(), view)
        : unknownCommand(called);
    default:
      return unknownCommand(called);
  }
}

/** Null for who speaks in a chat's name. */
function personOf({ msg, from }: BotContext): number | null {
  return msg?.sender_chat === undefined ? (from?.id ?? null) : null;
}

function unknownCommand({ place, view }: Called): Screen | null {
  return place.isPrivate ? plain(texts[view.language].unknownCommand) : null;
}

function isForOwner({ ctx, place }: Called, { admitted }: Parts): boolean {
  return place.isPrivate && ctx.from !== undefined && admitted.owners.includes(ctx.from.id);
}

/** What the payload names, else what the bot knows. */
async function start(
  { library, asking }: HelpParts,
  { ctx, place, view, rest }: Called,
): Promise<void> {
  const articles = library();
  const opening = place.isPrivate ? parseAction(rest) : null;
  if (opening?.kind !== "open") {
    send(ctx, place, startScreen(articles.corpus, view));
    return;
  }
  const { target } = opening;
  const language = languageOfCode(ctx.from?.language_code) ?? opening.language;
  const opened = openTarget(target, articles, { ...view, language });
  if (opened === null) {
    send(ctx, place, plain(texts[language].stale));
  } else if (opened.kind === "question") {
    await asking.answer(ctx, { text: opened.text, place, isEchoed: true });
  } else {
    send(ctx, place, opened.screen);
  }
}

/** In private, a friendly word for stickers, voice and whatever else has no words. */
export function wordless({ library }: Parts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const kinds = [
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
  composer.on([...kinds], (ctx) => {
    const place = placeOf(ctx);
    if (place === null || !place.isPrivate || ctx.msg?.via_bot?.id === ctx.me.id) return;
    send(ctx, place, plain(texts[languageOfPerson(ctx, library())].onlyText));
  });
  return composer;
}

/** One short message in a group the bot was added to; none when only its rights changed. */
export function greeting({ library }: Parts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on("my_chat_member", (ctx) => {
    const { old_chat_member: before, new_chat_member: after, chat } = ctx.myChatMember;
    const isGroup = chat.type === "group" || chat.type === "supergroup";
    if (!isGroup || isIn(before) || !isIn(after)) return;
    const articles = library();
    const [newest] = articles.corpus.articles;
    const language: Language = languageOfPerson(ctx, articles);
    const own = texts[language];
    const words =
      newest === undefined
        ? own.startInGroup(ctx.me.username)
        : own.added(ctx.me.username, newest.title, articles.corpus.articles.length);
    send(ctx, { chat: chat.id, isPrivate: false, thread: null, replyTo: null }, plain(words));
  });
  return composer;
}

function plain(words: Words): Screen {
  return { text: rich(words), buttons: [] };
}
