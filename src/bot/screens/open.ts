/**
 * What a button or a link opens: found again in the articles as they are now, and shown in private.
 */
import { showLead } from "../../speech/context.ts";
import type { Library } from "../../library.ts";
import type { BotContext } from "../context.ts";
import { acknowledge, alert, say, send, turnTo } from "../delivery/reply.ts";
import type { Tapped, Written } from "../incoming/incoming.ts";
import type { Asking } from "../questions/ask.ts";
import type { Limits } from "../questions/limits.ts";
import {
  encodeAction,
  hashOfQuestion,
  type Action,
  type ActionOf,
  type Opening,
} from "./callback-data.ts";
import { contextScreen, overviewScreen, sectionScreen } from "./reading.ts";
import { deepLink, type Screen, type View } from "./screen.ts";
import { sourcesScreen } from "./sources.ts";
import { texts } from "./texts/texts.ts";

interface OpenParts {
  readonly library: () => Library;
  readonly asking: Asking;
  readonly limits: Pick<Limits, "isFirst">;
}

type Opened =
  | { readonly kind: "screen"; readonly screen: Screen }
  /** One page of a list, which takes the place of the page before. */
  | { readonly kind: "page"; readonly screen: Screen }
  | { readonly kind: "question"; readonly text: string };

export async function openTapped(
  ctx: BotContext<Tapped>,
  { library, asking, limits }: OpenParts,
  action: Opening,
): Promise<void> {
  const { language } = action;
  const { place, message } = ctx.incoming;
  if (!ctx.view.isPrivate) return leadIntoPrivate(ctx, action);
  const opened = find(action, library(), { ...ctx.view, language });
  if (opened === null) return alert(ctx, goneWords(action));
  await acknowledge(ctx);
  if (opened.kind === "page") return turnTo(ctx, opened.screen);
  // Whoever taps three times wants to see it once.
  if (!(await limits.isFirst(`${place.chat}/${message}/${encodeAction(action)}`))) return;
  if (opened.kind === "question") await asking.answer(ctx, { text: opened.text, isEchoed: true });
  else send(ctx, opened.screen);
}

export async function openLinked(
  ctx: BotContext<Written>,
  { library, asking }: OpenParts,
  action: Opening,
): Promise<void> {
  const language = ctx.incoming.person?.language ?? action.language;
  const opened = find(action, library(), { ...ctx.view, language });
  if (opened === null) return say(ctx, goneWords({ ...action, language }));
  if (opened.kind !== "question") return send(ctx, opened.screen);
  await asking.answer(ctx, { text: opened.text, isEchoed: true });
}

function goneWords({ kind, language }: Opening): string {
  const { stale, articlesSent } = texts[language];
  return kind === "overview" ? articlesSent.removedBefore : stale;
}

/** What one person asks to see is never posted to others. */
export async function leadIntoPrivate(ctx: BotContext<Tapped>, action: Action): Promise<void> {
  await ctx.answerCallbackQuery({ url: deepLink(ctx.view.bot, action) });
}

/** Null when the words are not in the articles any more. */
function find(target: Opening, library: Library, view: View): Opened | null {
  if (target.kind === "question") return { kind: "question", text: target.text };
  if (target.kind === "suggestion") return findSuggestion(target.hash, library);
  if (target.kind === "sources")
    return { kind: "page", screen: sourcesScreen(library.corpus, target.page, view) };
  const screen = screenOfPassage(target, library, view);
  return screen === null ? null : { kind: "screen", screen };
}

function findSuggestion(hash: string, { corpus }: Library): Opened | null {
  const questions = corpus.articles.flatMap((article) => article.questions);
  const text = questions.find((question) => hashOfQuestion(question) === hash);
  return text === undefined ? null : { kind: "question", text };
}

type PassageTarget = ActionOf<"passage" | "section" | "overview">;

function screenOfPassage(target: PassageTarget, library: Library, view: View): Screen | null {
  const passage = library.findPassage(target.ref);
  if (passage === null) return null;
  if (target.kind === "section") return sectionScreen(passage, view);
  if (target.kind === "passage") {
    const { from, to } = target;
    return to > passage.sentences.length ? null : contextScreen({ passage, from, to }, view);
  }
  const lead = showLead(passage.article);
  return lead === null ? null : overviewScreen({ lead }, library.corpus.articles.length, view);
}
