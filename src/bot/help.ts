/**
 * Commands that are no questions, what is no text, and the first word in a group.
 */
import { Composer } from "grammy";

import { languageOfPerson, type Asking } from "./ask.ts";
import { commandOf } from "./command.ts";
import type { BotContext } from "./context.ts";
import { languageOfCode, type Language } from "./language.ts";
import { isIn } from "./membership.ts";
import { openTarget } from "./open.ts";
import type { Parts } from "./parts.ts";
import { parseOpening } from "./payload.ts";
import { rich, type Words } from "./rich.ts";
import type { Screen, View } from "./screen.ts";
import { placeOf, send, type Place } from "./send.ts";
import { sourcesScreen } from "./sources.ts";
import { startScreen } from "./start.ts";
import { texts } from "./texts.ts";

type HelpParts = Parts & { readonly asking: Asking };

interface Called {
  readonly ctx: BotContext;
  readonly place: Place;
  readonly view: View;
  /** What follows the command. */
  readonly rest: string;
}

/** The composer for /start, /help, /sources, /privacy, /id and for commands it does not know. */
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
    const screen = screenOf(command.name, called, parts);
    if (screen !== null) send(ctx, place, screen);
  });
  return composer;
}

function isOtherBot({ msg }: BotContext): boolean {
  return msg?.from?.is_bot === true && msg.sender_chat === undefined;
}

/** Null where the bot keeps silent: unknown commands in groups may be another bot's. */
function screenOf(name: string, { ctx, place, view }: Called, { library }: Parts): Screen | null {
  const own = texts[view.language];
  switch (name) {
    case "help":
      return plain(place.isPrivate ? own.help(view.bot) : own.helpInGroup(view.bot));
    case "privacy":
      return plain(own.privacy);
    case "id":
      return plain(
        own.id(ctx.msg?.sender_chat === undefined ? (ctx.from?.id ?? null) : null, place.chat),
      );
    case "sources":
      return sourcesScreen(library().corpus, 0, view);
    default:
      return place.isPrivate ? plain(own.unknownCommand) : null;
  }
}

/** What the payload names, else what the bot knows. */
async function start(
  { library, asking }: HelpParts,
  { ctx, place, view, rest }: Called,
): Promise<void> {
  const articles = library();
  const opening = place.isPrivate ? parseOpening(rest) : null;
  if (opening === null) {
    send(ctx, place, startScreen(articles.corpus, view));
    return;
  }
  const language = languageOfCode(ctx.from?.language_code) ?? opening.language;
  const opened = openTarget(opening.target, articles, { ...view, language });
  if (opened === null) {
    send(ctx, place, plain(texts[language].stale));
  } else if (opened.kind === "question") {
    await asking.answer(ctx, { text: opened.text, place, previous: null, isEchoed: true });
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
